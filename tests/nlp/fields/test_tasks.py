"""Task tables: rows from ruled cells over page breaks, from tabs, and from lines that lost theirs."""

from collections.abc import Sequence

import pytest

from corpus.load import lexicons
from nlp.document import Line
from nlp.fields import tasks
from nlp.fields.tasks.heads import Role, roles_of
from nlp.fields.tasks.rows import units_in
from nlp.fields.units import unit_names
from nlp.plain_text import layer_of_text
from nlp.record import Task
from nlp.zones import Zone, ZoneName
from tests.nlp.building import NO_LEXICONS, doc_of, line

HEADS = ("TT", "Nhiệm vụ", "Đơn vị chủ trì", "Phối hợp", "Sản phẩm", "Thời hạn")
HEAD_RIGHT = "Huế, ngày 05 tháng 01 năm 2026"


def table(rows: Sequence[tuple[str, ...]], page_index: int = 0) -> Zone:
    """Return a page with one ruled table; a line feed parts the lines of a cell."""
    lines = [
        Line(line(text, row=at).words, cell=(0, at, column))
        for at, row in enumerate(rows)
        for column, cell in enumerate(row)
        for text in cell.split("\n")
        if text
    ]
    return Zone(ZoneName.ANNEX, page_index, tuple(lines))


def found(*zones: Zone) -> list[Task]:
    values = [one.value for one in tasks.find(doc_of(*zones), lexicons())]
    return [value for value in values if isinstance(value, Task)]


def from_text(text: str) -> list[Task]:
    return found(Zone(ZoneName.ANNEX, 0, layer_of_text(text).lines))


ONE = ("1", "Rà soát học bạ", "Phòng GDTrH", "Văn phòng", "Báo cáo", "Trước ngày 20/3/2026")
TWO = ("2", "Kiểm tra an toàn\nthông tin", "Phòng TCCB", "", "Biên bản", "Trong năm 2026")


def test_a_row_in_the_form_of_six_clarities() -> None:
    rows = [HEADS, ("I. Dữ liệu", "", "", "", "", ""), ONE, TWO]
    assert found(table(rows)) == [
        Task(
            order="1",
            what="Rà soát học bạ",
            section="I. Dữ liệu",
            lead=("Phòng Giáo dục Trung học",),
            support=("Văn phòng",),
            result="Báo cáo",
            schedule="Trước ngày 20/3/2026",
            due_on="2026-03-20",
        ),
        Task(
            order="2",
            what="Kiểm tra an toàn thông tin",
            section="I. Dữ liệu",
            lead=("Phòng Tổ chức cán bộ",),
            result="Biên bản",
            schedule="Trong năm 2026",
            due_on="2026",
        ),
    ]


@pytest.mark.parametrize("again", [True, False])
def test_a_row_goes_on_after_the_page_break(again: object) -> None:
    rest = [("", "và học liệu số", "", "Phòng QLCL", "", ""), TWO]
    pages = table([HEADS, ONE]), table([HEADS, *rest] if again else rest, page_index=1)
    whole = found(*pages)
    assert [task.order for task in whole] == ["1", "2"]
    assert whole[0].what == "Rà soát học bạ và học liệu số"


def test_a_table_of_five_hundred_rows() -> None:
    rows = [(str(at), *ONE[1:]) for at in range(1, 501)]
    assert len(found(table([HEADS, *rows]))) == 500


def test_a_table_with_tabs() -> None:
    assert [task.what for task in from_text("\n".join("\t".join(row) for row in (HEADS, ONE)))] == [
        "Rà soát học bạ"
    ]


LOST = """
TT
Nội dung nhiệm vụ
Đơn vị
chủ trì
Đơn vị
phối hợp
Kết quả
Thời gian thực hiện
I. Công tác chuyên môn
1.
Xây dựng kho học liệu số dùng chung cho
cấp tiểu học.
- Phòng GDTH;
- Văn phòng
- Các trường tiểu học
Kho học liệu
số
Quý II/2026
2.
Bồi dưỡng giáo viên về trí tuệ nhân tạo,
an toàn dữ liệu.
Phòng TCCB
- Các phòng thuộc Sở
Báo cáo
Thường xuyên
"""


def test_lines_without_cells_are_dealt_to_columns() -> None:
    one, two = from_text(LOST)
    assert one.section == two.section == "I. Công tác chuyên môn"
    assert one.what == "Xây dựng kho học liệu số dùng chung cho cấp tiểu học"
    assert one.lead == ("Phòng Giáo dục Tiểu học", "Văn phòng")
    assert one.support == ("Các trường tiểu học",)
    assert (one.result, one.schedule, one.due_on) == ("Kho học liệu số", "Quý II/2026", "2026-06")
    assert (two.lead, two.result, two.schedule) == (
        ("Phòng Tổ chức cán bộ",),
        "Báo cáo",
        "Thường xuyên",
    )


@pytest.mark.parametrize(
    "heads",
    [
        ("TT", "Họ và tên", "Chức vụ"),
        ("STT", "Tên đơn vị", "Ghi chú"),
        ("TT", "Nội dung", "Đơn vị tính", "Số lượng"),
    ],
)
def test_other_tables_are_left_alone(heads: tuple[str, ...]) -> None:
    assert roles_of(dict(enumerate(heads))) is None
    assert found(table([heads, ("1", "Nguyễn Văn An", "Tổ trưởng", "")[: len(heads)]])) == []


def test_running_text_has_no_tasks() -> None:
    assert from_text("Các đơn vị chủ trì, phối hợp thực hiện nhiệm vụ năm 2026.") == []


@pytest.mark.parametrize(
    ("head", "role"),
    [
        ("Cơ quan, đơn vị chủ trì, phối hợp", Role.LEAD),
        ("Tiến độ hoàn thành", Role.SCHEDULE),
        ("Sản phẩm đầu ra", Role.RESULT),
        ("Lãnh đạo phụ trách", Role.OTHER),
    ],
)
def test_heads(head: str, role: Role) -> None:
    assert (roles_of({0: head, 1: "Nhiệm vụ", 2: "Chủ trì"}) or {})[0] is role


def test_units_of_a_cell() -> None:
    names = unit_names("", NO_LEXICONS.abbreviations)
    cells = ["- Sở Y tế;", "- Các sở Tài chính; Xây", "dựng"]
    assert units_in(cells, names) == ("Sở Y tế", "Các sở Tài chính; Xây dựng")
    assert units_in(["Sở Y tế, Sở Nội vụ"], names) == ("Sở Y tế", "Sở Nội vụ")
    assert units_in(["Các sở, ngành, địa phương"], names) == ("Các sở, ngành, địa phương",)
