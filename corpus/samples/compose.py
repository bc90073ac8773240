"""Sets a whole letter in type: letter data and look in, sheets with printed text and ink out."""

from functools import lru_cache

from corpus.samples.body import set_body
from corpus.samples.fonts import typeface
from corpus.samples.foot import foot_mm, set_foot
from corpus.samples.head import set_head
from corpus.samples.layout import PageNumber
from corpus.samples.letter import SampleLetter
from corpus.samples.look import CLEAN, Look
from corpus.samples.marks import footer
from corpus.samples.sheet import CENTRE_MM, HEIGHT_MM, RIGHT_MM, WIDTH_MM, Galley, Sheet

NUMBER_MM: dict[PageNumber, tuple[float, float]] = {
    "top": (CENTRE_MM - 1, 14),
    "bottom": (CENTRE_MM - 1, HEIGHT_MM - 10),
    "corner": (WIDTH_MM - RIGHT_MM - 4, HEIGHT_MM - 10),
}


@lru_cache(maxsize=64)
def compose(letter: SampleLetter, look: Look) -> tuple[Sheet, ...]:
    """Set a letter.

    Returns:
        One Sheet a page, first page first. Lengths are millimetres from the page's top left.

    Raises:
        FontMissing: The look's typeface is not installed.
    """
    number_mm = NUMBER_MM[letter.layout.page_number]
    galley = Galley(typeface(look.typeface), letter.body_pt, number_mm=number_mm)
    set_head(galley, letter, look)
    if letter.layout.footer:
        footer(galley, letter)
    set_body(galley, letter.body, letter.tasks, foot_mm=foot_mm(letter))
    set_foot(galley, letter, look)
    return galley.close()


def page_texts(letter: SampleLetter, look: Look = CLEAN) -> tuple[str, ...]:
    """Return the printed text of each page in reading order, NFC.

    What is written by pen, stamped or in the seal is not in it: with a look that has handwriting
    the number's and the day's places are empty.
    """
    return tuple(sheet.text for sheet in compose(letter, look))
