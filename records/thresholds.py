"""What the office takes unseen: a draft goes in, the same draft with the office's own limits comes out.

Without rows here the limits fitted with the confidence hold (`nlp.confidence`).
"""

from dataclasses import replace

from nlp.record import Draft, FieldName, FieldStatus
from records.models import Document, Threshold

SAMPLE = "sample"
"""The row that says which share of the letters taken unseen is drawn for a check."""

SHARE = 0.05
"""Of that sample, where the office has not said otherwise."""

DRAWN_BY = 8
"""So many hex digits of the sha256 decide: as good as chance, and the same at every try."""
OF = float(16**DRAWN_BY)


def limits() -> dict[str, float]:
    """Return the office's own limits, by field."""
    rows = Threshold.objects.exclude(name=SAMPLE)
    return dict(rows.values_list("name", "least"))


def share() -> float:
    """Return which share of the letters taken unseen is drawn for a check, 0 to 1."""
    row = Threshold.objects.filter(name=SAMPLE).first()
    return SHARE if row is None else row.least


def put(name: FieldName | str, least: float | None) -> None:
    """Set a limit of the office's own, 0 to 1; None goes back to the fitted one."""
    if least is None:
        Threshold.objects.filter(name=name).delete()
    else:
        Threshold.objects.update_or_create(name=name, defaults={"least": least})


def judged(draft: Draft) -> Draft:
    """Return a draft whose values are accepted or doubtful by the office's limits."""
    own = limits()
    return replace(draft, fields=tuple(
        replace(found, status=_status(found.confidence, own[found.name]))
        if found.name in own else found
        for found in draft.fields
    ))  # fmt: skip


def draw(document: Document, *, taken_unseen: bool) -> None:
    """Put a letter into the random sample, or leave it out; saves it."""
    document.sampled = taken_unseen and is_drawn(document.sha256)
    document.save(update_fields=["sampled"])


def is_drawn(sha256: str) -> bool:
    """Tell whether a letter belongs to the random sample."""
    return int(sha256[:DRAWN_BY], 16) < share() * OF


def _status(confidence: float, least: float) -> FieldStatus:
    return FieldStatus.ACCEPTED if confidence >= least else FieldStatus.NEEDS_REVIEW
