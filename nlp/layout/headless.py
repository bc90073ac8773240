"""Tells whether a text has a letter's head at all, and gives its lines back to the body where not."""

import re
from collections.abc import MutableMapping, Sequence

from nlp.document import Line
from nlp.folding import fold
from nlp.layout.anchors import (
    is_motto,
    is_number,
    is_party_motto,
    is_under_motto,
    is_youth_motto,
)
from nlp.layout.displaced import PLACE_AND_DATE
from nlp.zones import ZoneName

Zones = MutableMapping[ZoneName, list[Line]]

HEAD = (ZoneName.HEAD_LEFT, ZoneName.HEAD_RIGHT)
# "15/KH-UBND" without its word, alone on its line.
BARE_CODE = re.compile(r"^\W{0,4}\d{1,6}\s?[/-]\s?(?:(?:19|20)\d\d\s?/\s?)?[A-ZĐ][^\s]*\W*$")
LONGEST = 120
"""Signs of a line of a head; prose is longer."""


def without_false_head(zones: Zones, every: Sequence[Line]) -> None:
    """Put the lines above a title or addressees, or all first lines, into the body if they are no head.

    A page of a report, a news item, a body pasted without its head: what stands on top names
    nobody's number, day or issuer.

    Args:
        zones: The lines of each zone; changed in place.
        every: All lines in the order of the text.
    """
    if _has_head(zones):
        return
    body = {id(line) for name in (*HEAD, ZoneName.BODY) for line in zones[name]}
    for name in HEAD:
        zones[name] = []
    zones[ZoneName.BODY] = [line for line in every if id(line) in body]


def _has_head(zones: Zones) -> bool:
    """Tell whether a motto or a number stands in the head, or short lines above what must follow one."""
    left, right = ([line.text for line in zones[name]] for name in HEAD)
    if any(_is_motto(text) for text in right) or any(map(is_numbered, left)):
        return True
    follows = bool(zones[ZoneName.TITLE] or zones[ZoneName.ADDRESSEES])
    dated = any(PLACE_AND_DATE.match(fold(text)) for text in right)
    return (follows or dated) and all(len(text) <= LONGEST for text in (*left, *right))


def _is_motto(text: str) -> bool:
    return any(is_it(text) for is_it in (is_motto, is_party_motto, is_under_motto, is_youth_motto))


def is_numbered(text: str) -> bool:
    """Tell whether a line is a letter's number, with its word or without it.

    >>> is_numbered("Số: 15/KH-UBND"), is_numbered("15/KH-UBND"), is_numbered("15 phòng")
    (True, True, False)
    """
    return is_number(text) or BARE_CODE.match(text) is not None
