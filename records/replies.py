"""Which of the addressed units have answered a letter: a letter goes in, one line a unit comes out.

A later letter answers when it cites the code (as what it replies to, or for any other reason if an
addressed unit issued it). Its issuer is compared with the units by name, abbreviations spelled out.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from nlp.folding import fold
from nlp.record import FieldName
from records.citations import Citation, cited_by
from records.models import NO_DEADLINE, Document, FieldValue

REPLIES = "replies_to"
SPELLED: Mapping[str, str] = {
    "gd&dt": "giao duc va dao tao",
    "gddt": "giao duc va dao tao",
    "ubnd": "uy ban nhan dan",
    "hdnd": "hoi dong nhan dan",
    "thpt": "trung hoc pho thong",
    "thcs": "trung hoc co so",
    "gdtx": "giao duc thuong xuyen",
    "gdnn": "giao duc nghe nghiep",
    "ptdtnt": "pho thong dan toc noi tru",
    "th": "tieu hoc",
    "tt": "trung tam",
    "tp": "thanh pho",
}
# Words before a name that the letterhead leaves out.
POLITE = ("cac ", "ong ", "ba ", "thu truong ", "hieu truong ", "giam doc ", "truong phong ")


@dataclass(frozen=True, slots=True)
class Reply:
    """What is known of one unit's answer.

    Attributes:
        unit: As the letter addresses it; of answers by others, their issuer.
        expected: The letter addresses it.
        letter: Its answer, or None.
        late: The answer was issued, or is still missing, after the last day.
    """

    unit: str
    expected: bool
    letter: Document | None
    late: bool


def replies(document: Document, *, today: str) -> list[Reply]:
    """Return the answers to a letter: the units it addresses in order, then others that answered.

    Args:
        document: The letter that asks.
        today: ISO date.
    """
    answers = answers_of(document)
    due = "" if document.due_on == NO_DEADLINE else document.due_on
    found: list[Reply] = []
    taken: set[int] = set()
    for unit in addressed(document):
        answer = next((one for one in answers if same_unit(unit, one.source)), None)
        if answer is not None:
            taken.add(answer.source.pk)
        found.append(_reply(unit, answer, due=due, today=today, expected=True))
    for answer in answers:
        if answer.source.pk not in taken and answer.role == REPLIES:
            taken.add(answer.source.pk)
            unit = answer.source.issuer or answer.source.name
            found.append(_reply(unit, answer, due=due, today=today, expected=False))
    return found


def addressed(document: Document) -> list[str]:
    """Return the units a letter asks: those of the lists behind it, else those it addresses."""
    rows = FieldValue.objects.filter(
        record__document=document, name__in=(FieldName.ADDRESSEES, FieldName.ANNEXES)
    ).order_by("name", "position")
    listed = [unit for row in rows if row.name == FieldName.ANNEXES for unit in _entries(row)]
    named = [row.value for row in rows if row.name == FieldName.ADDRESSEES]
    units = [*(one for one in named if isinstance(one, str)), *listed]
    keys = {unit_key(unit): unit for unit in reversed(units)}
    return [unit for unit in dict.fromkeys(units) if keys[unit_key(unit)] == unit]


def unit_key(unit: str) -> str:
    """Return a unit's name without marks and polite words, abbreviations spelled out.

    >>> unit_key("Phòng GD&ĐT huyện Mẫu") == unit_key("PHÒNG GIÁO DỤC VÀ ĐÀO TẠO HUYỆN MẪU")
    True
    """
    plain = " ".join(fold(unit).replace(",", " ").replace(".", " ").split())
    for word in POLITE:
        plain = plain.removeprefix(word)
    return " ".join(SPELLED.get(word, word) for word in plain.split())


def answers_of(document: Document) -> list[Citation]:
    """Return the citations that may be answers, replies first: later letters of other issuers."""
    mine = unit_key(document.issuer)
    later = [
        one
        for one in cited_by(document)
        if (one.source.issued_on or "9999") >= document.issued_on
        and unit_key(one.source.issuer) != mine
    ]
    return sorted(later, key=lambda one: (one.role != REPLIES, one.source.pk))


def day_of(answer: Document) -> str:
    """Return the ISO date of an answer: as it says, else of its arrival."""
    try:
        return date.fromisoformat(answer.issued_on).isoformat()
    except ValueError:
        return timezone.localdate(answer.received_at).isoformat()


def same_unit(unit: str, answer: Document) -> bool:
    """Tell whether a letter was issued by a unit."""
    wanted, issuer = unit_key(unit), unit_key(answer.issuer)
    return bool(issuer) and (f" {wanted} ".endswith(f" {issuer} ") or issuer.endswith(f" {wanted}"))


def _reply(unit: str, answer: Citation | None, *, due: str, today: str, expected: bool) -> Reply:
    letter = None if answer is None else answer.source
    day = today if letter is None else day_of(letter)
    return Reply(unit, expected, letter, late=bool(due) and day > due)


def _entries(row: FieldValue) -> Iterable[str]:
    value = row.value if isinstance(row.value, dict) else {}
    entries = value.get("entries")
    return [one for one in entries if isinstance(one, str)] if isinstance(entries, list) else []
