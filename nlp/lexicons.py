"""The facts the finders lean on; `corpus.load` fills them, nlp never opens a file."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Lexicons:
    """Word lists.

    Attributes:
        syllables: Well-formed Vietnamese syllables, lower case, NFC.
        agencies: Names of issuing bodies, as printed.
        places: Names of provinces and communes without "Tỉnh", "Xã" …, before and after July 2025.
        family_names: Vietnamese family names.
    """

    syllables: frozenset[str]
    agencies: tuple[str, ...]
    places: frozenset[str]
    family_names: frozenset[str]
