"""Sets what some offices add to a letter: logo, frame of the head, note of a signature, footer, copy slip."""

from corpus.samples.fonts import MM_PER_PT
from corpus.samples.layout import Layout
from corpus.samples.letter import SampleLetter
from corpus.samples.sheet import BOTTOM_MM, HEIGHT_MM, LEFT_MM, RIGHT_MM, WIDTH_MM, Galley, Ink

LOGO_MM = 16.0
COPIER = "Nguyễn Thị Thảo Nguyên"
"""Who signs the copy slip: a made-up name."""


def logo(galley: Galley, layout: Layout) -> None:
    """Mark the place of a logo; over the issuer it pushes the head down."""
    if layout.logo == "over":
        galley.ink(Ink("logo", layout.left_mm, galley.y_mm + LOGO_MM / 2, "", LOGO_MM))
        galley.y_mm += LOGO_MM + 1
    else:
        x = layout.left_mm - layout.left_width_mm / 2 - LOGO_MM / 2
        galley.ink(Ink("logo", max(x, LOGO_MM / 2 + 2), galley.y_mm + 9, "", LOGO_MM))


def frame(galley: Galley, layout: Layout, top_mm: float) -> None:
    """Rule the head as a table of two cells, down to where it ends."""
    left = layout.left_mm - layout.left_width_mm / 2 - 2
    middle = layout.left_mm + layout.left_width_mm / 2 + 2
    right = layout.right_mm + layout.right_width_mm / 2 + 2
    top, bottom = top_mm - 1, galley.y_mm + 1
    for y in (top, bottom):
        galley.rule(left, y, right, y)
    for x in (left, middle, right):
        galley.rule(x, top, x, bottom)


def signed_note(galley: Galley, letter: SampleLetter) -> None:
    """Print the note of a digital signature, as signing programs place it (Decree 30, annex I)."""
    lines = (
        f"Người ký: {letter.issuer.title()}",
        "Email: vanthu@coquan.gov.vn",
        f"Cơ quan: {letter.place}",
        f"Thời gian ký: {'.'.join(reversed(letter.issued_on.split('-')))} 10:15:22 +07:00",
    )
    for index, line in enumerate(lines):
        galley.put(148, 5.5 + 3.4 * index, line[:48], size_pt=8)
        galley.say(line)


def footer(galley: Galley, letter: SampleLetter) -> None:
    """Print address and telephone under a rule at the foot of the page."""
    y = HEIGHT_MM - BOTTOM_MM + 4
    galley.rule(LEFT_MM, y, WIDTH_MM - RIGHT_MM, y)
    line = f"Địa chỉ: số 12 đường Trần Phú, {letter.place}. Điện thoại: 0203.3835.000. Fax: 0203.3835.001"
    galley.centre(WIDTH_MM / 2, y + 4.5, line, style="italic", size_pt=9.5)


def copy_slip(galley: Galley, letter: SampleLetter) -> None:
    """Print the slip of a certified copy: office, number, day and signer of its own (art. 25)."""
    if galley.room_mm() < 60:
        galley.turn()
    y, right = galley.y_mm + 10, WIDTH_MM - RIGHT_MM - 40
    place = f"{letter.place}, ngày {letter.issued_on[8:]} tháng {letter.issued_on[5:7]} năm {letter.issued_on[:4]}"
    for x, down, text, style in (
        (LEFT_MM + 28, 0, letter.issuer[:30], "bold"),
        (LEFT_MM + 28, 6, "Số: 35/SY-VP", "regular"),
        (right, 0, "SAO Y", "bold"),
        (right, 6, place, "italic"),
        (right, 15, "TL. THỦ TRƯỞNG", "bold"),
        (right, 20.5, "CHÁNH VĂN PHÒNG", "bold"),
        (right, 42, COPIER, "bold"),
    ):
        galley.centre(x, y + down + 12 * MM_PER_PT, text, style=style, size_pt=12)
        galley.say(text)
    galley.ink(Ink("seal", right - 17, y + 33))
    galley.y_mm = y + 50
