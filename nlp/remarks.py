"""What is odd about a file as a whole: text layers and values found in, one remark or none out."""

from collections.abc import Sequence

from nlp.document import Remark, TextLayer
from nlp.layout import zones
from nlp.layout.beginning import begins_letter
from nlp.lexicons import Lexicons
from nlp.record import Field, FieldName
from nlp.zones import Zone, ZoneName

# Fewer words than this, read at least so surely, are specks.
FEWEST_WORDS, SURE = 3, 0.5
# A file in which none of these was found is no letter, whatever it is.
MARKS_OF_A_LETTER = frozenset(
    {
        FieldName.NUMBER,
        FieldName.SYMBOL,
        FieldName.CODE,
        FieldName.ISSUER,
        FieldName.ISSUED_ON,
        FieldName.SIGNERS,
        FieldName.ADDRESSEES,
        FieldName.SIGNATURES,
    }
)


def remark_of(
    layers: Sequence[TextLayer], fields: Sequence[Field], lexicons: Lexicons
) -> Remark | None:
    """Return what staff should know about a file before they look at its values.

    Args:
        layers: One text layer per page, in page order.
        fields: The values found.
        lexicons: The facts the layout leans on.
    """
    if _is_blank(layers):
        return Remark.BLANK
    if not any(field.name in MARKS_OF_A_LETTER for field in fields):
        return Remark.NO_LETTER
    if any(_has_head(zone) for zone in zones(layers, lexicons)):
        return Remark.SEVERAL_LETTERS
    return None


def _is_blank(layers: Sequence[TextLayer]) -> bool:
    words = [word for layer in layers for line in layer.lines for word in line.words]
    said = [word for word in words if word.confidence >= SURE and any(map(str.isalnum, word.text))]
    return len(said) < FEWEST_WORDS


def _has_head(zone: Zone) -> bool:
    """Tell whether an attached page begins like a letter of its own."""
    return zone.name is ZoneName.ATTACHED and begins_letter(zone.lines)
