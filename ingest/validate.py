"""The program that validates digital signatures: a PDF goes in by its path, JSON lines come out.

It runs as a child with limits (`ingest.signatures`), since it parses the file: one line for each
signature, with everything pyHanko says about it. Nothing is fetched from anywhere.
"""

import contextlib
import json
import logging
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pyhanko.pdf_utils.generic import ArrayObject
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

# What pyHanko and its parsers raise on a signature they cannot make sense of.
BROKEN = (ValueError, LookupError, TypeError, AttributeError, NotImplementedError, OSError)
# Later signatures and filled forms leave what was signed as it is.
HARMLESS = ModificationLevel.FORM_FILLING
DEEPEST = 50
Place = tuple[int, list[float]]
Said = dict[str, object]


def main(path: str) -> None:
    """Print one JSON line for each signature, in the order of signing."""
    logging.disable()  # that no certificate is trusted here is no news
    with Path(path).open("rb") as file:
        reader = PdfFileReader(file, strict=False)
        boxes: dict[str, Place] = {}
        with contextlib.suppress(*BROKEN):  # where a box cannot be found the signature still counts
            boxes.update(_boxes(reader))
        for signature in reader.embedded_regular_signatures:
            said = _facts(signature) | {"box": boxes.get(signature.field_name)}
            print(json.dumps(said), flush=True)  # noqa: T201 - this is the answer


def _facts(signature: EmbeddedPdfSignature) -> Said:
    """Return who signed, when, and what is left of it; null for what cannot be told."""
    subject = signature.signer_cert.subject.native
    reported = signature.self_reported_timestamp
    return {
        "signer": _last(subject.get("common_name")),
        "organisation": _last(subject.get("organization_name")),
        "signed_at": None if reported is None else reported.isoformat(),
        **_validity(signature),
    }


def _validity(signature: EmbeddedPdfSignature) -> Said:
    nothing_known = ValidationContext(trust_roots=[], allow_fetching=False)
    try:
        status = validate_pdf_signature(signature, nothing_known)
    except BROKEN:
        return {"valid": False, "covers_whole_file": False}
    level = status.modification_level
    unchanged = level is not None and level <= HARMLESS
    stamped = status.timestamp_validity
    found: Said = {
        "valid": status.intact and status.valid and unchanged,
        "covers_whole_file": status.coverage is SignatureCoverageLevel.ENTIRE_FILE,
    }
    if stamped is not None and stamped.intact and stamped.valid:
        found["signed_at"] = stamped.timestamp.isoformat()
    return found


def _last(value: object) -> object:
    """Return the innermost of a name's parts; a certificate may have several organisations."""
    return value[-1] if isinstance(value, list) and value else value


def _boxes(reader: PdfFileReader) -> Iterator[tuple[str, Place]]:
    """Yield the name of each visible field with its page, from 0, and its edges on it."""
    for index in range(int(reader.root["/Pages"].get("/Count", 0))):
        page = reader.find_page_for_modification(index)[0].get_object()
        for found in page.get("/Annots", ()):
            field = found.get_object()
            name = field.get("/T", field.get("/Parent", field).get("/T"))
            corners = field.get("/Rect")
            if name is not None and isinstance(corners, ArrayObject) and len(corners) == 4:
                edges = _upright([float(edge) for edge in corners], page)
                if edges[0] < edges[2] and edges[1] < edges[3]:
                    yield str(name), (index, edges)


def _upright(corners: Sequence[float], page: Mapping[str, object]) -> list[float]:
    """Return left, top, right, bottom as fractions of the page as it is shown."""
    x0, y0, x1, y1 = (float(edge) for edge in _inherited(page, "/CropBox", "/MediaBox"))
    xs = [(x - x0) / (x1 - x0) for x in corners[::2]]
    ys = [(y - y0) / (y1 - y0) for y in corners[1::2]]
    quarters = int(float(_inherited(page, "/Rotate") or 0)) // 90 % 4
    for _ in range(quarters):  # a quarter to the right: what was up shows to the right
        xs, ys = ys, [1 - x for x in xs]
    return [min(xs), 1 - max(ys), max(xs), 1 - min(ys)]


def _inherited(page: Mapping[str, object], *names: str) -> Any:
    """Return the first of these entries that a page or a folder above it has."""
    for name in names:
        node: Any = page
        for _ in range(DEEPEST):
            if name in node:
                return node[name]
            if "/Parent" not in node:
                break
            node = node["/Parent"]
    return None


if __name__ == "__main__":
    main(sys.argv[1])
