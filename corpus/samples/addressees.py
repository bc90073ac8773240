"""Sets the addressees of a letter: "Kính gửi" and whom, as the layout has them."""

from corpus.samples.body import AFTER_MM
from corpus.samples.fonts import MM_PER_PT
from corpus.samples.layout import Dear
from corpus.samples.sheet import CENTRE_MM, LEFT_MM, RIGHT_MM, WIDTH_MM, Galley, plain, text_of

DEAR = "Kính gửi:"
INDENT_MM = 28.0
STEP_MM = 21.0


def set_addressees(galley: Galley, addressees: tuple[str, ...], dear: Dear) -> None:
    """Set one addressee on the axis of the page; several as a list, in one row, or as a sentence."""
    galley.y_mm += 2
    if len(addressees) == 1:
        _centred(galley, f"{DEAR} {addressees[0]}.")
        galley.y_mm += AFTER_MM
    elif dear == "sentence":
        _sentence(galley, f"{DEAR} {'; '.join(addressees)}.")
    else:
        _list(galley, addressees, dear)


def _centred(galley: Galley, line: str) -> None:
    base = galley.y_mm + galley.body_pt * MM_PER_PT
    galley.centre(CENTRE_MM, base, line, style="regular", size_pt=galley.body_pt)
    galley.say(line)
    galley.y_mm += galley.leading_mm


def _sentence(galley: Galley, text: str) -> None:
    for words in galley.wrap(plain(text), size_pt=galley.body_pt, width_mm=130):
        _centred(galley, text_of(words))
    galley.y_mm += AFTER_MM


def _list(galley: Galley, addressees: tuple[str, ...], dear: Dear) -> None:
    """Set entries with dashes under "Kính gửi:", or the first of them beside it."""
    x = LEFT_MM + INDENT_MM
    if dear == "centred":
        _centred(galley, DEAR)
    else:
        galley.put(x, galley.y_mm + galley.body_pt * MM_PER_PT, DEAR, size_pt=galley.body_pt)
        galley.say(DEAR)
        galley.y_mm += 0 if dear == "row" else galley.leading_mm
    room = WIDTH_MM - RIGHT_MM - x - STEP_MM
    for index, name in enumerate(addressees):
        end = "." if index == len(addressees) - 1 else ";"
        for words in galley.wrap(plain(f"- {name}{end}"), size_pt=galley.body_pt, width_mm=room):
            base = galley.y_mm + galley.body_pt * MM_PER_PT
            galley.put(x + STEP_MM, base, text_of(words), size_pt=galley.body_pt)
            galley.say(text_of(words))
            galley.y_mm += galley.leading_mm
    galley.y_mm += AFTER_MM
