"""Citations beside the letters the office holds: a draft goes in, the same with its doubts comes out.

Nothing is put in the place of what was read: a stored letter bears a citation out, or is offered.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from rapidfuzz.distance import Levenshtein

from nlp.alternatives import ALIKE
from nlp.alternatives import MOST as MOST_OFFERED
from nlp.document import Confidence
from nlp.record import Draft, Field, FieldName, FieldStatus, Reference
from records.citations import code_key
from records.models import Document

BORNE_OUT, DOUBTED = 0.98, 0.5
"""How sure a citation is at least, or at most, once it was compared."""
WHOLE_DAY = len("2026-03-10")
MOST = 2000
"""Letters of the cited days that are looked at."""


def compared(draft: Draft) -> Draft:
    """Return a draft whose citations were compared with the stored letters of the same day.

    A code that a stored letter of that day bears is borne out. One that none bears, but that is
    one sign's misreading from one that is borne, goes to staff with that letter's code beside it;
    text that OCR had no part in is not doubted.
    """
    held = _held(draft.of(FieldName.REFERENCES))
    if not held:
        return draft
    return replace(draft, fields=tuple(_compared(found, held) for found in draft.fields))


def _held(citations: Iterable[Field]) -> Mapping[str, Sequence[str]]:
    """Return the codes of the stored letters, by the days that are cited whole."""
    values = (one.value for one in citations)
    cited = (one.issued_on for one in values if isinstance(one, Reference) and one.code)
    days = {day for day in cited if day is not None and len(day) == WHOLE_DAY}
    if not days:
        return {}
    letters = Document.objects.filter(issued_on__in=days).exclude(code="").order_by("-id")
    codes: dict[str, list[str]] = {}
    for day, code in letters.values_list("issued_on", "code")[:MOST]:
        codes.setdefault(day, []).append(code)
    return codes


def _compared(found: Field, held: Mapping[str, Sequence[str]]) -> Field:
    value = found.value
    if not isinstance(value, Reference) or value.code is None or value.issued_on is None:
        return found
    codes = held.get(value.issued_on, ())
    mine = code_key(value.code)
    if any(code_key(code) == mine for code in codes):
        sure = Confidence(max(found.confidence, BORNE_OUT))
        return replace(found, confidence=sure, status=FieldStatus.ACCEPTED)
    meant = [code for code in dict.fromkeys(codes) if _is_misread(mine, code_key(code))]
    if not meant or (found.why is not None and found.why.printed):
        return found
    offered = [replace(value, code=code) for code in meant]
    others = tuple(dict.fromkeys((*offered, *found.others)))[:MOST_OFFERED]
    sure = Confidence(min(found.confidence, DOUBTED))
    return replace(found, others=others, confidence=sure, status=FieldStatus.NEEDS_REVIEW)


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
