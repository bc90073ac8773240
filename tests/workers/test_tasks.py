"""A long letter is read by several workers, and comes out whole whatever becomes of the helpers."""

from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from ingest.errors import EngineCrashed
from records.layers import layers_of
from records.models import Document, Page
from records.queue import TASKS, Step
from records.states import State
from tests.fakes import engine
from tests.fakes.engine import Script, fake_letter
from tests.records.receiving import letter
from workers import tasks

pytestmark = pytest.mark.django_db(transaction=True)

PAGES = 33
LONG = fake_letter("\f".join(f"trang {at}" for at in range(PAGES)), Script(pages=PAGES))
READ, AHEAD = TASKS[Step.READ].name, TASKS[Step.READ_AHEAD].name


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> list[str]:
    """The tasks that were asked for, in order; a turn is one page, read by the fake engine."""
    names: list[str] = []
    monkeypatch.setattr("records.queue.current_app.send_task", lambda name, **_: names.append(name))
    monkeypatch.setattr(tasks, "read", engine.read)
    settings.VANTHU_TURN_S = 0
    return names


def words(document: Document) -> list[str]:
    return [" ".join(word.text for line in layer.lines for word in line.words)
            for layer in layers_of(document)]  # fmt: skip


def test_helpers_are_asked_for_and_ask_for_others_while_there_is_work(asked: list[str]) -> None:
    document = letter(LONG)
    asked.clear()
    tasks.read_document(document.pk)
    assert asked == [READ, AHEAD, AHEAD, AHEAD]
    asked.clear()
    tasks.read_ahead(document.pk)
    assert document.page_rows.filter(index__gte=20).count() == 1
    assert asked == [AHEAD]


def test_pages_of_all_workers_make_one_letter(asked: list[str]) -> None:
    document = letter(LONG)
    for turn in range(2 * PAGES):
        (tasks.read_document if turn % 2 == 0 else tasks.read_ahead)(document.pk)
    document.refresh_from_db()
    assert document.state == State.NEEDS_REVIEW
    assert words(document) == [f"trang {at}" for at in range(PAGES)]
    assert (document.page, document.pages) == (PAGES, PAGES)
    assert not document.stretches.exists()
    assert AHEAD in asked


def test_a_helper_that_fails_gives_its_pages_back(
    asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    document = letter(LONG)
    tasks.read_document(document.pk)
    asked.clear()
    with monkeypatch.context() as broken:
        broken.setattr(tasks, "read", _crash)
        tasks.read_ahead(document.pk)
    document.refresh_from_db()
    assert (document.state, document.attempts, asked) == (State.RECEIVED, 0, [])
    assert not document.stretches.exists()
    while document.state == State.RECEIVED:
        tasks.read_document(document.pk)
        document.refresh_from_db()
    assert words(document) == [f"trang {at}" for at in range(PAGES)]


def test_what_a_helper_read_too_late_is_dropped(
    asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    document = letter(LONG)
    tasks.read_document(document.pk)
    read = tasks.read

    def slowly(path: Path, *given: object, **named: object) -> object:
        made = read(path, *given, **named)
        Document.objects.filter(pk=document.pk).update(state=State.FAILED)
        return made

    monkeypatch.setattr(tasks, "read", slowly)
    tasks.read_ahead(document.pk)
    assert Page.objects.count() == 1
    assert asked


def _crash(*_given: object, **_named: object) -> object:
    raise EngineCrashed
