"""A line goes in, its pieces come out: words that may be repaired, and all that must stay."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

ADDRESS = re.compile(
    r"[^\s@<>()\[\]]+@[^\s@]+\.\w{2,}"
    r"|(?:https?|ftp)://\S+"
    r"|www\.\S+"
    r"|[\w\-]+(?:\.[\w\-]+)*\.(?:vn|com|net|org|edu|gov|info)(?:/\S*)?",
    re.IGNORECASE,
)
_PART = r"(?:TTg|TTr|CTr|Qy[ĐD]|[A-ZĐÐƯÔ&]{1,9}\d{0,4}|\d{1,9})"
CODE = re.compile(
    rf"(?:(?:\d[\d.,]*[/\-–])+{_PART}|[A-ZĐÐƯ]{{1,9}}\d{{0,4}}(?=[/\-–]))(?:[/\-–]{_PART})*"
    r"(?=[,;:.()\[\]]|$)"
)
# What stands between two words inside one token. A quote, a bracket that closes or a tilde may be
# a misread letter and does not part words.
INNER = re.compile(r"[,;:/\-–—….“”\"+=\[\]_|(]+|(?<=[A-ZĐ])&(?=[A-ZĐ])")
# Where no bracket closes, one between letters is a letter too: "d(ra" is "dựa".
INNER_BUT_TORN = re.compile(
    INNER.pattern.replace("|(]+", "|]+") + r"|(?<![^\W\d_])\(+|\(+(?![^\W\d_])"
)
OUTER = " \t,;:/-–—….“”\"'‘’`´+=*<>[]{}_|\\()&!?~^•·»«§#%$©®°™¬¦¨¯"
SENTENCE_END = re.compile(r"[.;:!?…][)\]”\"'’]*$")
QUOTES = "'‘’\"“”`´"
OUTER_BUT_TORN = OUTER.translate({ord(sign): None for sign in "’'`´&°¥"})
# Signs that Vietnamese never sets right beside a letter: pieces of a letter, or specks.
STRAY_BEFORE = "~^\\{}?£¥¬¦"
STRAY_AFTER = re.compile(r"[~^\\{}£¥¬¦•]+|\((?=\s[^)]*$)|!(?=\s[a-zà-ỹđ])")
# The numeral of a heading that was read as bars: "|. MUC DICH", "Il. NOI DUNG".
BARS = re.compile(r"(?=I{0,2}[|l])[|Il]{1,3}\.\s+[A-ZĐ]{2}")
# "VI" and "XI" are syllables too ("DON VI"): their context tells.
ROMAN = re.compile(r"(?!(?:VI|XI)$)(?=[IVX]{2})X{0,3}(?:IX|IV|V?I{0,3})")
LIST_MARK = re.compile(r"[a-zđA-ZĐ]\)|[IVX]{1,5}\.")
TORN = re.compile(r"[’'`´&°¥]+")
# Three small letters are no measure and no code: "27thang", "thang01".
GLUED_BEFORE = re.compile(r"\d{2,}(?=[a-zà-ỹđ]{3})")
GLUED_AFTER = re.compile(r"(?<=[a-zà-ỹđ]{3})\d{2,}$")
# Digits that are misread letters stand alone between or beside small letters, or are a 6 that was
# an o with marks: "1an", "d6i", "S6", "TH6NG". All else with digits is a name or a measure.
MEASURE = re.compile(
    r"\d(?:kg|km|cm|mm|ha|ml|tr|mg|kv|kw|m|g|h|l)|(?:k|c|m|d)?m[23]", re.IGNORECASE
)
SMALL_WITH_DIGIT = re.compile(r"(?=.{3})(?=.*[^\W\d_])[^\d]*\d[^\d]*")
SIX = re.compile(r"[^\W\d_]6|[^\W\d_]+6[^\W\d_]+")
LONGEST_SENTENCE_END = 40
LONGEST_TOKEN = 120
"""Longer tokens are no words; they stay, and no pattern wanders through them."""
REMEMBERED = 8192
"""Tokens whose pieces are remembered: letters say the same words again and again."""
TOKEN = re.compile(r"\S+")
WIDE_GAP = re.compile(r"\s{2,}|\t")


class Kind(StrEnum):
    """What a piece is to the repair."""

    WORD = "word"
    NUMBER = "number"
    CODE = "code"
    NUMERAL = "numeral"
    ADDRESS = "address"
    BREAK = "break"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text, `[start, end)` in code points; a break is empty.

    Attributes:
        start: First code point.
        end: Behind the last.
        text: What stands there.
        kind: What it is.
    """

    start: int
    end: int
    text: str
    kind: Kind


def pieces_of(line: str, offset: int = 0) -> Iterator[Piece]:
    """Yield the pieces of a line, left to right; blanks and punctuation belong to none.

    Args:
        line: Text without a line feed.
        offset: Where the line begins in the whole text.

    >>> [piece.text for piece in pieces_of("S6: 03/CT-UBND ngay 26/01/2026; a@b.vn (UBND) Phong,ngay")]
    ['S6', '', '03/CT-UBND', 'ngay', '26/01/2026', '', 'a@b.vn', 'UBND', 'Phong', 'ngay']
    """
    for gap in re.split(r"(\s{2,}|\t)", line):
        if WIDE_GAP.fullmatch(gap):
            yield Piece(offset, offset, "", Kind.BREAK)
        for token in TOKEN.finditer(gap):
            if len(token.group()) > LONGEST_TOKEN:
                continue
            if token.start() == 0 and BARS.match(line):
                numeral = token.group()[:-1]
                yield Piece(offset, offset + len(numeral), numeral, Kind.NUMERAL)
                continue
            yield from _of_token(gap, token.start(), token.end(), offset)
        offset += len(gap)


def _of_token(line: str, start: int, end: int, offset: int) -> Iterator[Piece]:
    """Yield the pieces of one token of a line, `[start, end)`."""
    token = line[start:end]
    core = token.strip(OUTER)
    pieces: list[Piece] = []
    if core:
        first = start + token.index(core)
        if TORN.match(line, first + len(core), end) and token[0] not in QUOTES:
            core = line[first:end].rstrip(OUTER_BUT_TORN)
        if "(" in core and line.startswith(")", first + len(core)):
            core += ")"
        is_mark = LIST_MARK.fullmatch(token) is not None
        pieces = [
            Piece(first + piece.start, first + piece.end, piece.text, piece.kind)
            for piece in _of_core(core, is_mark=is_mark)
        ]
        _take_strays(pieces, line, start, (first, first + len(core)))
    for piece in pieces:
        yield Piece(piece.start + offset, piece.end + offset, piece.text, piece.kind)
    is_end = SENTENCE_END.search(token) and len(token) < LONGEST_SENTENCE_END
    if is_end and not (pieces and pieces[-1].text.endswith("!")):
        yield Piece(offset + end, offset + end, "", Kind.BREAK)


def _take_strays(pieces: list[Piece], line: str, start: int, core: tuple[int, int]) -> None:
    """Add to the first and last word of a token the signs that stick to it and are none of ours.

    Args:
        pieces: Of the token's core, places in the line.
        line: The line.
        start: Where the token begins.
        core: Where its core begins and ends.
    """
    if not pieces:
        return
    first, last = core
    strays = STRAY_BEFORE + "&" if line[first].islower() else STRAY_BEFORE
    lead = start + len(line[start:first].rstrip(strays))
    head = pieces[0]
    if lead < first and head.kind is Kind.WORD and head.start == first:
        pieces[0] = Piece(lead, head.end, line[lead : head.end], Kind.WORD)
    tail, after = pieces[-1], STRAY_AFTER.match(line, last)
    if after and tail.kind is Kind.WORD and tail.end == last:
        pieces[-1] = Piece(tail.start, after.end(), line[tail.start : after.end()], Kind.WORD)


@lru_cache(maxsize=REMEMBERED)
def _of_core(core: str, *, is_mark: bool) -> tuple[Piece, ...]:
    """Return the pieces of a token without the punctuation around it, counted from its start."""
    code = CODE.match(core)
    if ADDRESS.search(core):
        return (Piece(0, len(core), core, Kind.ADDRESS),)
    if code and any(sign.isalpha() for sign in code.group()):
        first = Piece(0, code.end(), code.group(), Kind.CODE)
        return (first, *_words(core[code.end() :], code.end()))
    if any(sign.isalpha() for sign in core) and not is_mark:
        return tuple(_words(core, 0))
    if is_mark or any(sign.isdigit() for sign in core):
        return (Piece(0, len(core), core, Kind.NUMBER),)
    return ()


def _words(core: str, offset: int) -> Iterator[Piece]:
    """Yield the words inside a token, parted by punctuation, glued numbers cut off."""
    start = 0
    inner = INNER if ")" in core else INNER_BUT_TORN
    for gap in (*inner.finditer(core), None):
        end = gap.start() if gap else len(core)
        run = core[start:end].strip(OUTER)
        # A mark torn off a letter is read as a quote behind it: "co’" is "cơ".
        tail = TORN.match(core, core.index(run, start) + len(run)) if run else None
        if tail and tail.end() <= end and run[-1:].isalpha():
            run += tail.group()
        if run:
            yield from _of_run(run, offset + core.index(run, start))
        start = gap.end() if gap else end


def _of_run(run: str, offset: int) -> Iterator[Piece]:
    end = len(run)
    before = GLUED_BEFORE.match(run)
    start = before.end() if before else 0
    after = GLUED_AFTER.search(run, start)
    if after:
        end = after.start()
    if before:
        yield Piece(offset, offset + start, run[:start], Kind.NUMBER)
    if start < end:
        word = run[start:end]
        kind = Kind.WORD if is_word(word) else Kind.NUMBER
        yield Piece(offset + start, offset + end, word, kind)
    if after:
        yield Piece(offset + end, offset + len(run), run[end:], Kind.NUMBER)


def is_word(run: str) -> bool:
    """Tell whether a run of letters, with a digit perhaps, may be a garbled word.

    >>> [run for run in "1an d6i S6 TH6NG lo1 A4 QL1A CO2 5kg H5N1 m2 B12".split() if is_word(run)]
    ['1an', 'd6i', 'S6', 'TH6NG', 'lo1']
    """
    if not any(sign.isalpha() for sign in run):
        return False
    if not any(sign.isdigit() for sign in run):
        return ROMAN.fullmatch(run) is None
    if MEASURE.fullmatch(run):
        return False
    if SIX.fullmatch(run):
        return True
    return any(sign.islower() for sign in run) and SMALL_WITH_DIGIT.fullmatch(run) is not None
