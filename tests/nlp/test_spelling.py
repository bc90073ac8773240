"""Names of bodies and places are spelled right, and right ones are left alone."""

import pytest

from corpus.load import lexicons
from nlp.spelling import body


@pytest.mark.parametrize(
    ("read", "name"),
    [
        ("SỞ GIAO DỤC VA ĐÀO TAO", "Sở Giáo dục và Đào tạo"),
        ("HỘI KHUYỂN HỌC TĨNH BẮC NINH", "Hội Khuyến học tỉnh Bắc Ninh"),
        ("TÒA ÁN NHÂN DÂN TỊNH ĐÔNG THÁP", "Tòa án nhân dân tỉnh Đồng Tháp"),
        ("BẠN QUẢN LÝ DỰ ÁN ĐẦU TƯ XÂY DỰNG", "Ban Quản lý dự án Đầu tư xây dựng"),
    ],
)
def test_misread_names_are_mended(read: str, name: str) -> None:
    assert body(read, lexicons()) == (name, True)


@pytest.mark.parametrize(
    "name",
    [
        "UBND TỈNH AN GIANG",
        "BAN TUYÊN GIÁO VÀ DÂN VẬN",
        "TRƯỜNG MẦM NON HOA BAN",
        "ỦY BAN NHÂN DÂN PHƯỜNG TÂN SƠN NHÌ",
        "CÔNG TY CỔ PHẦN THIẾT BỊ TRƯỜNG HỌC",
        "UBND XÃ TÂN AN",
        "BỆNH VIỆN ĐA KHOA TỈNH",
        "PHÒNG QUẢN LÝ ĐÔ THỊ",
        "BAN CHỈ HUY QUÂN SỰ",
        "BƯU CHÍNH VIỄN THÔNG",
        "HỌC VIỆN BÁO CHÍ VÀ TUYÊN TRUYỀN",
        "TRUNG TÂM PHÁT TRIỂN QUỸ ĐẤT",
    ],
)
def test_right_names_are_left_alone(name: str) -> None:
    assert body(name, lexicons())[0].upper() == name


def test_a_name_with_an_unknown_word_stays_as_printed() -> None:
    assert body("TỈNH ỦY PHÚTHỌ", lexicons()) == ("TỈNH ỦY PHÚTHỌ", False)
