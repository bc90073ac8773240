"""The record as JSON Schema: the fields of docs/fields.md as types, a value in, a checked value out.

What the paper does not say is null or an empty list, and every key is always there. The same types
check what other programs send as corrections; there a missing key means null.
"""

from collections.abc import Mapping
from datetime import date
from types import GenericAlias
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, TypeAdapter, create_model
from pydantic.types import StringConstraints

from nlp.fields.roles import ROLES
from nlp.record import MANY, FieldName, FieldStatus, Relation

EXACT = ConfigDict(extra="forbid", json_schema_serialization_defaults_required=True)
WHOLE_DAY = 10
DAY = r"^(19|20|21)[0-9]{2}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"
CLOCK = r"^([01][0-9]|2[0-3]):[0-5][0-9]$"


def _in_the_calendar(day: str) -> str:
    if len(day) == WHOLE_DAY:
        date.fromisoformat(day)
    return day


Day = Annotated[str, StringConstraints(pattern=DAY), AfterValidator(_in_the_calendar)]
Clock = Annotated[str, StringConstraints(pattern=CLOCK)]
Page = Annotated[int, Field(ge=1, le=100_000)]
Fraction = Annotated[float, Field(ge=0, le=1)]
Box = Annotated[list[Fraction], Field(min_length=4, max_length=4)]
ROLE = "|".join(role for role, _words in ROLES)
Role = Annotated[str, StringConstraints(pattern=f"^({ROLE})$")]


class Signer(BaseModel):
    """Who signs: name, post, authority mark and on whose behalf."""

    model_config = EXACT

    name: str | None = None
    position: str | None = None
    authority: str | None = None
    on_behalf_of: str | None = None


class Reference(BaseModel):
    """Another letter that is cited, and why."""

    model_config = EXACT

    code: str | None = None
    issued_on: Day | None = None
    document_type: str | None = None
    issuer: str | None = None
    role: Role | None = None


# One of its keys is a word of Python.
_OFFSET: dict[str, Any] = {
    "amount": (Annotated[int, Field(ge=0, le=10_000)], ...),
    "unit": (Annotated[str, StringConstraints(pattern="^(working_day|day|month)$")], ...),
    "from": (Annotated[str, StringConstraints(pattern="^(receipt|signing|event)$")], ...),
}
Offset = create_model("Offset", __config__=EXACT, __doc__="A relative term.", **_OFFSET)


class Deadline(BaseModel):
    """By when somebody must do something."""

    model_config = EXACT

    due_on: Day | None = None
    relation: Relation = Relation.BY
    time: Clock | None = None
    offset: Offset | None = None  # type: ignore[valid-type]
    last_day: Day | None = None
    repeats: (
        Annotated[str, StringConstraints(pattern="^(week|month|quarter|half_year|year)$")] | None
    ) = None
    action: str | None = None
    responsible: str | None = None
    recipient: str | None = None
    quote: str | None = None
    page: Page | None = None


class Event(BaseModel):
    """A meeting, course or period."""

    model_config = EXACT

    starts_on: Day | None = None
    ends_on: Day | None = None
    time: Clock | None = None
    quote: str | None = None
    page: Page | None = None


class Task(BaseModel):
    """One row of a task list; `schedule` as printed."""

    model_config = EXACT

    order: str | None = None
    section: str | None = None
    what: str | None = None
    lead: list[str] = []
    support: list[str] = []
    result: str | None = None
    schedule: str | None = None
    due_on: Day | None = None


class Contact(BaseModel):
    """A person or office to ask."""

    model_config = EXACT

    name: str | None = None
    phone: str | None = None
    email: str | None = None


class Annex(BaseModel):
    """A list of units or persons behind the letter."""

    model_config = EXACT

    title: str | None = None
    entries: list[str] = []


class Arrival(BaseModel):
    """The incoming stamp."""

    model_config = EXACT

    number: str | None = None
    date: Day | None = None


class Signature(BaseModel):
    """A digital signature in the file."""

    model_config = EXACT

    signer: str | None = None
    organisation: str | None = None
    signed_at: str | None = None
    valid: bool | None = None
    covers_whole_file: bool | None = None


class Beside(BaseModel):
    """The evidence of one value."""

    model_config = EXACT

    confidence: Fraction
    page: Page
    box: Box | None
    quote: str
    status: FieldStatus


OBJECTS: Mapping[FieldName, type[BaseModel]] = {
    FieldName.SIGNERS: Signer,
    FieldName.REFERENCES: Reference,
    FieldName.DEADLINES: Deadline,
    FieldName.EVENTS: Event,
    FieldName.TASKS: Task,
    FieldName.CONTACTS: Contact,
    FieldName.ANNEXES: Annex,
    FieldName.ARRIVAL: Arrival,
    FieldName.SIGNATURES: Signature,
}
"""Fields whose values are objects; the others are text, `issued_on` a day."""

Value = (
    Day | str | Deadline | Reference | Signer | Event | Task | Contact | Annex | Arrival | Signature
)
"""A value of any field; which one fits which field is checked by `value_of`."""


def _type_of(name: FieldName) -> Any:
    return Day if name is FieldName.ISSUED_ON else OBJECTS.get(name, str)


def _of_every_field(each: Mapping[FieldName, Any]) -> dict[str, Any]:
    """Return the fields of a model: lists for list fields, else a value or null."""
    return {
        str(name): (GenericAlias(list, (kind,)) if name in MANY else kind | None, ...)
        for name, kind in each.items()
    }


Evidence = create_model(
    "Evidence",
    __config__=EXACT,
    __doc__="Beside each value of the record, under the same key.",
    **_of_every_field(dict.fromkeys(FieldName, Beside)),
)
Record = create_model(
    "Record",
    __config__=EXACT,
    __doc__="What one letter says (docs/fields.md).",
    **_of_every_field({name: _type_of(name) for name in FieldName}),
    evidence=(Evidence, ...),
)
CHECKED: Mapping[FieldName, TypeAdapter[Any]] = {
    name: TypeAdapter(_type_of(name)) for name in FieldName
}


def record_schema(address: str) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a record; `address` is where it is served."""
    schema: dict[str, Any] = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    schema |= {"$id": address}
    schema |= Record.model_json_schema(mode="serialization")
    return schema


def value_of(name: FieldName, value: object) -> Any:
    """Return a value of a field as it is stored, every key there.

    Raises:
        pydantic.ValidationError: It is none.

    >>> value_of(FieldName.ARRIVAL, {"number": "15"})
    {'number': '15', 'date': None}
    """
    adapter = CHECKED[name]
    return adapter.dump_python(adapter.validate_python(value), mode="json")
