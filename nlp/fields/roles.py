"""Why a letter cites another: the clause around a code in, the role out."""

import re

from nlp.fields.prose import Prose

ROLES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("replies_to", ("phúc đáp", "trả lời", "hồi âm", "nhận được", "phản hồi", "tiếp nhận")),
    ("replaces", ("thay thế", "thay cho", "bãi bỏ", "hủy bỏ", "huỷ bỏ", "thu hồi", "hết hiệu lực")),
    ("amends", ("sửa đổi", "bổ sung", "điều chỉnh", "đính chính")),
    ("attached", ("kèm theo", "gửi kèm", "đính kèm", "ban hành kèm")),
    ("basis", ("căn cứ", "xét", "theo đề nghị")),
    ("continues", ("tiếp theo", "tiếp tục thực hiện", "nối tiếp")),
    (
        "implements",
        (
            "thực hiện",
            "triển khai",
            "theo",
            "hướng dẫn",
            "cụ thể hóa",
            "tổ chức",
            "thi hành",
            "tại",
        ),
    ),
)
"""Names of roles, and the words that give them when they stand before the code."""

ROLE = {word: role for role, words in ROLES for word in words}
CUE = re.compile(
    rf"(?<!\w)(?:{'|'.join(sorted(map(re.escape, ROLE), key=len, reverse=True))})(?!\w)",
    re.IGNORECASE,
)
# "Nghị định số … hết hiệu lực", "(văn bản kèm theo)": told behind the code.
AFTER = re.compile(
    r"^[^;.]{0,80}?(?P<cue>hết hiệu lực|được thay thế|bị thay thế|bị bãi bỏ|gửi kèm|kèm theo)",
    re.IGNORECASE,
)
TOLD_AFTER = {"gửi kèm": "attached", "kèm theo": "attached"}
REACH = 220
# A list of bases goes on: "Căn cứ Luật …; Nghị định số …".
GOES_ON = re.compile(
    r"^\W*(?:và\s+|các\s+)?(?:Luật|Nghị|Thông|Quyết|Công|Kế|Chỉ|Hướng|Kết|Chương|số)\b"
)


def role_of(text: Prose, start: int, end: int) -> str | None:
    """Return why a code is cited, or None where the words around it do not tell.

    Args:
        text: The running text.
        start: Where the code begins.
        end: Where it and its date end.
    """
    first, last = text.clause(start, end)
    role = _before(text.flat[max(first, start - REACH) : start])
    if role in ("replaces", "amends", "replies_to"):
        return role
    after = AFTER.match(text.flat[end : max(last, end)])
    if after is not None:
        return TOLD_AFTER.get(after["cue"].lower(), "replaces")
    if role is None and first > 0 and GOES_ON.match(text.flat[first:start]):
        before = text.clause(first - 2, first - 1)
        if before[0] < first and text.flat[:first].rstrip().endswith(";"):
            return _before(text.flat[before[0] : first])
    return role


def _before(words: str) -> str | None:
    """Return the role that the last telling words before a code give."""
    roles = [ROLE[match.group().lower()] for match in CUE.finditer(words)]
    if not roles:
        return None
    # "Căn cứ quy định tại Nghị định số …" names a basis, whatever stands between.
    return "basis" if roles[-1] == "implements" and "basis" in roles else roles[-1]
