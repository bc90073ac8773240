"""Folded text in, written dates and hours out, at the precision of the paper."""

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date

YEARS = range(1900, 2101)

# All patterns are for folded text (lower case, no marks), so a lost mark does no harm. A lone "o"
# or "l" is how OCR reads a 0 or a 1 inside a number.
D = r"[\dol]"
YEAR = r"(?P<year>[12]\d{3})"
GLUE = r"(?:ngay\s*)?"
PATTERNS: tuple[str, ...] = (
    # tháng 11 - 12/2025: the last of them; no day of December
    rf"thang\s*{D}{{1,2}}\s*(?:-|–|den|va|,)\s*(?:thang\s*)?(?P<month>{D}{{1,2}})\s*(?:nam|/)\s*{YEAR}",
    # ngày 05 tháng 12 năm 2025; ngày 10 tháng 3; ngày 05 tháng 12/2025
    rf"ngay\s*(?P<day>{D}{{1,2}})\s*thang\s*(?P<month>{D}{{1,2}})(?:\s*(?:nam|/)\s*{YEAR})?",
    # 05/12/2025; 5-12-2025; 05.12.2025; blanks beside the slash or the dash; 30/1 1/2025 as OCR
    # tears it
    rf"{GLUE}(?P<day>{D}{{1,2}})(?P<sep>\s*[/-]\s*|\.)(?P<month>{D}(?:\s?{D})?)(?:\s*[/-]\s*|\.){YEAR}",
    # ngày 10/3 năm 2026; ngày 10/3; ngày 10/3/26
    rf"(?:ngay|truoc|den|het)\s*(?P<day>{D}{{1,2}})\s*/\s*(?P<month>{D}{{1,2}})"
    rf"(?:\s*nam\s*{YEAR}|\s*/\s*(?P<short>\d\d))?",
    # 6 tháng đầu năm 2026
    rf"0?(?P<first>[69])\s*thang\s*dau\s*nam\s*{YEAR}",
    # tháng 02/2026; tháng 02 năm 2026; tháng 3
    rf"thang\s*(?P<month>{D}{{1,2}})(?:\s*(?:nam|/|-|\.)\s*{YEAR})?",
    # quý III/2026; quý 3 năm 2026
    rf"quy\s*(?P<quarter>[il]{{1,3}}|[il]v|[1-4])\s*(?:nam|/|-|\.)\s*{YEAR}",
    rf"nam\s*{YEAR}",
)
DATE = tuple(re.compile(rf"(?<![\w/.]){pattern}(?![\w]|[/.-]\d)") for pattern in PATTERNS)
QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}

HOUR = (
    rf"(?P<hour>{D}{{1,2}})\s*(?:gio|h|g|:)\s*(?P<minute>{D}{{2}})?\s*(?:phut|p|')?"
    r"(?:\s*(?P<half>sang|chieu|toi))?"
)
WEEKDAY = r"(?:\(?\s*(?:thu\s*(?:hai|ba|tu|nam|sau|bay|[2-7])|chu nhat)\s*\)?)"
HOUR_BEFORE = re.compile(rf"(?<![\w/.:]){HOUR}[\s,(]*(?:{WEEKDAY}[\s,(]*)?(?:ngay\s*)?$")
HOUR_AFTER = re.compile(rf"\s*[,(]?\s*(?:truoc|luc|vao luc|vao hoi|hoi)?\s*{HOUR}(?![\w/:])")
CLOCK = re.compile(HOUR)
MIDNIGHT = 24
"""At this hour a day ends, as it does without one."""
REACH = 45
"""Characters looked at beside a date for its hour."""


@dataclass(frozen=True, slots=True)
class Written:
    """A date as written.

    Attributes:
        start: First character of the date, without its hour and without "ngày".
        end: One past the last character, with an hour that follows.
        iso: `2026-03-10`, `2026-03` or `2026`; a quarter is its last month.
        time: `17:00`, or None.
        bare_year: Whether the paper leaves the year to the reader.
        from_time: First character of an hour that precedes the date, else `start`.
    """

    start: int
    end: int
    iso: str
    time: str | None = None
    bare_year: bool = False
    from_time: int = -1


def dates_in(folded: str, *, year: int | None = None) -> list[Written]:
    """Find the dates in folded text, in order, none overlapping another.

    Args:
        folded: Text through `nlp.folding.fold`, line feeds as blanks.
        year: The year of dates that name none; without it those are left out.

    Returns:
        Dates that exist: 31/02 is not one.

    >>> [(date.iso, date.time) for date in dates_in("truoc 17 gio 00 ngay 06/02/2026")]
    [('2026-02-06', '17:00')]
    """
    taken = bytearray(len(folded))
    found: list[Written] = []
    for pattern in DATE:
        for match in pattern.finditer(folded):
            here = slice(*match.span())
            if any(taken[here]):
                continue
            taken[here] = b"\1" * (match.end() - match.start())
            written = _written(match, year)
            if written is not None:
                found.append(_with_hour(written, folded))
    return sorted(found, key=lambda one: one.start)


def first_date(folded: str) -> str | None:
    """Return the first date in folded text as ISO.

    >>> first_date("hai phong, ngay 30 thang 01 nam 2026")
    '2026-01-30'
    """
    return next((one.iso for one in dates_in(folded)), None)


def _written(match: re.Match[str], year: int | None) -> Written | None:
    parts = match.groupdict()
    month = _month(parts)
    stated = _year(parts)
    if stated is None and (year is None or month is None):
        return None
    iso = _iso(stated or year or 0, month, _number(parts.get("day")), has_day="day" in parts)
    if iso is None:
        return None
    # "ngày" and the words that may stand for it are left to the reader of the sentence.
    start = match.start("day") if "day" in parts else match.start()
    return Written(start, match.end(), iso, bare_year=stated is None)


def _number(digits: str | None) -> int | None:
    if not digits:
        return None
    plain = digits.replace("o", "0").replace("l", "1").replace(" ", "")
    return int(plain)


def _year(parts: dict[str, str | None]) -> int | None:
    short = parts.get("short")
    return 2000 + int(short) if short else _number(parts.get("year"))


def _month(parts: dict[str, str | None]) -> int | None:
    quarter = parts.get("quarter")
    if quarter is not None:
        return 3 * QUARTERS[quarter.replace("l", "i")]
    return _number(parts.get("month") or parts.get("first"))


def _iso(year: int, month: int | None, day: int | None, *, has_day: bool) -> str | None:
    """Return the date at its precision, or None where the calendar has no such date."""
    if year not in YEARS or (has_day and day is None):
        return None
    if month is None:
        return f"{year:04d}"
    if not 1 <= month <= 12:
        return None
    if day is None:
        return f"{year:04d}-{month:02d}"
    if not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return date(year, month, day).isoformat()


def _with_hour(written: Written, folded: str) -> Written:
    window = max(0, written.start - REACH)
    before = HOUR_BEFORE.search(folded[window : written.start])
    time = _clock(before)
    if before is not None and (time is not None or _number(before["hour"]) == MIDNIGHT):
        return replace(written, time=time, from_time=window + before.start())
    after = HOUR_AFTER.match(folded, written.end)
    time = _clock(after)
    if after is not None and time is not None:
        return replace(written, time=time, end=after.end(), from_time=written.start)
    return replace(written, from_time=written.start)


def clock_at(folded: str, at: int) -> str | None:
    """Return the hour written at a place of folded text as HH:MM.

    >>> clock_at("luc 08 gio 30", 4), clock_at("luc nao", 4)
    ('08:30', None)
    """
    return _clock(CLOCK.match(folded, at))


def _clock(match: re.Match[str] | None) -> str | None:
    """Return an hour as HH:MM; hours and minutes that no clock shows are none."""
    if match is None:
        return None
    hour, minute = _number(match["hour"]), _number(match["minute"]) or 0
    if hour is None or hour > 23 or minute > 59:
        return None
    if match["half"] in ("chieu", "toi") and hour < 12:
        hour += 12
    return f"{hour:02d}:{minute:02d}"


def period(iso: str) -> tuple[date, date]:
    """Return the first and the last day of a date at its precision.

    >>> period("2026-02")
    (datetime.date(2026, 2, 1), datetime.date(2026, 2, 28))
    """
    parts = [int(part) for part in iso.split("-")]
    year = parts[0]
    first_month, last_month = (parts[1], parts[1]) if len(parts) > 1 else (1, 12)
    if len(parts) == 3:
        day = date(year, first_month, parts[2])
        return day, day
    last = calendar.monthrange(year, last_month)[1]
    return date(year, first_month, 1), date(year, last_month, last)
