"""The package's public functions: text layers in, draft record out."""

from collections.abc import Sequence

from nlp.document import TextLayer
from nlp.lexicons import Lexicons
from nlp.record import Draft


def draft(layers: Sequence[TextLayer], lexicons: Lexicons) -> Draft:
    """Return the draft record of a letter given the text layers of its pages."""
    raise NotImplementedError


def draft_text(text: str, lexicons: Lexicons) -> Draft:
    """Return the draft record of a letter given as plain text (no boxes)."""
    raise NotImplementedError
