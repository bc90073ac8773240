"""The scans look as asked: the same every time, with ink where there should be ink."""

import json
import unicodedata
from dataclasses import replace
from pathlib import Path
from random import Random

import numpy as np
import pikepdf
import pypdfium2
import pytest
from numpy.typing import NDArray

from corpus.samples import fonts
from corpus.samples.born_digital import write_born_digital
from corpus.samples.compose import compose, page_texts
from corpus.samples.fonts import FontMissing, typeface
from corpus.samples.letter import SampleLetter
from corpus.samples.letters import LETTERS
from corpus.samples.look import BILEVEL, CLEAN, DIGITAL, GRAY, POOR, Look, scan_look
from corpus.samples.pen import GLYPHS, Hand, write
from corpus.samples.write import page_images, write_samples

BY_NAME = {letter.name: letter for letter in LETTERS}
STAMPED = BY_NAME["cong-van-truong-thpt"]
DRAFT = BY_NAME["du-thao-ke-hoach-ngay-sach"]
Pixels = NDArray[np.uint8]


def red_share(page: Pixels) -> float:
    red, green, blue = (page[:, :, channel].astype(int) for channel in range(3))
    return float(((red > green + 60) & (red > blue + 60)).mean())


def blue_share(page: Pixels) -> float:
    red, green, blue = (page[:, :, channel].astype(int) for channel in range(3))
    return float(((blue > red + 50) & (blue > green + 30)).mean())


def inked(*, seal: bool = True, stamp: bool = True, handwriting: bool = True) -> Pixels:
    look = Look(dpi=100, seal=seal, stamp=stamp, handwriting=handwriting)
    return page_images(STAMPED, look)[0]


def test_the_same_look_gives_the_same_bytes(tmp_path: Path) -> None:
    name = STAMPED.name
    (first,) = write_samples(tmp_path / "a", names=[name])
    (second,) = write_samples(tmp_path / "b", names=[name])
    assert first.read_bytes() == second.read_bytes()
    assert first.with_suffix(".json").read_bytes() == second.with_suffix(".json").read_bytes()


def test_another_seed_gives_another_hand() -> None:
    one = page_images(STAMPED, Look(seed=1, dpi=100))[0]
    other = page_images(STAMPED, Look(seed=2, dpi=100))[0]
    assert one.shape == other.shape
    assert not np.array_equal(one, other)


def test_letters_look_different_by_default() -> None:
    looks = [scan_look(letter.name) for letter in LETTERS]
    assert len({look.seed for look in looks}) == len(LETTERS)
    assert all(abs(look.skew_deg) <= 1.5 for look in looks)


def test_seal_and_stamp_are_red_and_pen_is_blue() -> None:
    page = inked()
    assert red_share(page) > 0.004
    assert blue_share(page) > 0.001


def test_ink_is_left_out_where_not_wanted() -> None:
    page = inked(seal=False, stamp=False, handwriting=False)
    assert red_share(page) == 0
    assert blue_share(page) == 0


def test_the_stamp_alone_is_red() -> None:
    assert red_share(inked(seal=False)) > 0.001
    assert red_share(inked(seal=False, stamp=False)) == 0


def test_a_draft_bears_no_ink() -> None:
    page = page_images(DRAFT, Look(dpi=100))[0]
    assert red_share(page) == 0
    assert blue_share(page) == 0


def test_urgency_is_framed_in_red() -> None:
    urgent = BY_NAME["giay-moi-hoi-nghi"]
    assert red_share(page_images(urgent, Look(dpi=100, seal=False))[0]) > 0.0005


def test_the_file_holds_a4_pages_at_the_asked_resolution(tmp_path: Path) -> None:
    name = "ke-hoach-chuyen-doi-so"
    (path,) = write_samples(tmp_path, names=[name])
    record = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    with pikepdf.open(path) as pdf:
        assert len(pdf.pages) == record["pages"] == 2
        for page in pdf.pages:
            (image,) = page.get_images().values()
            assert [int(image.Width), int(image.Height)] == [1654, 2339]
            assert image.Filter == "/DCTDecode"
            assert [round(float(edge)) for edge in page.mediabox] == [0, 0, 595, 842]
    assert pypdfium2.PdfDocument(path)[0].get_textpage().get_text_bounded() == ""


@pytest.mark.parametrize(
    "look", [CLEAN, POOR, GRAY, BILEVEL], ids=["clean", "poor", "gray", "1bit"]
)
def test_a_page_is_dark_print_on_light_paper(look: Look, tmp_path: Path) -> None:
    (path,) = write_samples(tmp_path, names=[DRAFT.name], look=look)
    bitmap = pypdfium2.PdfDocument(path)[0].render(scale=1).to_pil().convert("L")
    levels = np.asarray(bitmap)
    assert np.median(levels) > 200
    assert 0.01 < float((levels < 110).mean()) < 0.2


def test_bilevel_has_two_levels_and_gray_has_one_channel() -> None:
    assert set(np.unique(page_images(DRAFT, BILEVEL)[0])) == {0, 255}
    assert page_images(DRAFT, GRAY)[0].ndim == 2


def test_skew_turns_the_page() -> None:
    straight = page_images(DRAFT, Look(dpi=100))[0]
    turned = page_images(DRAFT, Look(dpi=100, skew_deg=1.2))[0]

    def sharpness(page: Pixels) -> float:
        return float(np.diff(page.mean(axis=(1, 2))).std())

    assert sharpness(turned) < 0.7 * sharpness(straight)


def test_an_unknown_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KeyError, match="khong-co"):
        write_samples(tmp_path, names=["khong-co"])


@pytest.mark.parametrize("digit", sorted(GLYPHS))
def test_every_digit_is_as_tall_as_a_digit(digit: str) -> None:
    for seed in range(20):
        strokes = write(digit, Hand.of(Random(seed)), Random(seed))
        points = np.concatenate(strokes)
        assert 0.8 < np.ptp(points[:, 1]) < 1.6
        assert (points[:, 2] > 0).all()


def test_one_hand_is_steady_and_two_hands_differ() -> None:
    chance = Random(3)
    assert Hand.of(Random(5)) == Hand.of(Random(5))
    assert Hand.of(chance) != Hand.of(chance)


@pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter.name)
def test_born_digital_text_can_be_taken_out(letter: SampleLetter, tmp_path: Path) -> None:
    path = tmp_path / "letter.pdf"
    write_born_digital(letter, path)
    pages = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(path)]
    expected = page_texts(letter, DIGITAL)
    assert len(pages) == len(expected)
    for found, text in zip(pages, expected, strict=True):
        assert unicodedata.is_normalized("NFC", found)
        # Tables come out cell by cell: the words are the same, their order may not be.
        assert sorted(found.split()) == sorted(text.split())


def test_born_digital_files_are_the_same_every_time(tmp_path: Path) -> None:
    for name in ("a.pdf", "b.pdf"):
        write_born_digital(DRAFT, tmp_path / name)
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_every_installed_family_sets_every_letter() -> None:
    assert "Liberation Serif" in fonts.installed()
    for name in fonts.installed():
        for letter in LETTERS:
            assert compose(letter, replace(CLEAN, typeface=name))


def test_a_missing_font_names_its_package(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(fonts, "FOLDERS", (tmp_path,))
    fonts._file.cache_clear()
    typeface.cache_clear()
    try:
        with pytest.raises(FontMissing, match="fonts-liberation2"):
            typeface("Liberation Serif")
    finally:
        fonts._file.cache_clear()
        typeface.cache_clear()


def test_an_unknown_font_lists_the_known_ones() -> None:
    with pytest.raises(FontMissing, match="Liberation Serif"):
        typeface("Comic Sans")


def test_precomposed_letters_are_drawn_with_their_marks() -> None:
    face = typeface("Liberation Serif")
    font = fonts.load(face.path("regular"), 60)
    tall = {char: font.getbbox(char)[3] - font.getbbox(char)[1] for char in "eệ"}
    assert tall["ệ"] > 1.4 * tall["e"]
