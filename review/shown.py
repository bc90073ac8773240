"""A letter's record as the page shows it: a Document goes in, groups of fields in reading order come out."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nlp.record import MANY, FieldName, FieldStatus, Json
from records import drafts
from records.corrections import seen_by_spot
from records.export import values_of
from records.models import Document, FieldValue
from records.shapes import KEYS
from review.words import FIELDS, PARTS, RELATIONS, ROLES, STARTS, STATUSES, UNITS

Word = str | Promise


@dataclass(frozen=True, slots=True)
class Part:
    """One box to type into.

    Attributes:
        key: Of an object's part; "" for a field that is plain text.
        label: What it is called.
        kind: line, text, day, type, choice, amount or list.
        text: What it shows.
        choices: Value and word of each choice.
    """

    key: str
    label: Word
    kind: str
    text: str
    choices: tuple[tuple[str, Word], ...] = ()

    @property
    def wide(self) -> bool:
        """It takes the whole width, over more than one line if need be."""
        return self.kind in {"text", "list"} or self.key in WIDE


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a field; `seen` is the last Correction the page knows of."""

    name: str
    position: int
    parts: tuple[Part, ...]
    status: str
    confidence: float
    page: int
    box: tuple[float, ...] | None
    quote: str
    seen: int
    title: Word

    @property
    def key(self) -> str:
        """Name and position as one word, for ids in the page."""
        return f"{self.name}-{self.position}"

    @property
    def doubtful(self) -> bool:
        """Staff must look at it."""
        return self.status == FieldStatus.NEEDS_REVIEW

    @property
    def needed(self) -> bool:
        """Nothing was found where every letter has something."""
        return self.status == FieldStatus.MISSING and self.name in NEEDED

    @property
    def edges(self) -> str:
        """Its box as left,top,right,bottom, or nothing."""
        return ",".join(f"{edge:.4f}" for edge in self.box) if self.box else ""

    @property
    def status_word(self) -> Word:
        """What staff call its status."""
        return STATUSES.get(self.status, self.status)

    @property
    def width(self) -> float:
        """Of its box, as a fraction of the page."""
        return round(self.box[2] - self.box[0], 4) if self.box else 0

    @property
    def height(self) -> float:
        """Of its box, as a fraction of the page."""
        return round(self.box[3] - self.box[1], 4) if self.box else 0


@dataclass(frozen=True, slots=True)
class Shown:
    """One field with its values; `blank` is an empty value to add, in list fields."""

    name: str
    label: Word
    many: bool
    fixed: bool
    values: tuple[Value, ...]
    blank: Value


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that stand together on paper."""

    title: Word
    fields: tuple[Shown, ...]


GROUPS: tuple[tuple[Word, tuple[FieldName, ...]], ...] = (
    (
        _("Đầu văn bản"),
        (
            FieldName.DOCUMENT_TYPE,
            FieldName.NUMBER,
            FieldName.SYMBOL,
            FieldName.CODE,
            FieldName.ISSUED_ON,
            FieldName.PLACE,
            FieldName.ISSUER,
            FieldName.ISSUER_PARENT,
            FieldName.SUBJECT,
            FieldName.URGENCY,
            FieldName.SECRECY,
            FieldName.ARRIVAL,
        ),
    ),
    (
        _("Việc phải làm"),
        (FieldName.DEADLINES, FieldName.TASKS, FieldName.EVENTS),
    ),
    (
        _("Gửi, nhận và ký"),
        (
            FieldName.ADDRESSEES,
            FieldName.RECIPIENTS,
            FieldName.SIGNERS,
            FieldName.CONTACTS,
            FieldName.ANNEXES,
            FieldName.SIGNATURES,
        ),
    ),
    (_("Căn cứ, viện dẫn"), (FieldName.REFERENCES,)),
)

NEEDED = frozenset({*drafts.NEEDED, FieldName.NUMBER, FieldName.SYMBOL} - {FieldName.CODE})

FIXED = frozenset({FieldName.CODE, FieldName.SIGNATURES})
"""What staff do not type: the code follows number and symbol, signatures are in the file."""

KINDS: Mapping[str, str] = {
    "issued_on": "day",
    "due_on": "day",
    "last_day": "day",
    "starts_on": "day",
    "ends_on": "day",
    "date": "day",
    "subject": "text",
    "action": "text",
    "what": "text",
    "result": "text",
    "relation": "choice",
    "role": "choice",
    "document_type": "type",
    "lead": "list",
    "support": "list",
    "entries": "list",
}
"""How a part is typed, by its key; the others are one line of text."""

WIDE = frozenset({"name", "position", "on_behalf_of", "issuer", "responsible", "recipient"})

SHORT = frozenset({"number", "symbol", "code", "place", "urgency", "secrecy"})
"""Plain fields of a few words; the others may take more than one line."""

CHOICES: Mapping[str, Mapping[str, Word]] = {"relation": RELATIONS, "role": ROLES}

HIDDEN = frozenset({"quote", "page"})


def groups_of(document: Document) -> tuple[Group, ...]:
    """Return every field of a letter, with an empty value where nothing was found."""
    rows = values_of(document)
    seen = seen_by_spot(document)
    return tuple(
        Group(title, tuple(_shown(name, rows, seen) for name in names)) for title, names in GROUPS
    )


def field_of(document: Document, name: FieldName) -> Shown:
    """Return one field of a letter."""
    return _shown(name, values_of(document), seen_by_spot(document))


def _shown(name: FieldName, rows: list[FieldValue], seen: Mapping[tuple[str, int], int]) -> Shown:
    mine = [row for row in rows if row.name == name]
    values = tuple(_value(name, row, seen.get((name, row.position), 0)) for row in mine)
    blank = Value(
        name=name,
        position=0,
        parts=parts_of(name, None),
        status=FieldStatus.MISSING,
        confidence=0,
        page=1,
        box=None,
        quote="",
        seen=seen.get((name, 0), 0),
        title=FIELDS[name],
    )
    if not values and name not in MANY:
        values = (blank,)
    return Shown(name, FIELDS[name], name in MANY, name in FIXED, values, blank)


def _value(name: FieldName, row: FieldValue, seen: int) -> Value:
    return Value(
        name=name,
        position=row.position,
        parts=parts_of(name, row.value),
        status=row.status,
        confidence=row.confidence,
        page=row.page,
        box=tuple(row.box) if row.box else None,
        quote=row.quote,
        seen=seen,
        title=FIELDS[name],
    )


def parts_of(name: FieldName, value: Json) -> tuple[Part, ...]:
    """Return the boxes to type into for a value of a field."""
    if name not in KEYS:
        text = "" if value is None else str(value)
        kind = KINDS.get(name, "line" if name in SHORT else "text")
        return (Part("", FIELDS[name], kind, text),)
    whole = value if isinstance(value, dict) else {}
    keys = [key for key in KEYS[name] if key not in HIDDEN]
    return tuple(part for key in keys for part in _parts(key, whole.get(key)))


def _parts(key: str, value: Json) -> tuple[Part, ...]:
    if key == "offset":
        offset = value if isinstance(value, dict) else {}
        return (
            Part("offset.amount", _("số lượng"), "amount", _text(offset.get("amount"))),
            Part("offset.unit", _("đơn vị"), "choice", _text(offset.get("unit")), _choices(UNITS)),
            Part(
                "offset.from",
                PARTS["offset"],
                "choice",
                _text(offset.get("from")),
                _choices(STARTS),
            ),
        )
    choices = _choices(CHOICES[key]) if key in CHOICES else ()
    return (Part(key, PARTS[key], KINDS.get(key, "line"), _text(value), choices),)


def _choices(words: Mapping[str, Word]) -> tuple[tuple[str, Word], ...]:
    return (("", "—"), *words.items())


def _text(value: Json) -> str:
    if isinstance(value, bool):
        return str(_("có") if value else _("không"))
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return "" if value is None else str(value)
