"""The facts the finders lean on; `corpus.load` fills them, nlp never opens a file."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from nlp.confidence import Calibration
from nlp.record import Signer


@dataclass(frozen=True, slots=True, eq=False)
class Lexicons:
    """Word lists; two of them are never compared, so that one can be a cache's key.

    Attributes:
        syllables: Well-formed Vietnamese syllables, lower case, NFC.
        agencies: Names of issuing bodies, as printed, most frequent first.
        provinces: Names of provinces without "Tỉnh", "Thành phố", before and after July 2025.
        places: Names of all units without "Tỉnh", "Xã" …, before and after July 2025.
        family_names: Vietnamese family names.
        given_names: Syllables of Vietnamese given names.
        document_types: Printed name in capitals to abbreviation ("KẾ HOẠCH" to "KH").
        abbreviations: Abbreviation of a unit or field of work to its words ("GDTrH" to
            "Giáo dục Trung học").
        units: Abbreviations in symbols of letters, as staff corrected them.
        signers: Who signs for an issuer (`nlp.taught.issuer_key`), as staff corrected them.
        calibration: What turns evidence into probabilities; None leaves the rules' own certainty.
    """

    syllables: frozenset[str]
    agencies: tuple[str, ...]
    provinces: tuple[str, ...]
    places: frozenset[str]
    family_names: frozenset[str]
    given_names: frozenset[str]
    document_types: Mapping[str, str]
    abbreviations: Mapping[str, str] = field(default_factory=dict)
    calibration: Calibration | None = None
    units: frozenset[str] = frozenset()
    signers: Mapping[str, tuple[Signer, ...]] = field(default_factory=dict)
