"""Cited letters: code, date, type and issuer; never the letter's own number."""

from dataclasses import replace

import pytest

from nlp.fields import references
from nlp.record import Reference
from nlp.zones import ZoneName
from tests.nlp.building import run, zone


def cited(text: str, head: str = "") -> list[Reference]:
    before = [zone(head, ZoneName.HEAD_LEFT)] if head else []
    found = run(references.find, text, *before)
    return [replace(one.value, role=None) for one in found if isinstance(one.value, Reference)]


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        (
            "Thực hiện Kế hoạch số 354/KH-UBND ngày 30/12/2025 của UBND thành phố Hải Phòng về việc",
            Reference("354/KH-UBND", "2025-12-30", "KH", "UBND thành phố Hải Phòng"),
        ),
        (
            "Nghị quyết số 14-\nNQ/TU, ngày 13/5/2024\ncủa Ban Thường vụ Thành ủy về đổi mới",
            Reference("14-NQ/TU", "2024-05-13", "NQ", "Ban Thường vụ Thành ủy"),
        ),
        (
            "Căn cứ Nghị định số 42/2010/ND-CP ngày 15 tháng 4 năm 2010 của Chính phủ;",
            Reference("42/2010/NĐ-CP", "2010-04-15", "NĐ", "Chính phủ"),
        ),
        (
            "tại Công văn số 11662/VP-TH ngày 14/11/2025 của Văn phòng Ủy ban nhân dân thành phố"
            " về việc",
            Reference("11662/VP-TH", "2025-11-14", "CV", "Văn phòng Ủy ban nhân dân thành phố"),
        ),
        ("theo Văn bản số 601/UBND-YT.", Reference("601/UBND-YT", None, "CV", None)),
        (
            "Thông tư số 26/2016/TT-BGDĐT ngày 30/12/2016 của Bộ trưởng Bộ Giáo dục và Đào tạo"
            " ban hành",
            Reference("26/2016/TT-BGDĐT", "2016-12-30", "TT", "Bộ trưởng Bộ Giáo dục và Đào tạo"),
        ),
        ("Luật số 36/2024/QH15 quy định", Reference("36/2024/QH15", None, None, None)),
    ],
)
def test_a_citation_gives_code_date_type_and_issuer(text: str, reference: Reference) -> None:
    assert cited(text) == [reference]


def test_each_code_stands_once_in_the_order_of_the_paper() -> None:
    text = (
        "theo Kế hoạch 12/KH-SYT. Căn cứ Công văn số 9/SNV-CCVC ngày 02/3/2026;\n"
        "Kế hoạch số 12/KH-SYT ngày 05/3/2026 của Sở Y tế."
    )
    assert cited(text) == [
        Reference("12/KH-SYT", "2026-03-05", "KH", "Sở Y tế"),
        Reference("9/SNV-CCVC", "2026-03-02", "CV", None),
    ]


def test_the_own_number_is_none_but_the_subject_cites() -> None:
    head = "SỞ Y TẾ\nSố: 77/SYT-VP\nV/v thực hiện Kế hoạch\nsố 354/KH-UBND ngày 30/12/2025"
    body = "(Kèm theo Công văn số 77/SYT-VP ngày 02/01/2026 của Sở Y tế)"
    assert [one.code for one in cited(body, head)] == ["354/KH-UBND"]


def test_a_date_elsewhere_in_the_sentence_is_not_the_cited_letters() -> None:
    text = "Kế hoạch số 354/KH-UBND, đề nghị báo cáo trước ngày 10/3/2026"
    assert cited(text) == [Reference("354/KH-UBND", None, "KH", None)]


def test_the_span_covers_code_and_date() -> None:
    text = "Kế hoạch số 354/KH-UBND\nngày 30/12/2025"
    (found,) = run(references.find, text)
    assert text[found.start : found.end] == "354/KH-UBND\nngày 30/12/2025"


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ;", "basis"),
        ("Phúc đáp Công văn số 12/SYT-VP ngày 01/02/2026 của Sở Y tế về việc góp ý,", "replies_to"),
        ("Thực hiện Kế hoạch số 35/KH-UBND ngày 01/02/2026 của UBND tỉnh,", "implements"),
        ("Quyết định này thay thế Quyết định số 12/QĐ-UBND ngày 03/4/2020.", "replaces"),
        ("Sửa đổi Nghị quyết 03/2024/NQ-HĐND quy định chính sách.", "amends"),
        ("đã ban hành Kế hoạch số 343/KH-SGDĐT ngày 26/01/2026 (văn bản kèm theo).", "attached"),
        ("Tiếp theo Công văn số 99/SGDĐT-VP ngày 02/3/2026, Sở yêu cầu", "continues"),
        ("Công văn số 99/SGDĐT-VP ngày 02/3/2026 của Sở.", None),
        ("được thay thế theo quy định tại Nghị định số 21/2024/NĐ-CP.", "implements"),
        ("Căn cứ quy định tại Nghị định số 21/2024/NĐ-CP;", "basis"),
    ],
)
def test_roles(text: str, role: str | None) -> None:
    values = [one.value for one in run(references.find, text)]
    assert [value.role for value in values if isinstance(value, Reference)] == [role]


def test_a_list_of_bases_goes_on() -> None:
    text = (
        "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ;\n"
        "Nghị định số 45/2020/NĐ-CP ngày 08/4/2020 của Chính phủ;"
    )
    values = [one.value for one in run(references.find, text)]
    assert [value.role for value in values if isinstance(value, Reference)] == ["basis", "basis"]


def test_an_issuer_ends_before_the_addressees() -> None:
    head = "Số: 15/SYT-VP\nV/v thực hiện Kế hoạch số 35/KH-UBND của UBND tỉnh\nKính gửi: Các phòng"
    assert [one.issuer for one in cited("Nội dung.", head)] == ["UBND tỉnh"]
