"""Finds number, symbol and code in the head of a letter."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from nlp.document_types import leading_type
from nlp.fields.codes import as_known, canonical, codes_in
from nlp.fields.designation import designation, note_above_annex, numbered_title
from nlp.fields.own_number import number_lines
from nlp.fields.units import spelled_as_issuer
from nlp.finding import Found, found_in, letter_of
from nlp.folding import fold
from nlp.layout.anchors import is_number
from nlp.lexicons import Lexicons
from nlp.record import FieldName
from nlp.zones import Letter, ZoneName, was_read

LOOKALIKES = str.maketrans({"Ð": "Đ", "⁄": "/", "–": "-", "—": "-", "‐": "-", "‑": "-", "|": "/"})
PREFIX = re.compile(
    r"^[\W_]{0,4}(?:(?:bo luat|luat|phap lenh|nghi quyet|lenh|sac lenh|nghi dinh|quyet dinh)\s)?"
    r"s[o06e][a-z]?\s{0,2}[:;.,]?\s*"
)
# Once a symbol followed a dash, a blank or nothing: "91-HĐBT", "54 TC/TCT", "22 QĐ/BT", "01NQ/UBTVQH9";
# a room or a year might stand for it: "611-VP18", "1735-P/4", "60C-1946".
OLD = re.compile(
    r"^(?P<number>\d{1,4}[A-ZĐ]?)(?:\s?(?P<dash>-)\s?(?P<one>[A-ZĐ][A-ZĐg]{0,6}(?:-[A-ZĐ]{1,8}){0,4}\d{0,2}[A-ZĐ]?(?:/TT(?:LT|LB)?)?"
    r"|[A-ZĐ]{1,4}/\d{1,2}|19[4-6]\d)"
    r"|\s(?P<parts>[A-ZĐ]{2,6}(?:\s?[/-]\s?[A-ZĐ]{2,6}\d{0,2}){0,3}))\W*$"
)
GLUED = re.compile(
    r"^(?P<number>\d{1,4})(?P<parts>[A-ZĐ]{2,6}(?:\s?[/-]\s?[A-ZĐ]{2,6}\d{0,2}){1,3})\W*$"
)
# Party letters: "05-CTr/TU", "144-TB/TU"; the type follows a hyphen, the body a slash.
PARTY = re.compile(
    r"^(?P<number>\d{0,6}|\d{1,4}[A-ZĐ]|\?)\s*-\s*(?P<symbol>[A-ZĐ][A-Za-zĐ]{0,3}\s*/\s*[A-ZĐ].*)$"
)
ALONE = re.compile(r"^so (?P<number>\d{1,4})\W*$")
YEAR = re.compile(r"^(?P<year>20\d\d|19\d\d)\s*/?\s*(?P<rest>[A-ZĐ].*)$")
# What a symbol may hold; it begins and ends with a letter or digit.
SYMBOL = re.compile(r"[A-ZĐ][\wĐđ&.,]*(?:\s?[-/]\s?[A-ZĐ][\wĐđ&.,]*)*")
# Resolutions of the Government that carry out one of the Party bear its number: "66.7".
DIGITS = re.compile(r"^(?:\d{1,6}[a-zA-Z]?|\d{1,3}\.\d{1,2})$")
BLANK = " ._…,-"
SPECKS = re.compile(r"[^0-9A-Za-zÀ-ɏḀ-ỹ]+$")
SURE, PARTLY = 0.95, 0.6


@dataclass(frozen=True, slots=True)
class Code:
    """The two halves of a code.

    Attributes:
        number: None when it is blank or unreadable.
        symbol: All after the number.
        certainty: How sure the reading is, 0 to 1.
        joint: What joins them where it is not the usual sign: a dash, a blank or nothing, as before
            1995; None where it is.
    """

    number: str | None
    symbol: str | None
    certainty: float
    joint: str | None = None

    @property
    def whole(self) -> str:
        """Number and symbol as one."""
        if self.joint is not None:
            return f"{self.number}{self.joint}{self.symbol}"
        return joined(self.number or "", self.symbol or "")


def find(doc: Doc, lexicons: Lexicons) -> Iterable[Found]:
    """Yield number, symbol and code of the letter.

    Source:
        Decree 30/2020/NĐ-CP, Annex I, part II, 3; party letters: Hướng dẫn 36-HD/VPTW.
    """
    letter = letter_of(doc)
    lines = number_lines(letter)
    text = " ".join(placed.line.text for placed in lines)
    code = split(text)
    if code.number is None and not is_number(text):
        named = list(_titled(letter))
        yield from named
        if named or not lines:
            return
    if code.symbol is not None and was_read(letter, lines[0].start, lines[-1].end):
        known = {*lexicons.abbreviations, *lexicons.units}
        titled_symbol = _as_titled(code.symbol, letter, lexicons)
        read = as_known(titled_symbol, known)
        meant = _spelled(read, doc, known)
        code = replace(code, symbol=meant, certainty=code.certainty if meant == read else PARTLY)
    start, end = lines[0].start, lines[-1].end
    first, last = _digits(text, code.number)
    number, symbol = (start + first, start + last), (min(start + last, end - 1), end)
    if code.number is not None:
        yield Found(FieldName.NUMBER, code.number, start, end, code.certainty, number)
    if code.symbol is not None:
        yield Found(FieldName.SYMBOL, code.symbol, start, end, code.certainty, symbol)
    if code.number is not None and code.symbol is not None:
        whole = (start + first, end)
        yield Found(FieldName.CODE, code.whole, start, end, code.certainty, whole)


def _spelled(symbol: str, doc: Doc, known: Collection[str]) -> str:
    """Return a symbol with the part that stands for the issuer as the issuer's name has it."""
    issuer = next((x.value for x in found_in(doc) if x.name is FieldName.ISSUER), None)
    return spelled_as_issuer(symbol, issuer, known) if isinstance(issuer, str) else symbol


def _digits(text: str, number: str | None) -> tuple[int, int]:
    """Return where the digits of a number stand in its line; how sure "Số:" was read is no matter.

    >>> _digits("Số: 12/KH", "12"), _digits("Số: 1 2/KH", "12"), _digits("Số: /KH", None)
    ((4, 6), (4, 7), (4, 4))
    """
    prefix = PREFIX.match(fold(text))
    begin = 0 if prefix is None else prefix.end()
    match = re.compile(r"\s*".join(number or "")).search(text, begin)
    return (begin, begin) if match is None else match.span()


def _titled(letter: Letter) -> Iterable[Found]:
    """Yield the number that a title names, or a note above an annex, where the head has none."""
    named = designation(letter) or note_above_annex(letter, None) or numbered_title(letter)
    if named is None:
        return
    alone = ALONE.match(fold(named.code))
    code = split(named.code) if alone is None else _told_above(alone["number"], letter)
    values = {FieldName.NUMBER: code.number, FieldName.SYMBOL: code.symbol}
    for name, value in {**values, FieldName.CODE: code.whole}.items():
        if value and code.number is not None and (alone or code.symbol is not None):
            yield Found(name, value, named.start, named.end, PARTLY)


def _told_above(number: str, letter: Letter) -> Code:
    """Return the whole code of an act that bears a number alone, as the first decrees did.

    Its symbol may stand in the name of the page, where the text was saved from a site.
    """
    above = (*letter.lines_in(ZoneName.HEAD_LEFT), *letter.lines_in(ZoneName.MARGIN))
    for placed in above:
        for code in codes_in(placed.line.text):
            if code.number == number:
                return Code(number, code.symbol, PARTLY, joint="/")
    return Code(number, "", PARTLY, joint="")


def _as_titled(symbol: str, letter: Letter, lexicons: Lexicons) -> str:
    """Give a type its small "r" back where the title names it ("TT-" under "TỜ TRÌNH")."""
    for placed in letter.lines_in(ZoneName.TITLE):
        name = leading_type(placed.line.text, lexicons.document_types)
        short = "" if name is None else lexicons.document_types[name]
        first, dash, rest = symbol.partition("-")
        if short.endswith("r") and first == short[:-1]:
            return f"{short}{dash}{rest}"
    return symbol


def joined(number: str, symbol: str) -> str:
    """Return number and symbol as one code.

    >>> joined("144", "TB/TU"), joined("15", "KH-UBND"), joined("03", "2024/NQ-HĐND")
    ('144-TB/TU', '15/KH-UBND', '03/2024/NQ-HĐND')
    """
    party = "/" in symbol and not symbol[:4].isdigit()
    return f"{number}{'-' if party else '/'}{symbol}"


def split(text: str) -> Code:
    """Split the number line into number and symbol.

    >>> split("Số: 1114 /KH-SGDĐT")
    Code(number='1114', symbol='KH-SGDĐT', certainty=0.95, joint=None)
    >>> split("Số:        /SGDĐT-VP").number is split("Số: 00/QĐ-UBND").number is None
    True
    >>> split("Số: 51/2025NQ-HĐND").symbol
    '2025/NQ-HĐND'
    >>> split("Số 05-CTr/TU").symbol, split("Số ? -TB/ĐU")
    ('CTr/TU', Code(number=None, symbol='TB/ĐU', certainty=0.95, joint=None))
    >>> split("Số 05-TT/LB").whole, split("Số: 496A-TC/QĐ/TCT").whole
    ('05-TT/LB', '496A-TC/QĐ/TCT')
    >>> split("Số 12 NQ/HĐNN7").whole, split("Số: 66/BYT/QĐ").whole, split("Số: 66/2020/QĐ/BYT").whole
    ('12 NQ/HĐNN7', '66/BYT/QĐ', '66/2020/QĐ/BYT')
    """
    plain = text.translate(LOOKALIKES)
    prefix = PREFIX.match(fold(plain))
    rest = plain[0 if prefix is None else prefix.end() :].strip()
    party = PARTY.match(rest)
    if party is not None:
        return Code(party["number"].strip("?") or None, _cleaned(party["symbol"]), SURE)
    old = _of_old(rest)
    if old is not None:
        return old
    number, slash, tail = rest.partition("/")
    if not slash:
        return _without_slash(rest)
    year = YEAR.match(tail.strip())
    symbol = _cleaned(tail) if year is None else f"{year['year']}/{_cleaned(year['rest'])}"
    core = number.strip(BLANK).replace(" ", "")
    known = DIGITS.match(core) is not None
    # "66/BYT/QĐ" is no letter of the Party, whose number a dash follows.
    joint = "/" if year is None and "/" in symbol else None
    is_blank = not core.strip("0")  # a form's "00/QĐ-UBND"
    sure = SURE if known or not core else PARTLY
    return Code(core if known and not is_blank else None, symbol or None, sure, joint)


def _of_old(rest: str) -> Code | None:
    """Read what follows "Số:" in the forms before 1995; None where it is none of them.

    >>> [_of_old(text).whole for text in ("91-HĐBT", "54 TC/TCT", "7-NQ-TVQH", "60C-1946", "611-VP18")]
    ['91-HĐBT', '54 TC/TCT', '7-NQ-TVQH', '60C-1946', '611-VP18']
    >>> _of_old("01NQ/UBTVQH9").whole, _of_old("15/KH-UBND")
    ('01NQ/UBTVQH9', None)
    """
    old, glued = OLD.match(rest), GLUED.match(rest)
    if old is not None:
        symbol = _tight(old["one"] or old["parts"])
        return Code(old["number"], symbol, SURE, joint=old["dash"] or " ")
    if glued is not None:
        return Code(glued["number"], _cleaned(glued["parts"]), SURE, joint="")
    return None


def _without_slash(rest: str) -> Code:
    """Read a line whose slash OCR lost: only the symbol can be told."""
    symbols = [match.group() for match in SYMBOL.finditer(rest) if "-" in match.group()]
    return Code(None, _cleaned(symbols[-1]) if symbols else None, PARTLY)


def _cleaned(symbol: str) -> str:
    """Drop blanks and what follows the symbol.

    >>> _cleaned("TB -SYT"), _cleaned("VP-ĐĐBQH  Hà Giang"), _cleaned("SYT-NVD_ˆ")
    ('TB-SYT', 'VP-ĐĐBQH', 'SYT-NVD')
    """
    match = SYMBOL.search(_tight(symbol.strip(" ./-")))
    return canonical(SPECKS.sub("", match.group())) if match is not None else ""


def _tight(symbol: str) -> str:
    return re.sub(r"\s*([-/&])\s*", r"\1", symbol)
