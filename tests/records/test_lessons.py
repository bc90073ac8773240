"""A correction teaches the next reading at once, and no longer when it is undone or taken back."""

import pytest

from corpus.load import lexicons
from nlp.draft import draft_text
from nlp.record import FieldName, Signer
from nlp.taught import Lesson, Taught, with_lessons
from records import corrections, lessons
from records.desk import Desk, Spot
from records.models import Document
from tests.review.letters import NOW, field, read

pytestmark = pytest.mark.django_db

ISSUER = "Trung tâm Lưu trữ Mẫu"
NEXT = """SỞ NỘI VỤ
TRUNG TÂM LƯU TRỮ MẪU
Số: 7/TB-TTLTM
Hà Nội, ngày 05 tháng 3 năm 2026
THÔNG BÁO
Lịch tiếp công dân
Trung tâm thông báo lịch tiếp công dân như sau.
Nơi nhận:
- Như trên;
- Lưu: VT.
GIÁM ĐỐC
Khuất Thị Thừ
"""


def letter(name: str = "Khuất Thị Thứ", issuer: str = ISSUER) -> Document:
    return read(
        [
            field(FieldName.ISSUER, issuer),
            field(FieldName.SIGNERS, Signer(name, "GIÁM ĐỐC"), confidence=0.5),
        ]
    )


def correct(document: Document, name: FieldName, value: object) -> Desk:
    desk = Desk(document.pk, None, NOW)
    corrections.correct(desk, Spot(name), value, seen=0)  # type: ignore[arg-type]
    return desk


def signer_of(text: str) -> Signer:
    known = with_lessons(lexicons(), lessons.heeded())
    value = draft_text(text, known).of(FieldName.SIGNERS)[0].value
    assert isinstance(value, Signer)
    return value


def signed(name: str) -> dict[str, object]:
    return {"name": name, "position": "GIÁM ĐỐC", "authority": None, "on_behalf_of": None}


def test_a_corrected_signer_is_known_at_once() -> None:
    assert signer_of(NEXT).name == "Khuất Thị Thừ"
    correct(letter(), FieldName.SIGNERS, signed("Khuất Thị Thử"))
    assert signer_of(NEXT).name == "Khuất Thị Thử"


def test_a_signer_of_another_body_is_left_alone() -> None:
    correct(letter(issuer="Sở Y tế"), FieldName.SIGNERS, signed("Khuất Thị Thử"))
    assert signer_of(NEXT).name == "Khuất Thị Thừ"


def test_an_undone_correction_teaches_nothing() -> None:
    desk = correct(letter(), FieldName.SIGNERS, signed("Khuất Thị Thử"))
    corrections.undo(Desk(desk.document_id, None, NOW))
    assert lessons.heeded() == ()
    assert signer_of(NEXT).name == "Khuất Thị Thừ"


def test_a_lesson_is_taken_back_and_heeded_again() -> None:
    correct(letter(), FieldName.SIGNERS, signed("Khuất Thị Thử"))
    (one,) = lessons.learned()
    lessons.take_back(one.key, by=None, now=NOW)
    lessons.take_back(one.key, by=None, now=NOW)
    assert [learned.heeded for learned in lessons.learned()] == [False]
    assert signer_of(NEXT).name == "Khuất Thị Thừ"
    lessons.heed(one.key)
    assert signer_of(NEXT).name == "Khuất Thị Thử"


def test_bodies_and_symbols_are_learned_once_for_all_letters() -> None:
    for _ in range(2):
        correct(letter(issuer="TRUNG TÂM LƯU TRƯ MẪU"), FieldName.ISSUER, ISSUER)
    correct(letter(), FieldName.SYMBOL, "TB-TTLTM")
    found = {one.taught: one.letters for one in lessons.learned()}
    assert found == {Taught(Lesson.BODY, ISSUER): 2, Taught(Lesson.SYMBOL, "TB-TTLTM"): 1}
    known = with_lessons(lexicons(), lessons.heeded())
    assert known.agencies[0] == ISSUER
    assert "TTLTM" in known.units
