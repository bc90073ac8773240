"""Staff see what the machine learned, take a lesson back and let it count again."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from nlp.record import FieldName
from records import corrections, lessons
from records.desk import Desk, Spot
from records.roles import Role, give
from tests.review.letters import NOW, field, read

pytestmark = pytest.mark.django_db

PAGE = "/da-hoc/"


def learned_key() -> str:
    document = read([field(FieldName.ISSUER, "SỞ Y TẺ", confidence=0.4)])
    corrections.correct(Desk(document.pk, None, NOW), Spot(FieldName.ISSUER), "Sở Y tế Mẫu", seen=0)
    (one,) = lessons.learned()
    return one.key


def test_nothing_learned_is_said() -> None:
    assert "Chưa có ô nào được sửa." in Client().get(PAGE).content.decode()


def test_a_lesson_is_shown_taken_back_and_used_again() -> None:
    client, key = Client(), learned_key()
    shown = client.get(PAGE).content.decode()
    assert "Sở Y tế Mẫu" in shown
    assert "đang dùng" in shown
    client.post(f"{PAGE}bo", {"bai": key})
    assert lessons.heeded() == ()
    assert "đã bỏ" in client.get(PAGE).content.decode()
    client.post(f"{PAGE}dung-lai", {"bai": key})
    assert len(lessons.heeded()) == 1


def test_a_viewer_takes_nothing_back() -> None:
    key = learned_key()
    viewer = User.objects.create_user("xem", password="mat-khau-dai")
    give(viewer, Role.VIEWER)
    client = Client()
    client.force_login(viewer)
    assert client.post(f"{PAGE}bo", {"bai": key}).status_code == 403
    assert len(lessons.heeded()) == 1
    assert "bỏ điều này" not in client.get(PAGE).content.decode()
