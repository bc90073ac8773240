"""How values are written for staff: stored values go in, words come out."""

from datetime import date

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nlp.record import FieldName
from records.models import NO_DEADLINE
from review.words import ENDINGS, FIELDS, ROLE_NAMES, ROLES, STATES, TYPES

register = template.Library()

WEEKDAYS = (_("T2"), _("T3"), _("T4"), _("T5"), _("T6"), _("T7"), _("CN"))
WHOLE = 3
"""Parts of a whole ISO date: year, month, day."""


@register.filter
def day(iso: str) -> str:
    """Return an ISO date, or a part of one, as people write it.

    >>> day("2026-03-09"), day("2026-03"), day("2026")
    ('09/03/2026', '03/2026', '2026')
    """
    parts = str(iso).split("-")
    return "" if iso in ("", NO_DEADLINE) else "/".join(reversed(parts))


@register.filter
def weekday(iso: str) -> str:
    """Return the weekday of a whole ISO date, else nothing."""
    if len(str(iso).split("-")) != WHOLE:
        return ""
    try:
        return str(WEEKDAYS[date.fromisoformat(iso).weekday()])
    except ValueError:
        return ""


@register.filter
def overdue(iso: str, today: str) -> bool:
    """Tell whether a deadline has passed."""
    return bool(iso) and iso < today


@register.filter
def percent(confidence: float) -> int:
    """Return a probability in whole percent."""
    return round(confidence * 100)


@register.filter
def state_word(state: str) -> str | Promise:
    """Return what staff call a state."""
    return STATES.get(state, state)


@register.filter
def role_word(role: str) -> str | Promise:
    """Return what an account may do."""
    return ROLE_NAMES[role]


@register.filter
def field_word(name: str) -> str | Promise:
    """Return what staff call a field."""
    return FIELDS[FieldName(name)]


@register.filter
def type_word(kind: str) -> str | Promise:
    """Return the name of a document type."""
    return TYPES.get(kind, kind)


@register.filter
def ending(name: str) -> Promise | str:
    """Return what staff call the ending of a try."""
    return ENDINGS.get(name, name)


@register.filter
def role_of_citation(role: str) -> str | Promise:
    """Return why a letter cites another."""
    return ROLES.get(role, role)
