"""What staff read for an error: a stable code goes in, a Vietnamese and an English sentence come out."""

from collections.abc import Mapping

from ingest.errors import ERRORS, IngestError

UNKNOWN = (IngestError.vi, IngestError.en)


def sentences() -> dict[str, tuple[str, str]]:
    """Return (Vietnamese, English) for each code that a letter can fail with.

    >>> sentences()["ingest.empty_file"][1]
    'The file is empty. Scan the letter again.'
    """
    return {error.code: (error.vi, error.en) for error in ERRORS}


def sentence(code: str, table: Mapping[str, tuple[str, str]] | None = None) -> tuple[str, str]:
    """Return (Vietnamese, English) for one code; an unknown code gives the general sentence."""
    return (sentences() if table is None else table).get(code, UNKNOWN)
