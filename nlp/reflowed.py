"""Cuts a row that holds many lines of a letter, as flattened text does: one row in, its lines out."""

import re
from collections.abc import Iterator

from nlp.positions import is_position

LATIN = [chr(code) for code in range(ord("A"), ord("ỹ") + 1)]
CAPITALS, SMALL = "".join(filter(str.isupper, LATIN)), "".join(filter(str.islower, LATIN))
LONG = 250
"""Signs of a row that may be many lines; paragraphs are as long, but hold one opening at most."""
FEWEST = 2
"""Openings of lines inside such a row."""
# What begins a line of its own wherever it stands in a letter.
OPENING = re.compile(
    r"(?<=\S)\s+(?=CỘNG H(?:ÒA|OÀ) XÃ HỘI|Độc lập\s?[-–]\s?Tự do|Số\s?:\s?\d|V/v\s|Kính gửi\s?:|Căn cứ\s|Nơi nhận\s?:"
    r"|Điều 1\s?[.:]|Chương I\b|(?:QUYẾT ĐỊNH|QUYẾT NGHỊ|NGHỊ ĐỊNH)\s?:"
    rf"|(?:T/?M|K/?T|T/?L|TUQ)[.:]?\s[{CAPITALS}]{{2,}}\s)"
    r"|(?<=Hạnh phúc)\W*\s(?=\S)|(?<=\./\.)\s+"
)
# Behind a letter's date: "… năm 2024 QUYẾT ĐỊNH …", "… năm 2024 Kính gửi: …".
AFTER_DATE = re.compile(
    rf"(?<=năm \d{{4}})\s+(?=Kính gửi|[{CAPITALS}]{{2,}}\s[{CAPITALS}]{{2,}}|LUẬT\s|LỆNH\s)"
)
# Behind a signature, which ends in small letters: "… Lê Văn Hòa PHỤ LỤC DANH MỤC".
AFTER_NAME = re.compile(rf"(?<=[{SMALL}])\s+(?=[{CAPITALS}]{{2,}}\s[{CAPITALS}]{{2,}})")
SIGNED = re.compile(
    rf"^\s*(?P<above>(?:(?:T/?M|K/?T|T/?L|TUQ)[.:]\s?)?[{CAPITALS}][{CAPITALS}\s.,]{{5,}})\s[{CAPITALS}][{SMALL}]"
)
CELL = re.compile(r"\s\|\s")


def reflowed(row: str) -> list[str]:
    """Return the lines of a row; the row alone where it is one line.

    >>> flat = "BỘ Y TẾ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc Số: 1/QĐ-BYT"
    >>> flat += " Hà Nội, ngày 5 tháng 6 năm 2024 QUYẾT ĐỊNH Về trực Căn cứ Luật Giá; Điều 1. Trực."
    >>> flat += " Nơi nhận: - Như trên; - Lưu: VT. KT. BỘ TRƯỞNG THỨ TRƯỞNG Lê Văn Hòa PHỤ LỤC GIỜ TRỰC"
    >>> [line[:22] for line in reflowed(flat)][3:]
    ['Số: 1/QĐ-BYT Hà Nội, n', 'QUYẾT ĐỊNH Về trực', 'Căn cứ Luật Giá;', 'Điều 1. Trực.', 'Nơi nhận: - Như trên; ', 'KT. BỘ TRƯỞNG THỨ TRƯỞ', 'PHỤ LỤC GIỜ TRỰC']
    >>> reflowed("GIÁM ĐỐC Lê Văn Hòa TÊN ĐƠN VỊ: …"), reflowed("Huế, ngày 5 tháng 6 năm 2024 Kính gửi:")
    (['GIÁM ĐỐC Lê Văn Hòa', 'TÊN ĐƠN VỊ: …'], ['Huế, ngày 5 tháng 6 năm 2024', 'Kính gửi:'])
    >>> reflowed("Căn cứ Luật Giá, Bộ quy định.")
    ['Căn cứ Luật Giá, Bộ quy định.']
    """
    if "|" in row and "Điều 1" not in row:
        return [row]
    many = len(row) > LONG and len(OPENING.findall(row)) >= FEWEST
    parts = OPENING.sub("\n", CELL.sub("\n", row)).split("\n") if many else [row]
    return [line for part in parts for line in _lines(part)]


def _lines(part: str) -> Iterator[str]:
    """Yield a line, and what stands on the same row behind its date or its name."""
    for line in AFTER_DATE.split(part):
        signed = SIGNED.match(line)
        if signed is not None and is_position(signed["above"]):
            yield from AFTER_NAME.split(line, maxsplit=1)
        else:
            yield line
