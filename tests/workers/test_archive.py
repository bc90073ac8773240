"""The archive step: a read letter gets its searchable copy once, which staff can download."""

from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client
from django.utils import timezone

from nlp.document import Box, Line, TextLayer, Word
from nlp.record import Draft
from records import services
from records.models import Document
from records.previews import archive_path
from records.queue import Step
from tests.ingest.making import scanned
from tests.records.receiving import reading
from workers import tasks
from workers.flow import after

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def read(tmp_path: Path) -> Document:
    """Store a scanned letter and the one word that was read on it."""
    document, lease = reading(scanned(tmp_path / "a.pdf").read_bytes())
    word = Line((Word("Quyết", Box(300, 400, 460, 450)),))
    layer = TextLayer(0, 1654, 2339, (word,))
    services.store_pages(lease, [layer], pages=1, media_type="application/pdf")
    services.store_draft(lease, Draft(), now=timezone.now())
    return Document.objects.get(pk=document.pk)


@pytest.fixture
def archives(settings: LazySettings, tmp_path: Path) -> Path:
    settings.VANTHU_ARCHIVE = True
    settings.VANTHU_ARCHIVES = tmp_path / "archive"
    return tmp_path / "archive"


def test_it_follows_reading() -> None:
    assert Step.ARCHIVE in after(Step.READ)


def test_a_copy_is_made_once_and_downloaded(archives: Path, tmp_path: Path, client: Client) -> None:
    document = read(tmp_path)
    address = f"/van-ban/{document.pk}/ban-luu"
    assert client.get(address).status_code == 404
    tasks.archive_letter(document.pk)
    copy = archive_path(archives, document.sha256)
    made = copy.stat().st_mtime_ns
    tasks.archive_letter(document.pk)
    assert copy.stat().st_mtime_ns == made
    assert address in client.get(f"/van-ban/{document.pk}/").content.decode()
    answer = client.get(address)
    assert b"".join(answer).startswith(b"%PDF-")
    answer.close()
    assert answer.headers["Content-Disposition"].startswith("attachment; filename")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_without_the_setting_none_is_made(
    archives: Path, tmp_path: Path, settings: LazySettings
) -> None:
    settings.VANTHU_ARCHIVE = False
    tasks.archive_letter(read(tmp_path).pk)
    assert not archives.exists()


def test_a_letter_that_cannot_be_copied_keeps_its_record(archives: Path, tmp_path: Path) -> None:
    document = read(tmp_path)
    Document.objects.filter(pk=document.pk).update(stored="no/such/file.pdf")
    tasks.archive_letter(document.pk)
    assert list(archives.rglob("*.pdf")) == []
    assert Document.objects.get(pk=document.pk).state == document.state
