"""Citations beside the letters the office holds: a draft or a letter goes in, settled doubts come out.

Nothing is put in the place of what was read: a stored letter bears a citation out, or is offered.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.db.models import F, Q
from rapidfuzz.distance import Levenshtein

from nlp.alternatives import ALIKE
from nlp.alternatives import MOST as MOST_OFFERED
from nlp.document import Confidence
from nlp.record import Draft, Field, FieldName, FieldStatus, Json, Reference
from records.citations import code_key
from records.entries import found
from records.models import Document, FieldValue

BORNE_OUT, DOUBTED = 0.98, 0.5
"""How sure a citation is at least, or at most, once it was compared."""
WHOLE_DAY = len("2026-03-10")
MOST = 2000
"""Letters of the cited days and years that are looked at."""
NUMBER = re.compile(r"\d+")
YEAR = re.compile(r"\d+\w?/((?:19|20)\d\d)/")

Held = Sequence[tuple[str, str]]
"""Day and code of stored letters."""


def compared(draft: Draft) -> Draft:
    """Return a draft whose citations were compared with the stored letters of the same time.

    A code that a stored letter of that day (month, year) bears is borne out. One that none bears,
    but that is one sign's misreading from one that is borne, goes to staff with that letter's code
    beside it; text that OCR had no part in is not doubted. Where no day is cited only letters of
    the same number speak against a code: a year has letters of most numbers.
    """
    held = _held(draft.of(FieldName.REFERENCES))
    if not held:
        return draft
    return replace(draft, fields=tuple(_compared(one, held) for one in draft.fields))


def bear_out(document: Document) -> None:
    """Accept the doubtful citations of a letter by those that were read before it came."""
    if not document.code or not document.issued_on:
        return
    wanted = code_key(document.code)
    others = Document.objects.exclude(pk=document.pk)
    rows = FieldValue.objects.filter(
        name=FieldName.REFERENCES,
        status=FieldStatus.NEEDS_REVIEW,
        record__document__in=found(others, document.code),
    )
    for row in rows.select_related("record"):
        code, period = _told(row.value)
        if code_key(code) != wanted or period is None or not _meet(period, document.issued_on):
            continue
        sure = max(row.confidence, BORNE_OUT)
        doubted = FieldValue.objects.filter(pk=row.pk, status=FieldStatus.NEEDS_REVIEW)
        if doubted.update(status=FieldStatus.ACCEPTED, confidence=sure):
            citing = Document.objects.filter(pk=row.record.document_id)
            citing.update(doubtful=F("doubtful") - 1)


def _held(citations: Iterable[Field]) -> Held:
    """Return the stored letters of the days cited; of a year, those that bear a cited number."""
    wanted = Q(pk=None)
    for one in (one.value for one in citations):
        if not isinstance(one, Reference) or one.code is None:
            continue
        period = _period(one.code, one.issued_on)
        number = NUMBER.match(one.code)
        if period is not None and len(period) == WHOLE_DAY:
            wanted |= Q(issued_on=period)
        elif period is not None and number is not None:
            wanted |= Q(issued_on__startswith=period, code__startswith=number.group())
    if wanted == Q(pk=None):
        return ()
    letters = Document.objects.filter(wanted).exclude(code="").order_by("-id")
    return tuple(letters.values_list("issued_on", "code")[:MOST])


def _compared(cited: Field, held: Held) -> Field:
    value = cited.value
    if not isinstance(value, Reference) or value.code is None:
        return cited
    period = _period(value.code, value.issued_on)
    if period is None:
        return cited
    codes = dict.fromkeys(code for day, code in held if _meet(period, day))
    mine = code_key(value.code)
    if any(code_key(code) == mine for code in codes):
        sure = Confidence(max(cited.confidence, BORNE_OUT))
        return replace(cited, confidence=sure, status=FieldStatus.ACCEPTED)
    loose = len(period) < WHOLE_DAY
    meant = [code for code in codes if _is_misread(mine, code_key(code))
             and not (loose and _number(code) != _number(value.code))]  # fmt: skip
    if not meant or (cited.why is not None and cited.why.printed):
        return cited
    offered = [replace(value, code=code) for code in meant]
    others = tuple(dict.fromkeys((*offered, *cited.others)))[:MOST_OFFERED]
    sure = Confidence(min(cited.confidence, DOUBTED))
    return replace(cited, others=others, confidence=sure, status=FieldStatus.NEEDS_REVIEW)


def _told(value: Json) -> tuple[str, str | None]:
    """Return code and time of a stored citation."""
    told = value if isinstance(value, dict) else {}
    code, day = told.get("code"), told.get("issued_on")
    if not isinstance(code, str):
        return "", None
    return code, _period(code, day if isinstance(day, str) else None)


def _period(code: str, issued_on: str | None) -> str | None:
    """Return the day, month or year of a cited letter; the year from its code where none is cited.

    >>> _period("5/KH-UBND", "2026-02"), _period("5/2024/TT-BYT", None), _period("5/KH-UBND", None)
    ('2026-02', '2024', None)
    """
    year = YEAR.match(code)
    return issued_on or (None if year is None else year.group(1))


def _meet(period: str, issued_on: str) -> bool:
    """Tell whether a letter may be of the time cited; either may be known to the year alone."""
    return bool(issued_on) and (issued_on.startswith(period) or period.startswith(issued_on))


def _number(code: str) -> str:
    match = NUMBER.match(code)
    return "" if match is None else match.group()


def _is_misread(read: str, true: str) -> bool:
    """Tell whether one code is what OCR makes of the other: a sign lost, or taken for one alike.

    >>> _is_misread("15/qd-ubnd", "75/qd-ubnd"), _is_misread("15/qd-ubnd", "15/qd-ubnb")
    (True, True)
    >>> _is_misread("15/qd-ubnd", "14/qd-ubnd"), _is_misread("15/qd-ubnd", "15/kh-ubnd")
    (False, False)
    """
    if Levenshtein.distance(read, true) != 1:
        return False
    differing = [pair for pair in zip(read, true, strict=False) if pair[0] != pair[1]]
    one, other = differing[0] if len(read) == len(true) else ("", "")
    return one in ALIKE.get(other, "") or other in ALIKE.get(one, "") or not (one + other).isdigit()
