"""Values that staff have judged: letters go in, the evidence of each value and whether it was right come out.

They are the office's own part of what the confidence is fitted on. Nothing is stored for it: an
undone correction counts no longer, a letter that is opened again not until it is approved again.
"""

from collections.abc import Iterator, Mapping

from django.db.models import Q

from nlp.record import FieldStatus, Json
from records.models import Document, FieldValue, Record
from records.states import State

Line = dict[str, Json]


def judged_values() -> Iterator[Line]:
    """Yield a line for each value the machine gave that staff have judged.

    Those are all values of an approved letter, and of others the corrected ones. A line holds
    `letter`, `name`, `right` and the evidence as `nlp.why.Why` names it.
    """
    corrected = FieldValue.objects.filter(status=FieldStatus.CORRECTED).values("record__document")
    letters = Document.objects.filter(Q(state=State.APPROVED) | Q(pk__in=corrected))
    letters = letters.select_related("record").prefetch_related("record__values")
    for letter in letters.order_by("id").iterator(chunk_size=200):
        record = letter.record
        if record is not None:
            yield from _lines(record, letter.pk, whole=letter.state == State.APPROVED)


def _lines(record: Record, letter: int, *, whole: bool) -> Iterator[Line]:
    """Yield the lines of one letter; a value that is gone was wrong."""
    statuses = {f"{row.name}-{row.position}": row.status for row in record.values.all()}
    for key, offered in record.offers.items():
        why = offered.get("why") if isinstance(offered, Mapping) else None
        status = statuses.get(key)
        if why is None or not (whole or status == FieldStatus.CORRECTED):
            continue
        right = status is not None and status != FieldStatus.CORRECTED
        yield {"letter": letter, "name": key.rpartition("-")[0], "right": right, **why}
