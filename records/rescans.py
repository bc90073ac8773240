"""Finds rescans: the same paper scanned twice has other bytes, but says and looks nearly the same.

Never a reason to refuse or to merge: staff are told, and they decide.
"""

from collections.abc import Iterable, Sequence

from django.db.models import Count, QuerySet

from nlp.document import TextLayer
from nlp.likeness import bands, likeness, pieces
from nlp.record import FieldName, FieldStatus
from records.models import Document, FieldValue, Shingle

SAME_TEXT = 0.6
"""Two readings of one paper share this much of their pieces when one word in sixteen is misread;
different letters of one office share less than a tenth."""

LIKE_TEXT = 0.4
"""The same when one in eight is misread; then the pictures must be alike, too."""

LIKE_LOOK = 56
"""So many of 256 bits may differ between two scans of one paper; of other papers half do."""

MOST_LOOKED_AT = 50
FEW_PIECES = 20
"""With less text than this nothing can be told."""


def remember(document: Document, first_page: Sequence[TextLayer]) -> None:
    """Keep what a rescan is found by; in the place of what an earlier reading left.

    Args:
        document: The letter.
        first_page: The layer of page 1, or nothing when later pages were read.
    """
    for layer in first_page:
        document.shingles.all().delete()
        some = pieces(word.text for line in layer.lines for word in line.words)
        if len(some) < FEW_PIECES:
            return
        rows = (Shingle(document=document, value=value) for value in bands(some))
        Shingle.objects.bulk_create(rows)


def rescans(document: Document) -> list[Document]:
    """Return the letters that are most likely scans of the same paper, oldest first.

    Letters whose codes were read without doubt and differ are two letters, however like: an
    office writes many from one pattern.
    """
    some = _pieces(document)
    return [other for other in _candidates(document) if _is_same(document, other, some)]


def _candidates(document: Document) -> QuerySet[Document]:
    values = document.shingles.values("value")
    shared = Shingle.objects.filter(value__in=values).exclude(document=document)
    often = shared.values("document").annotate(times=Count("id")).order_by("-times", "document")
    wanted = [row["document"] for row in often[:MOST_LOOKED_AT]]
    return Document.objects.filter(pk__in=wanted).order_by("id")


def _is_same(document: Document, other: Document, some: frozenset[int]) -> bool:
    if document.code != other.code and _is_sure(document) and _is_sure(other):
        return False
    alike = likeness(some, _pieces(other))
    return alike >= SAME_TEXT or (alike >= LIKE_TEXT and _looks_like(document.look, other.look))


def _is_sure(document: Document) -> bool:
    """Tell whether the code of a letter was read without doubt, or staff have seen to it."""
    codes = FieldValue.objects.filter(record__document=document, name=FieldName.CODE)
    return bool(document.code) and not codes.filter(status=FieldStatus.NEEDS_REVIEW).exists()


def _looks_like(look: str, other: str) -> bool:
    """Compare two looks.

    >>> _looks_like("0f", "0e"), _looks_like("", "0e")
    (True, False)
    """
    return bool(look and other) and (int(look, 16) ^ int(other, 16)).bit_count() <= LIKE_LOOK


def _pieces(document: Document) -> frozenset[int]:
    page = document.page_rows.filter(index=0).first()
    lines: Iterable[list[list[str]]] = () if page is None else page.words
    return pieces(word[0] for line in lines for word in line)
