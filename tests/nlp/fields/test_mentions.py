"""Where OCR misread one of two mentions of a letter, the better one counts; alone it is doubtful."""

import pytest

from nlp.fields.codes import Code, codes_in
from nlp.fields.mentions import SURE, TORN, Mention, letters_cited
from nlp.finding import Found
from nlp.record import FieldName, Reference

DAY = "2018-01-04"


def mention(text: str, day: str | None = DAY, *, read: float = 0.9) -> Mention:
    (code,) = codes_in(f"Căn cứ công văn số {text} ngày")
    value = Reference(code.value, day, "CV", None, None)
    return Mention(code, Found(FieldName.REFERENCES, value, code.start, code.end), read)


def read_as(*mentions: Mention) -> list[tuple[str | None, float]]:
    found = letters_cited(mentions)
    return [(one.value.code, one.certainty) for one in found if isinstance(one.value, Reference)]


@pytest.mark.parametrize(
    ("one", "other", "code"),
    [
        ("04/GA", "04/GAVI", "04/GAVI"),
        ("48/2011/TT-BGDĐT", "48/2011/TTBGDĐT", "48/2011/TT-BGDĐT"),
        ("86/QĐ-SYT", "5886/QĐ-SYT", "5886/QĐ-SYT"),
        ("453/QĐ-SXT", "453/QĐ-SYT", "453/QĐ-SYT"),
    ],
)
def test_two_readings_of_one_letter_are_one(one: str, other: str, code: str) -> None:
    better = 0.95 if code == other else 0.5
    ((read, sure),) = read_as(mention(one, read=0.5), mention(other, read=better))
    assert (read, sure < SURE) == (code, "TTB" not in other)


def test_letters_of_other_days_or_well_read_stay_two() -> None:
    assert len(read_as(mention("04/GA-X", "2018-01-05"), mention("04/GA-XY"))) == 2
    assert len(read_as(mention("5886/QĐ-SYT"), mention("5887/QĐ-SYT"))) == 2
    printed = mention("04/GA-X", read=1.0), mention("04/GA-XY", read=1.0)
    assert len(read_as(*printed)) == 2


def test_a_torn_code_is_doubtful_until_another_mention_bears_it_out() -> None:
    assert read_as(mention("8§97/QĐ-SYT")) == [("897/QĐ-SYT", TORN)]
    ((code, sure),) = read_as(mention("8§97/QĐ-SYT"), mention("897/QĐ-SYT"))
    assert code == "897/QĐ-SYT"
    assert sure > SURE


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Thực hiện Quyết định 22 5/QÐ-SYT ngày 24/3/2017", "225/QĐ-SYT"),
        ("Căn cứ Quyết định số 3158/QĐ-§SYT ngày", "3158/QĐ-SYT"),
        ("Quyết định số 593/QĐÐ-BGDĐT", "593/QĐ-BGDĐT"),
        ("Thông tư 48/2011/TTBGDĐT", "48/2011/TT-BGDĐT"),
        ("Quyết định số 12/2019/QĐUBND", "12/2019/QĐ-UBND"),
        ("Nghị quyết số 66.7/2025/NQ-CP", "66.7/2025/NQ-CP"),
    ],
)
def test_what_ocr_tears_smudges_or_glues_is_read(text: str, code: str) -> None:
    (found,) = codes_in(text)
    assert found.value == code


def test_a_figure_before_a_code_is_not_always_part_of_it() -> None:
    codes: list[Code] = codes_in("tại Điều 22 5/QĐ-SYT")
    assert [one.value for one in codes] == ["5/QĐ-SYT"]
