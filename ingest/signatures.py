"""Reads the digital signatures of a PDF: a file goes in, who signed it when and where comes out.

What `valid` means: the signed bytes are unchanged, the signature belongs to the certificate in the
file, and what was added later is harmless (further signatures, filled fields). Who issued the
certificate and whether it was revoked is not checked: that needs the network and a list of
authorities to trust.
"""

import json
import re
import sys
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from ingest import child
from ingest.errors import PageTimeout
from ingest.intake import AcceptedFile
from ingest.media import PDF
from ingest.options import ReadOptions
from nlp.document import SURE, Box, Line, TextLayer, turned_edges
from nlp.folding import fold
from nlp.record import Field, FieldName, FieldStatus, Signature

# A program of its own, not imported here: pyHanko takes half a second to load.
PROGRAM = (sys.executable, "-I", "-m", "ingest.validate")
# Words of the note in a visible signature: "Người ký:", "Ký bởi", "Digitally signed by".
SAYS_SO = re.compile(r"^(?:ky|signed|signature)\b")
SIGNED = re.compile(rb"/ByteRange\s*\[")


def signatures_of(file: AcceptedFile, options: ReadOptions) -> tuple[Field, ...]:
    """Return the signatures of a file in the order of signing; unsigned files cost nothing.

    A file whose signatures cannot be made sense of within the limits has as many as were read.
    """
    if file.media_type != PDF or SIGNED.search(file.path.read_bytes()) is None:
        return ()
    command = [*PROGRAM, str(file.path.resolve())]
    try:
        said = child.run(command, options).output.decode("utf-8", "replace")
    except PageTimeout:
        return ()
    return tuple(_field(json.loads(line)) for line in said.splitlines() if line.endswith("}"))


def without_boxes(layer: TextLayer, signatures: Iterable[Field]) -> TextLayer:
    """Return a text layer without the words of visible signatures.

    A box counts when it says that it is one: a picture of a handwritten signature may be
    laid over the printed name, which stays.
    """
    lines = layer.lines
    for one in signatures:
        if one.box is not None and one.page == layer.page_index + 1:
            lines = _without(lines, _in_pixels(one.box, layer))
    return layer.with_lines(lines)


def _without(lines: tuple[Line, ...], box: Box) -> tuple[Line, ...]:
    """Drop the words in a box if one of them says that it is a signature."""
    inside = [[word for word in line.words if _holds(box, word.box)] for line in lines]
    if not any(SAYS_SO.search(fold(word.text)) for words in inside for word in words):
        return lines
    outside = [[word for word in line.words if not _holds(box, word.box)] for line in lines]
    kept = zip(lines, outside, strict=True)
    return tuple(replace(line, words=tuple(words)) for line, words in kept if words)


def _field(said: dict[str, Any]) -> Field:
    """Return a signature as a field of the record; one that is not shown stands on page 1."""
    page_index, edges = said.pop("box") or (0, None)
    return Field(
        FieldName.SIGNATURES,
        Signature(**said),
        SURE,
        page_index + 1,
        None if edges is None else tuple(edges),
        "",
        FieldStatus.ACCEPTED,
    )


def _in_pixels(edges: tuple[float, float, float, float], layer: TextLayer) -> Box:
    left, top, right, bottom = turned_edges(edges, layer.turned)
    width, height = layer.width_px, layer.height_px
    return Box(left * width, top * height, right * width, bottom * height)


def _holds(box: Box, word: Box) -> bool:
    x, y = word.middle
    return box.left <= x <= box.right and box.top <= y <= box.bottom
