"""Pages, text, copies, deadlines and tasks as other programs fetch them."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client

from records.previews import archive_path, preview_path
from tests.feed.letters import letter
from tests.review.letters import read, received

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folders(settings: LazySettings, tmp_path: Path) -> None:
    settings.VANTHU_PREVIEWS = tmp_path / "pages"
    settings.VANTHU_ARCHIVES = tmp_path / "archive"


def content(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


def test_page_image_and_archive_copy_once_they_are_made(client: Client, settings: Any) -> None:
    document = read([])
    address = f"/api/v1/letters/{document.pk}"
    places = {
        f"{address}/pages/1/image": preview_path(settings.VANTHU_PREVIEWS, document.sha256, 0),
        f"{address}/archive": archive_path(settings.VANTHU_ARCHIVES, document.sha256),
    }
    answers: list[Any] = []
    for place, path in places.items():
        assert client.get(place).json()["code"] == "feed.not_ready"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"bytes of " + path.name.encode())
        answer = client.get(place)
        assert content(answer) == b"bytes of " + path.name.encode()
        answers.append(answer)
        assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    [page] = client.get(f"{address}/pages").json()["items"]
    assert (page["page"], page["width_px"], page["image"]) == (1, 1000, True)
    assert client.get(f"{address}/pages/2/image").status_code == 404
    assert client.get(f"{address}/pages/0/image").status_code == 422
    for answer in answers:
        answer.close()


def test_text_in_reading_order(client: Client) -> None:
    document = read([], words="Kính gửi các trường")
    answer = client.get(f"/api/v1/letters/{document.pk}/text")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.content.decode() == "Kính gửi các trường"
    assert client.get(f"/api/v1/letters/{document.pk}/text?page=2").status_code == 404
    unread = client.get(f"/api/v1/letters/{received().pk}/text")
    assert unread.json()["code"] == "feed.not_ready"


def test_deadlines_of_all_letters_are_filtered_and_paged(client: Client) -> None:
    first, second = letter(), letter("việc khác")
    letter("chưa duyệt", approved=False)
    seen: list[tuple[int, str | None]] = []
    address = "/api/v1/deadlines?limit=2"
    while address:
        part = client.get(address).json()
        seen += [(one["letter"], one["deadline"]["last_day"]) for one in part["items"]]
        address = f"/api/v1/deadlines?limit=2&after={part['next']}" if part["next"] else ""
    days = ["2026-03-09", "2026-03-12", None]
    assert seen == [(one.pk, day) for one in (first, second) for day in days]

    def asked(query: str) -> list[str]:
        items = client.get(f"/api/v1/deadlines?{query}").json()["items"]
        return [one["deadline"]["last_day"] for one in items]

    assert asked("since=2026-03-10") == ["2026-03-12", "2026-03-12"]
    assert asked("until=2026-03-10") == ["2026-03-09", "2026-03-09"]
    assert asked("responsible=Phòng Văn") == ["2026-03-09", "2026-03-09"]
    assert asked("responsible=Phòng Mẫu") == []
    assert len(asked("reviewed=false")) == 9
    assert client.get("/api/v1/deadlines?since=hôm nay").status_code == 422


def test_tasks_of_all_letters(client: Client) -> None:
    document = letter()
    [item] = client.get("/api/v1/tasks").json()["items"]
    assert (item["letter"], item["code"], item["status"]) == (
        document.pk,
        "15/KH-SGDĐT",
        "accepted",
    )
    assert item["task"]["lead"] == ["Phòng A"]
    assert item["task"]["support"] == ["Phòng B", "Phòng C"]
