"""Abbreviations of units in, their full names out: from the letter itself, then from the lexicon."""

import re
from collections.abc import Collection, Iterator, Mapping
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
# Shorter abbreviations of an issuer are not told from others.
FEWEST_INITIALS = 3


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


def spelled_as_issuer(symbol: str, issuer: str, known: Collection[str] = ()) -> str:
    """Return a symbol whose part for the issuer was misread in one sign, well spelled.

    One letter is another, or one too many; a part that lacks one may be another body's, but that of
    a department ("Sở") begins with its S. A part that is known may be right.

    >>> spelled_as_issuer("SVYT-NVD", "Sở Y tế"), spelled_as_issuer("QĐ-UBMD", "UBND tỉnh Hà Giang")
    ('SYT-NVD', 'QĐ-UBMD')
    >>> spelled_as_issuer("QĐ-UBMD", "Ủy ban nhân dân tỉnh"), spelled_as_issuer("TB-ĐHLN", "Trường Đại học Lâm nghiệp")
    ('QĐ-UBND', 'TB-ĐHLN')
    >>> spelled_as_issuer("YT-NVD", "Sở Y tế"), spelled_as_issuer("TB-SYT", "Sở Y tế")
    ('SYT-NVD', 'TB-SYT')
    """
    words = [word for word in re.split(r"[\s,–-]+", issuer) if word and word not in JOINTS]
    firsts = "".join("Đ" if word[0] in "Đđ" else fold(word[0]).upper() for word in words)
    names = [firsts[:count] for count in range(FEWEST_INITIALS, len(firsts) + 1)]
    parts = re.split(r"([-/])", symbol)
    if any(part in names for part in parts):
        return symbol
    for at, part in enumerate(parts):
        meant = [name for name in names if part not in known and _is_one_sign_off(part, name)]
        meant += [name for name in names if words[0] == "Sở" and part == name[1:]]
        if meant:
            return "".join((*parts[:at], meant[-1], *parts[at + 1 :]))
    return symbol


def _is_one_sign_off(read: str, meant: str) -> bool:
    """Tell whether one letter of a word in capitals is another, or one too many."""
    if not read.isupper() or not read.isalpha():
        return False
    if len(read) == len(meant):
        return sum(a != b for a, b in zip(read, meant, strict=True)) == 1
    return any(read[:at] + read[at + 1 :] == meant for at in range(len(read)))


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
