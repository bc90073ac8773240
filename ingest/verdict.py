"""Judges the text a PDF brings along: the words of a page go in, what they are worth comes out."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from ingest.embedded import cleaned, in_unicode
from ingest.pages import PageFacts
from nlp.document import Line, Verdict
from nlp.folding import fold
from nlp.layout.anchors import is_signature_note
from nlp.legacy import Encoding, encoding_of_font
from nlp.repair.syllables import has_mark, is_legal

# Images over half of a page are its scan: the text over them is what some scanner read, or the
# box of a digital signature.
SCANNED = 0.5
# Fewer words than this over a scan are not the letter.
FEW_WORDS = 50
# Windows of 300 words of clean Vietnamese (laws, forms, notices): half of them have at least 99.3 %
# legal syllables, and nineteen of twenty have marks on at least 79 %. Layers of scanners without
# Vietnamese have 29 to 64 % and 0 to 4 %. A layer over a scan is taken only where it is as clean as
# print: otherwise reading the image costs seconds and gains words.
SCAN_LEGAL = 0.99
SCAN_MARKED = 0.75
# Vietnamese without its marks still has 53 % legal syllables or more; English, French, German or
# Czech text 24 % or less. Clean Vietnamese has marks on at least 55 % (99 of 100 windows).
VIETNAMESE = 0.4
MARKED = 0.35
# Below this many words the rates say nothing.
ENOUGH_WORDS = 12
# A page with more odd words than this is asked for its fonts.
ODD = 0.05
UNMAPPED = 0.02
# Text under wrong names is full of signs ("6ӣ *,È2 '&;") and of words without vowels; in 45 foreign
# PDFs signs make up to 7 % of characters (15 % on a page of formulas), and 78 % of words or more
# are letters with a vowel among them.
SIGNS = 0.25
WORDLIKE = 0.6
# Where fewer tokens than this are words, the rest may be words under wrong names.
CODES = 0.2
# Converted text must be as Vietnamese as print; only a font's name allows less.
CONVERTED_LEGAL = 0.9

EDGES = "\"'“”‘’«».,;:!?()[]{}<>…-–—*•+/\\_=|~`^"
JOINTS = re.compile(r"[/\-–.,&@:;()“”\"']+")
ADDRESS = re.compile(r"@|://|www\.")
CID = re.compile(r"\(cid:\d+\)")
VOWEL = re.compile("[aeiouy]")
# What Western programs call the letters of older encodings.
OLD_LETTER = re.compile(
    "[\x80-\xff\u0152-\u0192\u02c6\u02dc\u2020-\u2022\u2030-\u203a\u20ac\u2122]"
)
PLAIN_SIGNS = frozenset(".,;:()/-–'\"“”%…")


@dataclass(frozen=True, slots=True)
class Measures:
    """What the words of a page tell.

    Attributes:
        tokens: How many tokens have a letter.
        words: How many were counted; numbers, codes and abbreviations are not.
        legal: Share of them that are legal Vietnamese syllables.
        marked: Share of them that carry a Vietnamese mark.
        wordlike: Share of them that are letters with a vowel among them, as in any language.
        signs: Share of characters that are neither letters, figures nor common punctuation.
        unmapped: Share of characters that stand for no letter.
    """

    tokens: int
    words: int
    legal: float
    marked: float
    wordlike: float
    signs: float
    unmapped: float


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the text layer of a page is worth.

    Attributes:
        verdict: In a word.
        reason: In a short English phrase.
        encoding: What must be converted, when the verdict is `LEGACY`.
    """

    verdict: Verdict
    reason: str
    encoding: Encoding | None = None


def judge(lines: Sequence[Line], page: PageFacts, fonts: Collection[str] = ()) -> Judgement:
    """Say what the text layer of a page is worth.

    Args:
        lines: The embedded words of the page, as they are named in the file.
        page: Size and images of the page.
        fonts: The names of its fonts where they are known.
    """
    if not lines:
        return Judgement(Verdict.NO_LAYER, "no text")
    own = [line for line in lines if not is_signature_note(line.text)]
    if page.image_cover >= SCANNED:
        return _over_scan(measure(cleaned(own)))
    if not own:
        return Judgement(Verdict.NOT_LETTER, "nothing but a note of a digital signature")
    return _printed(own, fonts)


def asks_for_fonts(lines: Sequence[Line], page: PageFacts) -> bool:
    """Tell whether the names of a page's fonts would help to judge it."""
    if page.image_cover >= SCANNED:
        return False
    odd = [word for line in lines for word in line.words if _is_odd(word.text)]
    return len(odd) > ODD * sum(len(line.words) for line in lines)


def measure(lines: Iterable[Line]) -> Measures:
    """Count the words of a page."""
    tokens = [word.text for line in lines for word in line.words]
    words = [part for token in tokens for part in _words(token)]
    text = "".join(tokens)
    count, length = max(1, len(words)), max(1, len(text))
    return Measures(
        tokens=sum(any(map(str.isalpha, token)) for token in tokens),
        words=len(words),
        legal=sum(is_legal(word) for word in words) / count,
        marked=sum(has_mark(word) for word in words) / count,
        wordlike=sum(_is_wordlike(word) for word in words) / count,
        signs=sum(not sign.isalnum() and sign not in PLAIN_SIGNS for sign in text) / length,
        unmapped=_unmapped(text) / length,
    )


def _over_scan(found: Measures) -> Judgement:
    """Judge the text over the scan of a page."""
    if found.words < FEW_WORDS:
        return Judgement(Verdict.NOT_LETTER, f"only {found.words} words over a scan")
    rates = f"{found.legal:.1%} legal syllables, {found.marked:.1%} marked"
    if found.legal >= SCAN_LEGAL and found.marked >= SCAN_MARKED and found.unmapped < UNMAPPED:
        return Judgement(Verdict.GOOD_LAYER, f"scan with a clean layer: {rates}")
    return Judgement(Verdict.BAD_LAYER, f"layer of a scanner: {rates}")


def _printed(lines: Sequence[Line], fonts: Collection[str]) -> Judgement:
    """Judge the text of a page that is no scan."""
    found = measure(cleaned(lines))
    if found.unmapped >= UNMAPPED:
        reason = f"{found.unmapped:.1%} of characters stand for no letter"
        return Judgement(Verdict.BAD_LAYER, reason)
    legacy = _legacy(lines, found, fonts)
    if legacy is not None:
        return legacy
    if found.signs >= SIGNS:
        return Judgement(Verdict.BAD_LAYER, f"{found.signs:.1%} of characters are odd signs")
    if found.tokens >= ENOUGH_WORDS and found.words < CODES * found.tokens:
        return Judgement(Verdict.BAD_LAYER, f"{found.words} words among {found.tokens} codes")
    if found.words < ENOUGH_WORDS:
        return Judgement(Verdict.GOOD_LAYER, "born digital, too short to judge")
    return _vietnamese(found)


def _vietnamese(found: Measures) -> Judgement:
    """Judge printed text that has words enough and no strange characters."""
    if found.legal < VIETNAMESE:
        if found.wordlike < WORDLIKE:
            reason = f"no language: only {found.wordlike:.1%} of words could be such"
            return Judgement(Verdict.BAD_LAYER, reason)
        return Judgement(Verdict.GOOD_LAYER, "born digital, not Vietnamese")
    if found.marked < MARKED:
        reason = f"marks are lost: only {found.marked:.1%} of words have any"
        return Judgement(Verdict.BAD_LAYER, reason)
    return Judgement(Verdict.GOOD_LAYER, f"born digital: {found.legal:.1%} legal syllables")


def _legacy(lines: Sequence[Line], found: Measures, fonts: Collection[str]) -> Judgement | None:
    """Return the judgement of a page written before Unicode, or None where it was not."""
    if not any(_is_odd(word.text) for line in lines for word in line.words):
        return None
    named = {encoding for font in fonts if (encoding := encoding_of_font(font)) is not None}
    tried = [(measure(in_unicode(lines, one)), one) for one in named or Encoding]
    best, encoding = max(tried, key=lambda pair: (pair[0].legal, pair[0].marked))
    by_name = bool(named) and best.legal >= found.legal
    by_rate = best.legal >= CONVERTED_LEGAL and best.marked >= MARKED
    if best.legal <= found.legal or not (by_name or (by_rate and best.words >= ENOUGH_WORDS)):
        return None
    reason = f"{encoding}: {best.legal:.1%} legal syllables, {found.legal:.1%} unconverted"
    return Judgement(Verdict.LEGACY, reason, encoding)


def _words(token: str) -> Iterator[str]:
    """Yield the parts of a token that are written with letters.

    Parts in capitals that are no syllable are abbreviations (UBND, GDĐT) and tell nothing, nor
    do addresses.

    >>> list(_words("15/KH-UBND,")), list(_words("đạo/Quỳnh")), list(_words("d6i"))
    ([], ['đạo', 'Quỳnh'], ['d6i'])
    """
    if ADDRESS.search(token):
        return
    for part in JOINTS.split(token.strip(EDGES)):
        if any(sign.isalpha() for sign in part) and not (part.isupper() and not is_legal(part)):
            yield part


def _is_odd(token: str) -> bool:
    """Tell whether a token may be written in an encoding before Unicode."""
    return OLD_LETTER.search(token) is not None and not all(map(is_legal, _words(token)))


def _is_wordlike(word: str) -> bool:
    return word.isalpha() and VOWEL.search(fold(word)) is not None


def _unmapped(signs: str) -> int:
    """Count characters of private use, replacement characters and "(cid:12)"."""
    cids = sum(len(match.group()) for match in CID.finditer(signs))
    return cids + sum(
        sign == "\ufffd" or unicodedata.category(sign) in {"Co", "Cn"} for sign in signs
    )
