"""Reads the incoming stamp on scans without colour, by its frame: lines and inks in, lines out."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

import cv2
import numpy as np
from rapidfuzz import fuzz

from ingest.ink import Gray, Inks
from ingest.ocr.arrival import (
    LEGIBLE_DATE,
    has_form,
    issued_since,
    read_arrival,
    with_margin,
)
from ingest.ocr.frames import stamp_frames
from ingest.ocr.stamp_text import stamp_lines
from ingest.options import ReadOptions
from nlp.document import Box, Confidence, Ink, Line, Word
from nlp.folding import fold, letters
from nlp.stamps import is_arrival

INK = 170
# The dots on which one writes are smaller than this, the strokes of digits larger.
DOT_CM = 0.065
# What a numbering machine printed, beside dots that OCR reads, too.
NUMBER = re.compile(r"^\D{0,2}(\d{1,5})\D*$")
DATE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-]((?:19|20)\d\d)\D*$")
# Printed digits are taken from here on; a date must exist as well.
PRINTED, PRINTED_DATE = 0.75, 0.6
# Of what a pen wrote, strokes of the stamp may be a part: only what is very sure is taken. A date
# must fit the month of the letter, too: of 10 on made-up scans 8 are read, the others below 0.2.
WRITTEN, WRITTEN_DATE = 0.9, LEGIBLE_DATE
# Rulings are straight for longer than a digit; what is left of upright ones is thin and so tall.
TALLEST_CM, TALL_CM, THIN_CM = 0.7, 0.3, 0.06
# Entries begin behind their labels; where none was read, behind these shares of the stamp.
LABELS, NUMBER_LABEL, LIKE = ("ngay", "chuyen"), ("so", "so:"), 70
SIDE, BEHIND_SIDE = 0.2, 0.42
# Words of one printed line are nearer than this, in heights.
RUN_GAP = 1.2
# Labels of the form have so many letters, and are read at least so surely.
LABEL_LETTERS, LABEL_SURE = 2, 0.3
# A stroke belongs to a word when so much of it lies in the word's box.
WHOLLY = 0.7


def without_colour(
    lines: Sequence[Line], inks: Inks, *, dpi: float, options: ReadOptions
) -> list[Line]:
    """Take the incoming stamp on a grey scan out of the print, and read what stands in it.

    Stamp, machine and pen have one colour here, so only what is read surely is kept.

    Args:
        lines: What the first reading of the page gave.
        inks: The page, one image per ink.
        dpi: Resolution of the page image.
        options: Languages and time limit.
    """
    kept = list(lines)
    for place in stamp_frames(inks.every, dpi):
        ink = _without_dots(inks.every, place, dpi)
        stamped = stamp_lines(ink < INK, place, dpi=dpi, options=options)
        inside = [part for line in kept if (part := _within(line, place)) is not None]
        said = " ".join(letters(line.text) for line in (*inside, *stamped))
        if not is_arrival(said) and not has_form(stamped):
            continue
        outside = [part for line in kept if (part := _outside(line, place)) is not None]
        kept = [*outside, *_entries(stamped, ink, place, dpi, issued_since(lines))]
    return kept


def _entries(
    stamped: Sequence[Line],
    ink: Gray,
    place: Box,
    dpi: float,
    since: date | None,
) -> list[Line]:
    """Return the words of the stamp, and number and date that machine or pen put into it."""
    form = [words for line in stamped if (words := _label(line)) is not None]
    number, day = _printed(stamped, since)
    if number is None and day is None:
        wide = with_margin(place, dpi, ink.shape[1])
        pen = _pen_of(ink, form, wide, dpi)
        pen[:, : max(0, int(_entries_from(form, place) - place.left))] = 255
        written = read_arrival(stamped, pen, wide, dpi, since=since, edge=place.right)
        return [*form, *(line for line in written if _is_sure(line, since))]
    return [*form, *(line for line in (number, day) if line is not None)]


def _is_sure(line: Line, since: date | None) -> bool:
    word = line.words[-1]
    dated = since is not None and "/" in word.text
    return word.confidence >= (WRITTEN_DATE if dated else WRITTEN)


def _printed(stamped: Sequence[Line], since: date | None) -> tuple[Line | None, Line | None]:
    """Return number and date as a machine printed them: the date has slashes, the number is above.

    A date that no letter of this month can bear was written by a pen, and misread.
    """
    words = [word for line in stamped for word in line.words]
    dates = [
        (word, match)
        for word in words
        if (match := DATE.search(word.text)) is not None
        and (since is None or (int(match[3]), int(match[2])) >= (since.year, since.month))
    ]
    day: Line | None = None
    for word, match in dates:
        if word.confidence >= PRINTED_DATE and int(match[1]) <= 31 and int(match[2]) <= 12:
            day = _entry("Ngày:", "/".join(match.groups()), word)
    floor = min((word.box.top for word, _ in dates), default=float("inf"))
    numbers = [
        (word, match)
        for word in words
        if word.confidence >= PRINTED
        and word.box.bottom < floor + word.box.height / 2
        and (match := NUMBER.match(word.text)) is not None
    ]
    # A machine prints both; a number alone was written by a pen, and is not OCR's to read.
    if day is None or len(numbers) != 1:
        return None, day
    return _entry("Số:", numbers[0][1][1], numbers[0][0]), day


def _entry(label: str, text: str, word: Word) -> Line:
    """Return an entry of the form, with its label before it."""
    box = word.box
    before = Box(max(0.0, box.left - box.height), box.top, box.left, box.bottom)
    return Line((Word(label, before, word.confidence), replace(word, text=text)), Ink.STAMP)


def _label(line: Line) -> Line | None:
    """Return the words of a line that belong to the stamp itself: letters, no digits."""
    words = tuple(word for word in line.words if _is_label(word))
    return replace(line, words=words) if words else None


def _is_label(word: Word) -> bool:
    plain = sum(map(str.isalpha, word.text)) >= LABEL_LETTERS and not any(
        map(str.isdigit, word.text)
    )
    return plain and word.confidence >= Confidence(LABEL_SURE)


def _without_dots(gray: Gray, place: Box, dpi: float) -> Gray:
    """Whiten the dotted lines in a place; the rest of the page is as it was."""
    area = np.s_[int(place.top) : int(place.bottom), int(place.left) : int(place.right)]
    ink = (gray[area] < INK).astype(np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    least = DOT_CM * dpi / 2.54
    dots = (stats[:, cv2.CC_STAT_WIDTH] < least) & (stats[:, cv2.CC_STAT_HEIGHT] < least)
    dots[0] = False
    cleaned = gray.copy()
    cleaned[area][dots[labels]] = 255
    return cleaned


def _pen_of(ink: Gray, form: Sequence[Line], place: Box, dpi: float) -> Gray:
    """Return the stamp's place without its own words and frame.

    Rows whose strokes run into a word are left out: half a digit would be read as another one.
    """
    area = np.s_[int(place.top) : int(place.bottom), int(place.left) : int(place.right)]
    piece = np.where(ink[area] < INK, ink[area], 255).astype(np.uint8)
    piece = _without_rulings(piece, dpi)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(
        (piece < 255).astype(np.uint8), connectivity=8
    )
    worded = np.zeros(piece.shape, np.bool_)
    for word in (word for line in form for word in line.words):
        top, left = int(word.box.top - place.top), int(word.box.left - place.left)
        bottom, right = int(word.box.bottom - place.top), int(word.box.right - place.left)
        worded[max(0, top) : bottom + 1, max(0, left) : right + 1] = True
    inside = np.bincount(labels[worded], minlength=len(stats)) / stats[:, cv2.CC_STAT_AREA]
    tall = stats[:, cv2.CC_STAT_HEIGHT] > TALL_CM * dpi / 2.54
    thin = stats[:, cv2.CC_STAT_WIDTH] < THIN_CM * dpi / 2.54
    gone = (inside >= WHOLLY) | (tall & thin)
    gone[0] = False
    piece[gone[labels]] = 255
    for crossing in np.flatnonzero((inside[1:] > 0) & (inside[1:] < WHOLLY)) + 1:
        top, height = stats[crossing, [cv2.CC_STAT_TOP, cv2.CC_STAT_HEIGHT]]
        if not gone[crossing]:
            piece[top : top + height] = 255
    return piece


def _without_rulings(piece: Gray, dpi: float) -> Gray:
    """Whiten straight runs longer than a digit: the frame, which the last digit often touches."""
    ink = (piece < INK).astype(np.uint8)
    long, side = round(TALLEST_CM * dpi / 2.54), np.ones((3, 1), np.uint8)
    across = cv2.morphologyEx(cv2.dilate(ink, side), cv2.MORPH_OPEN, np.ones((1, long), np.uint8))
    down = cv2.morphologyEx(cv2.dilate(ink, side.T), cv2.MORPH_OPEN, np.ones((long, 1), np.uint8))
    return np.where(cv2.max(across, down) > 0, 255, piece).astype(np.uint8)


def _entries_from(form: Sequence[Line], place: Box) -> float:
    """Return where the entries begin: behind the labels, or behind the cell that says ĐẾN.

    "Ngày:" is twice as wide as "Số:" above it.
    """
    words = [word for line in form for word in line.words]
    ends = [word.box.right for word in words if _is_like(word, *LABELS)]
    ends += [word.box.right + word.box.width for word in words if fold(word.text) in NUMBER_LABEL]
    inner = [end for end in ends if end < place.left + place.width / 2]
    side = any(
        _is_like(word, "den") and word.box.left < place.left + SIDE * place.width for word in words
    )
    return max(inner, default=place.left + (BEHIND_SIDE if side else SIDE) * place.width)


def _is_like(word: Word, *labels: str) -> bool:
    return any(fuzz.ratio(fold(word.text).strip(".:"), label) >= LIKE for label in labels)


def _within(line: Line, place: Box) -> Line | None:
    words = tuple(word for word in line.words if _lies_in(word, place))
    return replace(line, words=words) if words else None


def _outside(line: Line, place: Box) -> Line | None:
    """Return what of a line is not the stamp's: words outside, and print that runs into the stamp."""
    words = tuple(
        word
        for run in _runs(line.words)
        for word in run
        if not _lies_in(word, place) or _is_print(word, run, place)
    )
    return replace(line, words=words) if words else None


def _runs(words: Sequence[Word]) -> Iterator[list[Word]]:
    """Yield words that stand no further apart than those of one line."""
    run: list[Word] = []
    for word in words:
        if run and word.box.left - run[-1].box.right > RUN_GAP * word.box.height:
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def _is_print(word: Word, run: Sequence[Word], place: Box) -> bool:
    """Tell whether a word in the stamp's place was printed there: its line begins or ends outside."""
    begun = not (_lies_in(run[0], place) and _lies_in(run[-1], place))
    worded = sum(map(str.isalpha, word.text)) >= LABEL_LETTERS
    return begun and worded and not _is_like(word, *LABELS, "den")


def _lies_in(word: Word, place: Box) -> bool:
    x, y = word.box.middle
    return place.left <= x <= place.right and place.top <= y <= place.bottom
