"""What speaks for and against a value, kept beside it for those who check it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Why:
    """The evidence of one value, in plain numbers.

    Attributes:
        rule: How sure the finder's rule is, 0 to 1.
        words: How sure the reader was of the words on average, 0 to 1; None if not known.
        worst: The word it was least sure of, and how sure; None where nothing was read by OCR.
        illegal: Share of its syllables that no Vietnamese word has, 0 to 1.
        agreement: 1, 0 or -1: what the letter's other values say of it (`nlp.checks`).
        printed: Whether the text was brought along by the file, not read by OCR.
        core: How sure the reader was of the part in which no wrong sign is forgiven, 0 to 1.
    """

    rule: float
    words: float | None
    worst: tuple[str, float] | None
    illegal: float
    agreement: int
    printed: bool
    core: float = 1.0
