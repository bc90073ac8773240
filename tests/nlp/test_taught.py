"""Lessons make lexicons that know more; without lessons they stay the same object."""

from corpus.load import lexicons
from nlp.draft import draft_text
from nlp.fields.codes import as_known
from nlp.record import FieldName, Signer
from nlp.spelling import body
from nlp.taught import Lesson, Taught, issuer_key, known_signer, with_lessons

NAME = "Hội Cựu giáo chức Mẫu Khê"


def test_no_lesson_no_change() -> None:
    assert with_lessons(lexicons(), ()) is lexicons()


def test_the_same_lessons_are_the_same_object() -> None:
    one, other = ((Taught(Lesson.BODY, NAME),) for _ in range(2))
    assert with_lessons(lexicons(), one) is with_lessons(lexicons(), other)


def test_a_body_that_was_taught_is_spelled_right() -> None:
    read = "HỘI CỰU GIÁO CHỨC MÂU KHÊ"
    assert body(read, lexicons())[0].casefold() != NAME.casefold()
    assert body(read, with_lessons(lexicons(), (Taught(Lesson.BODY, NAME),)))[0] == NAME


def test_the_end_of_a_name_is_completed_only_where_one_ends_so() -> None:
    one, other = Signer("Nguyễn Văn Mẫu", "GIÁM ĐỐC"), Signer("Trần Văn Mẫu")
    assert known_signer("Văn Mẫu", [one]) == one
    assert known_signer("Văn Mẫu", [one, other]) is None
    assert known_signer("Lê Thị Thử", [one, other]) is None


def test_a_signer_without_a_post_gets_the_one_that_was_taught() -> None:
    lesson = Taught(Lesson.SIGNER, "Nguyễn Văn Mẫu", "Sở Y tế", "GIÁM ĐỐC")
    text = "SỞ Y TẾ\nSố: 1/KH-SYT\nKẾ HOẠCH\nđi học\nCăn cứ nhu cầu;\nKT. GIÁM ĐỐC\nNguyễn Văn Mẩu"
    signers = draft_text(text, with_lessons(lexicons(), (lesson,))).of(FieldName.SIGNERS)
    assert [x.value.name for x in signers if isinstance(x.value, Signer)] == ["Nguyễn Văn Mẫu"]


def test_a_misread_abbreviation_is_the_known_one_it_can_only_be() -> None:
    known = {"GDTrH", "TTLTLS", "TTLTLC"}
    assert as_known("SGDĐT-GDTIH", known) == "SGDĐT-GDTrH"
    assert as_known("QĐ-TTLTLX", known) == "QĐ-TTLTLX"
    assert as_known("QĐ-TTLTLS", known) == "QĐ-TTLTLS"


def test_what_is_retired_counts_no_more_whoever_taught_it() -> None:
    signer = Taught(Lesson.SIGNER, "Nguyễn Văn Mẫu", "Sở Y tế")
    other = Taught(Lesson.SIGNER, "Nguyễn Văn Mẫu", "Sở Tài chính")
    taught = (Taught(Lesson.BODY, NAME), Taught(Lesson.SYMBOL, "KH-HCGC"), signer, other)
    retired = (
        Taught(Lesson.BODY, NAME, retired=True),
        Taught(Lesson.SYMBOL, "HCGC", retired=True),
        Taught(Lesson.SIGNER, "Nguyễn Văn Mẫu", "SỞ Y TẾ", retired=True),
    )
    known = with_lessons(lexicons(), (*retired, *taught))
    assert NAME not in known.agencies
    assert known.units == {"KH"}
    assert [key for key, signers in known.signers.items() if signers] == [
        issuer_key("Sở Tài chính")
    ]


def test_own_words_of_an_abbreviation_go_before_the_shipped_ones() -> None:
    short, words = next(iter(lexicons().abbreviations.items()))
    newer, older = (Taught(Lesson.ABBREVIATION, short, f"{words} {n}") for n in (2, 1))
    assert with_lessons(lexicons(), (newer, older)).abbreviations[short] == f"{words} 2"
