"""Sets the head of a letter: issuer and number left, motto and date right, subject, addressees."""

import calendar

from corpus.samples.body import AFTER_MM
from corpus.samples.fonts import MM_PER_PT
from corpus.samples.letter import SampleLetter
from corpus.samples.look import Look
from corpus.samples.sheet import CENTRE_MM, LEFT_MM, RIGHT_MM, WIDTH_MM, Galley, Ink, plain, text_of

LEFT_CENTRE_MM = LEFT_MM + 30
RIGHT_CENTRE_MM = WIDTH_MM - RIGHT_MM - 48
LEFT_WIDTH_MM = 72.0
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
    left_end = _left(galley, letter, look)
    galley.y_mm = top
    right_end = _right(galley, letter, look)
    galley.y_mm = max(left_end, right_end) + 4
    if letter.title:
        _title(galley, letter, look)
    if letter.addressees:
        _addressees(galley, letter.addressees)
    galley.y_mm += AFTER_MM


def _lines(galley: Galley, text: str, *, style: str, size_pt: float, width_mm: float) -> list[str]:
    return [
        text_of(line)
        for part in text.split("\n")
        for line in galley.wrap(plain(part, style), size_pt=size_pt, width_mm=width_mm)
    ]


def _stack(
    galley: Galley, text: str, *, style: str, size_pt: float, x_mm: float = LEFT_CENTRE_MM
) -> float:
    """Set centred lines under each other; return the width of the last."""
    width = 0.0
    room = LEFT_WIDTH_MM if x_mm == LEFT_CENTRE_MM else 150.0
    for line in _lines(galley, text, style=style, size_pt=size_pt, width_mm=room):
        base = galley.y_mm + size_pt * MM_PER_PT
        width = galley.centre(x_mm, base, line, style=style, size_pt=size_pt)
        galley.say(line)
        galley.y_mm += size_pt * MM_PER_PT * 1.17
    return width


def _left(galley: Galley, letter: SampleLetter, look: Look) -> float:
    if letter.issuer_parent:
        _stack(galley, letter.issuer_parent, style="regular", size_pt=12.5)
    width = _stack(galley, letter.issuer, style="bold", size_pt=12.5)
    if letter.form == "party":
        galley.centre(LEFT_CENTRE_MM, galley.y_mm + 4.5, "*", style="bold", size_pt=14)
        galley.say("*")
        galley.y_mm += 5
    else:
        y = galley.y_mm + 0.9
        galley.rule(LEFT_CENTRE_MM - width / 5, y, LEFT_CENTRE_MM + width / 5, y)
        galley.y_mm += 3.6
    _number(galley, letter, look)
    if letter.title is None:
        galley.y_mm += 0.6
        _stack(galley, f"V/v {letter.subject}", style="regular", size_pt=12)
    if letter.urgency:
        _urgency(galley, letter.urgency)
    if letter.arrival and look.stamp:
        galley.ink(Ink("arrival", LEFT_CENTRE_MM - 8, galley.y_mm + 15.5))
        galley.y_mm += 27
    return galley.y_mm


def _number(galley: Galley, letter: SampleLetter, look: Look) -> None:
    before = "Số" if letter.form == "party" else "Số:"
    after = letter.joint + letter.symbol
    penned = letter.number is None or ("number" in letter.handwritten and look.handwriting)
    base = galley.y_mm + 13 * MM_PER_PT
    if not penned:
        line = f"{before} {letter.number}{after}"
        galley.centre(LEFT_CENTRE_MM, base, line, style="regular", size_pt=13)
        galley.say(line)
    else:
        wide = galley.face.width_mm(before + after, style="regular", size_pt=13) + PEN_ROOM_MM
        x = LEFT_CENTRE_MM - wide / 2
        galley.put(x, base, before, size_pt=13)
        start = x + galley.face.width_mm(before, style="regular", size_pt=13)
        if letter.number is not None:
            galley.ink(Ink("pen", start, base, letter.number, PEN_ROOM_MM))
        galley.put(start + PEN_ROOM_MM, base, after, size_pt=13)
        galley.say(f"{before} {after}")
    galley.y_mm += HEAD_STEP_MM


def _urgency(galley: Galley, urgency: str) -> None:
    """Set the red framed mark of urgency (Annex I, part III)."""
    galley.y_mm += 2.5
    width = galley.face.width_mm(urgency, style="bold", size_pt=14)
    x, base = LEFT_CENTRE_MM - width / 2, galley.y_mm + 14 * MM_PER_PT
    galley.put(x, base, urgency, style="bold", size_pt=14, red=True)
    galley.ink(Ink("frame", LEFT_CENTRE_MM, base - 1.75, "", width + 7))
    galley.say(urgency)
    galley.y_mm += 9


def _right(galley: Galley, letter: SampleLetter, look: Look) -> float:
    x = RIGHT_CENTRE_MM
    if letter.form == "party":
        width = galley.centre(x, galley.y_mm + 5.3, PARTY_MOTTO, style="bold", size_pt=15)
        galley.say(PARTY_MOTTO)
        galley.y_mm += 7
        galley.rule(x - width / 2, galley.y_mm, x + width / 2, galley.y_mm)
    else:
        galley.centre(x, galley.y_mm + 4.4, STATE_MOTTO[0], style="bold", size_pt=12.5)
        width = galley.centre(x, galley.y_mm + 9.8, STATE_MOTTO[1], style="bold", size_pt=13.5)
        galley.say(STATE_MOTTO[0])
        galley.say(STATE_MOTTO[1])
        galley.y_mm += 11.7
        galley.rule(x - width / 2, galley.y_mm, x + width / 2, galley.y_mm)
    galley.y_mm += 3.4
    _date(galley, letter, look)
    return galley.y_mm


def _date(galley: Galley, letter: SampleLetter, look: Look) -> None:
    year, month, day = (*letter.issued_on.split("-"), None, None)[:3]
    month_text = _month(month)
    before, after = f"{letter.place}, ngày", f"tháng {month_text} năm {year}"
    base = galley.y_mm + 13.5 * MM_PER_PT
    penned = day is None or ("issued_on" in letter.handwritten and look.handwriting)
    if not penned:
        line = f"{before} {day} {after}"
        galley.centre(RIGHT_CENTRE_MM, base, line, style="italic", size_pt=13.5)
        galley.say(line)
    else:
        face = galley.face
        wide = face.width_mm(before, style="italic", size_pt=13.5)
        end = face.width_mm(after, style="italic", size_pt=13.5)
        x = RIGHT_CENTRE_MM - (wide + DAY_ROOM_MM + end) / 2
        galley.put(x, base, before, style="italic", size_pt=13.5)
        if day is not None:
            galley.ink(Ink("pen", x + wide, base, day, DAY_ROOM_MM))
        galley.put(x + wide + DAY_ROOM_MM, base, after, style="italic", size_pt=13.5)
        galley.say(f"{before} {after}")
    galley.y_mm += HEAD_STEP_MM


def _month(month: str | None) -> str:
    """Return the month as the Decree prints it: a zero before 1 and 2 only."""
    if month is None:
        return ""
    number = int(month)
    assert 1 <= number <= len(calendar.month_name) - 1, month  # noqa: S101 - letter data
    return f"{number:02d}" if number <= 2 else str(number)


def _title(galley: Galley, letter: SampleLetter, look: Look) -> None:
    galley.y_mm += 2
    _stack(galley, letter.title or "", style="bold", size_pt=14.5, x_mm=CENTRE_MM)
    width = _stack(galley, letter.subject, style="bold", size_pt=14, x_mm=CENTRE_MM)
    y = galley.y_mm + 1.5
    if letter.form == "party":
        galley.centre(CENTRE_MM, y + 3, "-----", style="regular", size_pt=12)
        galley.say("-----")
        galley.y_mm += 2
    else:
        galley.rule(CENTRE_MM - min(width, 90) / 5, y, CENTRE_MM + min(width, 90) / 5, y)
    galley.y_mm += 5


def _addressees(galley: Galley, addressees: tuple[str, ...]) -> None:
    galley.y_mm += 2
    base = galley.y_mm + galley.body_pt * MM_PER_PT
    if len(addressees) == 1:
        line = f"Kính gửi: {addressees[0]}."
        galley.centre(CENTRE_MM, base, line, style="regular", size_pt=galley.body_pt)
        galley.say(line)
        galley.y_mm += galley.leading_mm + AFTER_MM
        return
    x = LEFT_MM + 28
    galley.put(x, base, "Kính gửi:", size_pt=galley.body_pt)
    galley.say("Kính gửi:")
    galley.y_mm += galley.leading_mm
    room = WIDTH_MM - RIGHT_MM - x - 21
    for index, name in enumerate(addressees):
        end = "." if index == len(addressees) - 1 else ";"
        for words in galley.wrap(plain(f"- {name}{end}"), size_pt=galley.body_pt, width_mm=room):
            base = galley.y_mm + galley.body_pt * MM_PER_PT
            galley.put(x + 21, base, text_of(words), size_pt=galley.body_pt)
            galley.say(text_of(words))
            galley.y_mm += galley.leading_mm
    galley.y_mm += AFTER_MM
