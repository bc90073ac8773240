"""Finds what a letter is about: "V/v …" of a công văn, or the title of the other types."""

import re
from collections.abc import Iterable, Sequence

from spacy.tokens import Doc

from nlp.document_types import leading_type, named_type
from nlp.fields.codes import type_of
from nlp.fields.own_number import number_lines
from nlp.finding import Found, found_in, letter_of
from nlp.folding import fold, squeeze
from nlp.layout.anchors import is_about, is_number
from nlp.lexicons import Lexicons
from nlp.record import FieldName
from nlp.spelling import sentence
from nlp.zones import Letter, Placed, ZoneName

ABOUT = re.compile(r"^\W{0,4}(?:v\s?(?:/y|/\\[-/]|[/l1i|]\s?[vw]?\b)|(?:vv|ve\s+viec)\b)[\s:.–-]*")
MISREAD = re.compile(
    r"^\W{0,3}(?:(?!(?:về|và|vào|với|vì|vụ|vừa)\s)[Vv]\S{1,2}|[Ww]\S{0,2})\s+(?=\w)"
)
ABOUT_WORDS = re.compile(r"^\W{0,3}ve\s+viec\b[\s:]*")
# Headings that go on after the type ("KẾ HOẠCH TRIỂN KHAI …") keep the rest as the subject.
# "KẾ HOẠCH LIÊN TỊCH": belongs to the type.
LIAISON = re.compile(r"^\s*(?:LIÊN (?:TỊCH|NGÀNH)|[Ll]iên (?:tịch|ngành))\b[\s:]*(?=\S)")
TRAIL = " .;:,-–\"“”'_*"
SURE, LIKELY = 0.93, 0.85


def find(doc: Doc, lexicons: Lexicons) -> Iterable[Found]:
    """Yield subject and document_type.

    Source:
        Decree 30/2020/NĐ-CP, Annex I, part II, 5 (boxes 5a and 5b).
    """
    letter = letter_of(doc)
    title = list(letter.lines_in(ZoneName.TITLE))
    typed = _typed(title, lexicons)
    if typed is not None:
        yield from _titled(title, typed, letter, lexicons)
        return
    about = _about(letter)
    if about:
        text = " ".join(placed.line.text for placed in about)
        subject = _cleaned(text[_end_of(ABOUT, text) or _end_of(MISREAD, text) :])
        start, end = about[0].start, about[-1].end
        yield Found(FieldName.DOCUMENT_TYPE, "CV", start, end, SURE)
        if subject:
            yield Found(FieldName.SUBJECT, subject, start, end, SURE)
    elif next(letter.lines_in(ZoneName.ADDRESSEES), None) is not None:
        first = next(letter.lines_in(ZoneName.ADDRESSEES))
        yield Found(FieldName.DOCUMENT_TYPE, "CV", first.start, first.end, LIKELY)
    else:
        yield from _by_symbol(doc, title)


def _by_symbol(doc: Doc, title: Sequence[Placed]) -> Iterable[Found]:
    """Yield the type that the symbol of a whole code names, where the title's first line is lost.

    What was read of the title is the subject then.
    """
    found = found_in(doc)
    whole = any(one.name is FieldName.CODE for one in found)
    for one in found:
        if whole and one.name is FieldName.SYMBOL and isinstance(one.value, str):
            short = type_of(one.value)
            if short is not None and short != "CV":
                yield Found(FieldName.DOCUMENT_TYPE, short, one.start, one.end, LIKELY)
                subject = _cleaned(squeeze(" ".join(placed.line.text for placed in title)))
                if subject:
                    start, end = title[0].start, title[-1].end
                    yield Found(FieldName.SUBJECT, subject, start, end, LIKELY)


def _typed(title: Sequence[Placed], lexicons: Lexicons) -> tuple[int, str] | None:
    """Return which title line names the type, and the type."""
    types = lexicons.document_types
    for at, placed in enumerate(title):
        name = leading_type(placed.line.text, types) or named_type(placed.line.text, types)
        if name is not None:
            return at, name
    return None


def _consolidated(letter: Letter) -> str | None:
    """Return the type of a consolidated text: its title is that of the act, its number its own."""
    numbered = any("VBHN" in placed.line.text for placed in number_lines(letter))
    return "VBHN" if numbered else None


def _titled(
    title: Sequence[Placed], typed: tuple[int, str], letter: Letter, lexicons: Lexicons
) -> Iterable[Found]:
    at, name = typed
    heading = title[at]
    abbreviation = _consolidated(letter) or lexicons.document_types[name]
    yield Found(FieldName.DOCUMENT_TYPE, abbreviation, heading.start, heading.end, SURE)
    rest = " ".join(heading.line.text.split()[len(name.split()) :])
    following = [placed.line.text for placed in title[at + 1 :]]
    text = LIAISON.sub("", squeeze(" ".join([rest, *following])))
    subject = _cleaned(text[_end_of(ABOUT_WORDS, text) :])
    if subject:
        yield Found(
            FieldName.SUBJECT, sentence(subject, lexicons), heading.start, title[-1].end, SURE
        )


def _about(letter: Letter) -> list[Placed]:
    """Return the lines from "V/v" to the end of the left head.

    Below the number nothing else begins with a V (or W) and a sign or two, whatever was read of them.
    """
    lines = list(letter.lines_in(ZoneName.HEAD_LEFT))
    number = next((at for at, one in enumerate(lines) if is_number(one.line.text)), len(lines))
    for at, placed in enumerate(lines):
        if is_about(placed.line.text) or (at > number and MISREAD.match(placed.line.text)):
            return lines[at:]
    return []


def _end_of(pattern: re.Pattern[str], text: str) -> int:
    match = pattern.match(fold(text))
    return 0 if match is None else match.end()


def _cleaned(text: str) -> str:
    """Drop blanks, quotes and full stops around a subject; quotes inside stay in pairs.

    >>> _cleaned("“ tổ chức  hội thảo.”"), _cleaned("báo cáo nhanh (Lần 2)")
    ('tổ chức hội thảo', 'báo cáo nhanh (Lần 2)')
    """
    plain = LIAISON.sub("", squeeze(text)).strip(TRAIL)
    if plain.count(")") > plain.count("("):
        plain = plain.removesuffix(")")  # "(V/v …)"
    return plain + "”" * (plain.count("“") - plain.count("”"))
