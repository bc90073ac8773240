"""Whom to ask: name, telephone, e-mail; other numbers are left alone."""

import pytest

from nlp.fields import contacts
from nlp.record import Contact
from tests.nlp.building import run


def found(text: str) -> list[Contact]:
    return [one.value for one in run(contacts.find, text) if isinstance(one.value, Contact)]


@pytest.mark.parametrize(
    ("text", "contact"),
    [
        (
            "Thông tin chi tiết liên hệ đồng chí Lê Thu Hà, chuyên viên, điện thoại 0912.345.678.",
            Contact("Lê Thu Hà", "0912.345.678"),
        ),
        (
            "Đầu mối: ông Trần Văn Bách (SĐT: 0225 3555 018, email: bach.tv@example.gov.vn).",
            Contact("Trần Văn Bách", "0225 3555 018", "bach.tv@example.gov.vn"),
        ),
        (
            "Báo cáo gửi qua hộp thư điện tử vanphong@example.edu.vn trước ngày 05/3/2026.",
            Contact(None, None, "vanphong@example.edu.vn"),
        ),
        (
            "Đồng chí: Luyện Thị Bích - số điện thoại: 0974.930.683.",
            Contact("Luyện Thị Bích", "0974.930.683"),
        ),
        ("Số máy hỗ trợ: (024) 3869 5144.", Contact(None, "(024) 3869 5144")),
    ],
)
def test_one_contact(text: str, contact: Contact) -> None:
    assert found(text) == [contact]


def test_two_persons_in_one_sentence() -> None:
    text = "Liên hệ bà Vũ Thị Lan, ĐT 0987654321; ông Đỗ Minh Quân, ĐT 0978123456."
    assert found(text) == [
        Contact("Vũ Thị Lan", "0987654321"),
        Contact("Đỗ Minh Quân", "0978123456"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Kinh phí thực hiện là 0912345678 đồng từ ngân sách.",
        "Căn cứ Quyết định số 0123456789/QĐ-UBND ngày 01/02/2026.",
        "Tài khoản 0101234567890 tại Kho bạc Nhà nước.",
        "Các đơn vị liên hệ trực tiếp với Văn phòng Sở.",
    ],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert found(text) == []
