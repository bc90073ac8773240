"""One letter, saved as text in many ways, gives one record. The letters and people are made up."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest

import pytest

from corpus.load import lexicons
from nlp.draft import draft_text
from nlp.record import Draft, FieldName, Signer

MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")


@dataclass(frozen=True)
class Sample:
    left: tuple[str, ...]
    number: str
    date: str
    title: tuple[str, ...]
    about: str
    dear: tuple[str, ...]
    body: tuple[str, ...]
    recipients: tuple[str, ...]
    posts: tuple[str, ...]
    name: str
    motto: tuple[str, ...] = MOTTO

    @property
    def head(self) -> tuple[str, ...]:
        about = (f"V/v {self.about}",) if self.about else ()
        return (*self.left, self.number, *about)

    @property
    def middle(self) -> tuple[str, ...]:
        dear = (f"Kính gửi: {self.dear[0]}",) if len(self.dear) == 1 else ()
        many = ("Kính gửi:", *(f"- {one};" for one in self.dear)) if len(self.dear) > 1 else ()
        return (*self.title, *dear, *many, *self.body)

    @property
    def list(self) -> tuple[str, ...]:
        return ("Nơi nhận:", *(f"- {one};" for one in self.recipients))


DECISION = Sample(
    ("ỦY BAN NHÂN DÂN", "TỈNH LÂM ĐỒNG"),
    "Số: 72/2025/QĐ-UBND",
    "Lâm Đồng, ngày 12 tháng 9 năm 2025",
    ("QUYẾT ĐỊNH", "Ban hành Quy định về quản lý nhà công vụ", "ỦY BAN NHÂN DÂN TỈNH LÂM ĐỒNG"),
    "",
    (),
    (
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;",
        "QUYẾT ĐỊNH:",
        "Điều 1. Ban hành kèm theo Quyết định này Quy định về quản lý nhà công vụ.",
        "Điều 2. Quyết định này có hiệu lực kể từ ngày ký./.",
    ),
    ("Như Điều 2", "Lưu: VT, NC"),
    ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
    "Đinh Quang Sáng",
)
LETTER = Sample(
    ("BỘ TÀI CHÍNH", "TỔNG CỤC THUẾ"),
    "Số: 1284/TCT-CS",
    "Hà Nội, ngày 28 tháng 3 năm 2024",
    (),
    "chính sách thuế giá trị gia tăng",
    ("Cục Thuế tỉnh Bắc Giang", "Cục Thuế tỉnh Hà Nam"),
    ("Trả lời Công văn số 12/CTBGI-TTHT ngày 05/02/2024 của Cục Thuế, Tổng cục có ý kiến sau.",),
    ("Như trên", "Vụ Pháp chế", "Lưu: VT, CS"),
    ("TL. TỔNG CỤC TRƯỞNG", "KT. VỤ TRƯỞNG VỤ CHÍNH SÁCH", "PHÓ VỤ TRƯỞNG"),
    "Mạnh Thị Bích Đào",
)
PARTY = Sample(
    ("ĐẢNG BỘ THÀNH PHỐ HẢI PHÒNG", "BAN THƯỜNG VỤ"),
    "Số 144-TB/TU",
    "Hải Phòng, ngày 29 tháng 11 năm 2025",
    ("THÔNG BÁO", "Kết luận tại Hội nghị gặp gỡ, đối thoại"),
    "",
    (),
    ("Ngày 20/11/2025, Ban Thường vụ đã gặp gỡ và đối thoại với cán bộ.",),
    ("Các đảng ủy trực thuộc", "Lưu Văn phòng Thành ủy"),
    ("T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ THƯỜNG TRỰC"),
    "Lê Thu Nguyệt",
    motto=("ĐẢNG CỘNG SẢN VIỆT NAM",),
)
LAW = Sample(
    ("QUỐC HỘI",),
    "Luật số: 73/2025/QH15",
    "Hà Nội, ngày 16 tháng 6 năm 2025",
    ("LUẬT", "NHÀ GIÁO"),
    "",
    (),
    ("Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam;", "Điều 1. Phạm vi điều chỉnh"),
    (),
    ("CHỦ TỊCH QUỐC HỘI",),
    "Trần Văn Mẫn",
)
READ = {
    "decision": (
        DECISION,
        ("72/2025/QĐ-UBND", "QĐ", "2025-09-12", "Lâm Đồng"),
        Signer("Đinh Quang Sáng", "PHÓ CHỦ TỊCH", "KT", "CHỦ TỊCH"),
    ),
    "letter": (
        LETTER,
        ("1284/TCT-CS", "CV", "2024-03-28", "Hà Nội"),
        Signer("Mạnh Thị Bích Đào", "PHÓ VỤ TRƯỞNG", "KT", "VỤ TRƯỞNG VỤ CHÍNH SÁCH"),
    ),
    "party": (
        PARTY,
        ("144-TB/TU", "TB", "2025-11-29", "Hải Phòng"),
        Signer("Lê Thu Nguyệt", "PHÓ BÍ THƯ THƯỜNG TRỰC", "TM", "BAN THƯỜNG VỤ"),
    ),
    "law": (
        LAW,
        ("73/2025/QH15", "L", "2025-06-16", "Hà Nội"),
        Signer("Trần Văn Mẫn", "CHỦ TỊCH QUỐC HỘI"),
    ),
}


def beside(left: tuple[str, ...], right: tuple[str, ...], gap: str) -> Iterator[str]:
    for one, other in zip_longest(left, right, fillvalue=""):
        yield f"{one:<44}{gap}{other}" if gap and other else f"{one} {other}".strip()


def right_head(sample: Sample) -> tuple[str, ...]:
    blank = ("",) * (len(sample.left) - len(sample.motto))
    return (*sample.motto, *blank, sample.date)


def one_under_another(sample: Sample) -> Iterator[str]:
    yield from (*sample.head, *sample.motto, sample.date, *sample.middle)
    yield from (*sample.posts, "(Đã ký)", sample.name, *sample.list)


def with_rules(sample: Sample) -> Iterator[str]:
    yield from (*sample.left, "-------", *sample.motto, "---------------", sample.number)
    yield from (*sample.head[len(sample.left) + 1 :], sample.date, *sample.middle, *sample.list)
    yield from (*sample.posts, sample.name)


def two_columns(sample: Sample) -> Iterator[str]:
    yield from beside(sample.head, right_head(sample), "    ")
    yield from sample.middle
    yield from beside(sample.list, (*sample.posts, sample.name), "    ")


def run_together(sample: Sample) -> Iterator[str]:
    yield from beside(sample.head, right_head(sample), "")
    yield from sample.middle
    yield from beside(sample.list, sample.posts, "")
    yield sample.name


def piped(sample: Sample) -> Iterator[str]:
    yield f"| {'<br>'.join(sample.left)} | {'<br>'.join(sample.motto)} |"
    yield "|---|---|"
    yield f"| {'<br>'.join(sample.head[len(sample.left) :])} | *{sample.date}* |"
    yield from ("", *sample.middle)
    signed = "<br><br>".join((*sample.posts, sample.name))
    yield f"| **{'<br>'.join(sample.list)}** | **{signed}** |"


def on_one_line(sample: Sample) -> Iterator[str]:
    yield from (*sample.head, *sample.motto, sample.date, *sample.middle)
    yield " ".join((*sample.posts, sample.name))


def in_the_gazette(sample: Sample) -> Iterator[str]:
    yield "2 CÔNG BÁO/Số 459 + 460/Ngày 11-03-2025"
    yield from (*sample.motto, sample.date, *sample.head, *sample.middle[:2])
    yield from (
        "CÔNG BÁO/Số 459 + 460/Ngày 11-03-2025 3",
        "Thời gian ký: 03.04.2025 10:38:04 +07:00",
    )
    yield from (*sample.middle[2:], *sample.posts, sample.name, *sample.list)


def with_an_annex(sample: Sample) -> Iterator[str]:
    yield from one_under_another(sample)
    yield from (
        "PHỤ LỤC",
        "DANH MỤC",
        "(Kèm theo Quyết định số 9/QĐ-BYT ngày 01/01/2020)",
        "1. Một",
    )


FORMS = (
    one_under_another,
    with_rules,
    two_columns,
    run_together,
    piped,
    on_one_line,
    in_the_gazette,
    with_an_annex,
)


def first(draft: Draft, name: FieldName) -> object:
    values = draft.of(name)
    return values[0].value if values else None


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
@pytest.mark.parametrize("name", READ)
def test_one_letter_in_many_forms(name: str, form: Callable[[Sample], Iterator[str]]) -> None:
    sample, head, signer = READ[name]
    draft = draft_text("\n".join(form(sample)), lexicons())
    keys = (FieldName.CODE, FieldName.DOCUMENT_TYPE, FieldName.ISSUED_ON, FieldName.PLACE)
    assert tuple(first(draft, key) for key in keys) == head
    assert [found.value for found in draft.of(FieldName.SIGNERS)] == [signer]
    assert [found.value for found in draft.of(FieldName.ADDRESSEES)] == list(sample.dear)
    if form is not on_one_line:
        assert [x.value for x in draft.of(FieldName.RECIPIENTS)] == list(sample.recipients)


def test_a_joint_letter_has_two_signers() -> None:
    text = "\n".join(
        (
            *("BỘ NỘI VỤ - BỘ TÀI CHÍNH", "Số: 02/2022/TTLT-BNV-BTC", *MOTTO),
            *(
                "Hà Nội, ngày 15 tháng 3 năm 2022",
                "THÔNG TƯ LIÊN TỊCH",
                "Hướng dẫn quản lý kinh phí",
            ),
            *("Căn cứ Luật Ngân sách nhà nước;", "Điều 1. Phạm vi điều chỉnh"),
            *("KT. BỘ TRƯỞNG BỘ TÀI CHÍNH", "THỨ TRƯỞNG", "Võ Thành Đạt"),
            *("KT. BỘ TRƯỞNG BỘ NỘI VỤ", "THỨ TRƯỞNG", "Trần Anh Dũng"),
        )
    )
    signers = [found.value for found in draft_text(text, lexicons()).of(FieldName.SIGNERS)]
    assert signers == [
        Signer("Võ Thành Đạt", "THỨ TRƯỞNG", "KT", "BỘ TRƯỞNG BỘ TÀI CHÍNH"),
        Signer("Trần Anh Dũng", "THỨ TRƯỞNG", "KT", "BỘ TRƯỞNG BỘ NỘI VỤ"),
    ]


def test_a_misread_list_beside_a_signature_still_shows_who_signed() -> None:
    recipients = "\n".join(f"- Đơn vị thứ {at};" for at in range(1, 12))
    text = f"KẾ HOẠCH\nphát động thi đua\nCăn cứ Luật Thi đua;\nNot nhìn. , KT. GIÁM ĐỐC\n{recipients}\nLê Thu Hương"
    draft = draft_text(text, lexicons())
    signers = [found.value for found in draft.of(FieldName.SIGNERS)]
    assert signers == [Signer("Lê Thu Hương", None, "KT", "GIÁM ĐỐC")]
    assert len(draft.of(FieldName.RECIPIENTS)) == 11


def test_a_subject_ends_where_a_paragraph_cites_a_letter() -> None:
    text = (
        "Số: 9/KH-SYT\nKẾ HOẠCH\nphát động phong trào thi đua của ngành y tế trong năm\n2026\n"
        "Gian cử Chỉ thị số 03/CT-UBND ngày 26/01/2026 của Ủy ban nhân dân tỉnh;"
    )
    subject = first(draft_text(text, lexicons()), FieldName.SUBJECT)
    assert subject == "phát động phong trào thi đua của ngành y tế trong năm 2026"


@pytest.mark.parametrize(
    "text",
    ["", "\n\n", "Một dòng không phải văn bản.", "Số:", "|||", "TM.\nKT.\nPHÓ", "\x00\x01"],
)
def test_text_that_is_no_letter_gives_no_sure_value(text: str) -> None:
    fields = draft_text(text, lexicons()).fields
    assert [found for found in fields if found.name in (FieldName.CODE, FieldName.ISSUED_ON)] == []


def test_a_title_says_of_which_meeting_it_tells() -> None:
    title = ("THÔNG BÁO", "Kết luận của Phó Giám đốc Sở Lê Văn Hòa", "Tại cuộc họp giao ban quý II")
    told = replace(PARTY, title=title, body=("Ngày 20/11/2025, Phó Giám đốc chủ trì cuộc họp.",))
    draft = draft_text("\n".join(one_under_another(told)), lexicons())
    assert first(draft, FieldName.SUBJECT) == " ".join(title[1:])
