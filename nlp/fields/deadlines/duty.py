"""The clause of a deadline in, what must be done, by whom and sent to whom out."""

import re
from dataclasses import dataclass

from nlp.fields.deadlines.grammar import BODIES, DUTIES, NO_BODIES, ORDERS
from nlp.fields.deadlines.words import exactly, marked
from nlp.fields.prose import CAPITAL, Prose
from nlp.folding import squeeze

MAX_SYLLABLES_OF_A_BODY = 16
MAX_ACTION = 300

LED_BY = re.compile(
    rf"\W*(?:(?:{marked(ORDERS)})\s+)?(?!(?:{marked(NO_BODIES)})(?!\w))(?=(?:{marked(BODIES)})(?!\w))",
    re.IGNORECASE,
)
TURNS = exactly(
    (*DUTIES, "chủ trì", "có trách nhiệm", "khẩn trương", "phối hợp", "chủ động", "nghiêm túc")
)
# "gửi … về Sở Y tế (qua …)", "báo cáo UBND tỉnh": a name begins with a capital and runs to a sign
# or to a word that says when, why or how.
SENT_TO = re.compile(
    r"(?:gửi|nộp|báo cáo|trình|chuyển|đăng ký|liên hệ)\b(?:[^;.:]*?\s(?:về|cho|đến|tới|tại))?\s+"
    r"(?P<name>(?:Thường trực\s|Ban\s|Sở|Phòng|UBND|Ủy ban|Uỷ ban|Bộ|Văn phòng|Hội đồng|Trung tâm"
    r"|Cục|Vụ|Tổng cục|Chi cục|Đảng ủy|Thành ủy|Tỉnh ủy|Công đoàn|Thủ tướng|Chính phủ)"
    r"(?:\s(?!trước\b|chậm\b|muộn\b|để\b|theo\b|hạn\b|đến\b|qua\b|bằng\b|trong\b|vào\b|kết quả\b"
    r"|tổng hợp\b|xem xét\b|bộ hồ\b|danh sách\b|ban hành\b|phê duyệt\b|sau\b)"
    r"[^\s,;.:()“”\"\[]+)*)(?=[\s,;.:()“\"\[]|$)"
)
MUST = re.compile(r"\s+(?:phải|cần|sẽ|tiếp tục|nghiêm túc|kịp thời|ra|lập)$")
EDGES = ' ,;:.()[]“”"-–+'


@dataclass(frozen=True, slots=True)
class Duty:
    """Who must do what, sent where; each None when the clause does not say it plainly."""

    action: str | None
    responsible: str | None
    recipient: str | None


def duty_in(text: Prose, clause: tuple[int, int], term: tuple[int, int]) -> Duty:
    """Read the duty a clause sets.

    Args:
        text: The running text.
        clause: Span of the clause.
        term: Span of the term in it, trigger and date.

    Returns:
        What stands before the term; what follows it where the clause opens with the term.
    """
    before = text.flat[clause[0] : term[0]]
    after = text.flat[term[1] : clause[1]]
    opens = TURNS.search(before) is None and TURNS.search(after) is not None
    body = after.lstrip(EDGES) if opens else before
    responsible, rest = _responsible(body)
    sent = SENT_TO.search(before) or SENT_TO.search(after)
    return Duty(
        action=_action(rest),
        responsible=responsible,
        recipient=None if sent is None else squeeze(sent["name"]).strip(EDGES) or None,
    )


def _responsible(body: str) -> tuple[str | None, str]:
    """Return who must act, and the rest of the clause from the first verb on."""
    led = LED_BY.match(body)
    if led is None:
        return None, body
    # A name may hold such words in capitals: "Phòng Tổ chức cán bộ".
    turn = next((one for one in TURNS.finditer(body, led.end()) if one.group()[0].islower()), None)
    if turn is None:
        return None, body
    name = MUST.sub("", squeeze(body[led.end() : turn.start()]).strip(EDGES))
    if not name or len(name.split()) > MAX_SYLLABLES_OF_A_BODY or "," in name[-2:]:
        return None, body
    return name, body[turn.start() :]


def _action(rest: str) -> str | None:
    text = squeeze(rest).strip(EDGES)
    if len(text) > MAX_ACTION:
        verbs = [match.start() for match in TURNS.finditer(text)]
        later = [at for at in verbs if len(text) - at <= MAX_ACTION]
        text = text[later[0] :] if later else ""
    return text if re.search(rf"[a-z{CAPITAL}]", text, re.IGNORECASE) else None
