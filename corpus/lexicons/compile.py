"""Compiles the tables of this folder: a folder of raw lists goes in, small sorted tables come out.

Run `python -m corpus.lexicons.compile FOLDER`; the README beside this file names the sources.
"""

import argparse
import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from unidecode import unidecode

from nlp.repair.syllables import has_mark, is_legal, tone_folded

HERE = Path(__file__).parent
# "Xã Quảng Long": the kind of unit is not part of its name.
KINDS = ("Thành phố", "Thị xã", "Thị trấn", "Đặc khu", "Tỉnh", "Huyện", "Quận", "Phường", "Xã")
LEVELS = {"tinh": "province", "huyen": "district", "xa": "commune"}
ERAS = ("units_before_2025.tsv", "units_after_2025.tsv")
NUMBERED = re.compile(r"\d|^[IVX]+$")
# Entries of the counted list of bodies that run on into the sentence they were found in.
RUNS_ON = re.compile(
    r"\d|“|\b(?:ngày|về|quy định|hướng dẫn|hết hiệu lực|trước|còn|tiếp tục|được|trong|không"
    r"|ban hành|thí điểm|sắp xếp)\b",
    re.IGNORECASE,
)
# Two bodies in one ("Bộ Y tế và Bộ Tài chính"), and heads of bodies.
NOT_ONE_BODY = re.compile(
    r" và (?:Bộ|Ban|Chính phủ|Hội|Ngân hàng|Thanh tra|Toà|Tòa|Trung ương|Uỷ|Ủy|Viện|Văn phòng)\b"
    r"|^(?:Bộ trưởng|Thống đốc|Chủ tịch|Tỉnh|Thành phố|Thủ tướng$)"
)
# Families of the northern mountains; written in, since the counted list knows few of them.
MOUNTAIN_FAMILIES = (
    "Bàn", "Bế", "Cà", "Cầm", "Cứ", "Chảo", "Đèo", "Điêu", "Giàng", "Hạng", "Hầu", "Lầu", "Lò", "Lù",
    "Lường", "Ly", "Ma", "Mùa", "Nông", "Quàng", "Sầm", "Sùng", "Tẩn", "Thào", "Tòng", "Vàng", "Vì", "Vừ",
)  # fmt: skip
# A spelling without marks is a slip where the same letters with marks are this much commoner.
SLIP = 20

# The counted list has this one ministry in three other spellings.
CULTURE = "Bộ Văn hóa, Thể thao và Du lịch"
CULTURE_VARIANT = re.compile(r"^Bộ Văn hóa\W.*Thể thao và du lịch$", re.IGNORECASE)

Row = tuple[str, ...]


def main() -> None:
    """Write all tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="the raw lists")
    folder: Path = parser.parse_args().folder
    write("places.tsv", ("name", "before", "after"), places(folder))
    write("agencies.tsv", ("name", "count"), agencies(_counts(folder / "issuing_agencies.tsv")))
    write("family_names.tsv", ("name", "count"), families(_counts(folder / "family_names.tsv")))
    names = (folder / "given_names.txt").read_text(encoding="utf-8").split()
    write("given_names.tsv", ("syllable", "count"), given_names(names))


def write(name: str, head: Row, rows: Iterable[Row]) -> None:
    """Write one table, in the order given."""
    text = "".join("\t".join(row) + "\n" for row in (head, *rows))
    (HERE / name).write_text(text, encoding="utf-8")


def places(folder: Path) -> list[Row]:
    """Return each name of a unit once, with its highest level before and after July 2025."""
    levels: dict[str, list[str]] = {}
    order = ("", *reversed(LEVELS.values()))
    for era, file in enumerate(ERAS):
        for level, full_name in _units(folder / file):
            name = place_name(full_name)
            if name is not None:
                pair = levels.setdefault(name, ["", ""])
                pair[era] = max(pair[era], LEVELS[level], key=order.index)
    rows = [(name, *pair) for name, pair in levels.items()]
    return sorted(rows, key=lambda row: (-max(map(order.index, row[1:])), row[0]))


def place_name(full_name: str) -> str | None:
    """Return the name without the kind of unit, tone in the old style; None for numbered units.

    >>> place_name("Tỉnh Khánh Hoà"), place_name("Phường 12"), place_name("Thị trấn Thị Trấn Mai")
    ('Khánh Hòa', None, 'Mai')
    """
    name = tone_folded(" ".join(full_name.split()))
    for kind in KINDS * 2:
        if name.casefold().startswith(kind.casefold() + " "):
            name = name[len(kind) + 1 :]
    return None if NUMBERED.search(name) else name


def agencies(counts: Mapping[str, int]) -> list[Row]:
    """Return bodies that issue letters, the most frequent first, each in its best spelling."""
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for name, count in counts.items():
        clean = tone_folded(name.strip(" ."))
        clean = CULTURE_VARIANT.sub(CULTURE, clean)
        if not RUNS_ON.search(clean) and not NOT_ONE_BODY.search(clean):
            spellings[clean.casefold()][clean] += count
    best = [(_best(counter), counter.total()) for counter in spellings.values()]
    return [
        (name, str(count)) for name, count in sorted(best, key=lambda pair: (-pair[1], pair[0]))
    ]


def _best(spellings: Counter[str]) -> str:
    """Prefer spellings that begin the second word with a capital (Bộ Công Thương)."""
    proper = {name: n for name, n in spellings.items() if name.split()[1][:1].isupper()}
    return max(proper or spellings, key=lambda name: spellings[name])


def families(counts: Mapping[str, int]) -> list[Row]:
    """Return family names by frequency, without names in broken encodings and slips."""
    legal: Counter[str] = Counter()
    for name, count in counts.items():
        if is_legal(name) and count > 1:
            legal[tone_folded(name)] += count
    known = {name: n for name, n in legal.items() if not _is_slip(name, legal)}
    for name in MOUNTAIN_FAMILIES:
        known.setdefault(name, 1)
    return [
        (name, str(n)) for name, n in sorted(known.items(), key=lambda pair: (-pair[1], pair[0]))
    ]


def _is_slip(name: str, counts: Mapping[str, int]) -> bool:
    if has_mark(name):
        return False
    same = (n for other, n in counts.items() if other != name and unidecode(other) == name)
    return max(same, default=0) >= SLIP * counts[name]


def given_names(syllables: Iterable[str]) -> list[Row]:
    """Return the syllables of given names by frequency."""
    counts = Counter(tone_folded(name) for name in syllables if name.istitle() and is_legal(name))
    return [
        (name, str(n)) for name, n in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    ]


def _units(path: Path) -> Iterator[tuple[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            yield row["level"], row["full_name"]


def _counts(path: Path) -> dict[str, int]:
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return {name: int(count) for name, count in rows}


if __name__ == "__main__":
    main()
