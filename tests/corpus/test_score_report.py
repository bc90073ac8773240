"""The report and the command: gold folder and readings in, table and JSON out."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from config.cli.score import command
from corpus.score.gold import illegible_fields, read_gold, read_records
from corpus.score.report import report_json, score, table
from nlp.record import Json

GOLD: dict[str, Json] = {
    "file": "kh01.pdf",
    "number": "12",
    "symbol": "KH-SGDĐT",
    "issued_on": None,
    "handwritten": ["number"],
    "notes": "Day illegible.",
}
PUBLISHED = """SỞ Y TẾ
Số: 7/TB-SYT
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
THÔNG BÁO
Về lịch trực
Sở Y tế thông báo lịch trực.
GIÁM ĐỐC
Lê Văn Hòa
"""
READ: dict[str, Json] = {
    "file": "kh01.pdf",
    "number": "13",
    "symbol": "KH-SGDĐT",
    "issued_on": "2026-02-01",
    "evidence": {"number": {"confidence": 0.5}, "symbol": {"confidence": 0.9}},
}


@pytest.fixture
def gold_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "gold"
    folder.mkdir()
    (folder / "kh01.json").write_text(json.dumps(GOLD), "utf-8")
    return folder


@pytest.mark.parametrize(
    ("notes", "fields"),
    [
        ("Number and day illegible.", ["issued_on", "number"]),
        ("Arrival number is unreadable", ["arrival.number"]),
        ("arrival number hard to read; page 3 is a blank form.", []),
        ("Day could be read 01 or 04. Stamp illegible.", []),
        ("Số đến không đọc được", ["arrival.number"]),
        ("", []),
    ],
)
def test_only_a_note_that_names_the_field_makes_it_illegible(notes: str, fields: list[str]) -> None:
    assert illegible_fields(notes) == fields


def test_an_unread_number_makes_the_code_unread(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"number": null, "illegible": ["number"]}', "utf-8")
    assert read_gold(tmp_path)["a"]["illegible"] == ["number", "code"]


def test_records_are_read_from_objects_lists_and_lines(tmp_path: Path) -> None:
    one, many, lines = tmp_path / "d1.json", tmp_path / "many.json", tmp_path / "lines.jsonl"
    one.write_text('{"number": "1"}', "utf-8")
    many.write_text('[{"file": "a.pdf"}, {"file": "/in/b.pdf"}]', "utf-8")
    lines.write_text('{"file": "c.pdf"}\n\n{"file": "d.tiff"}\n', "utf-8")
    assert list(read_records(one)) == ["d1"]
    assert list(read_records(many)) == ["a", "b"]
    assert list(read_records(lines)) == ["c", "d"]


def test_a_letter_that_failed_counts_as_nothing_read(gold_folder: Path) -> None:
    report = score(read_gold(gold_folder), {"kh01": {"error": "ingest.no_pages", "number": "12"}})
    assert report.letters == 1
    assert report.sections["all"]["number"].missed == 1


def test_handwritten_and_printed_values_have_tables_of_their_own(gold_folder: Path) -> None:
    report = score(read_gold(gold_folder), {"kh01": READ, "other": READ})
    assert list(report.sections["all"]) == ["number", "symbol"]
    assert list(report.sections["printed"]) == ["symbol"]
    assert list(report.sections["handwritten"]) == ["number"]
    lines = list(table(report))
    assert lines[0] == "Letters compared: 1"
    assert "| symbol | 1 | 1 | 1 | 0 | 0 | 0 | 100.0 | 100.0 | 100.0 | 0 |" in lines
    figures = report_json(report, errors=True)
    assert figures["errors"] == [
        {"file": "kh01", "field": "number", "outcome": "wrong", "gold": "12", "read": "13"}
    ]
    assert figures["expected_calibration_error"] == pytest.approx((0.5 + 0.1) / 2)


def test_the_command_prints_the_table_and_writes_json(gold_folder: Path, tmp_path: Path) -> None:
    read, target = tmp_path / "read.jsonl", tmp_path / "figures.json"
    read.write_text(json.dumps(READ), "utf-8")
    arguments = ["--gold", str(gold_folder), "--errors", "--json", str(target), str(read)]
    result = CliRunner().invoke(command, arguments)
    assert result.exit_code == 0, result.output
    assert "| number | 1 | 1 | 0 | 1 |" in result.output
    assert "gold: 12\n    read: 13" in result.output
    assert json.loads(target.read_text("utf-8"))["fields"]["all"]["symbol"]["f1"] == 1.0


def test_texts_are_compared_with_what_their_publisher_tells(tmp_path: Path) -> None:
    gold, text = tmp_path / "gold.jsonl", tmp_path / "tb.txt"
    told = {"code": "7/TB-SYT", "document_type": "TB", "signers": [{"name": "Lê Văn Hòa"}]}
    gold.write_text(json.dumps({"file": text.name, **told}) + "\n", "utf-8")
    text.write_text(PUBLISHED, "utf-8")
    result = CliRunner().invoke(command, ["--gold", str(gold), "--errors", str(text)])
    assert result.exit_code == 0, result.output
    for field in ("code", "document_type", "signers.name"):
        assert f"| {field} | 1 | 1 | 1 | 0 |" in result.output
    assert "issued_on" not in result.output
    assert "position" not in result.output


def test_the_command_fails_when_no_file_has_a_gold_record(
    gold_folder: Path, tmp_path: Path
) -> None:
    read = tmp_path / "other.json"
    read.write_text('{"file": "other.pdf"}', "utf-8")
    result = CliRunner().invoke(command, ["--gold", str(gold_folder), str(read)])
    assert result.exit_code == 1
    assert "gold record" in result.output
