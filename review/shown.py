"""A letter's record as the page shows it: a Document goes in, groups of fields in reading order come out."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from nlp.record import MANY, FieldName, FieldStatus
from records import drafts
from records.corrections import seen_by_spot
from records.export import values_of
from records.models import Document, FieldValue
from records.offers import offer_of
from review.parts import Part, Word, parts_of, said
from review.reasons import Reason, reasons_of
from review.words import FIELDS, STATUSES


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a field.

    Attributes:
        seen: The last Correction the page knows of.
        others: Values to pick in its stead, with the key that picks each.
        reasons: Why the machine is as sure as it is.
    """

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
    others: tuple[tuple[int, str], ...] = ()
    reasons: tuple[Reason, ...] = ()

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
    offer = offer_of(row.record, name, row.position)
    others = [
        (n, said(name, other)) for n, other in enumerate(offer.others, 1) if other != row.value
    ]
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
        others=tuple(others),
        reasons=tuple(reasons_of(name, offer)) if row.status != FieldStatus.CORRECTED else (),
    )
