"""Lines of saved text in which two columns run together are cut; others are left alone."""

import pytest

from nlp.layout.side_by_side import columns_of
from nlp.plain_text import layer_of_text


@pytest.mark.parametrize(
    ("row", "pieces"),
    [
        (
            "SỞ Y TẾ             Độc lập - Tự do - Hạnh phúc",
            ["SỞ Y TẾ", "Độc lập - Tự do - Hạnh phúc"],
        ),
        ("TỈNH ỦY X ĐẢNG CỘNG SẢN VIỆT NAM", ["TỈNH ỦY X", "ĐẢNG CỘNG SẢN VIỆT NAM"]),
        (
            "Số: 15/KH-SYT    Huế, ngày 02 tháng 3 năm 2026",
            ["Số: 15/KH-SYT", "Huế, ngày 02 tháng 3 năm 2026"],
        ),
        (
            "V/v góp ý dự thảo Hà Nội, ngày 10 tháng 9 năm 2024",
            ["V/v góp ý dự thảo", "Hà Nội, ngày 10 tháng 9 năm 2024"],
        ),
        ("Nơi nhận: GIÁM ĐỐC", ["Nơi nhận:", "GIÁM ĐỐC"]),
        ("Not nhìn. , KT. GIÁM ĐỐC", ["Not nhìn. ,", "KT. GIÁM ĐỐC"]),
        ("- Lưu: VT.       Mang Văn Thới", ["- Lưu: VT.", "Mang Văn Thới"]),
        ("- Lưu: VT, VP. Nguyễn Thu Hương", ["- Lưu: VT, VP.", "Nguyễn Thu Hương"]),
        ("- Như trên;          PHÓ CHỦ TỊCH", ["- Như trên;", "PHÓ CHỦ TỊCH"]),
    ],
)
def test_columns_are_cut(row: str, pieces: list[str]) -> None:
    assert columns_of(row) == pieces


@pytest.mark.parametrize(
    "row",
    [
        "Số:           /KH-SGDĐT",
        "Hải Phòng, ngày        tháng        năm 2026",
        "Căn cứ Quyết định số 15/QĐ-UBND ngày 02 tháng 3 năm 2026 của UBND tỉnh;",
        "nước Cộng hòa xã hội chủ nghĩa Việt Nam và các nước",
        "- UBND thành phố (để b/c);",
        "Chương trình làm việc    gồm ba phần",
    ],
)
def test_one_column_is_left_alone(row: str) -> None:
    assert columns_of(row) == [row]


def test_cells_of_a_table_know_their_places() -> None:
    lines = layer_of_text("| TT | Tên<br>đơn vị |\n|---|---|\n| 1 | Trường A |\n\nHết").lines
    assert [(line.text, line.cell) for line in lines] == [
        ("TT", (0, 0, 0)),
        ("Tên", (0, 0, 1)),
        ("đơn vị", (0, 0, 1)),
        ("1", (0, 1, 0)),
        ("Trường A", (0, 1, 1)),
        ("Hết", None),
    ]


def test_markup_is_dropped() -> None:
    text = "<p><b>V/v</b> nghỉ lễ</p># KẾ HOẠCH\n&nbsp;\n---\n**Kính gửi:** Sở\\."
    assert [line.text for line in layer_of_text(text).lines][-1] == "Kính gửi: Sở."
