"""What cannot be right on paper is never passed off as sure: null, or shown to staff."""

import pytest

from corpus.load import lexicons
from nlp.document import Remark
from nlp.draft import draft_text
from nlp.record import Deadline, Draft, FieldName, FieldStatus, Reference

HEAD = """SỞ Y TẾ
Số: {number}/SYT-VP
{day}
V/v báo cáo
Kính gửi: Các đơn vị
{body}
Nơi nhận:
- Như trên;
- Lưu: VT.
GIÁM ĐỐC
Nguyễn Văn Mẫu
"""
DAY = "Hà Nội, ngày 05 tháng 01 năm 2026"


def read(
    body: str = "Sở đề nghị các đơn vị thực hiện.", *, day: str = DAY, number: str = "12"
) -> Draft:
    return draft_text(HEAD.format(body=body, day=day, number=number), lexicons())


def values(draft: Draft, name: FieldName) -> list[object]:
    return [found.value for found in draft.of(name)]


def terms(draft: Draft) -> list[str | None]:
    found = values(draft, FieldName.DEADLINES)
    return [one.due_on for one in found if isinstance(one, Deadline)]


@pytest.mark.parametrize(
    "day",
    [
        "Hà Nội, ngày 31 tháng 02 năm 2026",
        "Hà Nội, ngày     tháng     năm 2026",
        "Hà Nội, ngày … tháng … năm …",
        "Hà Nội, ngày 00 tháng 13 năm 2026",
        "Hà Nội, ngày 05 tháng 01 năm 2206",
    ],
)
def test_a_day_that_is_none_is_no_date(day: str) -> None:
    assert values(read(day=day), FieldName.ISSUED_ON) == []


def test_a_deadline_on_a_day_that_is_none_is_left_out() -> None:
    assert terms(read("Các đơn vị gửi báo cáo trước ngày 31/02/2026.")) == []


@pytest.mark.parametrize(
    ("body", "days"),
    [
        ("Các đơn vị gửi báo cáo trước ngày 10/3/2026.\nCác đơn vị gửi báo cáo trước ngày 12/3/2026.", ["2026-03-10", "2026-03-12"]),
        ("Các đơn vị gửi báo cáo trước ngày 10/3/2026 (chậm nhất ngày 15/3/2026).", ["2026-03-10", "2026-03-15"]),
        ("Hạn gửi báo cáo là ngày 10/3/2026, nay lùi đến ngày 20/3/2026.", ["2026-03-10"]),
        ("Các đơn vị gửi báo cáo trước ngày 10/3/2062.", ["2062-03-10"]),
        ("Tỷ lệ nộp hồ sơ đạt 3/4, hoàn thành trước 5/6 tổng số.", ["2026-06-05"]),
    ],
)  # fmt: skip
def test_a_day_the_letter_speaks_against_is_shown_to_staff(body: str, days: list[str]) -> None:
    draft = read(body)
    assert terms(draft) == days
    asked = {found.status for found in draft.of(FieldName.DEADLINES)}
    assert asked == {FieldStatus.NEEDS_REVIEW}


def test_days_for_different_things_are_sure() -> None:
    draft = read("Các đơn vị gửi danh sách trước ngày 10/3/2026, gửi báo cáo trước ngày 15/3/2026.")
    assert terms(draft) == ["2026-03-10", "2026-03-15"]
    asked = {found.status for found in draft.of(FieldName.DEADLINES)}
    assert asked == {FieldStatus.ACCEPTED}


@pytest.mark.parametrize(
    "body",
    [
        "Các đơn vị báo cáo trước ngày 35 hằng tháng.",
        "Các đơn vị báo cáo trong thời hạn 00 ngày kể từ ngày nhận được văn bản này.",
        "Các đơn vị hoàn thành trong quý V/2026, trong tháng 13/2026.",
    ],
)
def test_a_term_that_no_calendar_has_is_left_out(body: str) -> None:
    assert values(read(body), FieldName.DEADLINES) == []


def test_a_month_is_no_number_and_a_number_no_month() -> None:
    draft = read("Theo Công văn số 10/SYT-VP, các đơn vị nộp hồ sơ chậm nhất trong tháng 10/2026.")
    cited = [one.code for one in values(draft, FieldName.REFERENCES) if isinstance(one, Reference)]
    assert (cited, terms(draft)) == (["10/SYT-VP"], ["2026-10"])


QUOTED = """BỘ Y TẾ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: 99/BYT-VP
Hà Nội, ngày 02 tháng 01 năm 2026
Kính gửi: Sở Y tế
Bộ đề nghị gửi ý kiến trước ngày 01/3/2026.
Nơi nhận:
- Như trên;
- Lưu: VT.
KT. BỘ TRƯỞNG
THỨ TRƯỞNG
Trần Thị Khác"""


@pytest.mark.parametrize("form", ["“{}”", '"{}"', "{}"], ids=["quoted", "straight", "bare"])
def test_a_letter_quoted_whole_gives_neither_number_nor_signer(form: str) -> None:
    quoted = form.format(QUOTED)
    draft = read(f"Sở sao gửi văn bản sau:\n{quoted}\nĐề nghị gửi ý kiến trước ngày 20/02/2026.")
    assert terms(draft) == ["2026-02-20"]
    assert values(draft, FieldName.RECIPIENTS) == ["Như trên", "Lưu: VT"]
    assert draft.remark is (Remark.SEVERAL_LETTERS if form == "{}" else None)
    assert values(draft, FieldName.CODE) == ["12/SYT-VP"]
    assert values(draft, FieldName.ISSUED_ON) == ["2026-01-05"]
    assert [one.value.name for one in draft.of(FieldName.SIGNERS)] == ["Nguyễn Văn Mẫu"]  # type: ignore[union-attr]


def test_a_table_of_five_hundred_rows_is_read_and_invents_nothing() -> None:
    rows = "\n".join(f"{at}\tĐơn vị thứ {at}\t{at} suất" for at in range(1, 501))
    draft = read(f"TT\tTên đơn vị\tSố lượng\n{rows}")
    assert values(draft, FieldName.CODE) == ["12/SYT-VP"]
    assert values(draft, FieldName.TASKS) == []
    assert terms(draft) == []


def test_garbage_gives_nothing_sure() -> None:
    text = "$$ ~~ lỉ 4# 0O\nSố: @@/##\nngày ?? tháng ;; năm 2O26\nKT. G1ÁM Đ0C\n|| Ng;yỉn ##"
    draft = draft_text(text, lexicons())
    sure = [one.name for one in draft.fields if one.status is FieldStatus.ACCEPTED]
    named = {FieldName.CODE, FieldName.NUMBER, FieldName.ISSUED_ON, FieldName.SIGNERS}
    assert named.isdisjoint(sure)
