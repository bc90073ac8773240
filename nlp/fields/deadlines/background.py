"""A date beside a trigger in, whether the clause around it sets a term out."""

import re
from collections.abc import Callable, Mapping

from nlp.fields.deadlines.grammar import (
    BODIES,
    CONDITIONS,
    DUTIES,
    FINISHING,
    GATHERINGS,
    GOING_ON,
    HANDING,
    OBLIGES,
    OF_A_PERIOD,
    OPENINGS,
    ORDERS,
    PASSIVES,
    PERIODS,
    RECEIVING,
    REFUSALS,
    SCHEDULES,
    WORKS,
    WORKS_ORDERED,
    Needs,
    Trigger,
)
from nlp.fields.deadlines.words import any_of, exactly, marked
from nlp.fields.prose import CAPITAL, Prose

SEGMENT = re.compile(r"[,:(]\s")
# Folded, "đã" is one with "đa" and "da", so the tense is read from the marked text.
PAST = re.compile(r"(?<!\w)[đĐ]ã(?!\w)")
PASSIVE_PAST = re.compile(r"(?<!\w)[đĐ]ã\s+(?:được|có|bị)(?!\w)")
WORDS_AFTER_PAST = 3
FEW_WORDS = 4
# "nộp trước ngày … thì …", "… mà đến nay": the date says which cases are meant.
SO_FAR = re.compile(r"[\s,)]*(?:thì|mà|nhưng|vẫn|được tiếp tục|chưa)(?!\w)")
LONG_AGO = 14
"""So many words after "đã" a term belongs to another verb."""
STATE_REACH = 4
AHEAD = 160
AT_ONCE = r"(?:\s+ngay)?\s*$"
FINISHED = re.compile(rf"(?<!\w)(?:{marked(FINISHING)})(?:\s+[^\s,;.:]+){{0,3}}{AT_ONCE}", re.I)
JUST_FINISHED = re.compile(rf"(?<!\w)(?:{marked((*FINISHING, *OPENINGS))}){AT_ONCE}", re.I)
ASKED = re.compile(rf"(?<!\w)(?:{marked((*DUTIES, *OPENINGS))}){AT_ONCE}", re.I)
# "báo cáo Ban Thường vụ Tỉnh ủy trong tháng 6/2026": the report goes there, it is not of that month.
SENT = re.compile(
    rf"(?<!\w)(?i:trình|gửi|nộp|báo cáo)(?:(?:\s[^,;.:]{{0,60}}?)?\s(?:về|cho|lên))?\s+[{CAPITAL}]"
    r"(?:(?!kết quả|tình hình)[^,;.:]){0,80}$"
)
# "Hoàn thành việc xử lý … trong quý II năm 2026": the whole clause says what is to be finished.
TO_FINISH = re.compile(r"\W*hoàn thành(?!\w)(?!\s+(?:tốt|xuất sắc))", re.I)
# "Giao Phòng Tài chính hoàn thành quyết toán trong quý II/2026"
TOLD_TO_FINISH = re.compile(
    rf"\W*(?:{marked((*ORDERS, 'chỉ đạo', 'đôn đốc'))})\s(?:[^;.:\s]+\s+){{1,10}}?hoàn thành(?!\w)",
    re.I,
)
# "Các xã xây dựng kế hoạch trong quý II năm 2026"; "ban hành 12 văn bản" is told by reports.
WORK = re.compile(rf"(?<!\w)(?:{marked((*WORKS, *WORKS_ORDERED))})(?!\w)(?!\s+\d)", re.I)
ORDERED = exactly((*ORDERS, *OBLIGES, "khẩn trương", "có trách nhiệm", "chịu trách nhiệm"))
LED = re.compile(rf"\W*(?:{marked(BODIES)})(?!\w)", re.I)
# "kéo dài đến hết ngày 30/4": what goes on till then is not due then.
LASTS = re.compile(r"(?<!\w)kéo dài\s*$", re.I)
CLOSES = re.compile(r"\s*(?:[,;.:)]|$|va\s|de\s|theo\s|ve\s|noi dung\s|ket qua\s)")
# "k) Trong quý II năm 2026, nghiên cứu, ban hành …": an order that begins with its period.
LISTED = re.compile(r"[\s\-+*•–]*(?:\(?[a-zđ\d]{1,3}[).]\s*)*$", re.I)
TO_DO = re.compile(
    rf"\s*[,:]\s*(?:{marked((*WORKS, *WORKS_ORDERED, *FINISHING, 'nghiên cứu'))})(?!\w)", re.I
)
# "đến ngày 30/6/2026 phải hoàn thành"
FINISHES = re.compile(
    r"[\s,]*(?:phai\s+|can\s+)?(?:co ban\s+)?(?:hoan thanh|xong|gui|nop|bao cao)(?!\w)"
)
STILL_MUST = exactly(("nhưng phải", "và phải", "song phải", "nhưng cần"))
# What calls for something after a past: "đã ban hành …, đề nghị …".
CALLS = exactly(("đề nghị", "yêu cầu", "phải", "cần", "giao", "khẩn trương", "thì"))
# Figures that are to be sent are due then; other figures are as of then.
HANDED_OVER = exactly(("gửi", "nộp", "cung cấp", "báo cáo", "cập nhật", "hoàn thiện"))
CLOSED = re.compile(r"\([^()]*\)")
SENTENCE_END = re.compile(r"\.\s|;\s")


def needs_hold(
    text: Prose, clause: tuple[int, int], trigger: Trigger, start: int, end: int
) -> bool:
    """Tell whether the clause says what a trigger needs.

    Args:
        text: The running text.
        clause: Span of the clause.
        trigger: The words before the date.
        start: Where the trigger begins.
        end: Where the date ends.
    """
    test = TESTS.get(trigger.needs)
    return test is None or test(text, clause, start, end)


def _asks(text: Prose, clause: tuple[int, int], start: int, end: int) -> bool:
    """Something is asked for, and no period is told."""
    whole = text.flat[clause[0] : clause[1]]
    if exactly(RECEIVING).search(whole) is not None:
        return True
    return exactly((*DUTIES, *OBLIGES)).search(whole) is not None and not is_period(
        text.folded[clause[0] : start]
    )


def _asks_or_schedules(text: Prose, clause: tuple[int, int], start: int, end: int) -> bool:
    """Something is asked for, or the clause is a heading, a cell or a time-table."""
    before, whole = text.folded[clause[0] : start], text.flat[clause[0] : clause[1]]
    asks = exactly((*DUTIES, *OBLIGES, *SCHEDULES)).search(_without_asides(whole)) is not None
    return asks or len(before.split()) <= FEW_WORDS or before.rstrip().endswith((":", "("))


def _receives(text: Prose, clause: tuple[int, int], start: int, end: int) -> bool:
    return any_of(RECEIVING).search(text.folded, clause[0], start) is not None


def _is_refused(text: Prose, clause: tuple[int, int], start: int, end: int) -> bool:
    return _refuses(text.folded[end : end + AHEAD])


def _finishes(text: Prose, clause: tuple[int, int], start: int, end: int) -> bool:
    """Something is to be finished in a period, which closes the sentence or opens it."""
    if CLOSES.match(text.folded, end) is None:
        return False
    before = text.flat[clause[0] : start]
    if LISTED.match(before) and TO_DO.match(text.flat, end):
        return True
    if TO_FINISH.match(before) or TOLD_TO_FINISH.match(before):
        return True
    if TO_FINISH.match(before, _segment(before)) and PAST.search(before) is None:
        return True
    if text.folded[start:end].split()[1:2] == ["nam"]:
        return JUST_FINISHED.search(before) is not None
    said = ASKED.search(before) or FINISHED.search(before) or SENT.search(before)
    return said is not None or _is_work(before)


def _is_work(before: str) -> bool:
    """Tell whether a body, or an order, is to do something in the period behind it."""
    own = _without_asides(before)
    segment = own[_segment(own) :]
    work = WORK.search(segment)
    if work is None or exactly(OF_A_PERIOD).search(segment) or PAST.search(own):
        return False
    led = LED.match(own) is not None and work.group().lower() in WORKS
    opens = not segment[: work.start()].strip(" -+*•.)0123456789") and len(segment) == len(own)
    return led or opens or ORDERED.search(own) is not None


def _finishes_after(text: Prose, clause: tuple[int, int], start: int, end: int) -> bool:
    return FINISHES.match(text.folded, end) is not None


def _hands_over(text: Prose, clause: tuple[int, int], start: int, end: int) -> bool:
    before = text.flat[clause[0] : start]
    return exactly(HANDING).search(before) is not None and PAST.search(before) is None


Test = Callable[[Prose, tuple[int, int], int, int], bool]
TESTS: Mapping[Needs, Test] = {
    Needs.DUTY: _asks,
    Needs.ASKING: _asks_or_schedules,
    Needs.RECEIVING: _receives,
    Needs.REFUSAL: _is_refused,
    Needs.FINISHING: _finishes,
    Needs.FINISHES_AFTER: _finishes_after,
    Needs.HANDING: _hands_over,
}


def is_period(before: str) -> bool:
    """Tell whether a period opens before "đến hết", in folded text.

    >>> is_period("nghi tu ngay 01/3/2026 "), is_period("gui ve so tu ngay ")
    (True, False)
    """
    opened = [match.start() for match in any_of(PERIODS).finditer(before)]
    return bool(opened) and re.search(r"\d|ban hanh|ky", before[opened[-1] :]) is not None


def is_background(text: Prose, clause: tuple[int, int], start: int, end: int) -> bool:
    """Tell whether a date is told about, not set: the past, a condition, a gathering.

    Args:
        text: The running text.
        clause: Span of the clause.
        start: Where the trigger begins.
        end: Where the date ends.
    """
    before = _without_asides(text.flat[clause[0] : start])
    words = before[_segment(before) :]
    duties = list(exactly(DUTIES).finditer(words))
    if _is_past(words, duties[-1].start() if duties else None) or _was_done(before):
        return True
    if SO_FAR.match(text.flat, end) or _goes_on(words):
        return True
    if LASTS.search(words) and text.folded.startswith(("den", "het"), start):
        return True
    tail = " ".join(words.split()[-STATE_REACH:])
    if re.search(rf"(?<!phải )(?:{marked(PASSIVES)})\W*$", tail, re.I) and not HANDED_OVER.search(
        tail
    ):
        return True
    if not duties and (
        exactly(CONDITIONS).search(tail) is not None
        or exactly(GATHERINGS).search(words) is not None
    ):
        return True
    return re.match(r"\W*(?:co|het)\s+hieu\s+luc", text.folded[end : end + 20]) is not None


def _goes_on(words: str) -> bool:
    """Tell whether something lasts, and nothing is called for behind it: "…, nhưng phải nộp"."""
    lasting = list(exactly(GOING_ON).finditer(words))
    return bool(lasting) and STILL_MUST.search(words, lasting[-1].end()) is None


def _without_asides(words: str) -> str:
    """Blank what stands in closed brackets; the length stays."""
    return CLOSED.sub(lambda aside: " " * len(aside.group()), words)


def _was_done(before: str) -> bool:
    """Tell whether the clause tells what "đã được" done by then, and calls for nothing since.

    What is asked before and after it is asked: "rà soát … đã được giao, hoàn thành trước ngày".
    """
    past = list(PASSIVE_PAST.finditer(before))
    if not past or CALLS.search(before, past[-1].end()) is not None:
        return False
    own = _segment(before)
    asks = exactly(DUTIES)
    told = asks.search(before, 0, past[0].start()) is None or asks.search(before, own) is None
    return own < past[-1].end() or told


def _segment(before: str) -> int:
    """Return where the part of the clause that the term belongs to begins."""
    begin = 0
    for match in SEGMENT.finditer(before):
        if re.search(r"[^\W\d_]", before[match.end() :]):
            begin = match.end()
    return begin


def _is_past(segment: str, duty: int | None) -> bool:
    """Tell whether the verb the term belongs to stands in the past: "đã gửi … trước ngày"."""
    past = [match.end() for match in PAST.finditer(segment)]
    if not past:
        return False
    since = segment[past[-1] :]
    if CALLS.search(since) is not None:
        return False
    first = exactly(DUTIES).search(since)
    near = first is not None and len(since[: first.start()].split()) < WORDS_AFTER_PAST
    return duty is None or duty < past[-1] or (near and len(since.split()) < LONG_AGO)


def _refuses(ahead: str) -> bool:
    sentence = SENTENCE_END.split(ahead, maxsplit=1)[0]
    return any_of(REFUSALS).search(sentence) is not None
