"""Finds whom to ask: names with their telephone and e-mail, Doc in, one Found per person out."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc

from nlp.fields.prose import CAPITAL, Prose, prose
from nlp.finding import Found, letter_of
from nlp.lexicons import Lexicons
from nlp.names import person_name, unusual_name
from nlp.record import Contact, FieldName
from nlp.zones import ZoneName

SIDE_MATTER = (
    ZoneName.HEAD_LEFT, ZoneName.HEAD_RIGHT, ZoneName.STAMPS, ZoneName.MARGIN, ZoneName.RECIPIENTS,
    ZoneName.SIGNATURE,
)  # fmt: skip
# Ten or eleven digits from 0, or the country's code; dots, dashes and blanks part the groups.
PHONE = re.compile(
    r"(?<![\d/.,-])(?:\(?\+?84\)?[\s.-]?|\(?0)\d(?:[\s.()-]{0,2}\d){7,9}(?![\d/]|[.,-]\d)"
)
EMAIL = re.compile(r"(?<![\w.+-])[A-Za-z0-9_][\w.+-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
TITLE = r"(?:(?:đồng chí|Đồng chí|đ/c|Đ/c|ông|Ông|bà|Bà|anh|Anh|chị|Chị|thầy|Thầy|cô|Cô)\s*:?\s+)"
NAME = re.compile(
    rf"(?P<title>{TITLE})?(?P<name>[{CAPITAL}][^\W\d_]+(?:\s+[{CAPITAL}][^\W\d_]+){{1,4}})"
)
ASKS = re.compile(
    r"liên\s+hệ|đầu\s+mối|điện\s+thoại|số\s+máy|SĐT|ĐT\b|đt\b|di\s+động|hotline|email|e-mail|thư\s+điện\s+tử"
    r"|hộp\s+thư|Mail|mail|trao\s+đổi|Zalo",
    re.IGNORECASE,
)
REACH = 160
"""A name, its telephone and its e-mail stand within so many characters."""
SURE, LIKELY = 0.85, 0.7


@dataclass(frozen=True, slots=True)
class _Piece:
    """A name, telephone or e-mail in the text."""

    start: int
    end: int
    kind: str
    value: str


def find(doc: Doc, lexicons: Lexicons) -> Iterable[Found]:
    """Yield those to ask, in the order of the paper.

    A number counts where the clause speaks of asking; the letterhead's own numbers do not.
    """
    text = prose(letter_of(doc), without=SIDE_MATTER)
    seen: set[Contact] = set()
    for pieces in _groups(text, list(_pieces(text))):
        values = {piece.kind: piece.value for piece in pieces}
        contact = Contact(values.get("name"), values.get("phone"), values.get("email"))
        if contact not in seen:
            seen.add(contact)
            sure = SURE if contact.name else LIKELY
            yield Found(FieldName.CONTACTS, contact, pieces[0].start, pieces[-1].end, sure)


def _pieces(text: Prose) -> Iterator[_Piece]:
    """Yield telephones and e-mails where someone is to be asked, and the names before them."""
    for match in (*PHONE.finditer(text.flat), *EMAIL.finditer(text.flat)):
        start, end = match.span()
        first = text.clause(start, end)[0]
        if match.re is PHONE and ASKS.search(text.flat, max(first, start - REACH), start) is None:
            continue
        kind = "phone" if match.re is PHONE else "email"
        yield _Piece(start, end, kind, match.group().strip(" .-") if kind == "phone" else match.group())  # fmt: skip


def _groups(text: Prose, pieces: list[_Piece]) -> Iterator[list[_Piece]]:
    """Put together what belongs to one person: a name opens a group, so does a second number."""
    group: list[_Piece] = []
    for piece in sorted(pieces, key=lambda one: one.start):
        since = group[-1].end if group else text.clause(piece.start, piece.end)[0]
        name = _name(text, max(since, piece.start - REACH), piece.start)
        again = any(one.kind == piece.kind for one in group)
        if group and (name is not None or again or piece.start - group[-1].end > REACH):
            yield group
            group = []
        if name is not None and not group:
            group.append(name)
        group.append(piece)
    if group:
        yield group


def _name(text: Prose, start: int, end: int) -> _Piece | None:
    """Return the last person named in a stretch of text."""
    found: _Piece | None = None
    for match in NAME.finditer(text.flat, start, end):
        name = person_name(match["name"])
        if name is None and match["title"]:
            name = unusual_name(match["name"])
        if name is not None and match.end() <= end:
            found = _Piece(match.start("name"), match.end("name"), "name", name)
    return found
