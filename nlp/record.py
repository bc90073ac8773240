"""The record: what one letter becomes. Names and types are the public contract (docs/fields.md)."""

from dataclasses import asdict, dataclass, field
from enum import StrEnum

from nlp.document import Confidence, Remark
from nlp.why import Why

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]


class FieldName(StrEnum):
    """Every key of a record, in the order of the contract."""

    DOCUMENT_TYPE = "document_type"
    NUMBER = "number"
    SYMBOL = "symbol"
    CODE = "code"
    ISSUER = "issuer"
    ISSUER_PARENT = "issuer_parent"
    PLACE = "place"
    ISSUED_ON = "issued_on"
    SUBJECT = "subject"
    ADDRESSEES = "addressees"
    RECIPIENTS = "recipients"
    SIGNERS = "signers"
    URGENCY = "urgency"
    SECRECY = "secrecy"
    REFERENCES = "references"
    DEADLINES = "deadlines"
    EVENTS = "events"
    TASKS = "tasks"
    CONTACTS = "contacts"
    ANNEXES = "annexes"
    ARRIVAL = "arrival"
    SIGNATURES = "signatures"


MANY = frozenset(
    {
        FieldName.ADDRESSEES,
        FieldName.RECIPIENTS,
        FieldName.SIGNERS,
        FieldName.REFERENCES,
        FieldName.DEADLINES,
        FieldName.EVENTS,
        FieldName.TASKS,
        FieldName.CONTACTS,
        FieldName.ANNEXES,
        FieldName.SIGNATURES,
    }
)
"""Fields whose value is a list; the others hold one value or null."""


class FieldStatus(StrEnum):
    """What staff have to do with a value."""

    ACCEPTED = "accepted"
    NEEDS_REVIEW = "needs_review"
    CORRECTED = "corrected"
    MISSING = "missing"


class Relation(StrEnum):
    """How a deadline's date binds (docs/fields.md)."""

    BEFORE = "before"
    BY = "by"
    WITHIN = "within"
    FROM = "from"
    DURING = "during"
    ONGOING = "ongoing"


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs: name, post, authority mark and on whose behalf."""

    name: str | None
    position: str | None = None
    authority: str | None = None
    on_behalf_of: str | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """Another letter that is cited; dates are ISO 8601, `role` is one of docs/fields.md."""

    code: str | None
    issued_on: str | None = None
    document_type: str | None = None
    issuer: str | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Offset:
    """A relative term: so many units from an anchor (receipt, signing, event)."""

    amount: int
    unit: str
    start: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """By when somebody must do something. Dates are ISO 8601 at the paper's precision.

    A term that comes again ("trước ngày 25 hằng tháng") has no `due_on` but `repeats`: "week",
    "month", "quarter", "half_year" or "year".
    """

    due_on: str | None
    relation: Relation
    time: str | None = None
    offset: Offset | None = None
    last_day: str | None = None
    repeats: str | None = None
    action: str | None = None
    responsible: str | None = None
    recipient: str | None = None
    quote: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class Event:
    """A meeting, course or period. Dates are ISO 8601."""

    starts_on: str | None
    ends_on: str | None = None
    time: str | None = None
    quote: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class Task:
    """One row of a task list; `schedule` as printed, `due_on` ISO 8601."""

    order: str | None
    what: str
    section: str | None = None
    lead: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    result: str | None = None
    schedule: str | None = None
    due_on: str | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """A person or office to ask."""

    name: str | None
    phone: str | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True)
class Annex:
    """A list of units or persons after the letter: its title and its entries, in order."""

    title: str | None
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Arrival:
    """The incoming stamp: its number and ISO date."""

    number: str | None
    date: str | None


@dataclass(frozen=True, slots=True)
class Signature:
    """A digital signature in the file.

    Attributes:
        signer: Whom the certificate names.
        organisation: Where that person or office belongs.
        signed_at: ISO 8601; of the time stamp where there is a sound one, else as the signer says.
        valid: What was signed is unchanged and the signature belongs to its certificate.
        covers_whole_file: Nothing was added after it.
    """

    signer: str | None
    organisation: str | None
    signed_at: str | None
    valid: bool
    covers_whole_file: bool


Value = str | Signer | Reference | Deadline | Event | Task | Contact | Annex | Arrival | Signature


@dataclass(frozen=True, slots=True)
class Field:
    """One value with its evidence.

    Attributes:
        name: Which field of the record.
        value: The cleaned value.
        confidence: Probability that the value is right.
        page: 1 = first page.
        box: left, top, right, bottom as fractions of the page; None for plain text.
        quote: The words as read.
        status: What staff have to do with it.
        others: Values that may be right in its stead, the likeliest first; no part of the contract.
        why: What the confidence rests on; no part of the contract either.
    """

    name: FieldName
    value: Value
    confidence: Confidence
    page: int
    box: tuple[float, float, float, float] | None
    quote: str
    status: FieldStatus
    others: tuple[Value, ...] = ()
    why: Why | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """All values found in one letter; a field without a value has no entry."""

    fields: tuple[Field, ...] = field(default=())
    remark: Remark | None = None

    def of(self, name: FieldName) -> tuple[Field, ...]:
        """Return the values of one field in the order of the paper."""
        return tuple(found for found in self.fields if found.name is name)


def value_json(value: Value) -> Json:
    """Return a value as JSON, in the names of the contract.

    >>> value_json(Annex("DANH SÁCH", ("Trường A", "Trường B")))
    {'title': 'DANH SÁCH', 'entries': ['Trường A', 'Trường B']}
    """
    if isinstance(value, str):
        return value
    plain: dict[str, Json] = {
        key: list(part) if isinstance(part, tuple) else part for key, part in asdict(value).items()
    }
    offset = plain.get("offset")
    if isinstance(offset, dict):
        offset["from"] = offset.pop("start")
    return plain


def evidence_json(found: Field) -> dict[str, Json]:
    """Return what stands beside a value: confidence, page, box, quote, status."""
    box: Json = None if found.box is None else [round(edge, 4) for edge in found.box]
    return {
        "confidence": round(float(found.confidence), 3),
        "page": found.page,
        "box": box,
        "quote": found.quote,
        "status": str(found.status),
    }


def record_json(draft: Draft) -> dict[str, Json]:
    """Return the record: every key of the contract, then `evidence`, one entry per value.

    >>> record_json(Draft())["number"], record_json(Draft())["signers"]
    (None, [])
    """
    record: dict[str, Json] = {}
    evidence: dict[str, Json] = {}
    for name in FieldName:
        found = draft.of(name)
        if name in MANY:
            record[name] = [value_json(one.value) for one in found]
            evidence[name] = [evidence_json(one) for one in found]
        else:
            record[name] = value_json(found[0].value) if found else None
            evidence[name] = evidence_json(found[0]) if found else None
    record["evidence"] = evidence
    return record
