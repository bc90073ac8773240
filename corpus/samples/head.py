"""Sets the head of a letter: issuer and number left, motto and date right, subject, addressees."""

import calendar

from corpus.samples.addressees import set_addressees
from corpus.samples.body import AFTER_MM
from corpus.samples.fonts import MM_PER_PT
from corpus.samples.layout import Layout
from corpus.samples.letter import SampleLetter
from corpus.samples.look import Look
from corpus.samples.marks import frame, logo, signed_note
from corpus.samples.sheet import CENTRE_MM, TOP_MM, Galley, Ink, plain, text_of

TITLE_WIDTH_MM = 150.0
HEAD_STEP_MM = 5.3
PEN_ROOM_MM = 15.0
DAY_ROOM_MM = 8.5
STATE_MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
PARTY_MOTTO = "ĐẢNG CỘNG SẢN VIỆT NAM"


def set_head(galley: Galley, letter: SampleLetter, look: Look) -> None:
    """Set everything above the body (Annex I, part II; party letters: Hướng dẫn 36-HD/VPTW).

    The left block is set first, then the right one: that is also their reading order.
    """
    top = galley.y_mm
    if letter.layout.signed_note:
        signed_note(galley, letter)
    left_end = _left(galley, letter, look)
    galley.y_mm = top
    right_end = _right(galley, letter, look)
    galley.y_mm = max(left_end, right_end)
    if letter.layout.framed:
        frame(galley, letter.layout, top)
    galley.y_mm += 4
    if letter.layout.date_below:
        _date(galley, letter, look)
    if letter.title:
        _title(galley, letter, look)
    if letter.addressees:
        set_addressees(galley, letter.addressees, letter.layout.dear)
    galley.y_mm += AFTER_MM


def _lines(galley: Galley, text: str, *, style: str, size_pt: float, width_mm: float) -> list[str]:
    return [
        text_of(line)
        for part in text.split("\n")
        for line in galley.wrap(plain(part, style), size_pt=size_pt, width_mm=width_mm)
    ]


def _stack(
    galley: Galley, text: str, *, style: str, size_pt: float, layout: Layout | None = None
) -> float:
    """Set lines under each other, in the issuer's column if a layout is given; return the last's width."""
    width = 0.0
    room = TITLE_WIDTH_MM if layout is None else layout.left_width_mm
    for line in _lines(galley, text, style=style, size_pt=size_pt, width_mm=room):
        base = galley.y_mm + size_pt * MM_PER_PT
        width = galley.face.width_mm(line, style=style, size_pt=size_pt)
        x = CENTRE_MM - width / 2 if layout is None else _start(layout, width)
        galley.put(x, base, line, style=style, size_pt=size_pt)
        galley.say(line)
        galley.y_mm += size_pt * MM_PER_PT * 1.17
    return width


def _start(layout: Layout, width_mm: float) -> float:
    """Return where a line of the issuer's column begins."""
    if layout.left_aligned:
        return layout.left_mm - layout.left_width_mm / 2
    return layout.left_mm - width_mm / 2


def _left(galley: Galley, letter: SampleLetter, look: Look) -> float:
    layout = letter.layout
    if layout.logo:
        logo(galley, layout)
    size = layout.head_pt
    if letter.issuer_parent:
        _stack(galley, letter.issuer_parent, style="regular", size_pt=size, layout=layout)
    width = _stack(galley, letter.issuer, style="bold", size_pt=size, layout=layout)
    if letter.form == "party":
        galley.centre(layout.left_mm, galley.y_mm + 4.5, "*", style="bold", size_pt=14)
        galley.say("*")
        galley.y_mm += 5
    else:
        y, axis = galley.y_mm + 0.9, _start(layout, width) + width / 2
        galley.rule(axis - width / 5, y, axis + width / 5, y)
        galley.y_mm += 3.6
    _number(galley, letter, look)
    if letter.title is None:
        galley.y_mm += 0.6
        style, about = layout.about_style, f"V/v {letter.subject}"
        _stack(galley, about, style=style, size_pt=layout.about_pt, layout=layout)
    if letter.urgency:
        _urgency(galley, letter)
    if letter.arrival and look.stamp:
        _arrival(galley, layout)
    return galley.y_mm


def _arrival(galley: Galley, layout: Layout) -> None:
    """Mark the place of the incoming stamp; clerks press it where the paper is empty, or is not."""
    places = {
        "under": (layout.left_mm - 8, galley.y_mm + 15.5),
        "date": (layout.right_mm, TOP_MM + 40),
        "motto": (layout.right_mm + 12, TOP_MM + 3),
        "corner": (36.0, 17.0),
        "issuer": (layout.left_mm - 12, TOP_MM + 10),
    }
    galley.ink(Ink("arrival", *places[layout.stamp_place]))
    if layout.stamp_place == "under":
        galley.y_mm += 27


def _number(galley: Galley, letter: SampleLetter, look: Look) -> None:
    before = "Số" if letter.form == "party" else "Số:"
    after = letter.joint + letter.symbol
    penned = letter.number is None or ("number" in letter.handwritten and look.handwriting)
    base = galley.y_mm + 13 * MM_PER_PT
    face = galley.face
    if not penned:
        line = f"{before} {letter.number}{after}"
        x = _start(letter.layout, face.width_mm(line, style="regular", size_pt=13))
        galley.put(x, base, line, style="regular", size_pt=13)
        galley.say(line)
    else:
        wide = face.width_mm(before + after, style="regular", size_pt=13) + PEN_ROOM_MM
        x = _start(letter.layout, wide)
        galley.put(x, base, before, size_pt=13)
        start = x + face.width_mm(before, style="regular", size_pt=13)
        if letter.number is not None:
            galley.ink(Ink("pen", start, base, letter.number, PEN_ROOM_MM))
        galley.put(start + PEN_ROOM_MM, base, after, size_pt=13)
        galley.say(f"{before} {after}")
    galley.y_mm += HEAD_STEP_MM


def _urgency(galley: Galley, letter: SampleLetter) -> None:
    """Set the red framed mark of urgency (Annex I, part III)."""
    axis, urgency = letter.layout.left_mm, letter.urgency or ""
    galley.y_mm += 2.5
    width = galley.face.width_mm(urgency, style="bold", size_pt=14)
    x, base = axis - width / 2, galley.y_mm + 14 * MM_PER_PT
    galley.put(x, base, urgency, style="bold", size_pt=14, red=True)
    galley.ink(Ink("frame", axis, base - 1.75, "", width + 7))
    galley.say(urgency)
    galley.y_mm += 9


def _right(galley: Galley, letter: SampleLetter, look: Look) -> float:
    layout = letter.layout
    x = layout.right_mm
    if letter.form == "party":
        width = galley.centre(x, galley.y_mm + 5.3, PARTY_MOTTO, style="bold", size_pt=15)
        galley.say(PARTY_MOTTO)
        galley.y_mm += 7
        galley.rule(x - width / 2, galley.y_mm, x + width / 2, galley.y_mm)
    else:
        size = _fitting(galley, layout)
        galley.centre(x, galley.y_mm + 4.4, STATE_MOTTO[0], style="bold", size_pt=size)
        width = galley.centre(x, galley.y_mm + 9.8, STATE_MOTTO[1], style="bold", size_pt=size + 1)
        galley.say(STATE_MOTTO[0])
        galley.say(STATE_MOTTO[1])
        galley.y_mm += 11.7
        galley.rule(x - width / 2, galley.y_mm, x + width / 2, galley.y_mm)
    galley.y_mm += 3.4
    if not layout.date_below:
        galley.y_mm += layout.date_drop_mm
        _date(galley, letter, look)
    return galley.y_mm


def _fitting(galley: Galley, layout: Layout) -> float:
    """Return the size at which the motto fits its column."""
    wide = galley.face.width_mm(STATE_MOTTO[0], style="bold", size_pt=layout.head_pt)
    return layout.head_pt * min(1.0, layout.right_width_mm / wide)


def _date(galley: Galley, letter: SampleLetter, look: Look) -> None:
    year, month, day = (*letter.issued_on.split("-"), None, None)[:3]
    month_text = _month(month)
    before, after = f"{letter.place}, ngày", f"tháng {month_text} năm {year}"
    layout = letter.layout
    axis = CENTRE_MM + 36 if layout.date_below else layout.right_mm
    penned = day is None or ("issued_on" in letter.handwritten and look.handwriting)
    printed = f"{before} {day} {after}"
    size = _day_pt(galley, printed, layout.right_width_mm)
    base = galley.y_mm + 13.5 * MM_PER_PT
    if not penned:
        galley.centre(axis, base, printed, style="italic", size_pt=size)
        galley.say(printed)
    else:
        face = galley.face
        wide = face.width_mm(before, style="italic", size_pt=size)
        end = face.width_mm(after, style="italic", size_pt=size)
        x = axis - (wide + DAY_ROOM_MM + end) / 2
        galley.put(x, base, before, style="italic", size_pt=size)
        if day is not None:
            galley.ink(Ink("pen", x + wide, base, day, DAY_ROOM_MM))
        galley.put(x + wide + DAY_ROOM_MM, base, after, style="italic", size_pt=size)
        galley.say(f"{before} {after}")
    galley.y_mm += HEAD_STEP_MM


def _day_pt(galley: Galley, line: str, width_mm: float) -> float:
    """Return the size at which place and date, and the room for a pen, fit their column."""
    wide = galley.face.width_mm(line, style="italic", size_pt=13.5) + 4
    return 13.5 * min(1.0, width_mm / wide)


def _month(month: str | None) -> str:
    """Return the month as the Decree prints it: a zero before 1 and 2 only."""
    if month is None:
        return ""
    number = int(month)
    assert 1 <= number <= len(calendar.month_name) - 1, month  # noqa: S101 - letter data
    return f"{number:02d}" if number <= 2 else str(number)


def _title(galley: Galley, letter: SampleLetter, look: Look) -> None:
    galley.y_mm += 2
    _stack(galley, letter.title or "", style="bold", size_pt=14.5)
    width = _stack(galley, letter.subject, style="bold", size_pt=14)
    y = galley.y_mm + 1.5
    if letter.form == "party":
        galley.centre(CENTRE_MM, y + 3, "-----", style="regular", size_pt=12)
        galley.say("-----")
        galley.y_mm += 2
    else:
        galley.rule(CENTRE_MM - min(width, 90) / 5, y, CENTRE_MM + min(width, 90) / 5, y)
    galley.y_mm += 5
