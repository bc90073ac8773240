"""Makes files to read: what should be in them goes in, a path comes out."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pikepdf
from fpdf import FPDF
from PIL import Image

from corpus.samples.fonts import typeface

LETTER = """ỦY BAN NHÂN DÂN
TỈNH KIÊN GIANG
Số: 15/KH-UBND
Thực hiện Kế hoạch số 12/KH-BGDĐT ngày 05 tháng 02 năm 2026 của Bộ Giáo dục và Đào tạo về việc
tổ chức tập huấn giáo viên cốt cán, Ủy ban nhân dân tỉnh yêu cầu các cơ quan, đơn vị liên quan
khẩn trương rà soát, tổng hợp số liệu, báo cáo kết quả thực hiện về Sở Giáo dục và Đào tạo trước
ngày 10 tháng 3 năm 2026 để tổng hợp, báo cáo Ủy ban nhân dân tỉnh xem xét, quyết định theo quy định."""

FACE = "Liberation Serif"
Changes = Callable[[pikepdf.Pdf], None]


def printed(path: Path, *pages: str) -> Path:
    """Write a born-digital PDF with one page per text."""
    pdf = FPDF(unit="mm", format="A4")
    pdf.add_font("serif", fname=typeface(FACE).path("regular"))
    for page in pages or (LETTER,):
        pdf.add_page()
        pdf.set_font("serif", size=13)
        pdf.set_xy(25, 20)
        pdf.multi_cell(165, 7, page, align="L")
    pdf.output(str(path))
    return path


def scanned(
    path: Path,
    *,
    dpi: int = 200,
    size_px: tuple[int, int] = (1654, 2339),
    hidden: str = "",
    cover: float = 1.0,
    image: Image.Image | None = None,
) -> Path:
    """Write a PDF that is one image, with an invisible text layer where `hidden` is given."""
    width, height = (side / dpi * 72 for side in size_px)
    pdf = FPDF(unit="pt", format=(width, height))
    pdf.add_page()
    pdf.image(image or Image.new("L", size_px, 240), 0, 0, w=width, h=height * cover)
    pdf.add_font("serif", fname=typeface(FACE).path("regular"))
    pdf.set_font("serif", size=11)
    pdf.text_mode = pdf.text_mode.INVISIBLE
    pdf.set_xy(40, 40)
    pdf.multi_cell(width - 80, 14, hidden, align="L")
    pdf.output(str(path))
    return path


def changed(path: Path, change: Changes, *, source: Path | None = None) -> Path:
    """Write a PDF after changing its objects."""
    with pikepdf.open(source or printed(path.with_suffix(".source.pdf"))) as pdf:
        change(pdf)
        pdf.save(path)
    return path


def locked(path: Path, *, user: str, owner: str) -> Path:
    """Write an encrypted PDF."""
    with pikepdf.open(printed(path.with_suffix(".source.pdf"))) as pdf:
        pdf.save(path, encryption=pikepdf.Encryption(user=user, owner=owner, R=6))
    return path


def picture(path: Path, *, size: tuple[int, int] = (1654, 2339), dpi: int = 200) -> Path:
    """Write a grey image with a dark upper left quarter, in the format of the name's ending."""
    image = Image.new("L", size, 255)
    image.paste(0, (0, 0, size[0] // 2, size[1] // 2))
    image.save(path, dpi=(dpi, dpi))
    return path


def tiff(path: Path, sizes: Sequence[tuple[int, int]], *, thumbnails: Sequence[int] = ()) -> Path:
    """Write a TIFF of many pages; those numbered in `thumbnails` say that they are such."""
    pages = [Image.new("L", size, 200) for size in sizes]
    for at, page in enumerate(pages):
        page.encoderinfo = {"tiffinfo": {254: 1}} if at in thumbnails else {}
    pages[0].save(path, save_all=True, append_images=pages[1:], dpi=(200, 200))
    return path
