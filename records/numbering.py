"""Numbers of arrival ("số đến"): the time of an arrival goes in, the next number of its year comes out.

Numbers run from 1 within each year of the office's calendar, without gaps, over every letter that
came in. Each is given once, in the transaction that stores the letter: whatever becomes of it and of
others, and whenever they come, no number changes.

Source: Decree 30/2020/NĐ-CP, Article 22 and Annex IV (register of incoming documents).
"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max
from django.utils import timezone

from records.models import Document
from records.outbox import take_turn


@dataclass(frozen=True, slots=True)
class ArrivalNumber:
    """A year of the office's calendar and the number within it, from 1."""

    year: int
    number: int


def next_number(*, now: datetime) -> ArrivalNumber:
    """Return the number of a letter that arrives now; it is given if the running transaction commits."""
    take_turn()
    year = timezone.localtime(now).year
    given = Document.objects.filter(arrival_year=year)
    last = given.aggregate(last=Max("arrival_number"))["last"]
    return ArrivalNumber(year, (last or 0) + 1)
