"""Finds the letters a letter cites: Doc in, one Found per cited code out."""

import re
from collections.abc import Collection, Iterable
from dataclasses import replace

from spacy.tokens import Doc

from nlp.fields.codes import Code, as_known, codes_in, type_of
from nlp.fields.dates import Written, dates_in
from nlp.fields.mentions import Mention, letters_cited
from nlp.fields.own_number import number_lines
from nlp.fields.prose import CAPITAL, Prose, prose
from nlp.fields.roles import role_of
from nlp.finding import Found, letter_of
from nlp.folding import fold
from nlp.lexicons import Lexicons
from nlp.record import FieldName, Reference
from nlp.zones import Letter, ZoneName, least_sure

CITED_TYPES: tuple[tuple[str, str], ...] = (
    ("thông tư liên tịch", "TTLT"),
    ("nghị quyết", "NQ"),
    ("nghị định", "NĐ"),
    ("quyết định", "QĐ"),
    ("chỉ thị", "CT"),
    ("thông tư", "TT"),
    ("thông báo kết luận", "TB"),
    ("thông báo", "TB"),
    ("hướng dẫn", "HD"),
    ("chương trình", "CTr"),
    ("chương trình hành động", "CTr"),
    ("kế hoạch", "KH"),
    ("phương án", "PA"),
    ("đề án", "ĐA"),
    ("báo cáo", "BC"),
    ("biên bản", "BB"),
    ("tờ trình", "TTr"),
    ("công văn", "CV"),
    ("công điện", "CĐ"),
    ("giấy mời", "GM"),
    ("kết luận", "KL"),
    ("quy định", "QyĐ"),
    ("quy chế", "QC"),
    ("pháp lệnh", "PL"),
)
"""What may stand before "số", and its abbreviation; "luật" has none in the Decree's list."""

TYPE_BEFORE = re.compile(
    r"(?<!\w)(?P<type>"
    + "|".join(sorted((fold(name) for name, _ in CITED_TYPES), key=len, reverse=True))
    + r")(?:\s+so)?\s*[:.]?\s*$"
)
ABBREVIATION = {fold(name): short for name, short in CITED_TYPES}

DATE_BESIDE = re.compile(r"[\s,(]*(?:(?:ban hanh|ky)\s*)?(?:ngay)?\s*")
NAME_WORD = rf"[{CAPITAL}][^\s,;.()“”\"]*"
# Names run on over lower-case syllables ("Bộ trưởng Bộ Giáo dục và Đào tạo") up to a word that
# opens what the letter is about.
ISSUER = re.compile(
    rf"[\s,)]*của\s+(?P<name>(?:(?:tỉnh|thành phố|liên)\s+)?{NAME_WORD}(?:\s+[^\s,;.():“”\"]+){{0,14}}?)"
    r"(?=\s*(?:[,;.():“\"]|$|\s(?:về|V/v|quy|ban hành|hướng|phê|sửa|triển|thực|tổ chức|chỉ đạo"
    r"|tại|đã|và Công|và Quyết|và Kế|và Thông|và Nghị|và Chỉ|trong|nhằm|để|yêu cầu|đề nghị|gửi|Kính gửi)\b))"
)
BEFORE = 40


def find(doc: Doc, lexicons: Lexicons) -> Iterable[Found]:
    """Find cited letters, each code once, in the order of the paper.

    The letter's own number (the line "Số: …" in its head) is not one; codes in the lines about
    its subject are.

    Args:
        doc: A letter's Doc.
        lexicons: Their abbreviations mend those that OCR misread.

    Yields:
        References; what stands at another mention of the same code completes the first.
    """
    letter = letter_of(doc)
    text = prose(letter, without=(ZoneName.STAMPS, ZoneName.HEAD_RIGHT, ZoneName.MARGIN))
    own = _own_line(letter)
    own_codes = {code.value.upper() for code in codes_in(text.flat[own[0] : own[1]])}
    dates = dates_in(text.folded)
    mentions: list[Mention] = []
    known = {*lexicons.abbreviations, *lexicons.units}
    for code in codes_in(text.flat):
        key = code.value.upper()
        if own[0] <= code.start < own[1] or key in own_codes:
            continue
        read = least_sure(letter, code.start, code.end)
        if read < 1.0:
            code = _as_known(code, known)
        mentions.append(Mention(code, _found(code, text, dates), read))
    yield from letters_cited(mentions)


def _as_known(code: Code, known: Collection[str]) -> Code:
    symbol = as_known(code.symbol, known)
    if symbol == code.symbol:
        return code
    return replace(code, symbol=symbol, value=code.value.removesuffix(code.symbol) + symbol)


def _own_line(letter: Letter) -> tuple[int, int]:
    """Return the span of the line with the letter's own number, empty when there is none."""
    own = number_lines(letter)
    return (own[0].start, own[-1].end) if own else (0, 0)


def _found(code: Code, text: Prose, dates: list[Written]) -> Found:
    beside = next((date for date in dates if _is_beside(code, date, text)), None)
    end = code.end if beside is None else beside.end
    reference = Reference(
        code=code.value,
        issued_on=None if beside is None else beside.iso,
        document_type=_named_type(text.folded[max(0, code.start - BEFORE) : code.start])
        or type_of(code.symbol),
        issuer=_issuer(text.flat[end : end + 160]),
        role=role_of(text, code.start, end),
    )
    return Found(FieldName.REFERENCES, reference, code.start, end, core=(code.start, code.end))


def _is_beside(code: Code, date: Written, text: Prose) -> bool:
    between = text.folded[code.end : date.start]
    return date.start >= code.end and DATE_BESIDE.fullmatch(between) is not None


def _named_type(before: str) -> str | None:
    match = TYPE_BEFORE.search(before)
    return None if match is None else ABBREVIATION[match["type"]]


def _issuer(after: str) -> str | None:
    match = ISSUER.match(after)
    return None if match is None else " ".join(match["name"].split())
