"""Cuts a row that holds many lines of a letter, as flattened text does: one row in, its lines out."""

import re
from collections.abc import Iterator

from nlp.names import signed_name
from nlp.positions import in_capitals, is_position

LATIN = [chr(code) for code in range(ord("A"), ord("ỹ") + 1)]
CAPITALS, SMALL = "".join(filter(str.isupper, LATIN)), "".join(filter(str.islower, LATIN))
LONG = 250
"""Signs of a row that may be many lines; paragraphs are as long, but hold one opening at most."""
FEWEST = 2
"""Openings of lines inside such a row."""
# What begins a line of its own wherever it stands in a letter.
OPENING = re.compile(
    r"(?<=\S)\s+(?=CỘNG H(?:ÒA|OÀ) XÃ HỘI|ĐẢNG CỘNG SẢN|Độc lập\s?[-–]\s?Tự do|(?:Luật s|Pháp lệnh s|Nghị quyết s|S)ố\s?:?\s?\d|V/v\s|Kính gửi\s?:|Căn cứ\s|Nơi nhận\s?:"
    r"|Điều 1\s?[.:]|Chương I\b|(?:QUYẾT ĐỊNH|QUYẾT NGHỊ|NGHỊ ĐỊNH)\s?:"
    rf"|(?:T/?M|K/?T|T/?L|TUQ)[.:]?\s[{CAPITALS}]{{2,}}\s)"
    r"|(?<=Hạnh phúc)\W*\s(?=\S)|(?<=\./\.)\s+"
)
MOTTO = re.compile("CỘNG H(?:ÒA|OÀ) XÃ HỘI CHỦ NGHĨA VIỆT NAM|ĐẢNG CỘNG SẢN VIỆT NAM")
# Behind a letter's date: "… năm 2024 QUYẾT ĐỊNH …", "… năm 2024 Kính gửi: …"; before the recipients.
ALONE = re.compile(
    rf"(?<=\w)\s+(?=Nơi nhận\s?:)|(?<=năm \d{{4}})\s+(?=Kính gửi|[{CAPITALS}]{{2,}}\s[{CAPITALS}]{{2,}}|LUẬT\s|LỆNH\s)"
)
TITLE = re.compile(
    r"(\s\d{1,5}\s?[/-]\S+)\s+(?=(?:BÁO CÁO|CHỈ THỊ|CHƯƠNG TRÌNH|CÔNG ĐIỆN|HƯỚNG DẪN|KẾ HOẠCH|KẾT LUẬN|LỆNH|LUẬT|NGHỊ ĐỊNH"
    r"|NGHỊ QUYẾT|PHÁP LỆNH|QUYẾT ĐỊNH|SẮC LỆNH|THÔNG BÁO|THÔNG TƯ|TỜ TRÌNH)\s)"
)
# Behind a signature, which ends in small letters: "… Lê Văn Hòa PHỤ LỤC DANH MỤC".
AFTER_NAME = re.compile(rf"(?<=[{SMALL}])\s+(?=[{CAPITALS}]{{2,}}\s[{CAPITALS}]{{2,}})")
SIGNED = re.compile(
    rf"^\s*(?P<above>(?:(?:T/?M|K/?T|T/?L|TUQ)[.:]\s?)?[{CAPITALS}][{CAPITALS}\s.,]{{5,}})\s(?:\(\s?[^()]{{2,30}}\)\s)?[{CAPITALS}][{SMALL}]"
)
# A post and a name, with the row's end, a heading or the recipients behind: "… thi hành. CHỦ TỊCH Lê Văn Hòa".
TITLES = r"(?:(?:GS|PGS|TS|ThS|BS|KS|CN)\b\.?\s?)*"
NAME = rf"(?:[{CAPITALS}][{SMALL}]+\s){{1,4}}[{CAPITALS}][{SMALL}]+"
ENDS = rf"(?=\W*$|\s+[{CAPITALS}]{{2,}}\s[{CAPITALS}]{{2,}}|\s+Nơi nhận)"
SIGNS = re.compile(
    rf"(?<=[{SMALL}.;/])(?<!KT\.|TM\.|TL\.)(?<!TUQ\.)\s+(?P<post>(?:Q\.\s)?(?:[{CAPITALS}]{{2,}}\s)+?)(?:\([^()]{{2,30}}\)\s)?{TITLES}{NAME}{ENDS}"
)
# Behind the file copy the post may stand in small letters, the name in capitals.
FILE_COPY = re.compile(r"\bLưu\b.*?[.;)]\s+")
SMALL_POST = re.compile(
    rf"(?P<post>[{CAPITALS}][{SMALL}]+(?:\s[{SMALL}]+){{1,3}})\s(?P<name>{TITLES}{NAME}\W*)$"
)
# What addressees end with on such a row.
ADDRESSED = re.compile(
    rf"(?<=[{SMALL}]{{3}}\.)\s+(?=[{CAPITALS}])|(?<=[{SMALL})])\s+(?=(?:Thực hiện|Triển khai|Theo|Để|Phúc đáp|Trả lời"
    r"|Tiếp theo|Ngày|(?:Trong t|T)hời gian qua|Trong những|Hiện nay|Vừa qua|Xét|Nhằm|Căn cứ|Sau khi)[\s,])"
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
    many = (len(row) > LONG or MOTTO.search(row) is not None) and len(
        OPENING.findall(row)
    ) >= FEWEST
    parts = (
        TITLE.sub(r"\1\n", OPENING.sub("\n", CELL.sub("\n", row))).split("\n") if many else [row]
    )
    return [line for part in parts for line in _lines(part, many=many)]


def _lines(part: str, *, many: bool) -> Iterator[str]:
    """Yield a line, and what stands on the same row behind its date or its name."""
    if many:
        part = "\n".join(_signature_apart(part))
    for line in (line for piece in part.split("\n") for line in ALONE.split(piece)):
        if line.startswith("Kính gửi") and (many or len(line) > LONG):
            yield from ADDRESSED.split(line, maxsplit=1)
            continue
        signed = SIGNED.match(line)
        if signed is not None and is_position(signed["above"]):
            yield from AFTER_NAME.split(line, maxsplit=1)
        else:
            yield line


def _signature_apart(part: str) -> tuple[str, ...]:
    """Cut a row above the post that a name stands behind.

    >>> _signature_apart("- Lưu: VT. Giám đốc Lê Văn Hòa"), _signature_apart("- Lưu: VT. GIÁM ĐỐC LÊ VĂN HÒA")
    (('- Lưu: VT.', 'Giám đốc', 'Lê Văn Hòa'), ('- Lưu: VT.', 'GIÁM ĐỐC', 'LÊ VĂN HÒA'))
    >>> _signature_apart("Trân trọng./. Q. GIÁM ĐỐC TS. Lê Văn Hòa Nơi nhận: - Như trên.")
    ('Trân trọng./.', 'Q. GIÁM ĐỐC TS. Lê Văn Hòa Nơi nhận: - Như trên.')
    """
    for signs in SIGNS.finditer(part):
        if is_position(signs["post"].removeprefix("Q. ")):
            return part[: signs.start()], part[signs.start("post") :]
    copy = FILE_COPY.search(part)
    if copy is None:
        return (part,)
    above, below = part[: copy.end()].rstrip(), part[copy.end() :]
    small = SMALL_POST.match(below)
    if small is not None and is_position(in_capitals(small["post"])):
        return above, small["post"], small["name"]
    words = below.split() if len(below) < LONG and below.isupper() else []
    for at in range(1, len(words) - 1):
        post, name = " ".join(words[:at]), " ".join(words[at:])
        if is_position(post) and signed_name(name) is not None:
            return above, post, name
    return (part,)
