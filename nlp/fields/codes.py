"""Text in, numbers-and-symbols of letters out, in their canonical spelling."""

import re
from collections.abc import Collection
from dataclasses import dataclass

# The type of a letter, as the first part of a symbol (Decree 30/2020/NĐ-CP, Annex III; Guidance
# 05-HD/VPTW for the Party; the usage of the National Assembly and the Government for laws).
STATE_TYPES = (
    "NQ", "QĐ", "CT", "QC", "QyĐ", "TC", "TB", "HD", "CTr", "KH", "PA", "ĐA", "DA", "BC", "BB",
    "TTr", "HĐ", "CĐ", "BGN", "BTT", "GUQ", "GM", "GGT", "GNP", "PG", "PC", "PB", "CV",
)  # fmt: skip
PARTY_TYPES = ("KL", "TL", "QyC")
LAW_TYPES = ("NĐ", "TT", "TTLT", "PL", "L", "LCT", "SL")
# Before 1995 the type stood behind the office: "8-BYT/TT".
ONCE_BEHIND = ("NĐ", "NQ", "QĐ", "TT", "TTLB")
TYPES = frozenset((*STATE_TYPES, *PARTY_TYPES, *LAW_TYPES))

CAP = "A-ZĐÐ"
PART = rf"[{CAP}§][A-Za-zĐđÐ&.§]*\d*[A-Za-zĐđÐ&]*"
DASH = r"\s{0,2}[-–](?:\s?[-–])?\s{0,2}"
# One more office behind a comma: "TTLT-BYT,BTC"; a word that opens the next citation is none.
BESIDE = rf",\s?[{CAP}]{{2}}[A-Za-zĐđÐ&]*(?!\w)"
SMUDGE = "§"
"""What OCR makes of an 8 or an S it saw twice, or not clearly."""
# Types that a lost dash glued to who issued the letter: "TTBGDĐT", "QĐUBND".
GLUED = re.compile(
    r"(?:^|(?<=\d/))((?:TTLT|TT|QĐ|CT|KH|TB|HD|BC)(?=B[A-ZĐ]{3})|(?:QĐ|CT|KH|TB|BC|NQ|CTr|TTr)(?=(?:UBND|HĐND)\b)"
    r"|N[ĐQ](?=CP\b)|(?:QĐ|CT|CĐ)(?=TTg\b))"
)
# Digits that a blank cut off from the number: "Quyết định 22 5/QĐ-SYT".
TORN = re.compile(
    r"(?:\bsố|định|quyết|thị|hoạch|văn|báo|trình|tư|dẫn)\s?:?\s(?P<digits>\d{1,3})\s$",
    re.IGNORECASE,
)
CODE = re.compile(
    rf"""(?<![\d§/.,-])(?P<number>(?:\d{{1,3}}\.(?=\d{{1,2}}/20\d\d/NQ-CP))?[\d§]{{1,6}}[a-z]?)
    (?:
        \s{{0,2}}/\s{{0,2}}(?:(?P<year>(?:19|20)\d\d)\s{{0,2}}[/-]\s{{0,2}})?
        (?P<state>{PART}(?:{DASH}{PART}|{BESIDE}){{0,5}})
      | {DASH}(?P<party>[{CAP}][A-Za-zĐđÐ]{{1,3}}\s{{0,2}}/\s{{0,2}}{PART}(?:{DASH}{PART}){{0,2}})
    )""",
    re.VERBOSE,
)
# A single part such as "QH15" or "GAVI" counts as a symbol only after one of these words.
NAMED = re.compile(
    r"(?:\bsố|\bSố|SỐ|\bso|Luật|Sắc lệnh|Lệnh|Nghị định|Nghị quyết|Quyết định|Chỉ thị|Công văn|Thông tư"
    r"|Kế hoạch|Thông báo|Hướng dẫn|Công điện|Tờ trình|Báo cáo|Giấy mời)\s*[:.]?\s*$"
)
BEFORE = 24
LONG_PART = 5
"""Shorter abbreviations differ in one sign too often."""
# Printed forms bear numbers of their own: "mẫu số 01/TB-BSTT-NNT".
FORM = re.compile(r"(?:[Mm]ẫu|MẪU|[Bb]iểu|[Tt]ờ khai|[Pp]hụ lục|PHỤ LỤC)\s*(?:số\s*)?[:.]?\s*$")

PART_SPELLINGS = {
    "QD": "QĐ",
    "QĐĐ": "QĐ",
    "NĐĐ": "NĐ",
    "CĐĐ": "CĐ",
    "QĐĐĐ": "QĐ",
    "NĐĐĐ": "NĐ",
    "ĐĐU": "ĐU",
    "ND": "NĐ",
    "CD": "CĐ",
    "QYD": "QyĐ",
    "QYĐ": "QyĐ",
    "CTR": "CTr",
    "TTR": "TTr",
    "TTG": "TTg",
    "HDND": "HĐND",
    "HĐNĐ": "HĐND",
    "HDNĐ": "HĐND",
    "UBNĐ": "UBND",
    "VPUBNĐ": "VPUBND",
    "GDDT": "GDĐT",
    "SGDDT": "SGDĐT",
    "BGDDT": "BGDĐT",
    "PGDDT": "PGDĐT",
    "GD&DT": "GD&ĐT",
    "SGD&DT": "SGD&ĐT",
    "BGD&DT": "BGD&ĐT",
    "PGD&DT": "PGD&ĐT",
    "GDTRH": "GDTrH",
    "LDTBXH": "LĐTBXH",
    "SLDTBXH": "SLĐTBXH",
    "BLDTBXH": "BLĐTBXH",
    "TLD": "TLĐ",
    "LDLD": "LĐLĐ",
    "DU": "ĐU",
    "DHQGHN": "ĐHQGHN",
}
"""Parts whose marks or case OCR loses, by their form in capitals; nothing else is respelt."""


UPRIGHT = str.maketrans("TIrFl1", "||||||")


@dataclass(frozen=True, slots=True)
class Code:
    """A number and symbol in running text.

    Attributes:
        start: First character.
        end: One past the last character.
        number: Digits as written.
        symbol: All after the number.
        value: Both together, `15/2026/QĐ-UBND` or `144-TB/TU`.
        torn: Whether OCR tore or smudged it, so that a sign may be wrong.
    """

    start: int
    end: int
    number: str
    symbol: str
    value: str
    torn: bool = False


def canonical(symbol: str) -> str:
    """Return a symbol without blanks, parts respelt by the closed table.

    >>> canonical("2010 / ND - CP"), canonical("KH-SGDDT"), canonical("SGDĐT-GDTRH")
    ('2010/NĐ-CP', 'KH-SGDĐT', 'SGDĐT-GDTrH')
    >>> canonical("QĐĐĐ-UBND"), canonical("TT/ĐĐU"), canonical("STNMT-QLĐĐ")
    ('QĐ-UBND', 'TT/ĐU', 'STNMT-QLĐĐ')
    """
    joined = re.sub(r"-+", "-", re.sub(r"\s+", "", symbol).replace("–", "-")).replace("Ð", "Đ")
    joined = re.sub("S§|§S", "S", joined).replace(SMUDGE, "S")
    joined = GLUED.sub(r"\g<1>-", joined)
    pieces = re.split(r"([-/,])", joined.rstrip("."))
    return "".join(PART_SPELLINGS.get(piece.upper(), piece) for piece in pieces)


def as_known(symbol: str, known: Collection[str]) -> str:
    """Return a symbol that OCR read, its parts as the known abbreviation each can only be.

    A part that is known stays; another that differs from one long abbreviation alone in one sign
    is that one: a small "r" between capitals is read as T, I, F or U. Upright strokes are taken for
    each other, also two of them.

    >>> as_known("BGDĐT-GDITH", {"GDTrH", "GDTH"})
    'BGDĐT-GDTrH'
    >>> as_known("SGDĐT-GDTTH", {"GDTrH", "GDTX"}), as_known("SGDĐT-GDTXH", {"GDTrH", "GDTXX"})
    ('SGDĐT-GDTrH', 'SGDĐT-GDTXH')
    """
    pieces = re.split(r"([-/,])", symbol)
    return "".join(_known_part(piece, known) for piece in pieces)


def _known_part(part: str, known: Collection[str]) -> str:
    if len(part) < LONG_PART or part in known or part in PART_SPELLINGS.values():
        return part
    alike = [other for other in known if other.translate(UPRIGHT) == part.translate(UPRIGHT)]
    near = alike or [
        other
        for other in known
        if len(other) == len(part) and sum(a != b for a, b in zip(part, other, strict=True)) == 1
    ]
    return near[0] if len(near) == 1 else part


def type_of(symbol: str) -> str | None:
    """Return the type a symbol names; `CV` where it names offices only, None for laws' `QH15`.

    >>> type_of("2010/NĐ-CP"), type_of("VP-TH"), type_of("TB/TU"), type_of("2024/QH15")
    ('NĐ', 'CV', 'TB', None)
    >>> type_of("BYT/TT"), type_of("BYT-KH"), type_of("TC/QĐ/TCT")
    ('TT', 'CV', 'QĐ')
    """
    once = next((part for part in symbol.split("/")[1:] if part in ONCE_BEHIND), None)
    if once is not None:
        return once
    first, *rest = [part for part in re.split(r"[-/]", symbol) if not part.isdigit()] or [""]
    if first in TYPES:
        return first
    return "CV" if rest else None


def codes_in(flat: str) -> list[Code]:
    """Find the numbers-and-symbols in text whose line feeds are blanks.

    >>> [code.value for code in codes_in("Nghị quyết số 14- NQ/TU và Công văn số 11662/VP-TH")]
    ['14-NQ/TU', '11662/VP-TH']
    >>> [code.value for code in codes_in("Thông tư 12/2024/TT-BYT, Công văn 3/BYT-KH, Theo 7/TT-BYT,BTC")]
    ['12/2024/TT-BYT', '3/BYT-KH', '7/TT-BYT,BTC']
    """
    found: list[Code] = []
    for match in CODE.finditer(flat):
        code = _code(match, flat)
        before = flat[max(0, code.start - BEFORE) : code.start]
        if _credible(code.symbol, before) and not FORM.search(before):
            found.append(code)
    return found


def _code(match: re.Match[str], flat: str) -> Code:
    number = _unsmudged(match["number"])
    party = match["party"]
    year = f"{match['year']}/" if match["year"] else ""
    symbol = canonical(party if party is not None else year + match["state"])
    between = "-" if party is not None else "/"
    torn = SMUDGE in match.group()
    before = TORN.search(flat[max(0, match.start() - BEFORE) : match.start()])
    start = match.start()
    if before is not None:
        number, torn, start = before["digits"] + number, True, start - len(before["digits"]) - 1
    end = match.end() - (1 if match.group().endswith(".") else 0)
    return Code(start, end, number, symbol, f"{number}{between}{symbol}", torn)


def _unsmudged(digits: str) -> str:
    """Return digits without the smudge of OCR: an eight, or one seen twice.

    >>> _unsmudged("1§6"), _unsmudged("8§97")
    ('186', '897')
    """
    return re.sub("8§|§8", "8", digits).replace(SMUDGE, "8")


def _credible(symbol: str, before: str) -> bool:
    """Tell a symbol from a fraction, a unit or a list: "3/Quý", "24/H" are none."""
    parts = [part for part in re.split(r"[-/,]", symbol) if part and not part.isdigit()]
    if not parts or sum(sign.isupper() for sign in parts[0]) < 2:
        return False
    if len(parts) > 1 or symbol[:4].isdigit():
        return True
    return len(parts[0]) > 1 and NAMED.search(before) is not None
