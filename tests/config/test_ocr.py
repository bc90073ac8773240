"""`vanthu ocr`: words, zones and their places, as text and JSON."""

import json
from pathlib import Path

from click.testing import CliRunner

from config.cli.ocr import command
from corpus.samples.born_digital import write_born_digital
from corpus.samples.letters import LETTERS
from tests.ingest.making import printed


def run(*arguments: str) -> str:
    found = CliRunner().invoke(command, arguments)
    assert found.exit_code == 0, found.output
    return found.stdout


def letter(tmp_path: Path) -> str:
    write_born_digital(LETTERS[0], tmp_path / "letter.pdf")
    return str(tmp_path / "letter.pdf")


def test_text_is_divided_by_form_feeds(tmp_path: Path) -> None:
    path = printed(tmp_path / "a.pdf", "Trang một", "Trang hai")
    assert run(str(path)) == "Trang một\n\fTrang hai\n"


def test_json_says_where_everything_stands(tmp_path: Path) -> None:
    said = json.loads(run("--json", letter(tmp_path)))
    page = said["pages"][0]
    assert (page["source"], page["verdict"]) == ("embedded", "good_layer")
    zones = {zone["zone"]: zone["box"] for zone in page["zones"]}
    assert {"head_left", "head_right", "title", "body"} <= set(zones)
    assert zones["head_left"][2] < zones["head_right"][2]
    assert zones["head_left"][3] < zones["body"][1]
    boxes = [word["box"] for line in page["lines"] for word in line["words"]] + [*zones.values()]
    assert all(
        0 <= left < right <= 1 and 0 <= top < bottom <= 1 for left, top, right, bottom in boxes
    )
    assert all(line["ink"] == "print" for line in page["lines"])


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4\n")
    found = CliRunner().invoke(command, [str(tmp_path / "a.pdf")])
    assert found.exit_code == 1
    assert "ingest.corrupt_file" in found.stderr
