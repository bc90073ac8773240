"""Sets the end of a letter: recipients left, signature right, with the places of seal and pen."""

from corpus.samples.fonts import MM_PER_PT
from corpus.samples.letter import SampleLetter, SampleSigner
from corpus.samples.look import Look
from corpus.samples.sheet import LEFT_MM, RIGHT_MM, WIDTH_MM, Galley, Ink, plain, text_of

SIGN_CENTRE_MM = WIDTH_MM - RIGHT_MM - 40
RECIPIENT_WIDTH_MM = 74.0
SIGN_GAP_MM = 25.0
BEFORE_MM = 3.0
STEP_MM = 5.7
SEAL_SHIFT_MM = 17.0
"""The seal covers about a third of the signature, on its left (Decree 30/2020/NĐ-CP, art. 33)."""


def foot_mm(letter: SampleLetter) -> float:
    """Return the height that recipients and signature need."""
    lines = max(len(signer.marks) + 1 for signer in letter.signers)
    recipients = 5.0 + 4.8 * (len(letter.recipients) + 1)
    return BEFORE_MM + max(lines * STEP_MM + SIGN_GAP_MM + 7, recipients)


def set_foot(galley: Galley, letter: SampleLetter, look: Look) -> None:
    """Set recipients and signature side by side; they stay together on one page."""
    if galley.room_mm() < foot_mm(letter):
        galley.turn()
    galley.y_mm += BEFORE_MM
    top = galley.y_mm
    (signer,) = letter.signers
    _signature(galley, signer, look, seal=bool(letter.seal_ring[0]))
    galley.y_mm = top
    _recipients(galley, letter)


def _recipients(galley: Galley, letter: SampleLetter) -> None:
    base = galley.y_mm + 12 * MM_PER_PT
    style = "regular" if letter.form == "party" else "bold_italic"
    label = "Nơi nhận:"
    galley.put(LEFT_MM, base, label, style=style, size_pt=12)
    if letter.form == "party":
        end = LEFT_MM + galley.face.width_mm("Nơi nhận", style=style, size_pt=12)
        galley.rule(LEFT_MM, base + 0.7, end, base + 0.7)
    galley.say(label)
    galley.y_mm += 5
    for index, name in enumerate(letter.recipients):
        end_mark = "." if index == len(letter.recipients) - 1 else ";"
        words = plain(f"- {name}{end_mark}")
        for line in galley.wrap(words, size_pt=11, width_mm=RECIPIENT_WIDTH_MM):
            galley.put(LEFT_MM, galley.y_mm + 11 * MM_PER_PT, text_of(line), size_pt=11)
            galley.say(text_of(line))
            galley.y_mm += 4.6


def _signature(galley: Galley, signer: SampleSigner, look: Look, *, seal: bool) -> None:
    x = SIGN_CENTRE_MM
    for line in (*signer.marks, signer.position):
        base = galley.y_mm + 14 * MM_PER_PT
        galley.centre(x, base, line, style="bold", size_pt=14)
        galley.say(line)
        galley.y_mm += STEP_MM
    middle = galley.y_mm + SIGN_GAP_MM / 2
    galley.y_mm += SIGN_GAP_MM
    width = galley.centre(x, galley.y_mm + 5, signer.name, style="bold", size_pt=14)
    galley.say(signer.name)
    if look.seal and seal:
        galley.ink(Ink("signature", x + 2, middle + 1, "", max(width, 38)))
        galley.ink(Ink("seal", x - SEAL_SHIFT_MM, middle + 2.5))
    galley.y_mm += 8
