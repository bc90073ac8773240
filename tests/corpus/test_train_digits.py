"""Training of the digit reader: hands, forms, scans, and what is measured; the network itself needs torch."""

import importlib
from collections import Counter
from dataclasses import replace
from pathlib import Path

import click
import cv2
import numpy as np
import pytest

from corpus.train.drawn import FORMS, draw
from corpus.train.examples import STEP_PX, Models, examples, packed
from corpus.train.forms import Fonts, printed
from corpus.train.measure import figures_for, temperature_for
from corpus.train.scanned import scanned
from corpus.train.strings import Writer, inked
from corpus.train.strokes import DIGIT_PX, FIELD_PX, Digits, bent, load_hands
from ingest.ocr.handwriting import BAND, HEIGHT_PX

SYSTEM = Path("/usr/share/fonts")


@pytest.fixture(scope="module")
def fonts() -> Fonts:
    try:
        return Fonts.found_in(SYSTEM)
    except FileNotFoundError:
        pytest.skip("no serif typefaces on this machine")


@pytest.fixture(scope="module")
def digits() -> Digits:
    chance = np.random.default_rng(4)
    labels = np.arange(40) % 10
    return Digits(np.stack([draw(str(k), chance) for k in labels]), labels)


@pytest.mark.parametrize("digit", FORMS)
def test_every_form_of_a_digit_leaves_a_line_of_its_height(digit: str) -> None:
    chance = np.random.default_rng(1)
    for form in range(len(FORMS[digit])):
        field = draw(digit, chance, form)
        rows = np.flatnonzero((field == 0).any(axis=1))
        assert field.shape == (FIELD_PX, FIELD_PX)
        assert 0.6 * DIGIT_PX < np.ptp(rows) < 1.5 * DIGIT_PX


def test_a_hand_bends_a_digit_as_far_as_it_is_told(digits: Digits) -> None:
    field = digits.fields[3]
    assert np.array_equal(bent(field, np.random.default_rng(2), 0.0), field)
    little, much = (
        np.abs(bent(field, np.random.default_rng(2), amount).astype(int) - field).mean()
        for amount in (0.5, 3.0)
    )
    assert 0 < little < much


def test_a_thicker_pen_and_one_that_presses_leave_more_ink(digits: Digits) -> None:
    def ink(half_stroke: float, pressure: float) -> float:
        glyph = inked(
            digits.fields[8], wide=1, tall=1, slant=0.2, half_stroke=half_stroke, pressure=pressure
        )
        top, bottom = np.array_split(glyph.sum(axis=1), 2)
        return float(top.sum() / bottom.sum()) if pressure else float(glyph.sum())

    assert ink(3, 0) > 2 * ink(1, 0)
    assert ink(2, 0.5) > ink(2, -0.5)


def test_typefaces_of_handwriting_give_every_digit(tmp_path: Path, fonts: Fonts) -> None:
    (tmp_path / "one.ttf").write_bytes(Path(fonts.italic[0]).read_bytes())
    hands = load_hands(tmp_path)
    assert hands.labels.tolist() == list(range(10))
    tall = [int(np.ptp(np.flatnonzero((field == 0).any(axis=1)))) for field in hands.fields]
    assert all(abs(height - DIGIT_PX) < 8 for height in tall)


def test_a_folder_without_typefaces_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Fonts.found_in(tmp_path)


def test_a_letter_the_typeface_lacks_is_printed_with_fewer_marks(fonts: Fonts) -> None:
    for font in fonts.upright:
        marked, plain = printed("Ố", 60, font), printed("O", 60, font)
        assert marked.sum() >= plain.sum() > 0


def test_one_seed_writes_the_same_crops_and_all_kinds_of_them(fonts: Fonts, digits: Digits) -> None:
    first, again = (Writer(digits, None, fonts, 7) for _ in (0, 1))
    crops = [first.crop() for _ in range(120)]
    assert all(np.array_equal(crop.image, again.crop().image) for crop in crops[:20])
    lengths = Counter(len(crop.text) for crop in crops)
    assert set(lengths) == {0, 1, 2, 3, 4, 5}
    assert all(crop.image.dtype == np.uint8 and crop.image.ndim == 2 for crop in crops)


def test_examples_leave_the_network_room_for_every_digit(fonts: Fonts, digits: Digits) -> None:
    some = examples(Models(digits, None, fonts).writer(3), 40)
    stack, widths, texts = packed(some)
    assert stack.shape == (40, HEIGHT_PX, max(widths))
    for row, width, text in zip(stack, widths, texts, strict=True):
        assert width // STEP_PX > 2 * len(text)
        assert not row[:, width:].any()


def test_a_scan_of_blank_paper_is_light_and_of_ink_darker() -> None:
    blank = np.zeros((round(BAND * 20), 90), np.float32)
    ink = blank.copy()
    ink[15:35, 20:70] = 1.0
    for seed in range(12):
        light = scanned(blank, 1.0, np.random.default_rng(seed))
        dark = scanned(ink, 1.0, np.random.default_rng(seed))
        assert light.mean() > dark.mean() + 15


def test_an_overconfident_reader_gets_a_high_temperature() -> None:
    sure = {"12": 0.99, "17": 0.01}
    honest = [("12", sure)] * 99 + [("17", sure)]
    boastful = [("12", sure)] * 7 + [("17", sure)] * 3
    assert temperature_for(honest) == pytest.approx(1.0, abs=0.15)
    assert temperature_for(boastful) > 2.5


def test_figures_count_strings_silence_and_calibration() -> None:
    known = [("12", {"12": 0.9, "": 0.1})] * 9 + [("345", {"12": 0.9, "": 0.1}), ("", {"": 1.0})]
    found = figures_for(known, 1.0)
    assert found["strings"] == 10
    assert found["exact"] == pytest.approx(0.9)
    assert found["exact_by_length"] == {"2": 1.0, "3": 0.0}
    assert found["no_digits_kept_silent"] == pytest.approx(1.0)
    assert found["calibration_error"] < 0.2


def test_a_pen_that_stays_down_joins_digits(
    fonts: Fonts, digits: Digits, monkeypatch: pytest.MonkeyPatch
) -> None:
    def pieces(joins: float) -> int:
        writer = Writer(digits, None, fonts, 5)
        hand = replace(writer.hand(24.0), joins=joins, gap=0.4, half_stroke=2.0, source="drawn")
        monkeypatch.setattr(writer, "hand", lambda _: hand)
        inks = [writer.written("171", 24.0) for _ in range(20)]
        return sum(cv2.connectedComponents((ink > 0.3).astype(np.uint8))[0] - 1 for ink in inks)

    assert pieces(1.0) < 0.7 * pieces(0.0)


def test_going_on_gently_needs_something_to_go_on_from(tmp_path: Path) -> None:
    pytest.importorskip("torch")
    way_for = importlib.import_module("corpus.train.digits").way_for
    checkpoint = tmp_path / "digits.pt"
    assert not way_for(checkpoint, gently=False).settled
    with pytest.raises(click.UsageError):
        way_for(checkpoint, gently=True)
    checkpoint.touch()
    anew, gently = (way_for(checkpoint, gently=gently) for gently in (False, True))
    assert gently.settled
    assert gently.batch < anew.batch


def test_a_settled_network_learns_and_keeps_its_normalisation() -> None:
    torch = pytest.importorskip("torch")
    network = importlib.import_module("corpus.train.network")
    reader = network.Reader(network.SMALL)
    network.settle(reader)
    before = {name: value.clone() for name, value in reader.state_dict().items()}
    optimiser = torch.optim.SGD(reader.parameters(), lr=0.1)
    batch = network.Batch(
        torch.randint(0, 255, (4, HEIGHT_PX, 64), dtype=torch.uint8),
        torch.full((4,), 32),
        torch.ones(8, dtype=torch.long),
        torch.full((4,), 2),
    )
    network.loss_of(reader, batch).backward()
    optimiser.step()
    after = reader.state_dict()
    assert not torch.equal(before["last.weight"], after["last.weight"])
    assert all(torch.equal(before[name], after[name]) for name in before if "running" in name)
