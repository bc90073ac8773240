"""What a letter is about, and of which type it is: by "V/v" in its head, or by its title."""

import pytest

from corpus.load import lexicons
from nlp.fields import code, subject
from nlp.finding import found_in
from nlp.record import FieldName
from nlp.zones import Zone, ZoneName
from tests.nlp.building import doc_of, zone


def found(*zones: Zone) -> dict[FieldName, object]:
    return {one.name: one.value for one in subject.find(doc_of(*zones), lexicons())}


def head(text: str) -> Zone:
    return zone(text, ZoneName.HEAD_LEFT)


def title(text: str) -> Zone:
    return zone(text, ZoneName.TITLE)


DEAR = zone("Kính gửi: Sở Y tế", ZoneName.ADDRESSEES)
TITLES = [
    ("KẾ HOẠCH\nTổ chức ngày hội đọc sách", "KH", "Tổ chức ngày hội đọc sách"),
    ("THÔNG BÁO\nVề việc nghỉ lễ", "TB", "nghỉ lễ"),
    ("THÔNG BÁO\nVề kế hoạch nghỉ lễ", "TB", "Về kế hoạch nghỉ lễ"),
    ("TỜ TRÌNH\nVề việc đề nghị cấp kinh phí\nsửa chữa trường", "TTr",
     "đề nghị cấp kinh phí sửa chữa trường"),
    ("KẾ HOẠCH LIÊN TỊCH\nPhối hợp tuyên truyền", "KH", "Phối hợp tuyên truyền"),
    ("QUYẾT ĐỊNH", "QĐ", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "about"), TITLES)
def test_a_title_names_the_type_and_says_what_about(
    text: str, kind: str, about: str | None
) -> None:
    values = found(head("SỞ Y TẾ\nSố: 5/KH-SYT"), title(text))
    assert values.pop(FieldName.DOCUMENT_TYPE) == kind
    assert values == ({} if about is None else {FieldName.SUBJECT: about})


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("V/v báo cáo biên chế", "báo cáo biên chế"),
        ("(V/v báo cáo biên chế)", "báo cáo biên chế"),
        ("V/v triển khai “Tháng an toàn”\nnăm 2026.", "triển khai “Tháng an toàn” năm 2026"),
        ("V/y báo cáo biên chế", "báo cáo biên chế"),
        ("V/\\- báo cáo biên chế", "báo cáo biên chế"),
        ("Về việc rà soát\nhộ nghèo", "rà soát hộ nghèo"),
    ],
)
def test_an_official_letter_says_it_under_its_number(text: str, about: str) -> None:
    values = found(head(f"SỞ Y TẾ\nSố: 5/SYT-VP\n{text}"), DEAR)
    assert values == {FieldName.DOCUMENT_TYPE: "CV", FieldName.SUBJECT: about}


def test_without_title_and_subject_an_addressee_makes_an_official_letter() -> None:
    assert found(head("SỞ Y TẾ\nSố: 5/SYT-VP"), DEAR) == {FieldName.DOCUMENT_TYPE: "CV"}


def test_without_any_of_these_nothing_is_found() -> None:
    assert found(head("SỞ Y TẾ\nSố: 5/SYT-VP")) == {}


@pytest.mark.parametrize("mark", ["V/v", "VW", "V#", "V/W", "Vv:", "WW%"])
def test_the_mark_before_a_subject_may_be_misread(mark: str) -> None:
    values = found(head(f"SỞ Y TẾ\nSố: 5/SYT-VP\n{mark} tháo gỡ khó khăn\ncủa trạm y tế"), DEAR)
    assert values[FieldName.DOCUMENT_TYPE] == "CV"
    assert values[FieldName.SUBJECT] == "tháo gỡ khó khăn của trạm y tế"


def test_a_body_that_begins_with_v_is_no_subject() -> None:
    assert FieldName.SUBJECT not in found(head("VỤ TỔ CHỨC CÁN BỘ\nSố: 5/TCCB"), DEAR)


def test_the_symbol_tells_the_type_of_a_title_whose_first_line_is_lost() -> None:
    doc = doc_of(
        head("BỘ KẾ HOẠCH VÀ ĐẦU TƯ\nSố: 13/2015/TT-BKHĐT"),
        title("Ban hành Danh mục lĩnh vực ưu tiên\ncủa Quỹ Phát triển doanh nghiệp"),
    )
    found_in(doc).extend(code.find(doc, lexicons()))
    values = {one.name: one.value for one in subject.find(doc, lexicons())}
    assert values[FieldName.DOCUMENT_TYPE] == "TT"
    assert values[FieldName.SUBJECT] == (
        "Ban hành Danh mục lĩnh vực ưu tiên của Quỹ Phát triển doanh nghiệp"
    )
