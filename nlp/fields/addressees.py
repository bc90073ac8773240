"""Finds to whom a letter is sent ("Kính gửi")."""

import re
from collections.abc import Iterable

from spacy.tokens import Doc

from nlp.fields.entries import entries
from nlp.finding import Found, letter_of
from nlp.folding import fold
from nlp.lexicons import Lexicons
from nlp.record import FieldName
from nlp.zones import ZoneName

DEAR = re.compile(r"^\W{0,4}k[i1l][nm]h\s?g[uứi][i1l]\s*[:;.,]?\s*")
# "THỦ TƯỚNG CHÍNH PHỦ điện:" opens the addressees of a telegram.
WIRED = re.compile(r"^.*\bdien\s*:\s*$")
# "(Sau đây gọi chung là …)", "(danh sách kèm theo)" on a line of its own names nobody.
REMARK = re.compile(r"^\(")
SURE, LIKELY = 0.93, 0.75


def find(doc: Doc, lexicons: Lexicons) -> Iterable[Found]:
    """Yield the addressees, one each.

    Source:
        Decree 30/2020/NĐ-CP, Annex I, part II, 6 (box 9a).
    """
    lines = [
        placed
        for placed in letter_of(doc).lines_in(ZoneName.ADDRESSEES)
        if not REMARK.match(placed.line.text)
    ]
    if not lines:
        return
    heading = fold(lines[0].line.text)
    match = DEAR.match(heading) or WIRED.match(heading)
    every = entries(lines, first=0 if match is None else match.end(), sentence=True)
    for entry in every:
        alone = len(every) == 1 and len(lines) == 1
        certainty = SURE if entry.neat or alone else LIKELY
        yield Found(FieldName.ADDRESSEES, entry.text, entry.start, entry.end, certainty)
