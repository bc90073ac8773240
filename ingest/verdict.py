"""Judges the text a PDF brings along: the words of a page go in, what they are worth comes out."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ingest.pages import PageFacts
from nlp.document import Line, Verdict
from nlp.layout.anchors import is_signature_note
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
UNMAPPED = 0.02
LEGACY = 0.15

EDGES = "\"'“”‘’«».,;:!?()[]{}<>…-–—*•+/\\_=|~`^"
JOINTS = re.compile(r"[/\-–.,&@:;()“”\"']+")
ADDRESS = re.compile(r"@|://|www\.")
CID = re.compile(r"\(cid:\d+\)")
# TCVN3 puts Vietnamese letters where Latin-1 has signs ("nh©n d©n"); VNI writes marks as a second
# letter ("caùc baïn").
TCVN3 = re.compile(r"[A-Za-zÀ-ÿ][¡-¿×÷]|[¡-¿×÷][A-Za-z]")
VNI = re.compile(r"[aeiouyôö][ùøûõïáàåãäúüëéèêâ]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Measures:
    """What the words of a page tell.

    Attributes:
        words: How many were counted; numbers, codes and abbreviations are not.
        legal: Share of them that are legal Vietnamese syllables.
        marked: Share of them that carry a Vietnamese mark.
        legacy: Share of them that look like TCVN3 or VNI.
        unmapped: Share of characters that stand for no letter.
    """

    words: int
    legal: float
    marked: float
    legacy: float
    unmapped: float


def judge(lines: Sequence[Line], page: PageFacts) -> tuple[Verdict, str]:
    """Say what the text layer of a page is worth.

    Args:
        lines: The embedded words of the page.
        page: Size and images of the page.

    Returns:
        The verdict and its reason in a short English phrase.
    """
    if not lines:
        return Verdict.NO_LAYER, "no text"
    own = [line for line in lines if not is_signature_note(line.text)]
    found = measure(own)
    if page.image_cover >= SCANNED:
        return _over_scan(found)
    if not own:
        return Verdict.NO_LAYER, "nothing but a note of a digital signature"
    return _printed(found)


def measure(lines: Iterable[Line]) -> Measures:
    """Count the words of a page."""
    tokens = [word.text for line in lines for word in line.words]
    words = [part for token in tokens for part in _words(token)]
    signs = "".join(tokens)
    count = max(1, len(words))
    return Measures(
        words=len(words),
        legal=sum(is_legal(word) for word in words) / count,
        marked=sum(has_mark(word) for word in words) / count,
        legacy=min(1.0, sum(_is_legacy(token) for token in tokens) / count),
        unmapped=_unmapped(signs) / max(1, len(signs)),
    )


def _over_scan(found: Measures) -> tuple[Verdict, str]:
    """Judge the text over the scan of a page."""
    if found.words < FEW_WORDS:
        return Verdict.BAD_LAYER, f"only {found.words} words over a scan"
    rates = f"{found.legal:.1%} legal syllables, {found.marked:.1%} marked"
    if found.legal >= SCAN_LEGAL and found.marked >= SCAN_MARKED and found.unmapped < UNMAPPED:
        return Verdict.GOOD_LAYER, f"scan with a clean layer: {rates}"
    return Verdict.BAD_LAYER, f"layer of a scanner: {rates}"


def _printed(found: Measures) -> tuple[Verdict, str]:
    """Judge the text of a page that is no scan."""
    if found.unmapped >= UNMAPPED:
        return Verdict.BAD_LAYER, f"{found.unmapped:.1%} of characters stand for no letter"
    if found.words < ENOUGH_WORDS:
        return Verdict.GOOD_LAYER, "born digital, too short to judge"
    if found.legacy >= LEGACY and found.legacy > found.marked - found.legacy:
        return Verdict.BAD_LAYER, f"legacy encoding in {found.legacy:.1%} of words"
    if found.legal < VIETNAMESE:
        return Verdict.GOOD_LAYER, "born digital, not Vietnamese"
    if found.marked < MARKED:
        return Verdict.BAD_LAYER, f"marks are lost: only {found.marked:.1%} of words have any"
    return Verdict.GOOD_LAYER, f"born digital: {found.legal:.1%} legal syllables"


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


def _is_legacy(token: str) -> bool:
    return TCVN3.search(token) is not None or VNI.search(token) is not None


def _unmapped(signs: str) -> int:
    """Count characters of private use, replacement characters and "(cid:12)"."""
    cids = sum(len(match.group()) for match in CID.finditer(signs))
    return cids + sum(
        sign == "\ufffd" or unicodedata.category(sign) in {"Co", "Cn"} for sign in signs
    )
