"""The clause of a deadline in, what must be done, by whom and sent to whom out."""

import re
from dataclasses import dataclass

from nlp.fields.deadlines.grammar import BODIES, DUTIES, NO_BODIES, ORDERS, VERBS
from nlp.fields.deadlines.words import exactly, marked
from nlp.fields.prose import CAPITAL, Prose
from nlp.folding import squeeze

MAX_SYLLABLES_OF_A_BODY = 16
MAX_ACTION = 300

LED_BY = re.compile(
    rf"\W*(?:(?:{marked(ORDERS)})\s+)?(?!(?:{marked(NO_BODIES)})(?!\w))(?=(?:{marked(BODIES)})(?!\w))",
    re.IGNORECASE,
)
TURNS = exactly((*DUTIES, *VERBS))
# "gửi … về Sở Y tế (qua …)", "báo cáo UBND tỉnh": a name begins with a capital and runs to a sign
# or to a word that says when, why or how.
SENT_TO = re.compile(
    r"(?:gửi|nộp|báo cáo|trình|chuyển|đăng ký|liên hệ)\b(?:[^;.:]{0,150}?\s(?:về|cho|đến|tới|tại))?\s+"
    r"(?P<name>(?:Thường trực\s|Ban\s|Sở|Phòng|UBND|Ủy ban|Uỷ ban|Bộ|Văn phòng|Hội đồng|Trung tâm"
    r"|Cục|Vụ|Tổng cục|Chi cục|Đảng ủy|Thành ủy|Tỉnh ủy|Công đoàn|Thủ tướng|Chính phủ)"
    r"(?:\s(?!trước\b|chậm\b|muộn\b|để\b|theo\b|hạn\b|đến\b|qua\b|bằng\b|trong\b|vào\b|kết quả\b"
    r"|tổng hợp\b|xem xét\b|bộ hồ\b|danh sách\b|ban hành\b|phê duyệt\b|sau\b|về\b|khi\b|ngay\b|thông qua\b"
    r"|Chương trình\b|Kế hoạch\b|Đề án\b|Dự \b|Báo cáo\b|Nghị \b|Quyết định\b|Phương án\b|Danh mục\b)"
    r"[^\s,;.:()“”\"\[]+)*)(?=[\s,;.:()“\"\[]|$)"
)
# Labels: "Thời hạn gửi báo cáo về Sở là ngày 20/3", "Thời gian hoàn thành: Trước ngày 15/4".
LABEL = re.compile(
    r"(?:(?:thời\s+)?(?:hạn|gian)|tiến độ)(?:\s+(?:cuối|chót))?(?P<what>[^:\d]*?)\s*"
    r"(?:(?:là|vào|đến|hết|trước|chậm nhất|muộn nhất|trong|ngày|tháng|quý|năm|lúc)\s+|[:(–-]\s*)*(?=\d|quý\b|tháng\b)",
    re.IGNORECASE,
)
FINISHES = re.compile(
    r"(?:thời (?:gian|hạn)\s+)?(?:phải\s+)?(?:hoàn thành|thực hiện|triển khai|hoàn tất|ban hành|xong)(?:\s+xong)?",
    re.IGNORECASE,
)
# Such words begin the name of a body and never are one.
HALF = re.compile(r"(?:cơ quan|chủ|người|bộ phận|đơn vị cấp giấy chứng|tổ|ban|hội)", re.I)
NUMBERED = re.compile(r"^(?:\(?(?:\d{1,2}|[ivx]{1,4})\)\s*|có trách nhiệm\s+)")
FEW_WORDS = 4
# Left off: "…, hoàn thành trước …", "… từ ngày 02/7 đến …", "Thời gian nhận hồ sơ: từ …".
FINISHED = re.compile(r"[\s,;]+(?:và\s+)?(?:bảo đảm\s+)?(?:hoàn thành|xong)\s*$", re.IGNORECASE)
SINCE = re.compile(
    r"[\s,:(]*\btừ(?:\s+ngày)?\s[\d/.\s]+(?:tháng\s[\d\s]+)?(?:năm\s\d+)?\s*$", re.IGNORECASE
)
TIME_OF = re.compile(rf"^(?:thời gian|thời hạn)\s+(?=(?:{marked(DUTIES)})(?!\w))", re.IGNORECASE)
# "Bộ Xây dựng: (1) Khẩn trương …": the list of what a body must do
ITEM = re.compile(
    r"\s*:\s*(?:\(\d+.*|(?:Khẩn trương|Tiếp tục|Chủ động|Kịp thời|Phối hợp|Chủ trì)\b.*)$"
)
ASIDE = re.compile(r"\([^()]*\)")
COMMA = re.compile(r",\s+")
BOUND = re.compile(
    r"[\s,(]*(?:trước|chậm nhất|muộn nhất|đến hết|hạn|trong)\s[^;]{0,30}?\d.*$", re.IGNORECASE
)
AND = re.compile(r"^[\s,;:.)-]*(?:và|đồng thời|sau đó)?\s*", re.IGNORECASE)
MUST = re.compile(
    r"\s+(?:phải được|được giao|được phân công|không|phải|cần|sẽ|tiếp tục|nghiêm túc|kịp thời|ra|lập)$"
)
# "Phòng Nội vụ được giao hoàn thành …": what is asked comes behind.
GIVEN = re.compile(r"\bđược\s+(?:giao|phân công)$")
EDGES = ' ,;:.()[]“”"-–+'


@dataclass(frozen=True, slots=True)
class Duty:
    """Who must do what, sent where; each None when the clause does not say it plainly."""

    action: str | None
    responsible: str | None
    recipient: str | None


def duty_in(text: Prose, clause: tuple[int, int], term: tuple[int, int], *, since: int = 0) -> Duty:
    """Read the duty a clause sets.

    Args:
        text: The running text.
        clause: Span of the clause.
        term: Span of the term in it, trigger and date.
        since: Where another term of the clause ends; what is asked behind it is asked by this one.

    Returns:
        What stands before the term; what follows it where the clause opens with the term; of a bare
        label ("Thời hạn hoàn thành: …") what the label or else the clause above it says.
    """
    before = text.flat[clause[0] : term[0]]
    after = text.flat[term[1] : clause[1]]
    own = text.flat[max(clause[0], since) : term[0]]
    few = len(before.split()) < FEW_WORDS
    opens = few and TURNS.search(before) is None and TURNS.search(after) is not None
    label = LABEL.match(text.flat, clause[0], term[1])
    if label is not None and label.end() >= term[0]:
        return _labelled(text, clause, label["what"])
    if FINISHES.fullmatch(before.strip(EDGES)):
        return _labelled(text, clause, before)
    responsible, rest = _responsible(_led(after) if opens else before)
    if len(own) < len(before) and TURNS.search(ASIDE.sub("", own)) is not None:
        rest = AND.sub("", own)
    sent = SENT_TO.search(rest) or SENT_TO.search(before) or SENT_TO.search(after)
    return Duty(action=_action(rest), responsible=responsible, recipient=_name(sent))


def _labelled(text: Prose, clause: tuple[int, int], label: str) -> Duty:
    """Read the duty of a term behind a label: said in it, or by the clause above it."""
    what = squeeze(label).strip(EDGES)
    if TURNS.search(what) is not None and not FINISHES.fullmatch(what):
        return Duty(_action(what), None, _name(SENT_TO.search(what)))
    above = text.above(clause)
    words = "" if above is None else BOUND.sub("", text.flat[slice(*above)])
    if TURNS.search(words) is None and len(words.split()) < FEW_WORDS:
        return Duty(None, None, None)
    responsible, rest = _responsible(words)
    return Duty(_action(rest), responsible, _name(SENT_TO.search(words)))


def _name(sent: re.Match[str] | None) -> str | None:
    return None if sent is None else squeeze(sent["name"]).strip(EDGES) or None


def _responsible(body: str) -> tuple[str | None, str]:
    """Return who must act, and the rest of the clause from the first verb on."""
    led = LED_BY.match(body)
    if led is None:
        return None, body
    for turn in TURNS.finditer(body, led.end()):
        if not _begins(body, turn) or GIVEN.search(body, 0, turn.end()) is not None:
            continue
        name = ITEM.sub("", squeeze(body[led.end() : turn.start()]).strip(EDGES))
        name = MUST.sub("", name).strip(EDGES)
        if HALF.fullmatch(name):
            continue
        whole = bool(name) and len(name.split()) <= MAX_SYLLABLES_OF_A_BODY and "," not in name[-2:]
        return (name, body[turn.start() :]) if whole else (None, body)
    return None, body


def _led(after: str) -> str:
    """Return what follows an opening term from who must act on: "…, hợp lệ, Sở Y tế trả lời"."""
    body = after.lstrip(EDGES)
    begins = (0, *(comma.end() for comma in COMMA.finditer(body)))
    return next((body[at:] for at in begins if _responsible(body[at:])[0] is not None), body)


def _begins(body: str, verb: re.Match[str]) -> bool:
    """Tell whether a verb begins what is asked: in small letters, or behind a colon or a bracket."""
    return verb.group()[0].islower() or body[: verb.start()].rstrip().endswith((":", ")"))


def _action(rest: str) -> str | None:
    text = TIME_OF.sub("", SINCE.sub("", squeeze(rest)).strip(EDGES))
    text = NUMBERED.sub("", FINISHED.sub("", text).strip(EDGES) or text)
    if len(text) > MAX_ACTION:
        verbs = [match.start() for match in TURNS.finditer(text)]
        later = [at for at in verbs if len(text) - at <= MAX_ACTION]
        text = text[later[0] :] if later else ""
    return text if re.search(rf"[a-z{CAPITAL}]", text, re.IGNORECASE) else None
