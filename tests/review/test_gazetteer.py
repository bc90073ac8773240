"""The office's gazetteer: who may, what the next reading makes of it, and that each line says who and when."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from corpus.load import lexicons
from nlp.lexicons import Lexicons
from nlp.taught import Lesson, issuer_key, with_lessons
from records import gazetteer, lessons
from records.models import Term
from records.roles import Role, give
from tests.review.markup import text_of

pytestmark = pytest.mark.django_db

PAGE = "/danh-muc/"
NAME = "Hội Cựu giáo chức Mẫu Khê"


@pytest.fixture
def chief(client: Client) -> Client:
    user = User.objects.create_user("chief", password="con-meo-nam-tren-mai")
    give(user, Role.ADMINISTRATOR)
    client.force_login(user)
    return client


def add(client: Client, kind: Lesson, name: str, *, about: str = "", post: str = "") -> int:
    form = {"loai": kind, "ten": name, "cua": about, "chuc-vu": post, "viec": "them"}
    return client.post(f"{PAGE}them", form).status_code


def retire(client: Client, kind: Lesson, name: str, about: str = "") -> int:
    form = {"loai": kind, "ten": name, "cua": about, "viec": "ngung"}
    return client.post(f"{PAGE}them", form).status_code


def known() -> Lexicons:
    return with_lessons(lexicons(), lessons.heeded())


def page(client: Client) -> str:
    return text_of(client.get(PAGE).content.decode())


@pytest.mark.parametrize("role", [Role.VIEWER, Role.REVIEWER])
def test_only_administrators_get_in(client: Client, role: Role) -> None:
    user = User.objects.create_user("lan")
    give(user, role)
    client.force_login(user)
    assert client.get(PAGE).status_code == 403
    assert add(client, Lesson.BODY, NAME) == 403
    assert client.post(f"{PAGE}1/rut-lai").status_code == 403
    assert not Term.objects.exists()


def test_each_list_is_known_to_the_next_reading(chief: Client) -> None:
    assert add(chief, Lesson.BODY, f"  {NAME} ") == 302
    assert add(chief, Lesson.SYMBOL, "HCGCMK") == 302
    assert add(chief, Lesson.ABBREVIATION, "BTCMK", about="Ban Thường trực Cụm Mẫu Khê") == 302
    assert add(chief, Lesson.SIGNER, "Khuất Thị Thử", about=NAME, post="CHỦ TỊCH") == 302
    read = known()
    assert read.agencies[0] == NAME
    assert "HCGCMK" in read.units
    assert read.abbreviations["BTCMK"] == "Ban Thường trực Cụm Mẫu Khê"
    (signer,) = read.signers[issuer_key(NAME)]
    assert (signer.name, signer.position) == ("Khuất Thị Thử", "CHỦ TỊCH")


def test_line_says_who_and_when_and_is_withdrawn_not_removed(chief: Client) -> None:
    add(chief, Lesson.BODY, NAME)
    (term,) = Term.objects.all()
    assert f"{NAME} đang dùng chief, " in page(chief)
    chief.post(f"{PAGE}{term.pk}/rut-lai")
    chief.post(f"{PAGE}{term.pk}/rut-lai")
    assert known().agencies == lexicons().agencies
    term.refresh_from_db()
    assert term.withdrawn_by == term.by == User.objects.get()
    shown = page(chief)
    assert "Đã rút lại" in shown
    assert NAME in shown
    assert gazetteer.heeded() == ()


def test_shipped_name_is_retired_and_comes_back(chief: Client) -> None:
    shipped, short = lexicons().agencies[0], next(iter(lexicons().abbreviations))
    retire(chief, Lesson.BODY, shipped.upper())
    retire(chief, Lesson.ABBREVIATION, short)
    assert shipped not in known().agencies
    assert short not in known().abbreviations
    for term in Term.objects.all():
        chief.post(f"{PAGE}{term.pk}/rut-lai")
    assert shipped in known().agencies
    assert short in known().abbreviations


def test_of_two_lines_that_say_the_opposite_the_newer_counts(chief: Client) -> None:
    add(chief, Lesson.BODY, NAME)
    retire(chief, Lesson.BODY, NAME)
    assert NAME not in known().agencies
    add(chief, Lesson.BODY, NAME)
    assert known().agencies[0] == NAME
    assert Term.objects.filter(withdrawn_at=None).count() == 1
    assert Term.objects.count() == 3


@pytest.mark.parametrize(
    ("kind", "name", "about"),
    [
        (Lesson.BODY, " ", ""),
        (Lesson.BODY, "x" * 301, ""),
        (Lesson.SIGNER, "Khuất Thị Thử", ""),
        (Lesson.ABBREVIATION, "BTCMK", ""),
    ],
)
def test_line_that_says_nothing_is_refused_with_a_sentence(
    chief: Client, kind: Lesson, name: str, about: str
) -> None:
    form = {"loai": kind, "ten": name, "cua": about, "viec": "them"}
    answer = chief.post(f"{PAGE}them", form)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert not Term.objects.exists()


def test_same_line_twice_is_refused(chief: Client) -> None:
    assert add(chief, Lesson.BODY, NAME) == 302
    assert add(chief, Lesson.BODY, NAME) == 422
    assert Term.objects.count() == 1
