"""Page images are drawn first for letters that somebody has opened, also while hundreds are read."""

from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.cache import cache
from django.test import Client

from nlp.record import FieldName
from records.previews import preview_path
from records.queue import Step
from tests.review.letters import field, read

pytestmark = pytest.mark.django_db


def test_opened_letter_and_the_next_are_asked_for_first_and_once(
    client: Client, settings: LazySettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.VANTHU_PREVIEWS = tmp_path
    cache.clear()
    asked: list[tuple[Step, int]] = []
    monkeypatch.setattr("review.views.letter.publish", lambda *what: asked.append(what))
    opened, following, drawn = (
        read([field(FieldName.SUBJECT, f"{n}", confidence=0.5)]) for n in range(3)
    )
    image = preview_path(tmp_path, drawn.sha256, 0)
    image.parent.mkdir(parents=True)
    image.touch()
    for _ in range(2):
        client.get(f"/van-ban/{opened.pk}/")
    assert asked == [(Step.SHOW, opened.pk), (Step.SHOW, following.pk)]
    client.get(f"/van-ban/{drawn.pk}/")
    assert len(asked) == 2
