"""Plain training text in, cleaned passages out: lines of good Vietnamese, some of them held out."""

import lzma
import re
import unicodedata
import zlib
from collections.abc import Iterator
from pathlib import Path

from nlp.repair.syllables import has_mark, is_legal

BLOCK = 400
"""Lines that stay together: a document's lines are neighbours, so whole blocks are held out."""
HELD_OUT_SHARE = 50
TOKEN = re.compile(r"[^\W\d_]+")
SPACES = re.compile(r"\s+")
LOOKALIKES = str.maketrans(
    {"Ð": "Đ", "\u00a0": " ", "\u00ad": "", "\u200b": "", "\ufeff": "", "Ƣ": "Ư", "ƣ": "ư"}
)


def lines_of(path: Path) -> Iterator[str]:
    """Yield the lines of an xz-packed text, NFC, look-alike letters put right."""
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            text = unicodedata.normalize("NFC", line).translate(LOOKALIKES)
            yield SPACES.sub(" ", text).strip()


def is_held_out(name: str, number: int) -> bool:
    """Tell whether line `number` of a text belongs to the test part: one block in fifty."""
    return zlib.crc32(f"{name}/{number // BLOCK}".encode()) % HELD_OUT_SHARE == 0


def is_good(line: str) -> bool:
    """Tell whether a line is Vietnamese with its marks.

    >>> is_good("Căn cứ Nghị định số 30/2020/NĐ-CP"), is_good("Can cu Nghi dinh so 30"), is_good("")
    (True, False, False)
    """
    tokens = TOKEN.findall(line)
    if not tokens:
        return False
    legal = sum(is_legal(token) for token in tokens)
    marked = sum(has_mark(token) for token in tokens)
    return legal >= 0.7 * len(tokens) and marked >= 0.4 * len(tokens)


def passages(path: Path, *, held_out: bool) -> Iterator[str]:
    """Yield the good lines of one part of a text, in order."""
    name = path.name.split(".")[0]
    for number, line in enumerate(lines_of(path)):
        if is_held_out(name, number) == held_out and is_good(line):
            yield line
