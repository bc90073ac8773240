"""Lists after the letter: entries of numbered tables and lines."""

from nlp.fields import annexes
from nlp.plain_text import layer_of_text
from nlp.record import Annex
from nlp.zones import Zone, ZoneName
from tests.nlp.building import NO_LEXICONS, doc_of


def found(text: str, name: ZoneName = ZoneName.ANNEX) -> list[Annex]:
    doc = doc_of(Zone(name, 0, layer_of_text(text).lines))
    return [one.value for one in annexes.find(doc, NO_LEXICONS) if isinstance(one.value, Annex)]


TABLE = "TT\tTên đơn vị\tGhi chú\n1\tTrường THPT An Lạc\t\n2\tTrường THPT Bến Hải\t\n3\tTrường THCS Cù Lao\tnộp muộn"
SCHOOLS = ("Trường THPT An Lạc", "Trường THPT Bến Hải", "Trường THCS Cù Lao")


def test_a_table_of_units() -> None:
    text = f"PHỤ LỤC I\nDANH SÁCH ĐƠN VỊ\n(Kèm theo Công văn này)\n{TABLE}"
    assert found(text) == [Annex("DANH SÁCH ĐƠN VỊ (Kèm theo Công văn này)", SCHOOLS)]


def test_numbered_lines() -> None:
    lines = "\n".join(f"{at}. {name};" for at, name in enumerate(SCHOOLS, start=1))
    assert found(f"DANH SÁCH\n{lines}") == [Annex("DANH SÁCH", SCHOOLS)]


def test_a_table_in_the_letter_itself_is_no_annex() -> None:
    assert found(TABLE, ZoneName.BODY) == []


def test_articles_and_task_tables_are_left_alone() -> None:
    assert found("1. Phạm vi điều chỉnh\n2. Đối tượng áp dụng\n3. Giải thích từ ngữ") == []
    assert (
        found("TT\tNhiệm vụ\tĐơn vị chủ trì\n1\tA b\tSở Y tế\n2\tC d\tSở Y tế\n3\tE\tSở Y tế") == []
    )
