"""The rules of Vietnamese spelling: a syllable goes in, whether it can exist comes out."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product

GRAVE, ACUTE, TILDE, HOOK, DOT = "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"
TONES: tuple[str, ...] = ("", GRAVE, ACUTE, TILDE, HOOK, DOT)
CIRCUMFLEX, BREVE, HORN = "\u0302", "\u0306", "\u031b"
MARKS = frozenset({*TONES[1:], CIRCUMFLEX, BREVE, HORN, "đ", "Đ"})
STOPS = ("c", "ch", "p", "t")
STOP_TONES = (ACUTE, DOT)

# Before e, ê, i, y the sounds /k g ŋ/ are written k, gh, ngh; before the rest c, g, ng.
BEFORE_FRONT = frozenset({"k", "gh", "ngh"})
BEFORE_BACK = frozenset({"c", "g", "ng"})
FREE = frozenset(
    "b ch d đ h kh l m n nh p ph r s t th tr v x".split()  # noqa: SIM905 - reads as a list
)
ONSETS = frozenset({"", "q"}) | FREE | BEFORE_FRONT | BEFORE_BACK
FRONT = frozenset("eêiy")
# A rounded glide (hoa, thuy) does not follow lips; c before a glide is written q.
LIPS = frozenset({"b", "m", "p", "ph", "v"})
# … but for a few words taken from other languages.
LOANS = {"b": ("oa", "oan", "uyt"), "m": ("oa", "oay"), "ph": ("uy",), "v": ("oan",)}
# "y" for "i" as the only vowel: kỹ, lý, mỹ, tỷ and in names (Thy, Vy, Ny, Dy).
ONSETS_OF_Y = frozenset({"", "d", "h", "k", "l", "m", "n", "r", "s", "t", "th", "v"})


@dataclass(frozen=True, slots=True)
class _Row:
    """Rhymes that share glide and nucleus.

    Attributes:
        glide: "o", "u" or nothing.
        nucleus: One or two vowels.
        tone_at: Which letter of the nucleus carries the tone.
        codas: What may follow; "-" is nothing.
    """

    glide: str
    nucleus: str
    tone_at: int
    codas: str


ROWS: tuple[_Row, ...] = (
    _Row("", "a", 0, "- c ch m n ng nh p t i o u y"),
    _Row("", "ă", 0, "c m n ng p t"),
    _Row("", "â", 0, "c m n ng p t u y"),
    _Row("", "e", 0, "- c m n ng p t o"),
    _Row("", "ê", 0, "- ch m n nh p t u"),
    _Row("", "i", 0, "- ch m n nh p t u"),
    _Row("", "y", 0, "-"),
    _Row("", "o", 0, "- c m n ng p t i"),
    _Row("", "oo", 1, "c ng"),
    _Row("", "ô", 0, "- c m n ng p t i"),
    _Row("", "ơ", 0, "- m n p t i"),
    _Row("", "u", 0, "- c m n ng p t i"),
    _Row("", "ư", 0, "- c m n ng t i u"),
    _Row("", "ia", 0, "-"),
    _Row("", "iê", 1, "c m n ng p t u"),
    _Row("", "yê", 1, "m n ng t u"),
    _Row("", "ua", 0, "-"),
    _Row("", "uô", 1, "c m n ng t i"),
    _Row("", "ưa", 0, "-"),
    _Row("", "ươ", 1, "c m n ng p t i u"),
    _Row("o", "a", 0, "- c ch m n ng nh p t i o y"),
    _Row("o", "ă", 0, "c m n ng p t"),
    _Row("o", "e", 0, "- m n ng o t"),
    _Row("u", "â", 0, "n ng t y"),
    _Row("u", "ê", 0, "- ch n nh"),
    _Row("u", "ơ", 0, "-"),
    _Row("u", "y", 0, "- ch n nh p t u"),
    _Row("u", "yê", 1, "n t"),
    _Row("u", "ya", 0, "-"),
)
# After q the glide is always written u.
ROWS_AFTER_Q: tuple[_Row, ...] = (
    _Row("u", "a", 0, "- c ch n ng nh p t i o u y"),
    _Row("u", "ă", 0, "c m n ng p t"),
    _Row("u", "â", 0, "c n ng t y"),
    _Row("u", "e", 0, "- m n ng o t"),
    _Row("u", "ê", 0, "- ch n nh t u"),
    _Row("u", "i", 0, "- ch n nh t"),
    _Row("u", "ô", 0, "c"),
    _Row("u", "ơ", 0, "- i n t"),
    _Row("u", "y", 0, "- ch n nh t u"),
    _Row("u", "yê", 1, "n t"),
)
# Open rhymes whose tone stands on the first letter in the old style, on the second in the new.
TWO_STYLES = frozenset({"oa", "oe", "uy"})
NEW_STYLE = re.compile(r"o[àáảãạèéẻẽẹ]|(?<!q)u[ỳýỷỹỵ]", re.IGNORECASE)
AT_END = re.compile(rf"(?:{NEW_STYLE.pattern})(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Syllable:
    """A well-formed syllable in lower case.

    Attributes:
        onset: Consonants before the vowel, "" where there are none; "q" and "gi" as written.
        rhyme: The rest without tone.
        tone: The combining mark, "" for the level tone.
    """

    onset: str
    rhyme: str
    tone: str


# "nghiêng": no syllable has more letters.
LONGEST = 7
# The one name on the map that breaks the rule of k: Bắc Kạn.
BAC_KAN = Syllable("k", "an", DOT)


def is_legal(syllable: str) -> bool:
    """Tell whether a syllable is spelt as Vietnamese can be; any case, NFC or NFD.

    Source:
        Hoàng Phê, Từ điển chính tả; both placements of the tone mark are accepted.

    >>> [is_legal(word) for word in ("Nguyễn", "hoà", "hòa", "QUYẾT", "giếng", "nghiệp")]
    [True, True, True, True, True, True]
    >>> [is_legal(word) for word in ("Phat", "nge", "ngiệp", "qan", "hõac", "UBND", "a1", "")]
    [False, False, False, False, False, False, False, False]
    """
    return parse(syllable) is not None


def are_syllables(word: str) -> bool:
    """Tell whether a word can be cut into syllables, at least one of them with a mark or a tone.

    >>> [are_syllables(word) for word in ("Phốihợp", "việcbảođảm", "Internet", "online", "cđánbộ")]
    [True, True, False, False, False]
    """
    reached = [True, *(False for _ in word)]
    for end in range(1, len(word) + 1):
        starts = range(max(0, end - LONGEST), end)
        reached[end] = any(reached[start] and is_legal(word[start:end]) for start in starts)
    return reached[-1] and has_mark(word)


@lru_cache(maxsize=65536)
def parse(syllable: str) -> Syllable | None:
    """Split a syllable into onset, rhyme and tone, or return None where no rule allows it.

    >>> parse("Giặt")
    Syllable(onset='gi', rhyme='ăt', tone='\u0323')
    """
    if not 0 < len(syllable) <= 14:
        return None
    found = _without_tone(syllable)
    if found is None:
        return None
    base, tone, tone_at = found
    if base + tone == "kan" + DOT:
        return BAC_KAN
    for onset, start in _splits(base):
        rhyme = base[start:]
        places = _rhymes(onset).get(rhyme)
        if places is None or (tone and tone_at - start not in places):
            continue
        if (start == 1) != rhyme.startswith("i") and onset == "gi":
            continue
        if tone in STOP_TONES or not rhyme.endswith(STOPS):
            return Syllable(onset, rhyme, tone)
    return None


def all_syllables() -> Iterator[str]:
    """Return the closed set: every legal syllable, lower case, NFC; both tone placements."""
    for onset in sorted({"gi", *ONSETS}):
        for (rhyme, places), tone in product(_rhymes(onset).items(), TONES):
            if rhyme.endswith(STOPS) and tone not in STOP_TONES:
                continue
            written = "g" if onset == "gi" and rhyme.startswith("i") else onset
            for place in places if tone else places[:1]:
                marked = rhyme[: place + 1] + tone + rhyme[place + 1 :]
                yield unicodedata.normalize("NFC", written + marked)


def has_tone(syllable: str) -> bool:
    """Tell whether any letter carries a tone.

    >>> has_tone("đông"), has_tone("động"), has_tone("Ban")
    (False, True, False)
    """
    return not syllable.isascii() and any(
        sign in TONES[1:] for sign in unicodedata.normalize("NFD", syllable)
    )


def has_mark(syllable: str) -> bool:
    """Tell whether any letter carries a Vietnamese mark (đ counts).

    >>> has_mark("đi"), has_mark("Hà"), has_mark("ơi"), has_mark("Ban")
    (True, True, True, False)
    """
    if syllable.isascii():
        return False
    return not MARKS.isdisjoint(unicodedata.normalize("NFD", syllable))


def tone_folded(text: str) -> str:
    """Return NFC text with the tone where the old style has it, so that both styles compare equal.

    >>> tone_folded("Hoà bình, uỷ ban, quý, Thuý, HOÀ, loè")
    'Hòa bình, ủy ban, quý, Thúy, HÒA, lòe'
    """
    return AT_END.sub(
        lambda match: _moved_to_first(match.group()), unicodedata.normalize("NFC", text)
    )


def _moved_to_first(pair: str) -> str:
    """Move the tone of two letters from the second to the first."""
    first, second, tone = tuple(unicodedata.normalize("NFD", pair))
    return unicodedata.normalize("NFC", first + tone + second)


def _without_tone(syllable: str) -> tuple[str, str, int] | None:
    """Return the lower-case base, the tone and the index of its letter; None with two tones."""
    letters: list[str] = []
    tone, tone_at = "", -1
    for sign in unicodedata.normalize("NFD", syllable.lower()):
        if sign in TONES:
            if tone or not letters:
                return None
            tone, tone_at = sign, len(letters) - 1
        elif unicodedata.combining(sign) and letters:
            letters[-1] = unicodedata.normalize("NFC", letters[-1] + sign)
        else:
            letters.append(sign)
    return "".join(letters), tone, tone_at


def _splits(base: str) -> Iterator[tuple[str, int]]:
    """Yield the ways to cut a base: the onset, and where the rhyme begins."""
    if base.startswith("gi"):
        yield "gi", 2
        # "gì", "gìn", "giết": one i is written for both onset and rhyme.
        yield "gi", 1
    for size in (3, 2, 1, 0):
        if base[:size] in ONSETS:
            yield base[:size], size


@cache
def _rhymes(onset: str) -> dict[str, tuple[int, ...]]:
    """Return the rhymes an onset can have, each with the letters that may carry the tone."""
    found: dict[str, tuple[int, ...]] = {}
    for row in ROWS_AFTER_Q if onset == "q" else ROWS:
        for coda in row.codas.split():
            ending = "" if coda == "-" else coda
            if not _fits(onset, row, ending):
                continue
            rhyme = row.glide + row.nucleus + ending
            place = len(row.glide) + row.tone_at
            two = rhyme in TWO_STYLES and onset != "q"
            found[rhyme] = (place, 0) if two else (place,)
    return found


def _fits(onset: str, row: _Row, ending: str) -> bool:
    """Tell whether an onset can stand before a rhyme."""
    first = (row.glide + row.nucleus)[0]
    if onset == "q":
        return True
    if first == "y":
        return onset in ONSETS_OF_Y if row.nucleus == "y" else onset == ""
    if onset in LIPS and row.glide:
        return row.glide + row.nucleus + ending in LOANS.get(onset, ())
    if onset == "gi":
        return _fits_gi(row, ending)
    if onset == "":
        return row.nucleus != "iê"
    if onset in BEFORE_FRONT:
        return first in FRONT
    return onset in FREE or (first not in FRONT and not (onset == "c" and row.glide))


def _fits_gi(row: _Row, ending: str) -> bool:
    """Tell whether a rhyme can follow gi, which swallows an i."""
    if row.nucleus == "i":
        return ending in ("", "n")
    return not row.glide and row.nucleus not in ("ê", "ia")
