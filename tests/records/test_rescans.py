"""Another scan of the same paper is told of; another letter from the same pattern is not."""

import random

import pytest

from nlp.record import FieldName
from records.models import Document
from records.rescans import LIKE_LOOK, rescans
from tests.review.letters import field, read

pytestmark = pytest.mark.django_db

TEXT = (
    "Kính gửi các trường trung học phổ thông trực thuộc Thực hiện kế hoạch công tác năm học Sở Giáo "
    "dục và Đào tạo yêu cầu hiệu trưởng các đơn vị rà soát danh mục thiết bị hiện có lập nhu cầu mua "
    "sắm bổ sung gửi báo cáo về phòng kế hoạch tài chính trước ngày hai mươi tháng ba để tổng hợp "
    "trình Ủy ban nhân dân tỉnh xem xét phê duyệt theo quy định hiện hành"
)
OTHER = (
    "Về việc tổ chức hội thi giáo viên dạy giỏi cấp tỉnh bậc tiểu học Ban tổ chức thông báo thời gian "
    "địa điểm và thành phần tham dự các đơn vị cử giáo viên đúng đối tượng mang theo hồ sơ giáo án và "
    "đồ dùng dạy học cần thiết đăng ký trực tuyến chậm nhất cuối tuần này qua thư điện tử"
)


def misread(text: str, *, share: float, seed: int) -> str:
    """Return a text with some words misread, as OCR of another scan would."""
    dice = random.Random(seed)
    return " ".join(word + "x" if dice.random() < share else word for word in text.split())


def arrived(text: str, code: str = "", *, look: str = "", confidence: float = 0.95) -> Document:
    fields = [field(FieldName.CODE, code, confidence=confidence)] if code else []
    document = read(fields, words=text)
    Document.objects.filter(pk=document.pk).update(look=look)
    document.refresh_from_db()
    return document


def test_a_rescan_is_found_from_both_sides() -> None:
    first = arrived(misread(TEXT, share=0.03, seed=1))
    arrived(OTHER)
    second = arrived(misread(TEXT, share=0.03, seed=2))
    assert rescans(first) == [second]
    assert rescans(second) == [first]


@pytest.mark.parametrize(("differing", "found"), [(0, True), (LIKE_LOOK, True), (128, False)])
def test_a_poor_rescan_must_also_look_alike(differing: int, *, found: bool) -> None:
    look = (1 << 256) - 1
    first = arrived(misread(TEXT, share=0.1, seed=1), look=f"{look:064x}")
    other = look ^ ((1 << differing) - 1)
    second = arrived(misread(TEXT, share=0.1, seed=2), look=f"{other:064x}")
    assert (rescans(second) == [first]) == found


def test_letters_of_one_pattern_with_numbers_of_their_own_are_two() -> None:
    first = arrived(TEXT, "15/GM-SGDĐT")
    second = arrived(TEXT, "16/GM-SGDĐT")
    assert rescans(first) == rescans(second) == []


def test_a_doubtful_number_tells_nothing() -> None:
    first = arrived(TEXT, "15/GM-SGDĐT")
    second = arrived(TEXT, "16/GM-SGDĐT", confidence=0.4)
    assert rescans(first) == [second]


def test_a_page_with_hardly_a_word_is_like_no_other() -> None:
    first, _ = arrived("Phụ lục kèm theo"), arrived("Phụ lục kèm theo")
    assert rescans(first) == []
