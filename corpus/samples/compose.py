"""Sets a whole letter in type: letter data and look in, sheets with printed text and ink out."""

from functools import lru_cache

from corpus.samples.body import set_body
from corpus.samples.fonts import typeface
from corpus.samples.foot import foot_mm, set_foot
from corpus.samples.head import set_head
from corpus.samples.letter import SampleLetter
from corpus.samples.look import CLEAN, Look
from corpus.samples.sheet import Galley, Sheet


@lru_cache(maxsize=64)
def compose(letter: SampleLetter, look: Look) -> tuple[Sheet, ...]:
    """Set a letter.

    Returns:
        One Sheet a page, first page first. Lengths are millimetres from the page's top left.

    Raises:
        FontMissing: The look's typeface is not installed.
    """
    galley = Galley(typeface(look.typeface), letter.body_pt)
    set_head(galley, letter, look)
    set_body(galley, letter.body, letter.tasks, foot_mm=foot_mm(letter))
    set_foot(galley, letter, look)
    return galley.close()


def page_texts(letter: SampleLetter, look: Look = CLEAN) -> tuple[str, ...]:
    """Return the printed text of each page in reading order, NFC.

    What is written by pen, stamped or in the seal is not in it: with a look that has handwriting
    the number's and the day's places are empty.
    """
    return tuple(sheet.text for sheet in compose(letter, look))
