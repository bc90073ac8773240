"""How staff want one letter read, where that differs from the settings: kept in its row."""

import re
from dataclasses import asdict, dataclass
from typing import Self

from records.errors import WrongValue
from records.models import Document

LANGUAGE = re.compile(r"[a-z]{3}(_[a-z]+)?")
MOST_LANGUAGES = 4


@dataclass(frozen=True, slots=True)
class Wishes:
    """How to read a letter.

    Attributes:
        languages: Tesseract language names; none for those of the settings.
        ignores_layer: Read every page from its image, though the file brings text along.
    """

    languages: tuple[str, ...] = ()
    ignores_layer: bool = False

    @classmethod
    def typed(cls, languages: str, *, ignores_layer: bool) -> Self:
        """Return wishes as staff type them.

        Args:
            languages: Names joined by "+", or "".
            ignores_layer: See above.

        Raises:
            WrongValue: That is no list of language names.

        >>> Wishes.typed("vie+eng", ignores_layer=True)
        Wishes(languages=('vie', 'eng'), ignores_layer=True)
        """
        names = tuple(name for name in languages.strip().split("+") if name)
        if len(names) > MOST_LANGUAGES or not all(LANGUAGE.fullmatch(name) for name in names):
            raise WrongValue
        return cls(names, ignores_layer)

    def as_json(self) -> dict[str, object]:
        """Return what the row keeps; nothing where nothing is wished."""
        return {name: value for name, value in asdict(self).items() if value}


def wishes_of(document: Document) -> Wishes:
    """Return how a letter is to be read."""
    kept = document.wishes
    return Wishes(tuple(kept.get("languages", ())), bool(kept.get("ignores_layer", False)))
