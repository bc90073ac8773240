"""Writes PDFs as offices printed them before Unicode: lines of codes in a font go in, a path comes out."""

from collections.abc import Sequence
from pathlib import Path

import pikepdf

# Each line with its font, in the codes of the font as Latin-1 names them.
Lines = Sequence[tuple[str, str]]


def printed_in(path: Path, lines: Lines) -> Path:
    """Write one page; the fonts are named, not embedded, and their codes have Western names."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(595, 842))
    names = {font: f"/F{at}" for at, font in enumerate(dict.fromkeys(font for _, font in lines))}
    fonts = {name: _font(pdf, font) for font, name in names.items()}
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(fonts))
    rows = [_row(names[font], text) for text, font in lines]
    page.Contents = pdf.make_stream(b"BT 60 780 Td 20 TL " + b" ".join(rows) + b" ET")
    pdf.save(path)
    return path


def _font(pdf: pikepdf.Pdf, name: str) -> pikepdf.Object:
    return pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.TrueType,
            BaseFont=pikepdf.Name(f"/ABCDEF+{name}"),
            Encoding=pikepdf.Name.WinAnsiEncoding,
            FirstChar=0,
            LastChar=255,
            Widths=pikepdf.Array([500] * 256),
        )
    )


def _row(name: str, text: str) -> bytes:
    codes = text.encode("latin-1")
    for sign in (b"\\", b"(", b")"):
        codes = codes.replace(sign, b"\\" + sign)
    return b"%s 12 Tf (%s) Tj T*" % (name.encode(), codes)
