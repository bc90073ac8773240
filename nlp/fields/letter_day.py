"""A letter in, its own date out; and which year a date without one belongs to."""

from dataclasses import replace

from nlp.fields.dates import Written, dates_in, period
from nlp.folding import fold
from nlp.zones import Letter, ZoneName

NEXT_YEAR_DAYS = 180
"""A date without a year that seems so long past belongs to the next year."""


def issued_on(letter: Letter) -> str | None:
    """Return the letter's own date at its precision; a blank day and month leave the year.

    Args:
        letter: The letter, in zones.
    """
    head = fold(letter.text_of(ZoneName.HEAD_RIGHT).replace("\n", " "))
    return max((date.iso for date in dates_in(head)), key=len, default=None)


def in_year(date: Written, own: str | None) -> Written:
    """Move a date without a year into the year after the letter's, if it must be there.

    Args:
        date: A date of the letter.
        own: The letter's own date.
    """
    if not date.bare_year or own is None:
        return date
    gap = period(own)[0] - period(date.iso)[1]
    if gap.days < NEXT_YEAR_DAYS:
        return date
    return replace(date, iso=f"{int(date.iso[:4]) + 1:04d}{date.iso[4:]}")
