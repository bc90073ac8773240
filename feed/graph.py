"""The letters around a letter as a graph: what it cites, and what cites it."""

from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Router, Schema

from feed.letters import LetterId, of
from feed.schemas import Problem
from nlp.record import FieldStatus
from records.citations import Citation, around, code_key
from records.models import Document

router = Router(tags=["letters"])


class Node(Schema):
    """A letter; `letter` is null where only its code is known."""

    id: str
    letter: int | None
    code: str | None
    document_type: str | None
    issuer: str | None
    issued_on: str | None
    subject: str | None


class Edge(Schema):
    """The letter `source` cites the letter `target`; `role` says why (docs/fields.md)."""

    source: str
    target: str
    role: str | None
    status: FieldStatus


class Graph(Schema):
    """Letters and their citations."""

    nodes: list[Node]
    edges: list[Edge]


@router.get(
    "/letters/{letter_id}/references",
    response={200: Graph, 404: Problem},
    summary="The letters it cites, and that cite it",
)
def references(
    request: HttpRequest,
    letter_id: LetterId,
    *,
    depth: Annotated[int, Query(ge=1, le=3, description="how many steps away")] = 1,
) -> Graph:
    """Return the graph of citations around a letter."""
    document = of(letter_id)
    citations = around(document, depth=depth)
    nodes = {_name(document): _node(document)}
    for citation in citations:
        nodes.setdefault(_name(citation.source), _node(citation.source))
        target = citation.target
        unknown = None if target is not None else _unknown(citation.code)
        nodes.setdefault(_target(citation), unknown or _node(target or document))
    edges = [
        Edge(
            source=_name(one.source),
            target=_target(one),
            role=one.role,
            status=one.status,  # type: ignore[arg-type]  # fmt: skip
        )
        for one in citations
    ]
    return Graph(nodes=list(nodes.values()), edges=edges)


def _name(document: Document) -> str:
    return f"letter:{document.pk}"


def _target(citation: Citation) -> str:
    if citation.target is not None:
        return _name(citation.target)
    return f"code:{code_key(citation.code)}"


def _node(document: Document) -> Node:
    return Node(
        id=_name(document),
        letter=document.pk,
        code=document.code or None,
        document_type=document.document_type or None,
        issuer=document.issuer or None,
        issued_on=document.issued_on or None,
        subject=document.subject or None,
    )


def _unknown(code: str) -> Node:
    blank = dict.fromkeys(("letter", "document_type", "issuer", "issued_on", "subject"))
    return Node(id=f"code:{code_key(code)}", code=code, **blank)
