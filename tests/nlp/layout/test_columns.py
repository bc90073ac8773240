"""Printed rows are cut into columns, and what OCR tore apart is one line again."""

from dataclasses import replace

from nlp.document import Line
from nlp.layout.columns import pieces, rows, split
from tests.nlp.layout.paper import at, texts


def test_a_line_is_cut_between_issuer_and_motto() -> None:
    line = at(300, 100, "SỞ Y TẾ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    assert texts(split(line)) == ["SỞ Y TẾ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]


def test_pieces_that_ocr_cut_are_one_line_again() -> None:
    first, second = at(300, 100, "BỘ"), at(340, 101, "CÔNG AN")
    assert texts(pieces([second, first])) == ["BỘ CÔNG AN"]


def test_columns_stay_apart() -> None:
    left, right = at(240, 100, "Nơi nhận:"), at(900, 98, "KT. GIÁM ĐỐC")
    assert texts(pieces([right, left])) == ["Nơi nhận:", "KT. GIÁM ĐỐC"]


def test_a_tall_neighbour_does_not_join_two_rows() -> None:
    upper, lower = at(240, 823, "- Thường trực;", tall=26), at(239, 852, "- Các chi bộ;", tall=25)
    beside = at(883, 833, "PHÓ BÍ THƯ", tall=39)
    found = rows([lower, beside, upper])
    assert [texts(row) for row in found] == [["- Thường trực;", "PHÓ BÍ THƯ"], ["- Các chi bộ;"]]


def test_number_and_date_that_stand_close_are_two_pieces() -> None:
    joined = at(290, 280, "Số: 83/2025/NQ-HĐND Thành phố Hồ Chí Minh, ngày 10 tháng 12 năm 2025")
    wide = [
        replace(word, box=replace(word.box, left=word.box.left + 9, right=word.box.right + 9))
        for word in joined.words[2:]
    ]
    line = Line((*joined.words[:2], *wide))
    assert texts(pieces([line])) == [
        "Số: 83/2025/NQ-HĐND",
        "Thành phố Hồ Chí Minh, ngày 10 tháng 12 năm 2025",
    ]


def test_the_name_of_the_country_in_a_sentence_is_no_motto() -> None:
    line = at(240, 600, "của Chính phủ nước Cộng hòa xã hội chủ nghĩa Việt Nam")
    assert texts(split(line)) == [line.text]


def test_a_motto_that_runs_into_the_issuer_is_parted() -> None:
    line = at(240, 150, "BỘ VĂN HÓA VÀ DUCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    assert texts(split(line)) == ["BỘ VĂN HÓA VÀ DU", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]


def test_place_and_date_close_to_the_issuer_are_a_piece_of_their_own() -> None:
    joined = at(190, 280, "DÂN TỈNH SƠN LA Sơn La, ngày 30 tháng 6 năm 2026")
    assert texts(pieces([joined])) == ["DÂN TỈNH SƠN LA", "Sơn La, ngày 30 tháng 6 năm 2026"]
    prose = at(190, 280, "UBND TỈNH đã ban hành văn bản số 5 vào ngày 30 tháng 6 năm 2026")
    assert texts(pieces([prose])) == [prose.text]
