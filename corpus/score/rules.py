"""The scoring rules as data: which values are compared, and when two of them are the same."""

from collections.abc import Callable

from corpus.score.normal import caseless, code_form, normal, similarity
from corpus.score.values import as_list, as_object, code_of
from nlp.record import Json

Same = Callable[[Json, Json], bool]

NEARLY = 0.95
SUBJECT_LIKENESS = 0.90
ENTRY_LIKENESS = 0.85


def same_number(gold: Json, found: Json) -> bool:
    """Tell whether two numbers are equal after dropping leading zeros."""
    return code_form(str(gold)).lstrip("0") == code_form(str(found)).lstrip("0")


def same_code(gold: Json, found: Json) -> bool:
    """Tell whether two codes are equal in upper case without blanks."""
    return code_form(code_of(gold)) == code_form(code_of(found))


def same_exactly(gold: Json, found: Json) -> bool:
    """Tell whether two values are equal in normal form."""
    return normal(str(gold)) == normal(str(found))


def same_date(gold: Json, found: Json) -> bool:
    """Tell whether two ISO dates are equal at the gold's precision."""
    return isinstance(found, str) and found[: len(str(gold))] == gold


def same_name(gold: Json, found: Json) -> bool:
    """Tell whether two names are equal without case."""
    return caseless(str(gold)) == caseless(str(found))


def _alike(least: float, form: Callable[[str], str]) -> Same:
    def same(gold: Json, found: Json) -> bool:
        return similarity(form(str(gold)), form(str(found))) >= least

    return same


same_body = _alike(NEARLY, caseless)
same_subject = _alike(SUBJECT_LIKENESS, normal)
same_entry = _alike(ENTRY_LIKENESS, caseless)


def same_deadline(gold: Json, found: Json) -> bool:
    """Tell whether two deadlines have one date (and time), or one relative term."""
    one, other = as_object(gold), as_object(found)
    if one.get("due_on") is not None:
        times_agree = one.get("time") is None or one.get("time") == other.get("time")
        return one["due_on"] == other.get("due_on") and times_agree
    term, other_term = as_object(one.get("offset")), as_object(other.get("offset"))
    if term:
        return all(term.get(key) == other_term.get(key) for key in ("amount", "unit"))
    return other.get("due_on") is None and not other_term


def same_deadline_and_relation(gold: Json, found: Json) -> bool:
    """Tell whether two deadlines agree in date and in how the date binds."""
    same = as_object(gold).get("relation") == as_object(found).get("relation")
    return same and same_deadline(gold, found)


def same_event(gold: Json, found: Json) -> bool:
    """Tell whether two events have the same days (and hour)."""
    one, other = as_object(gold), as_object(found)
    days, other_days = ((x.get("starts_on"), x.get("ends_on") or x.get("starts_on")) for x in (one, other))  # fmt: skip
    return days == other_days and one.get("time") in (None, other.get("time"))


def same_contact(gold: Json, found: Json) -> bool:
    """Tell whether two contacts agree in name, telephone and e-mail."""
    return _contact(gold) == _contact(found)


def _contact(value: Json) -> tuple[str, ...]:
    contact = as_object(value)
    phone = "".join(filter(str.isdigit, str(contact.get("phone") or "")))
    return (phone, *(caseless(str(contact.get(key) or "")) for key in ("name", "email")))


def same_task(gold: Json, found: Json) -> bool:
    """Tell whether two tasks ask for one thing, of the same units (blanks apart), by the same day."""
    one, other = as_object(gold), as_object(found)
    units = all(_units(one.get(key)) == _units(other.get(key)) for key in ("lead", "support"))
    due = one.get("due_on") == other.get("due_on")
    return units and due and same_entry(one.get("what"), other.get("what"))


def _units(value: Json) -> list[str]:
    return ["".join(caseless(str(unit)).split()) for unit in as_list(value)]


SINGLE: tuple[tuple[str, Same], ...] = (
    ("document_type", same_exactly),
    ("number", same_number),
    ("symbol", same_code),
    ("code", same_code),
    ("issuer", same_body),
    ("issuer_parent", same_body),
    ("place", same_name),
    ("issued_on", same_date),
    ("subject", same_subject),
    ("urgency", same_exactly),
    ("secrecy", same_exactly),
    ("arrival.number", same_number),
    ("arrival.date", same_date),
)
SIGNER_PARTS: tuple[tuple[str, Same], ...] = (
    ("name", same_name),
    ("position", same_body),
    ("authority", same_exactly),
    ("on_behalf_of", same_name),
)
LISTS: tuple[tuple[str, str, Same], ...] = (
    ("addressees", "addressees", same_entry),
    ("recipients", "recipients", same_entry),
    ("references", "references", same_code),
    ("deadlines", "deadlines", same_deadline),
    ("deadlines+relation", "deadlines", same_deadline_and_relation),
    ("events", "events", same_event),
    ("tasks", "tasks", same_task),
    ("contacts", "contacts", same_contact),
)
"""Name of the figure, key of the record, when two entries are the same."""

PARTS_OF_A_VALUE = frozenset(
    {"signers.position", "signers.authority", "signers.on_behalf_of", "deadlines+relation"}
)
"""Figures that judge a value already counted elsewhere; they stay out of the calibration."""
