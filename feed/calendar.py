"""Deadlines and events as iCalendar: letters go in, one calendar that programs subscribe to comes out.

An entry keeps its UID for as long as its letter and place in the list; what was corrected comes
with a higher SEQUENCE, so that calendars move it and do not show it twice.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Count
from icalendar import Alarm, Calendar
from icalendar import Event as Entry

from feed.register import CHUNK, letters
from nlp.record import FieldName, Json
from records.export import values_of
from records.models import Correction, Document, FieldValue

ALARM_BEFORE = timedelta(days=1)
HOUR = timedelta(hours=1)
WHOLE_DAY = 10
"""Length of an ISO date that names a day."""


def office_calendar(*, reviewed: bool, responsible: str = "") -> bytes:
    """Return the calendar of all stored letters, or of the approved ones."""
    counted = Correction.objects.order_by().values_list("document").annotate(Count("id"))
    return calendar_of(
        letters(reviewed=reviewed).iterator(chunk_size=CHUNK),
        zone=ZoneInfo(settings.TIME_ZONE),
        sequences=dict(counted),
        responsible=responsible,
    )


def calendar_of(
    letters: Iterable[Document],
    *,
    zone: ZoneInfo,
    sequences: dict[int, int],
    responsible: str = "",
) -> bytes:
    """Return the calendar of some letters.

    Args:
        letters: With their records.
        zone: Of times on paper.
        sequences: By letter, how often it was changed.
        responsible: Only deadlines of those whose name holds this text; all when empty.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//vanthu//feed//VI")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "vanthu: thời hạn")
    for letter in letters:
        for entry in _entries(letter, zone, responsible.casefold()):
            entry.add("sequence", sequences.get(letter.pk, 0))
            calendar.add_component(entry)
    return bytes(calendar.to_ical())


def _entries(letter: Document, zone: ZoneInfo, responsible: str) -> Iterator[Entry]:
    for row in values_of(letter):
        if not isinstance(row.value, dict):
            continue
        if responsible and responsible not in str(row.value.get("responsible")).casefold():
            continue
        if row.name == FieldName.DEADLINES:
            yield from _deadline(letter, row, row.value, zone)
        elif row.name == FieldName.EVENTS:
            yield from _event(letter, row, row.value, zone)


def _deadline(
    letter: Document, row: FieldValue, value: dict[str, Json], zone: ZoneInfo
) -> Iterator[Entry]:
    day = _day(value.get("last_day"))
    if day is None:
        return
    entry = _entry(letter, row)
    entry.add("summary", f"Hạn: {value.get('action') or letter.subject or letter.name}")
    clock = _clock(value.get("time")) if _day(value.get("due_on")) == day else None
    if clock is None:
        entry.add("dtstart", day)
        entry.add("dtend", day + timedelta(days=1))
    else:
        end = datetime.combine(day, clock, zone)
        entry.add("dtstart", end - HOUR)
        entry.add("dtend", end)
    people = (("Ai làm", value.get("responsible")), ("Gửi đến", value.get("recipient")))
    entry.add("description", _description(letter, row, people))
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", str(entry["summary"]))
    alarm.add("trigger", -ALARM_BEFORE)
    entry.add_component(alarm)
    yield entry


def _event(
    letter: Document, row: FieldValue, value: dict[str, Json], zone: ZoneInfo
) -> Iterator[Entry]:
    start = _day(value.get("starts_on"))
    if start is None:
        return
    last = _day(value.get("ends_on")) or start
    entry = _entry(letter, row)
    entry.add("summary", letter.subject or letter.name)
    clock = _clock(value.get("time"))
    if clock is None or last != start:
        entry.add("dtstart", start)
        entry.add("dtend", last + timedelta(days=1))
    else:
        entry.add("dtstart", datetime.combine(start, clock, zone))
        entry.add("dtend", datetime.combine(start, clock, zone) + HOUR)
    entry.add("description", _description(letter, row, ()))
    yield entry


def _entry(letter: Document, row: FieldValue) -> Entry:
    entry = Entry()
    entry.add("uid", f"{letter.sha256[:32]}-{row.name}-{row.position}@vanthu")
    entry.add("dtstamp", letter.received_at)
    entry.add("categories", [str(row.status)])
    return entry


def _description(letter: Document, row: FieldValue, people: Iterable[tuple[str, Json]]) -> str:
    lines = [f"{letter.code} · {letter.issuer}".strip(" ·"), letter.subject]
    lines += [f"{name}: {who}" for name, who in people if who]
    lines.append(f"“{row.quote}” (trang {row.page})" if row.quote else "")
    return "\n".join(line for line in lines if line)


def _day(text: Json) -> date | None:
    """Return a whole ISO date; months and years alone are no day of a calendar."""
    if not isinstance(text, str) or len(text) != WHOLE_DAY:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _clock(text: Json) -> time | None:
    try:
        return time.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None
