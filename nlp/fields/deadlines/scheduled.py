"""Running text in, terms that stand behind a label ("Thời gian thực hiện: thường xuyên") out."""

import re
from collections.abc import Iterator

from nlp.fields.deadlines.duty import duty_in
from nlp.fields.deadlines.lasting import last_day
from nlp.fields.prose import Prose
from nlp.finding import Found
from nlp.folding import squeeze
from nlp.record import Deadline, FieldName, Relation

YEAR = r"20\d\d"
# In running text alone "thường xuyên" and "giai đoạn" say how or of which years something is.
TERM = re.compile(
    r"(?<!\w)(?:thoi (?:gian|han)|tien do|lo trinh)\s+(?:thuc hien|hoan thanh|trien khai)\s*[:–-]\s*(?:trong\s+)?"
    rf"(?:(?P<always>thuong xuyen)|(?:giai doan|tu nam|cac nam)\s+{YEAR}\s*(?:[-–]|den)\s*(?:nam\s+)?(?P<last>{YEAR})"
    rf"|nam\s+(?P<year>{YEAR})(?!\s*[-–]))(?!\w)"
)
# "…; nhiệm vụ thường xuyên.": the term of a task in a list of them
ALWAYS = re.compile(r"(?<=[,;(])\s*(?:day la\s+)?nhiem vu (?P<always>thuong xuyen)\s*(?=[.;)]|$)")
CERTAINTY = 0.7


def scheduled_deadlines(text: Prose) -> Iterator[Found]:
    """Find labelled terms without a day: open ones, and those of whole years.

    Args:
        text: The running text.

    Yields:
        Deadlines: ongoing without `due_on`, or during the year or the last year of a range.
    """
    for match in (*TERM.finditer(text.folded), *ALWAYS.finditer(text.folded)):
        clause = text.clause(match.start(), match.end())
        year = None if match["always"] else match["last"] or match["year"]
        duty = duty_in(text, clause, match.span())
        relation = Relation.DURING if year else Relation.ONGOING
        deadline = Deadline(
            due_on=year,
            relation=relation,
            last_day=last_day(year, relation) if year else None,
            action=duty.action,
            responsible=duty.responsible,
            recipient=duty.recipient,
            quote=squeeze(text.flat[clause[0] : clause[1]]),
        )
        yield Found(FieldName.DEADLINES, deadline, match.start(), match.end(), CERTAINTY)
