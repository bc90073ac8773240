"""Originals in an S3-compatible store: kept, read back, found missing, and backed up as in a folder."""

import socket
from collections.abc import Iterator
from pathlib import Path

import boto3
import pytest
from django.conf import LazySettings
from django.core.files.storage import storages
from moto.server import ThreadedMotoServer

from records import store
from records.account import reconcile
from records.backup import back_up
from records.models import Document
from tests.records.receiving import arrive, letter
from workers.watch import Inbox

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("broker")]
BUCKET = "originals"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A store on this machine."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    _, port = server.get_host_and_port()
    yield f"http://127.0.0.1:{port}"
    server.stop()


@pytest.fixture(autouse=True)
def bucket(address: str, settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> object:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")
    _keep_in(settings, address)
    made = boto3.resource("s3", endpoint_url=address, region_name="us-east-1").Bucket(BUCKET)
    made.create()
    made.objects.all().delete()
    return made


def _keep_in(settings: LazySettings, address: str) -> None:
    options = {
        "bucket_name": BUCKET,
        "endpoint_url": address,
        "region_name": "us-east-1",
        "file_overwrite": True,
    }
    kept = {"BACKEND": "records.s3.S3Originals", "OPTIONS": options}
    settings.STORAGES = {**settings.STORAGES, "originals": kept}
    storages._storages = {}  # type: ignore[attr-defined]


def test_an_original_is_kept_and_read_back(bucket: object) -> None:
    document = letter(b"one")
    assert [one.key for one in bucket.objects.all()] == [document.stored]  # type: ignore[attr-defined]
    with store.local_copy(document.stored) as path:
        assert path.read_bytes() == b"one"
    assert reconcile(deep=True).adds_up


def test_the_same_bytes_lie_there_once(bucket: object) -> None:
    arrive(b"one")
    arrive(b"one")
    assert len(list(bucket.objects.all())) == 1  # type: ignore[attr-defined]


def test_a_lost_original_is_told_and_put_back_by_the_next_arrival() -> None:
    document = letter(b"one")
    store.originals().delete(document.stored)
    assert not reconcile().adds_up
    arrive(b"one")
    assert reconcile(deep=True).adds_up


def test_a_store_that_is_away_leaves_the_file_in_the_folder(
    settings: LazySettings, address: str, tmp_path: Path
) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        nowhere = f"http://127.0.0.1:{probe.getsockname()[1]}"
    _keep_in(settings, nowhere)
    (tmp_path / "a.pdf").write_bytes(b"one")
    inbox = Inbox(tmp_path, settle_s=1, partial_s=1)
    for now in range(3):
        inbox.scan(now=now)
    assert (tmp_path / "a.pdf").exists()
    assert not Document.objects.exists()
    _keep_in(settings, address)
    inbox.scan(now=9)
    assert not (tmp_path / "a.pdf").exists()
    assert reconcile(deep=True).adds_up


def test_what_is_not_there_is_an_error_of_the_disk() -> None:
    with pytest.raises(OSError, match="S3"):
        store.originals().open("no/such/file")


def test_a_backup_holds_the_originals(tmp_path: Path) -> None:
    document = letter(b"one")
    assert back_up(tmp_path / "copy").files == 1
    assert (tmp_path / "copy" / "store" / document.stored).read_bytes() == b"one"
