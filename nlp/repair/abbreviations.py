"""Abbreviations that lose marks: capitals as read in, the abbreviation of a closed table out."""

from unidecode import unidecode

# Abbreviations of agencies, units and kinds of documents that carry marks.
KNOWN = (
    "QĐ", "NĐ", "HĐ", "CĐ", "ĐA", "TĐ", "ĐU", "ĐTN", "ĐH", "ĐHQG", "ĐKKD", "QyĐ",
    "HĐND", "HĐQT", "HĐTV", "HĐBT", "HĐTS", "HĐGS", "HĐTĐ", "HĐTĐKT", "HĐXX", "HĐLĐ",
    "GDĐT", "SGDĐT", "BGDĐT", "PGDĐT", "GDĐH", "GĐ", "PGĐ", "GĐT",
    "BLĐTBXH", "SLĐTBXH", "LĐTBXH", "LĐ", "LĐLĐ", "TLĐ", "TLĐLĐ", "BLĐ", "NLĐ", "NSDLĐ",
    "BCĐ", "BCĐTW", "UBBCĐ", "CBCĐ", "TTĐT", "VNĐ", "ATVSLĐ", "BVĐK", "TTĐK", "CĐCS", "CĐN", "CĐGD",
    "ĐVHC", "ĐVT", "ĐGNL", "ĐKTN", "GCNĐKKD", "QSDĐ", "SDĐ", "TNMT-QLĐĐ", "QLĐĐ", "PCCC&CNCH-CĐ", "VĐV",
    "QĐND", "QĐNDVN", "ĐBQH", "ĐĐBQH", "ĐCSVN", "ĐCTW", "ĐTXD", "ĐTPT", "KHĐT", "SKHĐT", "BKHĐT",
    "ĐS", "TĐKT", "TĐTT", "BTĐKT", "ĐHSP", "CNTT-ĐT", "VBHĐ", "TTHĐ",
)  # fmt: skip
BY_BARE: dict[str, str] = {unidecode(known): known for known in reversed(KNOWN)}
BY_SMALL: dict[str, str] = {known.lower(): known for known in KNOWN}
DASHES = "-–/&"


def restored(part: str) -> str | None:
    """Return the abbreviation that capitals without marks stand for, or None.

    >>> restored("SGDDT"), restored("HDND"), restored("UBND"), restored("QyD")
    ('SGDĐT', 'HĐND', None, 'QyĐ')
    """
    return BY_BARE.get(part)


def restored_code(code: str) -> str:
    """Return a document code with the marks of its abbreviations; digits never change.

    >>> restored_code("03/2020/QD-TTg"), restored_code("KH-SGDDT"), restored_code("1/CT-UBND")
    ('03/2020/QĐ-TTg', 'KH-SGDĐT', '1/CT-UBND')
    """
    made, part = "", ""
    for sign in code:
        if sign in DASHES:
            made += (restored(part) or part) + sign
            part = ""
        else:
            part += sign
    return made + (restored(part) or part)
