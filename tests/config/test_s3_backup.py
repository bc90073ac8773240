"""A backup of originals in a bucket brings them back into a bucket, whatever is left there."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest
from moto.server import ThreadedMotoServer

from tests.config.test_backup import DROP
from tests.config.test_commands import vanthu
from tests.flow.service import VANTHU

BUCKET = "originals"


@pytest.fixture(autouse=True)
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """An S3 store on this machine, which every command is told of."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    _, port = server.get_host_and_port()
    own = {
        "VANTHU_S3_BUCKET": BUCKET,
        "VANTHU_S3_URL": f"http://127.0.0.1:{port}",
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_DEFAULT_REGION": "us-east-1",
    }
    for name, text in own.items():
        monkeypatch.setenv(name, text)
    made = boto3.resource("s3", endpoint_url=own["VANTHU_S3_URL"]).Bucket(BUCKET)
    made.create()
    yield made
    server.stop()


@pytest.fixture
def copy(tmp_path: Path, bucket: Any) -> Path:
    """A backup of two letters whose originals lie in the bucket."""
    data = tmp_path / "kept"
    assert vanthu("manage", "migrate", "-v0", data=data).returncode == 0
    subprocess.run(
        [VANTHU, "manage", "shell", "-c", DROP],
        env={**os.environ, "VANTHU_DATA": str(data)},
        check=True,
    )
    assert contents(bucket) == {b"one", b"two"}
    made = vanthu("backup", str(tmp_path / "copy"), data=data)
    assert "2 originals" in made.stdout, made.stderr
    return tmp_path / "copy"


def contents(bucket: Any) -> set[bytes]:
    return {one.get()["Body"].read() for one in bucket.objects.all()}


def test_an_empty_bucket_is_filled_and_a_damaged_original_replaced(
    copy: Path, tmp_path: Path, bucket: Any
) -> None:
    [first, second] = bucket.objects.all()
    first.delete()
    bucket.put_object(Key=second.key, Body=b"xxx")
    data = tmp_path / "new"
    restored = vanthu("restore", str(copy), data=data)
    assert restored.returncode == 0, restored.stderr
    assert contents(bucket) == {b"one", b"two"}
    assert "3 seen" in vanthu("reconcile", "--deep", data=data).stdout
    kept = vanthu("export", data=tmp_path / "kept").stdout
    assert vanthu("export", data=data).stdout == kept
    assert not list((data / "store").glob("*/*/*"))


def test_a_bucket_that_is_away_is_told_and_the_restore_done_again(
    copy: Path, tmp_path: Path, bucket: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    address, data = os.environ["VANTHU_S3_URL"], tmp_path / "new"
    bucket.objects.all().delete()
    monkeypatch.setenv("VANTHU_S3_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    failed = vanthu("restore", str(copy), data=data)
    assert failed.returncode == 1
    assert "S3" in failed.stderr
    assert "Traceback" not in failed.stderr
    refused = vanthu("run", data=data)
    assert "vanthu restore" in refused.stderr
    monkeypatch.setenv("VANTHU_S3_URL", address)
    assert vanthu("restore", str(copy), data=data).returncode == 0
    assert contents(bucket) == {b"one", b"two"}
