"""Finds the zones of printed pages by geometry and anchor words: text layers in, zones out."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from statistics import fmean

from nlp.document import Ink, Line, TextLayer
from nlp.layout.anchors import is_file_copy, is_page_number, is_signature_note
from nlp.layout.beginning import begins_letter
from nlp.layout.columns import pieces
from nlp.layout.foot import split_foot
from nlp.layout.head import motto_of, split_head
from nlp.layout.level import Levelled
from nlp.layout.middle import column_of, split_middle
from nlp.lexicons import Lexicons
from nlp.zones import Zone, ZoneName

# Mean word confidences below which one or two signs, or a longer line, are specks or strokes.
UNSURE_MARK = 0.5
UNSURE_LINE = 0.33
# A list of recipients goes on with a dash, and ends after so many lines of the next page.
LISTED, LONGEST_REST = frozenset("-–—~+•"), 15


def zones_of_pages(layers: Sequence[TextLayer], lexicons: Lexicons) -> tuple[Zone, ...]:
    """Return the zones of all pages in reading order."""
    zones: list[Zone] = []
    signed = attached = False
    for at, layer in enumerate(layers):
        level = Levelled([x for x in layer.lines if x.ink is Ink.PRINT], layer.width_px)
        lines = [line for line in pieces(level.lines) if not is_speck(line)]
        if at > 0 and motto_of(lines, layer.height_px) is not None:
            # A signature may not be recognised; a whole head is another letter all the same.
            attached = attached or signed or begins_letter(lines)
        if attached or signed:
            name = ZoneName.ATTACHED if attached else ZoneName.ANNEX
            listed = () if attached else _rest_of_list(zones, _without_margin(lines))
            found = _plain(name, layer, [line for line in lines if line not in listed])
            found.insert(0, Zone(ZoneName.RECIPIENTS, layer.page_index, tuple(listed)))
        else:
            found = _signing_page(layer, lines, lexicons, first=at == 0)
            signed = any(zone.name is ZoneName.SIGNATURE for zone in found)
        zones += [replace(x, lines=tuple(map(level.as_read, x.lines))) for x in found]
        stamped = tuple(line for line in layer.lines if line.ink is Ink.STAMP)
        zones.append(Zone(ZoneName.STAMPS, layer.page_index, stamped))
    return tuple(zone for zone in zones if zone.lines)


def _signing_page(
    layer: TextLayer, lines: Sequence[Line], lexicons: Lexicons, *, first: bool
) -> list[Zone]:
    """Return the zones of a page that belongs to the letter itself."""
    column = column_of(lines, layer.width_px)
    parts: list[tuple[ZoneName, Iterable[Line]]] = []
    rest: Sequence[Line] = lines
    if first:
        head = split_head(lines, layer.width_px, layer.height_px)
        parts += [
            (ZoneName.MARGIN, head.margin),
            (ZoneName.HEAD_LEFT, head.left),
            (ZoneName.HEAD_RIGHT, head.right),
        ]
        rest = head.rest
    foot = split_foot(rest, layer.width_px)
    if foot is not None:
        rest = foot.before
    if first:
        middle = split_middle(rest, column, lexicons.document_types)
        parts += [(ZoneName.TITLE, middle.title), (ZoneName.ADDRESSEES, middle.addressees)]
        rest = middle.body
    parts.append((ZoneName.BODY, _without_margin(rest)))
    if foot is not None:
        parts += [
            (ZoneName.SIGNATURE, foot.signature),
            (ZoneName.RECIPIENTS, foot.recipients),
            (ZoneName.ANNEX, _without_margin(foot.after)),
        ]
    return [Zone(name, layer.page_index, tuple(some)) for name, some in parts]


def _plain(name: ZoneName, layer: TextLayer, lines: Sequence[Line]) -> list[Zone]:
    """Return a page that is one zone, without its page number."""
    return [Zone(name, layer.page_index, tuple(_without_margin(lines)))]


def _rest_of_list(zones: Sequence[Zone], lines: Sequence[Line]) -> Sequence[Line]:
    """Return the lines with which the recipients of the page before go on, down to "Lưu: VT"."""
    above = [line for zone in zones if zone.name is ZoneName.RECIPIENTS for line in zone.lines]
    if not above or any(is_file_copy(line.text) for line in above):
        return ()
    last = next((at for at, line in enumerate(lines) if is_file_copy(line.text)), None)
    if last is None or last >= LONGEST_REST or lines[0].text[:1] not in LISTED:
        return ()
    return lines[: last + 1]


def _without_margin(lines: Sequence[Line]) -> list[Line]:
    """Leave out page numbers (first or last on the page) and notes of digital signatures.

    A number in a cell is that of a row, where a table goes on from the page before.
    """
    ends = {0, len(lines) - 1}
    return [
        line
        for at, line in enumerate(lines)
        if not (at in ends and line.cell is None and is_page_number(line.text))
        and not is_signature_note(line.text)
    ]


def is_speck(line: Line) -> bool:
    """Tell whether a line is no text: strokes of a pen, parts of a seal, dust.

    What stands in a ruled cell is text, however badly it was read.
    """
    signs = [sign for sign in line.text if sign.isalnum()]
    if line.cell is not None:
        return not signs
    sure = fmean(word.confidence for word in line.words)
    few = len(signs) <= 2
    return not signs or sure < (UNSURE_MARK if few else UNSURE_LINE)
