"""What cannot be right on paper is never passed off as sure: null, or shown to staff."""

import pytest

from corpus.load import lexicons
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
    ],
)
def test_a_day_that_is_none_is_no_date(day: str) -> None:
    assert values(read(day=day), FieldName.ISSUED_ON) == []


def test_a_deadline_on_a_day_that_is_none_is_left_out() -> None:
    assert terms(read("Các đơn vị gửi báo cáo trước ngày 31/02/2026.")) == []


def test_two_days_for_one_thing_are_both_kept() -> None:
    body = (
        "Các đơn vị gửi báo cáo trước ngày 10/3/2026.\nCác đơn vị gửi báo cáo trước ngày 12/3/2026."
    )
    assert terms(read(body)) == ["2026-03-10", "2026-03-12"]


def test_a_month_is_no_number_and_a_number_no_month() -> None:
    draft = read("Theo Công văn số 10/SYT-VP, các đơn vị nộp hồ sơ chậm nhất trong tháng 10/2026.")
    cited = [one.code for one in values(draft, FieldName.REFERENCES) if isinstance(one, Reference)]
    assert (cited, terms(draft)) == (["10/SYT-VP"], ["2026-10"])


def test_a_letter_quoted_whole_gives_neither_number_nor_signer() -> None:
    quoted = (
        "Sở sao gửi văn bản sau:\n“BỘ Y TẾ\nSố: 99/BYT-VP\nHà Nội, ngày 02 tháng 01 năm 2026\n"
        "Kính gửi: Sở Y tế\nBộ đề nghị góp ý.\nKT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\nTrần Thị Khác”\n"
        "Đề nghị các đơn vị góp ý."
    )
    draft = read(quoted)
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
