"""Parts that published texts print elsewhere than in head and foot: zones in, the same made whole."""

import re
from collections.abc import MutableMapping, Sequence

from nlp.document import Line
from nlp.folding import fold
from nlp.layout.anchors import is_date, is_number, is_signed
from nlp.names import has_family, person_name
from nlp.zones import ZoneName

Zones = MutableMapping[ZoneName, list[Line]]

# The number of a consolidated text stands at its end, where its truth is attested.
CONSOLIDATED = re.compile(r"^\W{0,4}so\W{0,3}\s?\d{1,6}\s?/\s?vbhn\b")
OWN_NUMBER = re.compile(r"^\W{0,4}so\W{0,3}\s?\d{1,6}[a-z]?\s?[/-]\s?[\da-z][^\s]*\W*$")
PLACE_AND_DATE = re.compile(r"^[^\d/]{2,30}?,?\s*ngay\s.{0,8}thang\s.{0,8}nam\s?\d{4}\W*$")
DATE_REACH = 6
"""Lines between that number and its date."""
ENDS = (ZoneName.TITLE, ZoneName.BODY, ZoneName.RECIPIENTS, ZoneName.SIGNATURE, ZoneName.ANNEX)
FULL_NAME = 3
LAST_LINES = 12
"""Lines of a text's end among which a name without a post may stand."""


def made_whole(zones: Zones, every: Sequence[Line]) -> None:
    """Put number and date that stand elsewhere into the head, a bare name into the signature.

    Args:
        zones: The lines of each zone; changed in place.
        every: All lines in the order of the text.
    """
    _below_title(zones)
    _attested(zones, every)
    if not any(person_name(line.text) for line in zones[ZoneName.SIGNATURE]):
        _bare_name(zones)


def _below_title(zones: Zones) -> None:
    """Move a number below the type ("QUYẾT ĐỊNH" / "Số: 66/QĐ-BYT"), and a date, into the head."""
    if any(is_number(line.text) for line in zones[ZoneName.HEAD_LEFT]):
        return
    own = next(
        (one for one in zones[ZoneName.TITLE][1:3] if OWN_NUMBER.match(fold(one.text))), None
    )
    if own is None:
        return
    _move(zones, own, ZoneName.HEAD_LEFT)
    near = (*zones[ZoneName.TITLE][1:], *zones[ZoneName.BODY][:DATE_REACH])
    dated = next((line for line in near if PLACE_AND_DATE.match(fold(line.text))), None)
    if dated is not None and not any(is_date(line.text) for line in zones[ZoneName.HEAD_RIGHT]):
        _move(zones, dated, ZoneName.HEAD_RIGHT)


def _attested(zones: Zones, every: Sequence[Line]) -> None:
    if any(is_number(line.text) for line in zones[ZoneName.HEAD_LEFT]):
        return
    at = next((at for at, line in enumerate(every) if CONSOLIDATED.match(fold(line.text))), None)
    if at is None:
        return
    below, above = every[at + 1 : at + DATE_REACH], every[max(0, at - DATE_REACH) : at]
    _move(zones, every[at], ZoneName.HEAD_LEFT)
    for line in (*below, *reversed(above)):
        if PLACE_AND_DATE.match(fold(line.text)):
            _move(zones, line, ZoneName.HEAD_RIGHT)
            return


def _bare_name(zones: Zones) -> None:
    """Move the last line that is a whole name, and what says it was signed, to the signature."""
    body = zones[ZoneName.BODY]
    for at in range(len(body) - 1, max(-1, len(body) - LAST_LINES), -1):
        name = person_name(body[at].text)
        signed = any(is_signed(line.text) for line in body[max(0, at - 1) : at + 2])
        whole = name is not None and len(name.split()) >= FULL_NAME and has_family(name)
        if whole and (signed or at == len(body) - 1):
            _move(zones, body[at], ZoneName.SIGNATURE)
            return


def _move(zones: Zones, line: Line, target: ZoneName) -> None:
    for name in ENDS:
        zones[name] = [other for other in zones[name] if other is not line]
    zones[target].append(line)
