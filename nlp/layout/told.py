"""What a site tells of a text that lacks its own head or foot: lines in, zones made whole."""

import re
from collections.abc import Iterator, MutableMapping, Sequence
from dataclasses import replace
from itertools import chain, pairwise, product

from nlp.document import Line, Word
from nlp.folding import fold
from nlp.layout.anchors import is_date, is_number
from nlp.names import person_name, signed_name, unusual_name
from nlp.zones import ZoneName

Zones = MutableMapping[ZoneName, list[Line]]
Told = tuple[ZoneName, tuple[Line, ...], Line]
"""The zone a property belongs to, the lines that tell it, and its value as a line."""

REACH = 40
"""Lines from the top, or the bottom, among which a site lists the properties of a text."""
FEWEST = 2
"""Properties that make a list."""
# Folded: "Số/Ký hiệu: 15/2020/NĐ-CP", "Ngày ban hành", "Người ký"; the value may stand on the next line.
KEYS = {
    ZoneName.HEAD_LEFT: re.compile(r"^\W{0,3}so\W{1,3}(?:ky )?hieu(?: van ban)?\s?(?::\s?|$|(?=\s\d))"),
    ZoneName.HEAD_RIGHT: re.compile(r"^\W{0,3}ngay ban hanh\s?(?::\s?|$|(?=\s\d))"),
    ZoneName.SIGNATURE: re.compile(r"^\W{0,3}nguoi ky\s?(?::\s?|$)"),
}  # fmt: skip
LABEL = re.compile(
    r"\b(?:so\W{1,3}(?:ky )?hieu(?: van ban)?|so cong bao|loai van ban|(?:noi|co quan) ban hanh|nguoi ky|linh vuc"
    r"|tinh trang|chuc (?:danh|vu)|ngay (?:ban hanh|phat hanh|cong bao|(?:co )?hieu luc))\s?:"
)
NUMBER = "Số:"


def filled_from_site(zones: Zones, every: Sequence[Line]) -> None:
    """Put number, day and signer that a site lists into head and foot where the text has none.

    Args:
        zones: The lines of each zone; changed in place. What the text itself says stays.
        every: All lines in the order of the text.
    """
    lists = (list(_told(every[:REACH])), list(_told(every[REACH:][-REACH:])))
    for zone, lines, value in chain.from_iterable(map(_is_told, lists)):
        if any(_says(zone, line) for line in zones[zone] if line not in lines):
            continue
        for name in zones:
            zones[name] = [line for line in zones[name] if line not in lines]
        zones[zone].append(value)


def _is_told(properties: Sequence[Told]) -> Sequence[Told]:
    """Return the properties that make a list; who signed is told by one alone."""
    enough = len(properties) >= FEWEST
    return [one for one in properties if enough or one[0] is ZoneName.SIGNATURE]


def _told(lines: Sequence[Line]) -> Iterator[Told]:
    """Yield the zone a property belongs to, the lines that tell it, and its value as a line."""
    for at, line in enumerate(lines):
        for (zone, key), part in product(KEYS.items(), _properties(line)):
            match = key.match(fold(part.text))
            if match is None:
                continue
            beside = part.words[len(part.text[: match.end()].split()) :]
            below = lines[at + 1].words if at + 1 < len(lines) else ()
            words = next((words for words in (beside, below) if _is_value(zone, words)), None)
            if words is None:
                continue
            told = (line,) if words is beside else (line, lines[at + 1])
            if zone is ZoneName.HEAD_LEFT:
                words = (replace(words[0], text=NUMBER), *words)
            yield zone, told, replace(line, words=words)


def _properties(line: Line) -> list[Line]:
    """Return the properties that a site sets side by side: "Nơi ban hành: Tỉnh … Người ký: …"."""
    starts = [match.start() for match in LABEL.finditer(fold(line.text))]
    cuts = [len(line.text[:start].split()) for start in starts if start > 0]
    return [
        replace(line, words=line.words[first:end])
        for first, end in pairwise((0, *cuts, len(line.words)))
        if end > first
    ]


def _is_value(zone: ZoneName, words: Sequence[Word]) -> bool:
    """Tell whether words are what a property asks for: a site may leave it blank, another one below."""
    text = " ".join(word.text for word in words)
    if zone is ZoneName.SIGNATURE:
        return person_name(text) is not None
    return any(sign.isdigit() for sign in text)


def _says(zone: ZoneName, line: Line) -> bool:
    """Tell whether a line gives what belongs into its zone."""
    if zone is ZoneName.HEAD_LEFT:
        return is_number(line.text)
    if zone is ZoneName.SIGNATURE:
        return signed_name(line.text) is not None or unusual_name(line.text) is not None
    return is_date(line.text)
