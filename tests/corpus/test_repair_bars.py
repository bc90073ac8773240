"""How well the shipped repair does on real texts; skipped where the project's data is absent."""

import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from corpus.load import repairer
from corpus.score.repair import Text, measure, stripped
from corpus.score.text import score_text
from corpus.train.aligned import for_testing, line_pairs
from corpus.train.passages import passages

SHARED = Path(__file__).parents[3] / "shared"
needs_shared = pytest.mark.skipif(
    not (SHARED / "repair").is_dir(), reason="../shared/repair is absent: no real texts to repair"
)
ADMINISTRATIVE = SHARED / "text" / "administrative.txt.xz"


def held_out(count: int) -> list[str]:
    """Return passages that taught nothing, from all over the text."""
    found = islice(passages(ADMINISTRATIVE, held_out=True), 0, 4 * count, 4)
    return [line for line in found if len(line) > 40]


@pytest.fixture(scope="module")
def clean() -> str:
    return "\n".join(held_out(700))


@needs_shared
def test_a_letter_read_as_english_comes_back() -> None:
    read, true = (
        (SHARED / "repair" / f"1114-p1.{kind}.txt").read_text("utf-8")
        for kind in ("garbled", "gold")
    )
    made = measure([Text(read, true)])
    assert made.after.words_right_share >= 0.975
    assert made.numbers_changed == 0


@needs_shared
def test_stripped_text_comes_back(clean: str) -> None:
    made = measure([Text(stripped(clean), clean)])
    assert made.after.words_right_share >= 0.98
    assert made.numbers_changed == 0


@needs_shared
def test_clean_text_stays(clean: str) -> None:
    assert len(repairer().repair(clean).edits) <= 0.0005 * len(clean.split())


def misread_lines() -> Iterator[tuple[str, str]]:
    """Yield lines of Vietnamese OCR kept for testing, and what stands there."""
    pairs = line_pairs(SHARED / "repair" / "pairs-vietnamese-ocr.jsonl.xz")
    yield from ((one.read, one.true) for one in pairs if for_testing(one.true))


@needs_shared
def test_vietnamese_ocr_gets_better_and_no_line_worse() -> None:
    before = after = worse = 0
    for read, true in islice(misread_lines(), 0, 1000, 2):
        was, now = score_text(true, read), score_text(true, repairer().repair(read).text)
        before += was.words - was.words_right
        after += now.words - now.words_right
        worse += now.words_right < was.words_right
    assert after <= 0.75 * before
    assert worse <= 1


@needs_shared
def test_scanner_layers_kept_for_testing_come_back() -> None:
    rows = (SHARED / "repair" / "pairs-scanner-layers.jsonl").read_text("utf-8").splitlines()
    kept = [one for one in map(json.loads, rows) if for_testing(one["clean"])]
    made = measure([Text(one["ocr"], one["clean"]) for one in kept])
    assert made.after.words_right_share >= 0.88
