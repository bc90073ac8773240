"""Abbreviations of units in, their full names out: from the letter itself, then from the lexicon."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from nlp.fields.prose import CAPITAL
from nlp.folding import fold, squeeze

# "Phòng GDTX, GDNN&ĐH": short words of capitals, joined by "&", "," or blanks.
SHORT = rf"[{CAPITAL}][{CAPITAL}&]*(?:[a-zđ]{{1,2}}[{CAPITAL}][{CAPITAL}&]*)*[a-zđ]?"
KINDS = "Phòng|Ban|Văn phòng|Trung tâm|Vụ|Cục|Chi cục|Sở|Bộ|Khoa"
NAMED = re.compile(
    rf"(?P<kind>(?:[Cc]ác\s+)?(?:{KINDS})|[Cc]ác\s+(?:phòng|ban|sở))\s+"
    rf"(?P<short>(?=\S*[{CAPITAL}]{{2}}){SHORT}(?:(?:,\s?|\s?&\s?|\s-\s){SHORT})*)(?=[\s.,;:)]|$)"
)
FULL = re.compile(
    rf"(?:{KINDS})\s+(?P<words>[{CAPITAL}][^\W\d_]*(?:(?:,|\s-|\s–)?\s(?:và|[^\W\d_]+)){{1,13}})"
)
# As in: Giáo dục và Đào tạo (GDĐT); … (sau đây gọi tắt là GDĐT).
STATED = re.compile(
    r"(?<!\S)(?P<before>(?:[^\s()]{1,30}\s+){1,12})\((?:sau đây\s+)?(?:(?:gọi|viết)\s+)?(?:tắt\s+)?(?:là\s+)?"
    rf"[“\"]?(?P<short>{SHORT})[”\"]?\)"
)
JOINTS = frozenset(("và", "-", "–"))


@dataclass(frozen=True, slots=True)
class UnitNames:
    """What abbreviations stand for in one letter.

    Attributes:
        stated: Abbreviation to words, where the letter says so.
        spelled: Names of units that the letter spells out, without "Phòng", "Ban" …
        known: The lexicon's abbreviations.
    """

    stated: Mapping[str, str]
    spelled: tuple[str, ...]
    known: Mapping[str, str]

    def resolved(self, name: str) -> str:
        """Return a unit's name with its abbreviation spelled out, or as it is.

        >>> names = unit_names("Phòng Giáo dục Thường xuyên và Đại học", {"TCCB": "Tổ chức cán bộ"})
        >>> names.resolved("Phòng GDTX&ĐH"), names.resolved("Phòng TCCB"), names.resolved("Sở XYZ")
        ('Phòng Giáo dục Thường xuyên và Đại học', 'Phòng Tổ chức cán bộ', 'Sở XYZ')
        """
        return NAMED.sub(self._spelled_out, name)

    def _spelled_out(self, match: re.Match[str]) -> str:
        words = self._words(match["short"])
        return match.group() if words is None else f"{match['kind']} {words}"

    def _words(self, short: str) -> str | None:
        if short in self.stated:
            return self.stated[short]
        if short in self.known:
            return self.known[short]
        fits = [words for words in self.spelled if abbreviates(short, words)]
        if fits:
            return max(fits, key=fits.count)
        parts = [self.known.get(part.strip()) for part in re.split(r"[,&]", short)]
        return None if len(parts) < 2 or None in parts else _listed([str(part) for part in parts])


def unit_names(text: str, known: Mapping[str, str]) -> UnitNames:
    """Read from a letter's text what its abbreviations stand for.

    Args:
        text: The letter's text, line feeds as blanks.
        known: Abbreviations the lexicon has.
    """
    return UnitNames(dict(_stated(text)), tuple(_spelled(text)), known)


def abbreviates(short: str, words: str) -> bool:
    """Tell whether an abbreviation is made of the first letters of words, in order.

    "và", commas and dashes count for nothing; a letter may bring the one behind it ("Tr" of
    "Trung").

    >>> abbreviates("GDTrH", "Giáo dục Trung học"), abbreviates("GDTrH", "Giáo dục Tiểu học")
    (True, False)
    """
    signs = re.sub(r"[^\w]", "", short)
    rest = [word for word in re.split(r"[\s,]+", words) if word and word not in JOINTS]
    at = 0
    for word in rest:
        if (
            at >= len(signs)
            or fold(signs[at]) != fold(word[0])
            or not _same_stroke(signs[at], word)
        ):
            return False
        at += 1
        if at < len(signs) and signs[at].islower():
            if word[1:2] != signs[at]:
                return False
            at += 1
    return at == len(signs) and len(rest) > 1


def _same_stroke(sign: str, word: str) -> bool:
    """Tell "Đ" from "D", which folding makes one."""
    return (sign in "Đđ") == (word[0] in "Đđ")


def _stated(text: str) -> Iterator[tuple[str, str]]:
    for match in STATED.finditer(text):
        words = match["before"].split()
        for first in range(len(words) - 1):
            phrase = " ".join(words[first:]).strip(" ,;")
            if abbreviates(match["short"], phrase):
                yield match["short"], phrase
                break


def _spelled(text: str) -> Iterator[str]:
    """Yield every beginning of a spelled-out name; which one an abbreviation means, it shows."""
    for match in FULL.finditer(text):
        words = squeeze(match["words"]).split()
        for count in range(2, len(words) + 1):
            yield " ".join(words[:count]).rstrip(" ,-–")


def _listed(parts: list[str]) -> str:
    return ", ".join(parts[:-1]) + f" và {parts[-1]}"
