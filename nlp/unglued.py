"""Gives saved text the line breaks back that it lost: one row in, its lines out."""

import re
from collections.abc import Iterator

from nlp.folding import fold
from nlp.repair.syllables import has_mark, is_legal

CAPITALS = "A-ZÀ-ÖØ-ÝĂĐĨŨƠƯẠ-Ỹ"
# Shorter halves may be what OCR added to a syllable.
SYLLABLE = 3
LEVELS = frozenset(("TỈNH", "PHỐ", "HUYỆN", "QUẬN", "XÃ", "PHƯỜNG", "DÂN"))
TOKEN = re.compile(r"[^\W\d_]{4,}")
# "(Đã ký)", "(đã ký và đóng dấu)", "(Ký, đóng dấu)" between post and name.
SIGNED = re.compile(
    r"\s*([(\[]\s*(?:Đã|đã|ĐÃ)?\s*(?:ký|Ký|KÝ)(?:\s+tên|\s+số)?(?:\s*(?:,|và)[^()]{0,30})?\s*[)\]]|\[daky\]|^\s*Đã ký\s*:"
    rf"|^\s*Đã ký(?=(?:\s[{CAPITALS}][^\W\d_A-Z]+){{2,4}}\s*$)"
    rf"|(?<=[{CAPITALS}]{{2}})\s+Đã ký(?=\s+[{CAPITALS}]))\s*"
)
# A rule under a body's name or a motto; blanks to be filled in stand behind small letters.
RULE = re.compile(
    rf"(?:(?<=[{CAPITALS}]{{2}})|(?<=phúc))\s*[-_–—*]{{3,}}(?=\s|$)|^\s*[-_–—]{{4,}}(?=\s*\S)"
)
ABOUT = re.compile(r"(?<=\S)\s*(?=V/v\b)")
ENTRY = re.compile(r"(?<=[:;.,])\s*[-–]\s*(?=[^\W\d_])")
RECIPIENTS = re.compile(r"\bnoi nhan\s?:")
# "Số: 36-QĐ/TWĐTN-VPĐOÀN TNCS …": the motto of the Youth Union.
YOUTH = re.compile(rf"(?<=[{CAPITALS}*])(?=ĐOÀN TNCS HỒ CHÍ MINH)")
# "SỐ 105NGÀY 1 THÁNG 1", "39-SLNGÀY 21".
DAY = re.compile(rf"(?<=[{CAPITALS}\d])(?=NGÀY\s\d)")
# "trước ngày 05 tháng 12 năm 2026để", "trước 05/12/2026về".
YEAR = re.compile(rf"(?:(?<=năm \d{{4}})|(?<=/\d{{4}}))(?![{CAPITALS}])(?=[^\W\d_]{{2}})")
# "ngày 07 tháng 12 năm2010BÁO CÁO".
GLUED_YEAR = re.compile(r"(?<=\d\snăm)(?=\d{4}(?!\d))")
BEHIND_YEAR = re.compile(rf"(?<=năm\s\d{{4}})(?=[{CAPITALS}]{{2}})")
NUMBER = re.compile(r"^\W{0,4}so\s?[:.]?\s?[\d/_. ]")
# A whole head on one line, folded; in its text a number begins, or a title follows the date.
MOTTOS = re.compile(
    r"(?<=\S)\W{0,80}\b(cong hoa xa hoi chu nghia viet nam)\W*\s(doc lap\W{1,4}tu do\W{1,4}hanh phuc)\W*(?=\s\S)"
)
NUMBERED = re.compile(r"\s+(?=Số\s?:?\s?\d)")
AFTER_YEAR = re.compile(r"(?<=năm \d{4})\s+(?=[A-ZĐ][^\W\d_a-z])")
MARKS_OF_AUTHORITY = frozenset(("KT", "TM", "TL", "TUQ"))


def unglued(row: str, *, inside: str = "\n") -> str:
    r"""Return a row with breaks where saved text ran its lines together.

    Args:
        row: One row of text.
        inside: What a break is written as.

    >>> unglued("CHÍNH PHỦ_______ Số: 171/2025/NĐ-CP")
    'CHÍNH PHỦ\nSố: 171/2025/NĐ-CP'
    >>> unglued("Nơi nhận:- Như trên;- Lưu: VT."), unglued("BỘ TRƯỞNG(Đã ký)Lê Văn An")
    ('Nơi nhận:\n- Như trên;\n- Lưu: VT.', 'BỘ TRƯỞNG\n(Đã ký)\nLê Văn An')
    >>> unglued("trước ngày 05/12/2026để tổng hợp"), unglued("Số: 15/2026QĐ-UBND")
    ('trước ngày 05/12/2026 để tổng hợp', 'Số: 15/2026QĐ-UBND')
    >>> unglued("VIỆT NAMĐộc lập - Tự do - Hạnh phúcHà Nội"), unglued("Số: 9/TCT-CSV/v thuế")
    ('VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nHà Nội', 'Số: 9/TCT-CS\nV/v thuế')
    """
    text = YOUTH.sub(inside, RULE.sub(inside, row))
    text = BEHIND_YEAR.sub(inside, GLUED_YEAR.sub(" ", YEAR.sub(" ", DAY.sub(" ", text))))
    text = SIGNED.sub(lambda match: f"{inside}{match[1].strip()}{inside}", text)
    text = TOKEN.sub(lambda match: inside.join(_halves(match.group())), text)
    folded = fold(text)
    if NUMBER.match(folded):
        text = ABOUT.sub(inside, text)
    folded = fold(text)
    listed = RECIPIENTS.search(folded)
    if listed is not None:
        text = text[: listed.start()] + ENTRY.sub(f"{inside}- ", text[listed.start() :])
    mottos = MOTTOS.search(folded)
    if mottos is not None and "|" not in row:
        text = inside.join(_head(text, mottos))
    if text == row:
        return row
    return inside.join(line.strip() for line in text.split(inside) if line.strip())


def in_two(word: str) -> str:
    """Return a word in capitals that is two syllables, where only one cut makes syllables of both.

    Of several the one behind the word for a level of government is taken.

    >>> [in_two(word) for word in ("VIỆTNAM", "TỈNHLÀO", "ĐHCNTT", "NGHIỆP", "ĐOAÀN", "TỈNHAN")]
    ['VIỆT NAM', 'TỈNH LÀO', 'ĐHCNTT', 'NGHIỆP', 'ĐOAÀN', 'TỈNH AN']
    """
    if not word.isupper() or not has_mark(word) or is_legal(word):
        return word
    halves = [(word[:at], word[at:]) for at in range(2, len(word) - 1)]
    legal = [(left, right) for left, right in halves if is_legal(left) and is_legal(right)]
    levelled = [pair for pair in legal if pair[0] in LEVELS]
    long = [pair for pair in legal if min(map(len, pair)) >= SYLLABLE]
    sure = levelled or (long if len(legal) == 1 else [])
    return " ".join(sure[0]) if len(sure) == 1 else word


def _head(text: str, mottos: re.Match[str]) -> Iterator[str]:
    """Yield the lines of a head that stands on one line: body, mottos, number and date."""
    yield from NUMBERED.split(text[: mottos.start()])
    yield text[mottos.start(1) : mottos.end(1)]
    yield text[mottos.start(2) : mottos.end(2)]
    for part in NUMBERED.split(text[mottos.end() :]):
        yield from AFTER_YEAR.split(part)


def _halves(token: str) -> tuple[str, ...]:
    """Return the two words that one token is, where only one cut makes words of both."""
    cuts = [at for at in range(2, len(token) - 1) if _is_seam(token[:at], token[at:])]
    return (token,) if len(cuts) != 1 else (token[: cuts[0]], *_halves(token[cuts[0] :]))


def _is_seam(left: str, right: str) -> bool:
    """Tell whether two words of unlike case meet here, or two in capitals that are no one word."""
    if not is_legal(left) or not (is_legal(right) or right in MARKS_OF_AUTHORITY):
        return False
    if right.istitle():
        return left.isupper() or left.islower()
    marked = has_mark(left) and (has_mark(right) or right in MARKS_OF_AUTHORITY)
    return left.isupper() and right.isupper() and marked and not is_legal(left + right)
