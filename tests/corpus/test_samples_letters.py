"""The sample letters say what their gold records say."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date

import pytest

from corpus.samples.compose import compose, page_texts
from corpus.samples.gold import gold, last_day, page_of
from corpus.samples.letter import SampleLetter, SampleSigner
from corpus.samples.letters import LETTERS, letter_from_toml
from corpus.samples.look import CLEAN, DIGITAL, scan_look
from nlp.record import Deadline, FieldName, Reference, Relation, Signer

ISO_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
TYPES = {"CV", "KH", "TB", "QĐ", "BC", "TTr", "GM", "CT", "NQ", "HD", "CTr", "ĐA", "CĐ", "BB"}
BESIDE = {"file", "pages", "handwritten", "text_layer", "notes"}
BY_NAME = {letter.name: letter for letter in LETTERS}

each_letter = pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter.name)


def entries(record: Mapping[str, object], key: str) -> list[dict[str, object]]:
    value = record[key]
    assert isinstance(value, list)
    return value


def printed(letter: SampleLetter) -> str:
    return " ".join(" ".join(page_texts(letter)).split())


def test_there_are_letters_of_every_kind_the_demo_needs() -> None:
    assert len(LETTERS) >= 10
    kinds = {letter.document_type for letter in LETTERS}
    assert {"CV", "KH", "TB", "QĐ", "GM", "BC", "TTr", "HD"} <= kinds
    assert {letter.form for letter in LETTERS} == {"state", "party"}
    assert any(letter.number is None for letter in LETTERS)
    assert any(len(signer.marks) > 1 for letter in LETTERS for signer in letter.signers)
    assert any(letter.tasks for letter in LETTERS)
    assert any(letter.arrival for letter in LETTERS)


@each_letter
def test_gold_has_every_key_of_the_contract(letter: SampleLetter) -> None:
    record = gold(letter, scan_look(letter.name))
    assert set(record) == set(FieldName) | BESIDE
    assert record["document_type"] in TYPES
    assert record["pages"] == len(compose(letter, scan_look(letter.name)))
    for key, kind in (("references", Reference), ("deadlines", Deadline), ("signers", Signer)):
        names = {field.name for field in fields(kind)}
        assert all(set(entry) == names for entry in entries(record, key))


@each_letter
def test_gold_dates_are_real_iso_dates(letter: SampleLetter) -> None:
    record = gold(letter, CLEAN)
    dates: list[object] = [record["issued_on"]]
    dates += [
        entry[key] for entry in entries(record, "deadlines") for key in ("due_on", "last_day")
    ]
    dates += [entry[key] for entry in entries(record, "events") for key in ("starts_on", "ends_on")]
    dates += [entry["issued_on"] for entry in entries(record, "references")]
    dates += [entry["due_on"] for entry in entries(record, "tasks")]
    for value in dates:
        if value is not None:
            assert isinstance(value, str)
            assert ISO_DATE.fullmatch(value)
            date.fromisoformat((value + "-01-01")[:10])


@each_letter
def test_what_gold_says_is_printed(letter: SampleLetter) -> None:
    text = printed(letter)
    parts = [letter.issuer, letter.issuer_parent, letter.place, letter.subject, letter.symbol]
    parts += [*letter.addressees, *letter.recipients, letter.urgency]
    parts += [reference.code for reference in letter.references]
    parts += [signer.name for signer in letter.signers]
    parts += [task.what for task in letter.tasks]
    for contact in letter.contacts:
        parts += [contact.name, contact.phone, contact.email]
    for part in parts:
        if part:
            assert " ".join(part.split()) in text
    if letter.code:
        assert letter.code in text


@each_letter
def test_deadlines_and_events_quote_the_page_they_name(letter: SampleLetter) -> None:
    record = gold(letter, CLEAN)
    pages = [" ".join(page.split()) for page in page_texts(letter)]
    for entry in entries(record, "deadlines") + entries(record, "events"):
        quote, page = entry["quote"], entry["page"]
        assert isinstance(quote, str)
        assert isinstance(page, int)
        assert quote[:25] in pages[page - 1]


@each_letter
def test_the_date_of_a_deadline_is_in_its_quote(letter: SampleLetter) -> None:
    for deadline in letter.deadlines:
        if deadline.due_on:
            year, month, day = (*deadline.due_on.split("-"), "", "")[:3]
            whole = "/".join(part for part in (day, month.lstrip("0"), year) if part)
            padded = "/".join(part for part in (day, month, year) if part)
            assert whole in deadline.quote or padded in deadline.quote


@each_letter
def test_texts_are_nfc(letter: SampleLetter) -> None:
    for text in page_texts(letter):
        assert unicodedata.is_normalized("NFC", text)


def test_a_draft_has_neither_number_nor_day() -> None:
    draft = BY_NAME["du-thao-ke-hoach-ngay-sach"]
    record = gold(draft, CLEAN)
    assert (record["number"], record["code"], record["symbol"]) == (None, None, "KH-SGDĐT")
    assert record["issued_on"] == "2026-03"
    assert "Số: /KH-SGDĐT" in printed(draft)
    assert "ngày tháng 3 năm 2026" in printed(draft)


def test_a_party_number_has_a_dash_and_no_colon() -> None:
    party = BY_NAME["dang-uy-ke-hoach-hoc-tap"]
    assert party.code == "05-KH/ĐU"
    assert "Số 05-KH/ĐU" in printed(party)
    assert "CỘNG HÒA" not in printed(party)
    assert party.signers[0].gold().authority == "TM"


def test_of_stacked_marks_the_one_next_to_the_post_counts() -> None:
    signer = SampleSigner("Đào Văn Thắng", "PHÓ CHỦ TỊCH", ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"))
    assert signer.gold() == Signer("Đào Văn Thắng", "PHÓ CHỦ TỊCH", "KT", "CHỦ TỊCH")


def test_the_subject_loses_about_the_matter() -> None:
    record = gold(BY_NAME["quyet-dinh-to-cong-tac"], CLEAN)
    assert str(record["subject"]).startswith("thành lập Tổ công tác")


def test_gold_follows_the_look() -> None:
    letter = BY_NAME["cong-van-truong-thpt"]
    scanned = gold(letter, scan_look(letter.name))
    assert scanned["arrival"] == {"number": "4096", "date": "2025-12-04"}
    assert scanned["handwritten"] == ["number", "issued_on", "arrival.number", "arrival.date"]
    digital = gold(letter, DIGITAL, text_layer="good")
    assert (digital["arrival"], digital["handwritten"]) == (None, [])


def test_what_is_written_by_pen_is_not_printed() -> None:
    letter = BY_NAME["cong-van-truong-thpt"]
    look = replace(CLEAN, handwriting=True)
    assert "Số: 57/CV-THPTHL" in page_texts(letter)[0]
    assert "Số: /CV-THPTHL" in page_texts(letter, look)[0]


@pytest.mark.parametrize(
    ("due_on", "relation", "time", "expected"),
    [
        ("2026-03-10", Relation.BEFORE, None, "2026-03-09"),
        ("2026-03-01", Relation.BEFORE, None, "2026-02-28"),
        ("2026-03-10", Relation.BEFORE, "17:00", "2026-03-10"),
        ("2026-02", Relation.BY, None, "2026-02-28"),
        ("2026", Relation.DURING, None, "2026-12-31"),
        (None, Relation.WITHIN, None, None),
        ("2026-03-10", Relation.FROM, None, None),
    ],
)
def test_last_day(
    due_on: str | None, relation: Relation, time: str | None, expected: str | None
) -> None:
    assert last_day(Deadline(due_on=due_on, relation=relation, time=time)) == expected


def test_a_quote_may_run_over_the_end_of_a_page() -> None:
    assert page_of("nộp trước ngày 5/1", ["Kính gửi … nộp trước", "2 ngày 5/1 về Sở"]) == 1
    with pytest.raises(ValueError, match="quote not in the letter"):
        page_of("không có", ["một", "2 hai"])


def test_an_unknown_key_in_a_letter_is_refused() -> None:
    with pytest.raises(TypeError, match="colour"):
        letter_from_toml('colour = "red"', "x")
