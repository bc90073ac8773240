"""Judging one letter: the rules of the scoring contract, field by field."""

import pytest

from corpus.score.compare import Judged, Outcome, judge, one_to_one
from corpus.score.rules import same_code
from nlp.record import Json

RIGHT, WRONG = Outcome.RIGHT, Outcome.WRONG
MISSED, INVENTED, EMPTY = Outcome.MISSED, Outcome.INVENTED, Outcome.EMPTY


def outcomes(field: str, gold: Json, read: Json, figure: str | None = None) -> list[Outcome]:
    judged = judge("d", {field: gold}, {field: read})
    return [one.outcome for one in judged if one.field == (figure or field)]


def due(
    due_on: str | None,
    relation: str = "before",
    *,
    time: str | None = None,
    days: int | None = None,
) -> Json:
    offset: Json = None if days is None else {"amount": days, "unit": "day", "from": "receipt"}
    return {"due_on": due_on, "relation": relation, "time": time, "offset": offset}


@pytest.mark.parametrize(
    ("field", "gold", "read", "outcome"),
    [
        ("number", "03", "3", RIGHT),
        ("number", "0", "00", RIGHT),
        ("number", "1114", "1141", WRONG),
        ("number", "1114", None, MISSED),
        ("number", "1114", "", MISSED),
        ("number", None, "12", INVENTED),
        ("number", None, None, EMPTY),
        ("symbol", "TB-ĐHLN-ĐT", "tb – ĐHLN-ĐT", RIGHT),
        ("symbol", "KH-SGDĐT", "KH-SGDDT", WRONG),
        ("code", "03/CT-UBND", "03 / CT-UBND", RIGHT),
        ("document_type", "QĐ", "QĐ", RIGHT),
        ("document_type", "QĐ", "qđ", WRONG),
        ("issued_on", "2026-02-27", "2026-02-27", RIGHT),
        ("issued_on", "2026-02", "2026-02-27", RIGHT),
        ("issued_on", "2026-02-27", "2026-02", WRONG),
        ("issuer", "Sở Giáo dục và Đào tạo", "SỞ GIÁO DỤC VÀ ĐÀO TẠO", RIGHT),
        ("issuer", "Sở Giáo dục và Đào tạo", "Sở Giáo dục và Đao tạo", RIGHT),
        ("issuer", "Sở Y tế", "Sở Y tê", WRONG),
        ("issuer_parent", "UBND tỉnh Bắc Ninh", "UBND TỈNH BẮC NINH", RIGHT),
        ("place", "Hải Phòng", "HẢI PHÒNG", RIGHT),
        ("place", "Hải Phòng", "Hải Phong", WRONG),
        ("subject", "tuyển sinh năm học 2026", "tuyển sinh năm học 2025", RIGHT),
        ("subject", "tuyển sinh năm học 2026", "tuyển sinh", WRONG),
    ],
)
def test_a_single_value_is_judged_by_its_rule(
    field: str, gold: Json, read: Json, outcome: Outcome
) -> None:
    assert outcomes(field, gold, read) == [outcome]


@pytest.mark.parametrize(
    ("gold", "read", "expected"),
    [
        (["Sở Y tế", "Sở Nội vụ"], ["sở nội vụ;", "Sở Y tế"], [RIGHT, RIGHT]),
        (["Sở Y tế"], ["Sở Y tế", "Sở Y tế"], [RIGHT, WRONG]),
        (["Sở Y tế", "Sở Nội vụ"], ["Sở Y tế"], [RIGHT, MISSED]),
        ([], ["Sở Y tế"], [INVENTED]),
        ([], [], [EMPTY]),
        (["Các đơn vị trực thuộc"], ["Các đơn vị trực thuôc S"], [RIGHT]),
        (["Các đơn vị trực thuộc"], ["Các đơn vị"], [WRONG, MISSED]),
    ],
)
def test_entries_are_matched_one_to_one(
    gold: list[Json], read: list[Json], expected: list[Outcome]
) -> None:
    assert outcomes("addressees", gold, read) == expected
    assert outcomes("recipients", gold, read) == expected


def test_references_match_by_code_whether_text_or_object() -> None:
    read: Json = [{"code": "26/2016/tt-BGDĐT", "issued_on": None}, {"code": None}]
    assert outcomes("references", ["26/2016/TT-BGDĐT", "405/TB-BGDĐT"], read) == [RIGHT, MISSED]
    assert outcomes("references", [{"code": "26/2016/TT-BGDĐT"}], read) == [RIGHT]


@pytest.mark.parametrize(
    ("gold", "read", "expected", "with_relation"),
    [
        ([due("2026-03-10")], [due("2026-03-10")], [RIGHT], [RIGHT]),
        ([due("2026-03-10")], [due("2026-03-10", "by")], [RIGHT], [WRONG, MISSED]),
        ([due("2026-03-10")], [due("2026-03-11")], [WRONG, MISSED], [WRONG, MISSED]),
        ([due("2026-03-10")], [due("2026-03-10", time="17:00")], [RIGHT], [RIGHT]),
        ([due("2026-03-10", time="17:00")], [due("2026-03-10")], [WRONG, MISSED], [WRONG, MISSED]),
        ([due(None, days=5)], [due(None, days=5)], [RIGHT], [RIGHT]),
        ([due(None, days=5)], [due(None, days=7)], [WRONG, MISSED], [WRONG, MISSED]),
        ([due(None, "ongoing")], [due(None, "ongoing")], [RIGHT], [RIGHT]),
        (
            [due("2026-03-10"), due("2026-03-10", "by")],
            [due("2026-03-10", "by"), due("2026-03-10")],
            [RIGHT, RIGHT],
            [RIGHT, RIGHT],
        ),
    ],
)
def test_deadlines_match_by_date_time_and_term(
    gold: list[Json], read: list[Json], expected: list[Outcome], with_relation: list[Outcome]
) -> None:
    assert outcomes("deadlines", gold, read) == expected
    assert outcomes("deadlines", gold, read, "deadlines+relation") == with_relation


def test_events_match_by_days_and_hour() -> None:
    one: Json = {"starts_on": "2026-03-10", "ends_on": "2026-03-10", "time": "08:00"}
    same: Json = {"starts_on": "2026-03-10", "ends_on": None, "time": "08:00"}
    assert outcomes("events", [one], [same]) == [RIGHT]
    for other in ({"time": "09:00"}, {"ends_on": "2026-03-11"}, {"starts_on": "2026-03-09"}):
        assert outcomes("events", [one], [{**one, **other}]) == [WRONG, MISSED]  # type: ignore[dict-item]


def test_contacts_match_by_name_telephone_and_mail() -> None:
    one: Json = {"name": "Lê Văn An", "phone": "0912.345.678", "email": None}
    assert outcomes("contacts", [one], [{**one, "phone": "0912 345 678"}]) == [RIGHT]  # type: ignore[dict-item]
    assert outcomes("contacts", [one], [{**one, "name": None}]) == [WRONG, MISSED]  # type: ignore[dict-item]


def test_tasks_match_by_what_is_asked_of_whom_and_when() -> None:
    one: Json = {"what": "Xây dựng kế hoạch", "lead": ["Phòng A"], "support": [], "due_on": None}
    assert outcomes("tasks", [one], [{**one, "what": "Xây dựng kế hoach"}]) == [RIGHT]  # type: ignore[dict-item]
    for other in ({"lead": ["Phòng B"]}, {"due_on": "2026-03"}, {"what": "Tổng kết"}):
        assert outcomes("tasks", [one], [{**one, **other}]) == [WRONG, MISSED]  # type: ignore[dict-item]


def test_signers_are_compared_part_by_part_beside_the_most_similar_name() -> None:
    gold: Json = [
        {"name": "Trần An", "position": "GIÁM ĐỐC", "authority": None, "on_behalf_of": None},
        {"name": "Lê Bình", "position": "CHỦ TỊCH", "authority": "TM", "on_behalf_of": "UBND"},
    ]
    read: Json = [{"name": "lê bình", "position": "Chủ tịch", "authority": "KT"}]
    assert outcomes("signers", gold, read, "signers.name") == [MISSED, RIGHT]
    assert outcomes("signers", gold[:1], read, "signers.name") == [WRONG]  # type: ignore[index]
    assert outcomes("signers", gold[1:], read, "signers.position") == [RIGHT]  # type: ignore[index]
    assert outcomes("signers", gold[1:], read, "signers.authority") == [WRONG]  # type: ignore[index]
    assert outcomes("signers", [], read, "signers.name") == [INVENTED]
    assert outcomes("signers", [], [], "signers.name") == [EMPTY]


def test_parts_of_the_arrival_stamp_are_judged_each() -> None:
    gold: Json = {"number": "3820", "date": "2017-08-24"}
    assert outcomes("arrival", gold, {"number": "03820", "date": None}, "arrival.number") == [RIGHT]
    assert outcomes("arrival", gold, None, "arrival.date") == [MISSED]
    assert outcomes("arrival", None, gold, "arrival.date") == [INVENTED]


def test_a_field_the_gold_marks_illegible_or_does_not_have_is_left_out() -> None:
    gold: dict[str, Json] = {"number": None, "place": None, "illegible": ["number"]}
    fields = [one.field for one in judge("d", gold, {"number": "12", "symbol": "KH"})]
    assert fields == ["place"]


def test_an_illegible_mark_beside_a_gold_value_changes_nothing() -> None:
    gold: dict[str, Json] = {"number": "12", "illegible": ["number"]}
    assert [one.outcome for one in judge("d", gold, {})] == [MISSED]


def test_values_carry_their_confidence_and_whether_they_are_handwritten() -> None:
    gold: dict[str, Json] = {
        "number": "7",
        "symbol": "KH",
        "code": "7/KH",
        "references": ["1/A"],
        "handwritten": ["number"],
    }
    read: dict[str, Json] = {
        "number": "7",
        "symbol": "KH",
        "code": "7/KH",
        "references": [{"code": None}, {"code": "1/A"}],
        "evidence": {
            "number": {"confidence": 0.4},
            "symbol": None,
            "references": [{"confidence": 0.1}, {"confidence": 0.8}],
        },
    }
    by_field = {one.field: one for one in judge("d", gold, read)}
    assert by_field["number"] == Judged(
        "d", "number", RIGHT, "7", "7", handwritten=True, confidence=0.4
    )
    assert by_field["code"].handwritten
    assert not by_field["symbol"].handwritten
    assert by_field["symbol"].confidence is None
    assert by_field["references"].confidence == 0.8


def test_matching_is_as_large_as_possible() -> None:
    def same(gold: Json, read: Json) -> bool:
        return str(read) in str(gold)

    # Taking the first fit for "ab" would leave "a" without a partner.
    assert len(one_to_one(["ab", "a"], ["a", "b"], same)) == 2
    assert one_to_one([], ["a"], same_code) == {}
