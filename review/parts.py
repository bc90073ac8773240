"""The boxes that a value is typed into: a field and its value go in, labelled parts come out."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nlp.record import FieldName, Json
from records.shapes import KEYS
from review.templatetags.office import day
from review.words import FIELDS, PARTS, RELATIONS, ROLES, STARTS, UNITS

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


def said(name: FieldName, value: Json) -> str:
    """Return a value in one line, as staff would say it.

    >>> said(FieldName.ISSUED_ON, "2026-03-09"), said(FieldName.ARRIVAL, {"number": "15", "date": None})
    ('09/03/2026', '15')
    """
    parts = [part for part in parts_of(name, value) if part.text]
    return ", ".join(str(_said(part)) for part in parts)


def _said(part: Part) -> Word:
    if part.kind == "day":
        return day(part.text)
    return dict(part.choices).get(part.text, part.text)
