"""Which letters cite which: a letter goes in, the letters around it and why they cite come out.

Letters are found by the words of a code in the text index, then compared code with code; so a
citation needs no table of its own, and follows every correction.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from nlp.folding import fold
from nlp.record import FieldName
from records.entries import found
from records.models import Document, FieldValue

MOST = 200
"""Letters in one graph."""


@dataclass(frozen=True, slots=True)
class Citation:
    """One letter cites another.

    Attributes:
        source: The letter that cites.
        code: What it cites, as written there.
        role: Why (docs/fields.md), or None.
        status: Of the value: accepted, needs_review, corrected.
        target: The cited letter, where the office has it.
    """

    source: Document
    code: str
    role: str | None
    status: str
    target: Document | None


def cites(document: Document) -> list[Citation]:
    """Return what a letter cites, in the order of the paper."""
    rows = FieldValue.objects.filter(record__document=document, name=FieldName.REFERENCES)
    return [
        Citation(document, code, role, row.status, holder_of(code))
        for row in rows.order_by("position")
        for code, role in _told(row)
    ]


def cited_by(document: Document) -> list[Citation]:
    """Return the citations of a letter by others, oldest first."""
    if not document.code:
        return []
    wanted = code_key(document.code)
    rows = FieldValue.objects.filter(
        name=FieldName.REFERENCES,
        record__document__in=found(Document.objects.exclude(pk=document.pk), document.code),
    )
    rows = rows.select_related("record__document").order_by("record__document_id", "position")
    return [
        Citation(row.record.document, code, role, row.status, document)
        for row in rows
        for code, role in _told(row)
        if code_key(code) == wanted
    ]


def holder_of(code: str) -> Document | None:
    """Return the letter that bears a code: the latest, where several do."""
    holders = found(Document.objects.exclude(code=""), code).order_by("-id")
    wanted = code_key(code)
    return next((one for one in holders if code_key(one.code) == wanted), None)


def around(document: Document, *, depth: int) -> list[Citation]:
    """Return the citations within some steps of a letter, each once, nearest first."""
    seen, border = {document.pk}, [document]
    citations: dict[tuple[int, str], Citation] = {}
    for _ in range(depth):
        reached: list[Document] = []
        for one in border:
            for citation in (*cites(one), *cited_by(one)):
                citations.setdefault((citation.source.pk, code_key(citation.code)), citation)
                reached += [end for end in _ends(citation) if end.pk not in seen]
                seen.update(end.pk for end in _ends(citation))
        border = reached
        if len(seen) >= MOST:
            break
    return list(citations.values())


def code_key(code: str) -> str:
    """Return a code without marks, case and blanks.

    >>> code_key("15/KH - SGDĐT") == code_key("15/kh-sgddt")
    True
    """
    return "".join(fold(code).split())


def _ends(citation: Citation) -> Iterable[Document]:
    return (citation.source,) if citation.target is None else (citation.source, citation.target)


def _told(row: FieldValue) -> Iterator[tuple[str, str | None]]:
    """Yield code and role of a reference; one without a code names no letter."""
    value = row.value if isinstance(row.value, dict) else {}
    code, role = value.get("code"), value.get("role")
    if isinstance(code, str) and code:
        yield code, role if isinstance(role, str) else None
