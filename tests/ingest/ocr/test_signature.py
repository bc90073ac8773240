"""The second look at the signature block: strokes go, names and posts come out."""

import cv2
import numpy as np

from ingest.ink import Gray
from ingest.ocr.letters import without_strokes
from ingest.ocr.signature import reread
from ingest.options import ReadOptions
from nlp.document import Line
from tests.ingest.ocr.hand import blank
from tests.ingest.ocr.print import in_black, line, printed

DPI = 200.0
WIDTH, HEIGHT = 1654, 2339


def crossed(page: Gray, points: list[tuple[int, int]]) -> Gray:
    """Return a page with a pen's line through points."""
    sheet = page.copy()
    cv2.polylines(sheet, [np.array(points, np.int32)], isClosed=False, color=0, thickness=2)
    return sheet


def test_strokes_larger_than_letters_go_and_letters_stay() -> None:
    page = printed((600, 200), [(40, 120, 36, "GIÁM ĐỐC")])
    cleaned = without_strokes(crossed(page, [(30, 90), (200, 10), (560, 80)]), DPI)
    assert (cleaned[:100] == 255).all()
    assert (cleaned[110:] == page[110:]).all()


def test_bold_letters_are_freed_from_a_line_through_them() -> None:
    page = blank(600, 200)
    page[80:120, 100:112] = 0  # the stem of a bold letter
    struck = crossed(page, [(20, 100), (580, 60)])
    assert (without_strokes(struck, DPI)[80:120, 104:108] == 255).all()
    bold = without_strokes(struck, DPI, bold=True)
    assert (bold[80:120, 102:110] < 128).mean() > 0.9
    assert (bold[:, 300:] == 255).all()


def block(name_words: str) -> tuple[Gray, list[Line]]:
    """Return a page signed at its foot, and its lines as a first reading without the name has them."""
    page = printed(
        (WIDTH, HEIGHT),
        [
            (200, 1700, 28, "Nơi nhận:"),
            (200, 1740, 26, "- Như trên;"),
            (200, 1776, 26, "- Lưu: VT."),
            (1060, 1700, 34, "GIÁM ĐỐC"),
            (1010, 1960, 34, name_words),
        ],
    )
    lines = [
        line((200, 1700, 340, 1730), "Nơi nhận:"),
        line((200, 1740, 350, 1766), "- Như trên;"),
        line((200, 1776, 340, 1802), "- Lưu: VT."),
        line((1060, 1700, 1250, 1736), "GIÁM ĐỐC"),
    ]
    return page, lines


def test_a_name_crossed_by_the_signature_is_found() -> None:
    page, lines = block("Vũ Thị Hương")
    signed = crossed(page, [(900, 1950), (1100, 1800), (1150, 1930), (1500, 1820)])
    seen = reread(lines, in_black(signed), dpi=DPI, options=ReadOptions())
    assert "Vũ Thị Hương" in [one.text for one in seen]


def test_a_block_that_was_read_whole_is_left_alone() -> None:
    page, lines = block("Vũ Thị Hương")
    lines.append(line((1010, 1960, 1230, 1996), "Vũ Thị Hương"))
    assert reread(lines, in_black(page), dpi=DPI, options=ReadOptions()) == tuple(lines)


def test_the_first_syllable_that_was_lost_is_added() -> None:
    page, lines = block("Lê Hoàng Sơn")
    lines.append(line((1062, 1960, 1230, 1996), "Hoàng Sơn"))
    seen = [one.text for one in reread(lines, in_black(page), dpi=DPI, options=ReadOptions())]
    assert "Lê Hoàng Sơn" in seen
    assert "Hoàng Sơn" not in seen


def test_a_post_above_a_name_read_alone_is_looked_for() -> None:
    page = printed(
        (WIDTH, HEIGHT), [(1060, 1500, 34, "HIỆU TRƯỞNG"), (1010, 1800, 34, "Vũ Thị Hương")]
    )
    lines = [line((1010, 1800, 1230, 1836), "Vũ Thị Hương")]
    lines.append(line((200, 1790, 340, 1820), "Nơi nhận:"))
    seen = [one.text for one in reread(lines, in_black(page), dpi=DPI, options=ReadOptions())]
    assert "HIỆU TRƯỞNG" in seen


def test_a_post_with_a_word_hardly_read_is_read_again() -> None:
    page, lines = block("Vũ Thị Hương")
    lines[3] = line((1060, 1700, 1250, 1736), "GIÁM ĐỐC", sure=0.1)
    lines.append(line((1010, 1960, 1230, 1996), "Vũ Thị Hương"))
    seen = reread(lines, in_black(page), dpi=DPI, options=ReadOptions())
    [post] = [one for one in seen if one.text == "GIÁM ĐỐC"]
    assert min(word.confidence for word in post.words) > 0.8


def test_nothing_is_made_up_where_no_name_stands() -> None:
    page, lines = block("")
    seen = reread(lines, in_black(page), dpi=DPI, options=ReadOptions())
    assert sorted(one.text for one in seen) == sorted(one.text for one in lines)


def test_a_name_is_not_read_twice() -> None:
    page, lines = block("Vũ Thị Hương")
    lines = [one for one in lines if one.text != "GIÁM ĐỐC"]
    lines.append(line((1010, 1900, 1230, 1936), "Vũ Thị Hương"))
    seen = [one.text for one in reread(lines, in_black(page), dpi=DPI, options=ReadOptions())]
    assert seen.count("Vũ Thị Hương") == 1
