"""Splits a printed list into its entries: lines of a zone in, spans of entries out."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from nlp.folding import squeeze
from nlp.layout.anchors import is_person
from nlp.zones import Placed

DASH = re.compile(r"^[\s._'`]{0,3}[-–—~+•*=]+[\s_.]*")
# Sub-entries of one entry are set apart by ";" inside a line ("Như trên; Lưu: VT").
NEAT = re.compile(r"[\w)”\"][;.]$")
# Behind the file copy notes to the text may follow, which cite letters.
FILED = re.compile(r"\W*l[uư]+u\b", re.IGNORECASE)
NOTE = re.compile(r"\W*\[\d|[^;]*?\bsố\s?\d")
BETWEEN = re.compile(r";\s*[-–]\s+")
# "Sở Y tế (qua phòng A; phòng B)" is one entry.
IN_A_ROW = re.compile(r";\s*(?:[-–]\s+)?(?![^(]*\))")
TRAIL = " .;,:-–—_~'`*|\"“”/"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a list: its text and its place in the letter's text.

    Attributes:
        text: As printed, without dash and closing sign.
        start: First character.
        end: One past the last.
        neat: Whether it opens with a dash and closes with ";" or ".", as the form asks.
    """

    text: str
    start: int
    end: int
    neat: bool = False


def entries(lines: Sequence[Placed], *, first: int, sentence: bool = False) -> list[Entry]:
    """Return the entries of a list.

    Args:
        lines: The lines of the list; the first holds the list's heading.
        first: Where the first entry begins in the first line (after "Kính gửi:").
        sentence: Entries without a dash may stand in a row, with ";" between them.

    Returns:
        The entries in order; a line without a dash goes on with the entry above it, unless that
        entry ended with ";" or ".".
    """
    found: list[Entry] = []
    for at, placed in enumerate(lines):
        text = placed.line.text[first:] if at == 0 else placed.line.text
        dashed = DASH.match(text) is not None
        body = DASH.sub("", text).strip()
        if not _is_text(body):
            continue
        if found and not dashed and NOTE.match(body) and FILED.match(found[-1].text):
            break
        goes_on = found and not dashed and not _is_closed(found[-1].text)
        if goes_on and is_person(body) and is_person(found[-1].text):
            goes_on = False
        if goes_on:
            last = found[-1]
            found[-1] = Entry(f"{last.text} {body}", last.start, placed.end, last.neat)
        else:
            start = placed.start + (first if at == 0 else 0)
            found.append(Entry(body, start, placed.end, dashed))
    return [one for entry in found for one in _parts(entry, sentence=sentence)]


def _is_closed(text: str) -> bool:
    return text.rstrip().endswith((";", "."))


def _parts(entry: Entry, *, sentence: bool) -> Iterable[Entry]:
    """Yield the entries of a line that holds several ("- Như trên; - Lưu: VT")."""
    between = IN_A_ROW if sentence and not entry.neat else BETWEEN
    for part in between.split(entry.text):
        text = squeeze(part).strip(TRAIL)
        if _is_text(text):
            neat = entry.neat and NEAT.search(entry.text.rstrip()) is not None
            yield Entry(_closed(text), entry.start, entry.end, neat)


def _closed(text: str) -> str:
    """Put back a closing bracket that was stripped with the signs behind it."""
    return text + ")" if text.count("(") > text.count(")") else text


def _is_text(text: str) -> bool:
    return sum(sign.isalpha() for sign in text) > 1
