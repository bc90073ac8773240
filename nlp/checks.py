"""Cross-checks between the values of one letter: values in, agreement of each with the others out."""

from collections.abc import Callable, Mapping, Sequence

from nlp.fields.codes import type_of
from nlp.fields.units import abbreviates
from nlp.finding import Found
from nlp.folding import fold
from nlp.lexicons import Lexicons
from nlp.record import Deadline, FieldName, Reference, Signer

AGREES, OPEN, DIFFERS = 1, 0, -1
DOUBTFUL = 0.4
"""A finder that is no surer than this saw something else in the letter speak against its find."""
DAY = len("2026-01-05")
FULL_NAME = 3


class Letter:
    """The first value of each field of a letter, for asking one about another."""

    def __init__(self, found: Sequence[Found]) -> None:
        self.every = found
        self.texts: dict[FieldName, str] = {}
        for one in found:
            if isinstance(one.value, str):
                self.texts.setdefault(one.name, one.value)

    def text(self, name: FieldName) -> str | None:
        """Return the first text found for a field."""
        return self.texts.get(name)

    def cited_days(self) -> list[str]:
        """Return the full dates of the letters cited."""
        references = [one.value for one in self.every if isinstance(one.value, Reference)]
        return [day.issued_on for day in references if day.issued_on and len(day.issued_on) == DAY]


def agreement(found: Found, letter: Letter, lexicons: Lexicons) -> int:
    """Tell whether a value agrees with the letter's other values.

    Returns:
        1 where another value bears it out, -1 where one speaks against it, else 0.
    """
    check = CHECKS.get(found.name)
    return OPEN if check is None else check(found, letter, lexicons)


def _type(found: Found, letter: Letter, lexicons: Lexicons) -> int:
    """The type that the heading names is the one the symbol begins with."""
    symbol, heading = letter.text(FieldName.SYMBOL), letter.text(FieldName.DOCUMENT_TYPE)
    by_symbol = type_of(symbol) if symbol else None
    if by_symbol is None or heading is None:
        return OPEN
    return AGREES if by_symbol == heading else DIFFERS


def _symbol(found: Found, letter: Letter, lexicons: Lexicons) -> int:
    same_type = _type(found, letter, lexicons)
    return AGREES if same_type != DIFFERS and _names_issuer(letter) else same_type


def _code(found: Found, letter: Letter, lexicons: Lexicons) -> int:
    """What bears the symbol out says nothing of the number before it."""
    return min(OPEN, _symbol(found, letter, lexicons))


def _issuer(found: Found, letter: Letter, lexicons: Lexicons) -> int:
    return AGREES if _names_issuer(letter) else OPEN


def _names_issuer(letter: Letter) -> bool:
    """Tell whether a part of the symbol is made of the first letters of the issuer."""
    symbol, issuer = letter.text(FieldName.SYMBOL), letter.text(FieldName.ISSUER)
    if symbol is None or issuer is None:
        return False
    words = issuer.split()
    parts = symbol.replace("/", "-").split("-")
    return any(
        abbreviates(part, " ".join(words[:count]))
        for part in parts
        for count in range(2, len(words) + 1)
    )


def _place(found: Found, letter: Letter, lexicons: Lexicons) -> int:
    bodies = fold(
        " ".join(filter(None, map(letter.text, (FieldName.ISSUER, FieldName.ISSUER_PARENT))))
    )
    named = isinstance(found.value, str) and fold(found.value) in bodies
    return AGREES if named else OPEN


def _issued_on(found: Found, letter: Letter, lexicons: Lexicons) -> int:
    """A letter cites older letters, and asks for things later than its own day."""
    day = found.value
    if not isinstance(day, str) or len(day) != DAY:
        return OPEN
    cited = letter.cited_days()
    if any(other > day for other in cited):
        return DIFFERS
    return AGREES if cited else OPEN


def _signer(found: Found, letter: Letter, lexicons: Lexicons) -> int:
    signer = found.value
    if not isinstance(signer, Signer) or signer.name is None:
        return OPEN
    words = signer.name.split()
    known = words[0] in lexicons.family_names and set(words[1:]) <= lexicons.given_names
    return AGREES if known and len(words) >= FULL_NAME and signer.position else OPEN


def _recipient(found: Found, letter: Letter, lexicons: Lexicons) -> int:
    """A list that ends with the file copy was read to its end."""
    mine = [one.value for one in letter.every if one.name is FieldName.RECIPIENTS]
    return (
        AGREES if mine and isinstance(mine[-1], str) and fold(mine[-1]).startswith("luu") else OPEN
    )


def _reference(found: Found, letter: Letter, lexicons: Lexicons) -> int:
    cited = found.value
    if not isinstance(cited, Reference) or cited.code is None:
        return OPEN
    symbol = cited.code.partition("/")[2] or cited.code.partition("-")[2]
    by_symbol = type_of(symbol)
    if cited.document_type and by_symbol and by_symbol != cited.document_type:
        return DIFFERS
    twin = any(
        _nearly(cited.code, other.value.code)
        for other in letter.every
        if isinstance(other.value, Reference) and other is not found
    )
    return DIFFERS if twin else AGREES if cited.issued_on else OPEN


def _nearly(code: str, other: str | None) -> bool:
    """Tell whether two codes differ in one sign alone: one of them may be misread."""
    if other is None or len(code) != len(other):
        return False
    return sum(a != b for a, b in zip(code, other, strict=True)) == 1


def _deadline(found: Found, letter: Letter, lexicons: Lexicons) -> int:
    deadline = found.value
    if not isinstance(deadline, Deadline) or deadline.due_on is None:
        return OPEN
    issued = letter.text(FieldName.ISSUED_ON)
    past = issued is not None and deadline.due_on < issued[: len(deadline.due_on)]
    if past or found.certainty <= DOUBTFUL:
        return DIFFERS
    return AGREES if deadline.action and len(deadline.due_on) == DAY else OPEN


Check = Callable[[Found, Letter, Lexicons], int]
CHECKS: Mapping[FieldName, Check] = {
    FieldName.DOCUMENT_TYPE: _type,
    FieldName.SYMBOL: _symbol,
    FieldName.CODE: _code,
    FieldName.ISSUER: _issuer,
    FieldName.PLACE: _place,
    FieldName.ISSUED_ON: _issued_on,
    FieldName.SIGNERS: _signer,
    FieldName.RECIPIENTS: _recipient,
    FieldName.REFERENCES: _reference,
    FieldName.DEADLINES: _deadline,
}
