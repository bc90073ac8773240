"""Prints a letter as an office program would: letter in, a PDF with a real text layer out."""

from datetime import UTC, datetime
from pathlib import Path

from fpdf import FPDF

from corpus.samples.compose import compose
from corpus.samples.fonts import STYLES, typeface
from corpus.samples.letter import SampleLetter
from corpus.samples.look import DIGITAL, Look
from corpus.samples.sheet import Sheet

EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
"""A fixed date, so that the same letter gives the same bytes."""
BLACK, RED = 0, (206, 30, 44)
RULE_MM = 0.24


def write_born_digital(letter: SampleLetter, path: Path, look: Look = DIGITAL) -> None:
    """Write a letter as a born-digital PDF: text, no images, neither seal nor pen.

    Args:
        letter: What it says.
        path: Where to write.
        look: Its typeface is used; with handwriting, the number and the day stay blank as in a
            letter that has been printed to be signed.
    """
    face = typeface(look.typeface)
    pdf = FPDF(unit="mm", format="A4")
    pdf.set_auto_page_break(False)
    pdf.set_creation_date(EPOCH)
    pdf.set_title(letter.code or letter.name)
    for style in STYLES:
        pdf.add_font(style, fname=face.path(style))
    for sheet in compose(letter, look):
        _add(pdf, sheet)
    pdf.output(str(path))


def _add(pdf: FPDF, sheet: Sheet) -> None:
    pdf.add_page()
    pdf.set_line_width(RULE_MM)
    for one in sheet.prints:
        pdf.set_font(one.style, size=one.size_pt)
        pdf.set_text_color(*(RED if one.red else (BLACK,)))
        # The space keeps words apart for readers that do not measure gaps.
        pdf.text(one.x_mm, one.y_mm, one.text + " " * one.space)
    for rule in sheet.rules:
        pdf.line(rule.x0_mm, rule.y0_mm, rule.x1_mm, rule.y1_mm)
