"""What a value of each field may look like: a name and JSON go in, checked JSON comes out."""

import unicodedata
from collections.abc import Mapping

from nlp.record import FieldName, Json
from records.errors import WrongValue

LONGEST = 4000

KEYS: Mapping[FieldName, tuple[str, ...]] = {
    FieldName.SIGNERS: ("name", "position", "authority", "on_behalf_of"),
    FieldName.REFERENCES: ("code", "issued_on", "document_type", "issuer", "role"),
    FieldName.DEADLINES: (
        "due_on",
        "relation",
        "time",
        "offset",
        "last_day",
        "repeats",
        "action",
        "responsible",
        "recipient",
        "quote",
        "page",
    ),
    FieldName.EVENTS: ("starts_on", "ends_on", "time", "quote", "page"),
    FieldName.TASKS: (
        "order",
        "section",
        "what",
        "lead",
        "support",
        "result",
        "schedule",
        "due_on",
    ),
    FieldName.CONTACTS: ("name", "phone", "email"),
    FieldName.ANNEXES: ("title", "entries"),
    FieldName.ARRIVAL: ("number", "date"),
    FieldName.SIGNATURES: ("signer", "organisation", "signed_at", "valid", "covers_whole_file"),
}
"""The keys of fields whose value is an object; the others are text."""


def checked(name: FieldName, value: Json) -> Json:
    """Return a value in stored form: NFC, single spaces, every key of its field.

    Raises:
        WrongValue: It is no value of this field.

    >>> checked(FieldName.ARRIVAL, {"number": " 15 "})
    {'number': '15', 'date': None}
    """
    if name not in KEYS:
        text = _plain(value)
        if not isinstance(text, str):
            raise WrongValue
        return text
    if not isinstance(value, dict) or not set(value) <= set(KEYS[name]):
        raise WrongValue
    return {key: _plain(value.get(key)) for key in KEYS[name]}


def _plain(value: Json) -> Json:
    if isinstance(value, str):
        text = " ".join(unicodedata.normalize("NFC", value).split())
        if len(text) > LONGEST:
            raise WrongValue
        return text or None
    if isinstance(value, list):
        return [part for part in map(_plain, value) if part is not None]
    return value


def joined_code(number: Json, symbol: Json) -> str | None:
    """Return number and symbol as one, in the form of the state's or the party's letters.

    >>> joined_code("15", "KH-SGDĐT"), joined_code("144", "TB/TU"), joined_code(None, "KH-UBND")
    ('15/KH-SGDĐT', '144-TB/TU', None)
    """
    if not isinstance(number, str) or not isinstance(symbol, str):
        return None
    of_the_party = "/" in symbol and "-" not in symbol
    return f"{number}{'-' if of_the_party else '/'}{symbol}"
