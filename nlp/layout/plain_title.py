"""Tells where the title of a letter given as text ends: its lines and the next one in, yes or no out."""

import re
from collections.abc import Mapping, Sequence

from nlp.document_types import named_type
from nlp.folding import fold, letters
from nlp.positions import position_in

LONGEST_TITLE = 8
# A paragraph is longer than this, or ends like a sentence after so many signs.
LONGEST_LINE, SENTENCE = 110, 25
# A line this much shorter than the next, or than the widest, ended its paragraph.
SHORT, LONG, WIDE = 0.75, 1.3, 55
# What opens a body rather than a subject: a cited letter, a list, "Căn cứ …".
CITES = re.compile(r"số\s?\d|\d/|[:;]\s*$|^\W*(?:Căn cứ|Kính gửi|CĂN CỨ|Xét|Theo đề nghị)")
# A new paragraph that cites a letter opens the body, whatever its first words.
CODE = re.compile(r"^\s*[A-ZĐÀ-Ỹ].*\bsố\s?\d{1,5}\s?[/-]")
ARTICLE = re.compile(r"^\W{0,3}(?:Điều|Chương|Phần|Mục)\s+(?:\d|[IVX])")
BODY_OPENINGS = (
    "can cu", "thuc hien", "trien khai", "theo ", "nham ", "de dam", "de bao", "de trien", "de to",
    "de thuc", "de kip", "xet ", "phuc dap", "tra loi", "tiep theo", "sau khi", "i muc dich",
    "kinh gui", "ngay ", "trong ", "vua qua", "qua ", "hien nay", "thoi gian qua", "nam ",
    "hom nay", "vao luc", "vao hoi",
)  # fmt: skip
# Of a meeting a title may say where it was ("Kết luận của … / Tại cuộc họp …"); a sentence is longer.
MEETINGS = ("tai phien", "tai hoi", "tai cuoc")
# A title goes on after a line that ends with one of these.
OPEN_END = re.compile(
    r"(?:[,(–-]|\b(?:ban hanh|bo sung|cho|cong bo|cua|doi voi|giua|huong dan|lap|nam|phe duyet|quy dinh|so|tai"
    r"|thanh lap|theo|thuc hien|to chuc|trien khai|trong|tren|ve|ve viec|va|voi|sua doi|thay the|tu|den))$"
)


def goes_on(
    title: Sequence[str], text: str, issuer: str, document_types: Mapping[str, str]
) -> bool:
    """Tell whether a line continues a title.

    Args:
        title: The lines so far, the type first.
        text: The line in question.
        issuer: The names of bodies in the head, joined by blanks; may be empty.
        document_types: Printed name in capitals to abbreviation.

    >>> goes_on(["THÔNG BÁO", "Kết luận cuộc họp"], "của Ban Chỉ đạo", "SỞ Y TẾ", {"THÔNG BÁO": "TB"})
    True
    >>> goes_on(["THÔNG BÁO", "Kết luận cuộc họp"], "Căn cứ quy chế;", "SỞ Y TẾ", {"THÔNG BÁO": "TB"})
    False
    """
    if len(title) > LONGEST_TITLE or ARTICLE.match(text):
        return False
    if len(title) == 1 and named_type(title[0], document_types) is not None:
        # The type alone stands above; what it is about must follow.
        return not _decides(text) and not (opens_body(text) and CITES.search(text))
    if len(title) > 1 and (_names_issuer(text, title[-1], issuer) or _cites_act(text, title[-1])):
        return False
    if text.isupper():
        return not (_decides(text) or (len(title) > 1 and not title[-1].isupper()))
    return not (opens_body(text) or _is_paragraph(text, title))


def opens_body(text: str) -> bool:
    """Tell whether a line begins like the first paragraph of a letter.

    >>> opens_body("Thực hiện Kế hoạch số 5"), opens_body("thực hiện Nghị quyết")
    (True, False)
    """
    opens = text.lstrip(' -–.“"')[:1].isupper()
    known = letters(text).startswith(BODY_OPENINGS)
    return opens and (known or (len(text) > LONGEST_LINE and letters(text).startswith(MEETINGS)))


def _decides(text: str) -> bool:
    """Tell whether a line in capitals names who decides: "GIÁM ĐỐC SỞ Y TẾ", not a post in passing."""
    post = position_in(text) if text.isupper() else None
    return post is not None and letters(text).startswith(letters(post).split()[0])


def _names_issuer(text: str, above: str, issuer: str) -> bool:
    """Tell whether a line says who decides or speaks: "QUỐC HỘI …", "Sở Y tế thông báo …"."""
    named = bool(issuer) and fold(text).startswith(fold(issuer))
    return named and (text[: len(issuer)].isupper() or OPEN_END.search(fold(above)) is None)


def _cites_act(text: str, above: str) -> bool:
    """Tell whether a line below a title in capitals cites the act it is about."""
    return above.isupper() and not text.isupper() and CITES.search(text) is not None


def _is_paragraph(text: str, title: Sequence[str]) -> bool:
    """Tell whether a line below a whole title is prose: a capital first, and long or at its end."""
    widest = max(map(len, title))
    if len(title) > 1 and len(title[-1]) < SHORT * widest and CODE.match(text):
        return True
    if not text[:1].isupper():
        return False
    if len(text) > max(LONG * widest, LONGEST_LINE):
        return True
    ends = len(text) > SENTENCE and text.rstrip().endswith((".", ":", ";", "./"))
    above = title[-1]
    new = len(text) > WIDE and len(above) < SHORT * len(text) and len(title) > 1
    return ends or (new and OPEN_END.search(fold(above)) is None)
