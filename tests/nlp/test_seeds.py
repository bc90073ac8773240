"""The owner's own letters, whole: what a person reads in them is in the record."""

import pytest

from corpus.load import lexicons
from nlp.draft import draft_text
from nlp.record import Annex, Deadline, Draft, FieldName, Reference, Signer, Task
from tests.nlp.seeds import seed


def read(number: str) -> Draft:
    return draft_text(seed(number), lexicons())


def one(draft: Draft, name: FieldName) -> object:
    values = [found.value for found in draft.of(name)]
    return values[0] if values else None


def codes(draft: Draft) -> list[str | None]:
    return [x.value.code for x in draft.of(FieldName.REFERENCES) if isinstance(x.value, Reference)]


def terms(draft: Draft) -> list[tuple[str | None, str, str | None]]:
    values = [x.value for x in draft.of(FieldName.DEADLINES)]
    return [(x.due_on, str(x.relation), x.time) for x in values if isinstance(x, Deadline)]


@pytest.mark.parametrize(
    ("number", "symbol", "signer"),
    [
        ("000", "SGDDĐT-VP", Signer("Vũ Trí Quang", "PHÓ GIÁM ĐỐC", "KT", "GIÁM ĐỐC")),
        ("001", "KH-SGDĐT", Signer("Lương Văn Việt", "GIÁM ĐỐC")),
        (
            "002",
            "VP-VX",
            Signer("Phạm Anh Tuấn", "PHÓ CHÁNH VĂN PHÒNG", "KT", "CHÁNH VĂN PHÒNG"),
        ),
        ("004", "KH-SGDĐT", Signer("Lương Văn Việt", "GIÁM ĐỐC")),
    ],
)
def test_symbol_and_signer_are_read_and_blank_numbers_stay_empty(
    number: str, symbol: str, signer: Signer
) -> None:
    draft = read(number)
    assert one(draft, FieldName.SYMBOL) == symbol
    assert one(draft, FieldName.NUMBER) is None
    assert one(draft, FieldName.CODE) is None
    assert [found.value for found in draft.of(FieldName.SIGNERS)] == [signer]


def test_a_blank_day_is_no_date() -> None:
    assert [one(read(number), FieldName.ISSUED_ON) for number in ("000", "001", "002", "004")] == [
        None,
        None,
        None,
        "2026-01-30",
    ]


def test_every_deadline_of_the_reminder_and_the_plan() -> None:
    assert terms(read("000")) == [("2026-02", "by", None)]
    assert terms(read("001")) == [("2026-02", "by", None), ("2026-11-10", "before", None)]


def test_the_eight_deadlines() -> None:
    days = ("12-05", "12-20", "12-20", "12-20", "12-20", "11-30", "12-15", "12-15")
    assert terms(read("002")) == [(f"2025-{day}", "before", None) for day in days]


def test_the_deadline_with_an_hour() -> None:
    assert terms(read("004")) == [("2026-02-08", "by", None), ("2026-02-06", "by", "17:00")]


@pytest.mark.parametrize(
    ("number", "cited"),
    [
        ("000", ["354/KH-UBND", "343/KH-SGDDĐT"]),
        ("001", ["354/KH-UBND", "144-TB/TU", "14-NQ/TU", "03/2024/NQ-HĐND"]),
        ("002", ["05-CTr/TU", "11662/VP-TH", "71-NQ/TW"]),
        ("004", []),
    ],
)
def test_every_reference(number: str, cited: list[str]) -> None:
    assert codes(read(number)) == cited


def test_the_fourteen_tasks_are_whole() -> None:
    tasks = [x.value for x in read("001").of(FieldName.TASKS) if isinstance(x.value, Task)]
    assert [task.order for task in tasks] == [str(number) for number in range(1, 15)]
    assert len({task.section for task in tasks}) == 8
    assert all(task.what.endswith("KH354/KH-UBND)") for task in tasks)
    assert all(task.lead and task.support and task.result and task.schedule for task in tasks)
    assert {len(task.lead) for task in tasks} == {1, 3, 4}
    assert tasks[0].lead[0] == "Phòng Giáo dục Trung học"
    assert tasks[13].lead == ("Phòng Giáo dục Thường xuyên, Giáo dục Nghề nghiệp và Đại học",)
    assert tasks[2].schedule == "Từ năm học 2025-2026"
    assert tasks[12].schedule == "Triển khai khi có văn bản chỉ đạo"
    assert tasks[6].schedule == "Giai đoạn 2026-2030"
    assert (tasks[2].result or "").endswith("nhất toàn thành phố")


def test_the_thirteen_schools_of_the_annex() -> None:
    annexes = [x.value for x in read("000").of(FieldName.ANNEXES) if isinstance(x.value, Annex)]
    assert [len(annex.entries) for annex in annexes] == [13]
    assert annexes[0].entries[0] == "Trường THPT Bình Giang"
    assert annexes[0].entries[-1] == "Trường Giáo dục Chuyên biệt Hải Phòng"
    assert (annexes[0].title or "").startswith("DANH SÁCH Đơn vị đã gửi Kế hoạch")


def test_a_workshop_is_an_event_and_no_deadline() -> None:
    events = read("004").of(FieldName.EVENTS)
    assert len(events) == 1
    assert read("000").of(FieldName.EVENTS) == ()
