"""Values in, comparable forms out: the normalising of the scoring rules."""

import re
import unicodedata

from rapidfuzz.distance import Levenshtein

# Old and new placement of the tone mark: "hoà" and "hòa" are one spelling, "uỷ" and "ủy" too.
TONES = ("\u0300", "\u0301", "\u0309", "\u0303", "\u0323")
VOWEL_PAIRS = (("o", "a"), ("o", "e"), ("u", "y"))
QUOTES = str.maketrans({sign: '"' for sign in "“”„‟«»″"} | {sign: "'" for sign in "‘’‚‛′`´"})
DASHES = str.maketrans({sign: "-" for sign in "‐‑‒–—―−"})
BLANKS = re.compile(r"\s+")


def _tone_table() -> dict[str, str]:
    """Return every old-style pair with the new-style pair it becomes, in three casings."""
    table: dict[str, str] = {}
    for first, second in VOWEL_PAIRS:
        for tone in TONES:
            old = unicodedata.normalize("NFC", first + second + tone)
            new = unicodedata.normalize("NFC", first + tone + second)
            for casing in (str.lower, str.upper, str.title):
                table[casing(old)] = casing(new)
    return table


TONE_TABLE = _tone_table()
OLD_TONE = re.compile("|".join(map(re.escape, TONE_TABLE)))


def normal(text: str) -> str:
    """Return `text` in the form both sides are compared in.

    NFC, one placement of tone marks, single blanks, straight quotes, one dash, no punctuation at
    either end. Case is kept.

    >>> normal("  Uỷ ban nhân dân –  tỉnh. ")
    'Ủy ban nhân dân - tỉnh'
    """
    plain = unicodedata.normalize("NFC", text).translate(QUOTES).translate(DASHES)
    plain = OLD_TONE.sub(lambda match: TONE_TABLE[match.group()], plain)
    return _bare(BLANKS.sub(" ", plain))


def _bare(text: str) -> str:
    start, end = 0, len(text)
    while start < end and _outside(text[start]):
        start += 1
    while end > start and _outside(text[end - 1]):
        end -= 1
    return text[start:end]


def _outside(sign: str) -> bool:
    return sign.isspace() or unicodedata.category(sign).startswith("P")


def caseless(text: str) -> str:
    """Return the normal form without case, as names and list entries are compared.

    >>> caseless("SỞ Y TẾ;") == caseless("Sở Y tế")
    True
    """
    return normal(text).casefold()


def code_form(text: str) -> str:
    """Return a number-and-symbol in upper case without blanks.

    >>> code_form("31 /SNV – ccvc")
    '31/SNV-CCVC'
    """
    return normal(text).replace(" ", "").upper()


def similarity(one: str, other: str) -> float:
    """Return 1 - edit distance / longer length, 1.0 for two empty texts.

    >>> similarity("abcd", "abcx")
    0.75
    """
    longer = max(len(one), len(other))
    return 1.0 if longer == 0 else 1.0 - Levenshtein.distance(one, other) / longer
