"""A request that is too large is refused before its body is read; what is refused leaves nothing."""

import io
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client

from records import room
from records.models import Document

pytestmark = pytest.mark.django_db
PLACES = ("/api/v1/letters", "/nap-tep/", "/", "/dang-nhap/")


class Unread(io.RawIOBase):
    """A body that nobody may read."""

    def read(self, size: int = -1) -> bytes:
        """Fail the test."""
        raise AssertionError("the body was read")


def send(place: str, length: int) -> tuple[int, str]:
    head = {"CONTENT_LENGTH": str(length), "CONTENT_TYPE": "multipart/form-data; boundary=cut"}
    answer = Client().generic("POST", place, **{**head, "wsgi.input": Unread()})  # type: ignore[arg-type]
    return answer.status_code, answer.json()["code"]


@pytest.mark.parametrize("place", PLACES)
def test_too_large_a_body_is_never_read(place: str, settings: LazySettings) -> None:
    settings.VANTHU_MAX_MB = 1
    assert send(place, 3 * 1024 * 1024) == (413, "records.too_large")
    assert send(place, 10**15) == (413, "records.too_large")


@pytest.mark.parametrize("place", PLACES)
def test_without_room_no_body_is_read(place: str, settings: LazySettings) -> None:
    settings.VANTHU_FREE_MB = room.free_bytes() // 2**20 - 1
    assert send(place, 3 * 1024 * 1024) == (507, "records.disk_full")


def test_uploads_are_written_beside_the_store_and_gone_afterwards(
    settings: LazySettings, broker: object
) -> None:
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 0
    file = io.BytesIO(b"%PDF-1.7 " + b"x" * 3_000_000)
    file.name = "a.pdf"
    answer = Client().post("/api/v1/letters", {"file": file})
    assert answer.status_code == 202
    assert Document.objects.get().bytes == 3_000_009
    assert Path(settings.FILE_UPLOAD_TEMP_DIR) == Path(settings.VANTHU_TMP)
    assert list(Path(settings.VANTHU_TMP).glob("*.upload*")) == []


@pytest.mark.parametrize("length", ["", "-1", "abc", "1e9"])
def test_a_length_that_is_none_counts_as_no_body(length: str) -> None:
    head = {"CONTENT_LENGTH": length, "CONTENT_TYPE": "multipart/form-data; boundary=cut"}
    answer = Client().generic("POST", "/api/v1/letters", **head)  # type: ignore[arg-type]
    assert 400 <= answer.status_code < 500


def test_ten_thousand_parts_are_refused() -> None:
    part = b'--cut\r\nContent-Disposition: form-data; name="x"\r\n\r\n1\r\n'
    body = part * 10_000 + b"--cut--\r\n"
    kind = "multipart/form-data; boundary=cut"
    answer = Client().post("/api/v1/letters", body, content_type=kind)
    assert answer.status_code == 400


@pytest.mark.parametrize("name", ["../../etc/passwd", "a\\..\\b.pdf", "\u202efdp.exe", "x" * 700])
def test_names_of_uploads_are_data(name: str, broker: object) -> None:
    file = io.BytesIO(b"named " + name[:9].encode())
    file.name = name
    assert Client().post("/api/v1/letters", {"file": file}).status_code == 202
    kept = Document.objects.get()
    assert len(kept.name) <= 255
    assert ".." not in kept.stored
