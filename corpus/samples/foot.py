"""Sets the end of a letter: recipients left, signature right, with the places of seal and pen."""

from corpus.samples.fonts import MM_PER_PT
from corpus.samples.layout import Layout
from corpus.samples.letter import SampleLetter, SampleSigner
from corpus.samples.look import Look
from corpus.samples.marks import copy_slip
from corpus.samples.sheet import LEFT_MM, RIGHT_MM, WIDTH_MM, Galley, Ink, plain, text_of

RECIPIENT_WIDTH_MM = 74.0
SECOND_CENTRE_MM = LEFT_MM + 34
WIDEST_POST_MM = 86.0
BEFORE_MM = 3.0
STEP_MM = 5.7
LINE_MM = 4.6
SEAL_SHIFT_MM = 17.0
"""The seal covers about a third of the signature, on its left (Decree 30/2020/NĐ-CP, art. 33)."""


def foot_mm(letter: SampleLetter) -> float:
    """Return the height that recipients and signature need."""
    lines = max(len(signer.marks) + 1 for signer in letter.signers)
    recipients = 5.0 + 4.8 * (len(letter.recipients) + 1)
    signature = lines * STEP_MM + letter.layout.sign_gap_mm + 7
    if len(letter.signers) > 1:
        return BEFORE_MM + signature + recipients
    return BEFORE_MM + max(signature, recipients)


def set_foot(galley: Galley, letter: SampleLetter, look: Look) -> None:
    """Set recipients and signature side by side; they stay together on one page.

    Of two signers the first stands left, the recipients under both.
    """
    if galley.room_mm() < foot_mm(letter) or letter.layout.own_page:
        galley.turn()
    galley.y_mm += BEFORE_MM
    top = galley.y_mm
    seal = bool(letter.seal_ring[0]) and look.seal
    *others, last = letter.signers
    _signature(galley, last, letter.layout, axis_mm=letter.layout.sign_mm, seal=seal)
    bottom = galley.y_mm
    galley.y_mm = top
    for signer in others:
        _signature(galley, signer, letter.layout, axis_mm=SECOND_CENTRE_MM, seal=seal)
    _recipients(galley, letter)
    if letter.layout.copied:
        galley.y_mm = max(galley.y_mm, bottom)
        copy_slip(galley, letter)


def _recipients(galley: Galley, letter: SampleLetter) -> None:
    size = letter.layout.recipient_pt
    base = galley.y_mm + 12 * MM_PER_PT
    style = "regular" if letter.form == "party" else "bold_italic"
    label = "Nơi nhận:"
    galley.put(LEFT_MM, base, label, style=style, size_pt=12)
    if letter.form == "party":
        end = LEFT_MM + galley.face.width_mm("Nơi nhận", style=style, size_pt=12)
        galley.rule(LEFT_MM, base + 0.7, end, base + 0.7)
    galley.say(label)
    galley.y_mm += 5
    room = min(RECIPIENT_WIDTH_MM, letter.layout.sign_mm - 34 - LEFT_MM)
    for index, name in enumerate(letter.recipients):
        if letter.layout.broken_list and index == len(letter.recipients) // 2 > 0:
            galley.turn()
        end_mark = "." if index == len(letter.recipients) - 1 else ";"
        words = plain(f"- {name}{end_mark}")
        for line in galley.wrap(words, size_pt=size, width_mm=room):
            galley.put(LEFT_MM, galley.y_mm + size * MM_PER_PT, text_of(line), size_pt=size)
            galley.say(text_of(line))
            galley.y_mm += LINE_MM * max(1.0, size / 11)


def _signature(
    galley: Galley, signer: SampleSigner, layout: Layout, *, axis_mm: float, seal: bool
) -> None:
    size = layout.sign_pt
    x = min(axis_mm, WIDTH_MM - RIGHT_MM - 30)
    for text in (*signer.marks, signer.position):
        room = min(WIDEST_POST_MM, 2 * (WIDTH_MM - x) - 8)
        for words in galley.wrap(plain(text, "bold"), size_pt=size, width_mm=room):
            base = galley.y_mm + 14 * MM_PER_PT
            galley.centre(x, base, text_of(words), style="bold", size_pt=size)
            galley.say(text_of(words))
            galley.y_mm += STEP_MM
    middle = galley.y_mm + layout.sign_gap_mm / 2
    galley.y_mm += layout.sign_gap_mm
    width = galley.centre(x, galley.y_mm + 5, signer.name, style="bold", size_pt=size)
    galley.say(signer.name)
    if seal:
        galley.ink(Ink("signature", x + 2, middle + 1, "", max(width, 38)))
        galley.ink(Ink("seal", x - SEAL_SHIFT_MM, middle + 2.5))
    galley.y_mm += 8
