"""Finds the signature and the recipients of a page: lines in, the two blocks and what remains out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from nlp.document import Line
from nlp.layout.anchors import is_authority, is_copy_slip, is_file_copy, is_recipients
from nlp.positions import is_position

# The signature stands in the right half; its first line may lie a little above "Nơi nhận".
RIGHT_HALF, FARTHER = 0.42, 0.55
ABOVE_RECIPIENTS = 3.0
# A second signature beside the first ends left of this, and begins at its height or so.
WIDEST_SIGNATURE, AS_HIGH = 0.56, 2.0
# Recipients are set in 11 pt; a larger blank ends their list.
END_OF_LIST = 3.5
# The list stays in the left part of the page, in smaller print than the body.
WIDEST_LIST = 0.62
LARGER_PRINT = 1.35


@dataclass(frozen=True, slots=True)
class Foot:
    """The parts of the page on which the letter is signed."""

    before: tuple[Line, ...]
    signature: tuple[Line, ...]
    recipients: tuple[Line, ...]
    after: tuple[Line, ...]


def split_foot(lines: Sequence[Line], width_px: float) -> Foot | None:
    """Split the lines of a page at its signature block; None when the letter is not signed there."""
    slip = _slip_of(lines)
    if slip:
        foot = split_foot([line for line in lines if line not in slip], width_px)
        return None if foot is None else replace(foot, after=(*foot.after, *slip))
    anchor = _anchor(lines, width_px)
    top = _top_of_signature(lines, anchor, width_px)
    if top is None:
        return None
    before: list[Line] = []
    signature: list[Line] = list(_second_signature(lines, top, anchor, width_px))
    below: list[Line] = []
    for line in [line for line in lines if line not in signature]:
        if _is_right(line, width_px) and line.box.top >= top - 2:
            signature.append(line)
        elif line.box.middle[1] < (top if anchor is None else min(top, anchor.box.top)):
            before.append(line)
        else:
            below.append(line)
    recipients, after = _list_of(below, anchor)
    early = [line for line in after if anchor is None or line.box.top < anchor.box.top]
    late = [line for line in after if line not in early]
    return Foot(tuple(before + early), tuple(signature), tuple(recipients), tuple(late))


def _slip_of(lines: Sequence[Line]) -> Sequence[Line]:
    """Return the lines of the slip under a certified copy: it has a head and a signer of its own."""
    heads = [line for line in lines if is_copy_slip(line.text)]
    listed = next((line.box.top for line in lines if is_recipients(line.text)), None)
    slip = next((line for line in heads if listed is not None and line.box.top > listed), None)
    if slip is None:
        return ()
    return [line for line in lines if line.box.middle[1] > slip.box.top - 0.5 * slip.box.height]


def _anchor(lines: Sequence[Line], width_px: float) -> Line | None:
    """Return the first line of the recipients: "Nơi nhận", or the top of the list above "Lưu: VT"."""
    for line in lines:
        if is_recipients(line.text):
            return line
    left = [line for line in lines if not _is_right(line, width_px)]
    last = next((at for at, line in enumerate(left) if is_file_copy(line.text)), None)
    if last is None:
        return None
    first = last
    while first > 0 and _above_in_list(left[first - 1], left[first], width_px):
        first -= 1
    return left[first]


def _second_signature(
    lines: Sequence[Line], top: float, anchor: Line | None, width_px: float
) -> Sequence[Line]:
    """Return the signature left of the one that begins at `top`, as joint letters have it.

    It begins beside it with an authority or a post, and ends above the recipients.
    """
    left = [
        line
        for line in lines
        if line.cell is None
        and not _is_right(line, width_px)
        and line.box.bottom > top
        and line.box.right < WIDEST_SIGNATURE * width_px
        and (anchor is None or line.box.bottom < anchor.box.top)
    ]
    if not left or left[0].box.top > top + AS_HIGH * left[0].box.height:
        return ()
    posted = left[0].text.isupper() and is_position(left[0].text)
    return left if posted or is_authority(left[0].text) else ()


def _above_in_list(above: Line, line: Line, width_px: float) -> bool:
    """Tell whether a line belongs to the list of recipients whose next line is `line`."""
    near = line.box.top - above.box.bottom < END_OF_LIST / 2 * line.box.height
    narrow = above.box.right < WIDEST_LIST * width_px
    as_small = above.box.height < LARGER_PRINT * line.box.height or above.text[:1] in "-–~"
    return near and narrow and as_small


def _is_right(line: Line, width_px: float) -> bool:
    """Tell whether a line may belong to the signature: in the right half, not in a table.

    A long mark of authority begins left of it: "KT. CỤC TRƯỞNG CỤC QUẢN LÝ …".
    """
    wide = is_authority(line.text) and line.text.isupper()
    middle = line.box.middle[0] if wide else line.box.left
    return line.cell is None and middle > (FARTHER if wide else RIGHT_HALF) * width_px


def _top_of_signature(lines: Sequence[Line], anchor: Line | None, width_px: float) -> float | None:
    """Return where the signature begins: its authority or position line near the recipients."""
    right = [line for line in lines if _is_right(line, width_px)]
    if anchor is None:
        marks = [line for line in right if is_authority(line.text) or is_position(line.text)]
        return min((line.box.top for line in marks), default=None)
    reach = anchor.box.top - ABOVE_RECIPIENTS * anchor.box.height
    near = [line.box.top for line in right if line.box.top >= reach]
    marks = [
        line
        for line in right
        if line.box.top < anchor.box.top and (is_authority(line.text) or is_position(line.text))
    ]
    return min([*near, *(line.box.top for line in marks), anchor.box.top])


def _list_of(lines: Sequence[Line], anchor: Line | None) -> tuple[list[Line], list[Line]]:
    """Split the left lines into the list of recipients and what follows it."""
    if anchor is None:
        return [], list(lines)
    taken: list[Line] = []
    rest: list[Line] = []
    bottom = anchor.box.bottom
    ended = False
    for line in lines:
        gap = line.box.top - bottom
        above = line.box.bottom < anchor.box.top
        if above or ended or gap > END_OF_LIST * anchor.box.height:
            ended = ended or not above
            rest.append(line)
        else:
            taken.append(line)
            bottom = max(bottom, line.box.bottom)
    return taken, rest
