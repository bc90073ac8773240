"""Weighs readings of one place against each other: digits and how sure they are go in, the best comes out."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from ingest.ocr.handwriting import DigitString
from nlp.folding import fold

# Printed digits that Tesseract is this sure of are left as they are,
PRINTED = 0.85
# unless the reader is so sure of others.
OVERRULES = 0.9

# A number that stands alone in a file's name: "1125_NGCBQL.pdf", "10 gm syt.pdf".
STANDING_ALONE = re.compile(r"(?<![^\W_])\d{1,5}(?![^\W_])")
# How much likelier a name is to hold a string of digits when it is the letter's number.
TOLD = 20.0
# What the reader hardly sees is not believed because a name has it.
HARDLY = 0.05
# Numbers with so many digits are not alike by chance.
LONG = 3

# How often offices date a letter on a Saturday or a Sunday, against any other day: of 1,219 letters
# cited in public texts 60 and 26, against 1,133 on five days.
SATURDAY, SUNDAY = 0.26, 0.11
MONTHS = 12
MONTH_AND_YEAR = re.compile(r"(?:th|t|r)[a-z]{1,2}ng\W*(\d{1,2})\W+n[a-z]m\W*((?:19|20)\d\d)")

Value = Callable[[str], str | int]
"""What digits mean: readings of one value are one, such as 8 and 08 of a day."""


def likeliest(found: Sequence[DigitString], value: Value) -> DigitString | None:
    """Return the most probable value in its most probable form.

    Args:
        found: Readings, the most probable first.
        value: What they mean.

    >>> likeliest([DigitString("18", 0.4), DigitString("08", 0.3), DigitString("8", 0.2)], int)
    DigitString(text='08', probability=0.5)
    """

    def worth(one: DigitString) -> float:
        return sum(x.probability for x in found if value(x.text) == value(one.text))

    if not found:
        return None
    best = max(found, key=worth)
    return replace(best, probability=worth(best))


def agreement(text: str, sure: float, seen: DigitString | None, value: Value) -> DigitString | None:
    """Weigh Tesseract's digits against the reader's.

    Two who see the same are surer than either, two who differ make each other doubtful; a Tesseract
    as sure as of print yields only to a reader that is surer of something else.

    Args:
        text: What Tesseract read.
        sure: How sure it is, 0 to 1; 0 when it read no number that can stand here.
        seen: What the reader of digits saw.
        value: What digits mean.
    """
    if sure == 0.0:
        return seen
    if seen is not None and value(seen.text) == value(text):
        return DigitString(text, 1 - (1 - sure) * (1 - seen.probability))
    if seen is None:
        return DigitString(text, sure)
    if sure >= PRINTED:
        return seen if seen.probability > OVERRULES else DigitString(text, sure)
    first, other = sure * (1 - seen.probability), seen.probability * (1 - sure)
    best, alone = (text, sure) if first >= other else (seen.text, seen.probability)
    return DigitString(best, min(alone, max(first, other) / (first + other)))


def on_office_day(day: date) -> float:
    """Tell how likely an office is to date something on a day, against an ordinary weekday.

    >>> on_office_day(date(2026, 7, 31)), on_office_day(date(2026, 8, 2))
    (1.0, 0.11)
    """
    return (1.0, 1.0, 1.0, 1.0, 1.0, SATURDAY, SUNDAY)[day.weekday()]


def days_of(text: str) -> Callable[[str], float]:
    """Return how likely each day is in the month and year that a date line says.

    >>> likely = days_of("Hà Nội, ngày ? tháng 4 năm 2019")
    >>> likely("12"), likely("13"), likely("31")
    (1.0, 0.26, 0.0)
    """
    said = MONTH_AND_YEAR.search(fold(text))

    def likely(day: str) -> float:
        if said is None:
            return 1.0
        try:
            return on_office_day(date(int(said[2]), int(said[1]), int(day)))
        except ValueError:
            return 0.0 if 1 <= int(said[1]) <= MONTHS else 1.0

    return likely


def weighted(
    found: Sequence[DigitString], likely: Callable[[str], float]
) -> tuple[DigitString, ...]:
    """Weigh readings by what is known beside the strokes.

    Args:
        found: Readings; what they leave of 1 belongs to none of them.
        likely: How likely a text is to stand there, against others.

    >>> seen = [DigitString("10", 0.5), DigitString("12", 0.4)]
    >>> [round(one.probability, 2) for one in weighted(seen, {"10": 0.2, "12": 1.0}.__getitem__)]
    [0.67, 0.17]
    """
    worth = [one.probability * likely(one.text) for one in found]
    whole = 1 - sum(one.probability for one in found) + sum(worth)
    if whole <= 0:
        return ()
    scaled = [replace(one, probability=p / whole) for one, p in zip(found, worth, strict=True)]
    return tuple(sorted(scaled, key=lambda one: -one.probability))


def with_name(found: Sequence[DigitString], file_name: str) -> tuple[DigitString, ...]:
    """Make readings surer that the file's name has as well; a name alone gives none.

    A name with one digit otherwise makes all doubtful.

    Args:
        found: Readings of the letter's number.
        file_name: "" where it is not known.

    >>> [round(one.probability, 2) for one in with_name([DigitString("147", 0.4)], "147 gm.pdf")]
    [0.93]
    """
    numbers = [*STANDING_ALONE.finditer(file_name)]
    named = {int(one.group()) for one in numbers}
    told = [one for one in found if int(one.text) in named and one.probability >= HARDLY]
    if not told:
        spoilt = any(_almost(one.group(), found[0].text) for one in numbers) if found else False
        return tuple(replace(x, probability=x.probability / 2) if spoilt else x for x in found)
    best = max(told, key=lambda one: one.probability)
    whole = 1 + (TOLD - 1) * best.probability
    raised = [
        replace(one, probability=one.probability * (TOLD if one is best else 1.0) / whole)
        for one in found
    ]
    return tuple(sorted(raised, key=lambda one: -one.probability))


def _almost(one: str, other: str) -> bool:
    """Tell whether two long numbers differ in one digit."""
    differing = sum(a != b for a, b in zip(one, other, strict=False))
    return len(one) == len(other) >= LONG and differing == 1
