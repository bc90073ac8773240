"""The head of a letter is split into its halves."""

from nlp.layout.head import split_head
from tests.nlp.layout.paper import HEIGHT_PX, WIDTH_PX, at, texts

STATE = (
    at(300, 150, "ỦY BAN NHÂN DÂN"),
    at(830, 150, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    at(950, 190, "Độc lập - Tự do - Hạnh phúc"),
    at(320, 250, "Số: 15/KH-UBND"),
    at(900, 252, "Hà Nội, ngày 05 tháng 9 năm 2025"),
    at(700, 330, "KẾ HOẠCH"),
    at(240, 420, "Căn cứ chương trình công tác năm của Ủy ban nhân dân, văn phòng"),
)


def test_the_two_halves_of_a_head() -> None:
    head = split_head(STATE, WIDTH_PX, HEIGHT_PX)
    assert texts(head.left) == ["ỦY BAN NHÂN DÂN", "Số: 15/KH-UBND"]
    assert texts(head.right)[-1] == "Hà Nội, ngày 05 tháng 9 năm 2025"
    assert texts(head.rest)[0] == "KẾ HOẠCH"


def test_the_date_of_a_party_letter_may_begin_left_of_the_motto() -> None:
    party = (
        at(300, 175, "ĐẢNG ỦY XÃ A"),
        at(960, 179, "ĐẢNG CỘNG SẢN VIỆT NAM"),
        at(400, 279, "Số 37-CTr/ĐU"),
        at(905, 286, "Xã A, ngày"),
        at(1160, 287, "tháng 9 năm 2025"),
        at(800, 348, "CHƯƠNG TRÌNH"),
    )
    head = split_head(party, WIDTH_PX, HEIGHT_PX)
    assert texts(head.right) == ["ĐẢNG CỘNG SẢN VIỆT NAM", "Xã A, ngày", "tháng 9 năm 2025"]
    assert texts(head.rest) == ["CHƯƠNG TRÌNH"]


def test_a_long_place_may_begin_left_of_the_motto() -> None:
    long = (
        *STATE[:3],
        at(740, 285, "Thành phố Hồ Chí Minh, ngày 25 tháng 4 năm 2025"),
        at(320, 307, "Số: 270/KH-UBND"),
        *STATE[5:],
    )
    head = split_head(long, WIDTH_PX, HEIGHT_PX)
    assert texts(head.left) == ["ỦY BAN NHÂN DÂN", "Số: 270/KH-UBND"]
    assert texts(head.right)[-1].startswith("Thành phố Hồ Chí Minh, ngày 25")


def test_a_speck_between_the_halves_does_not_end_the_head() -> None:
    specked = (*STATE[:2], at(760, 170, ". ,"), *STATE[2:])
    head = split_head(specked, WIDTH_PX, HEIGHT_PX)
    assert texts(head.left) == ["ỦY BAN NHÂN DÂN", "Số: 15/KH-UBND"]
    assert texts(head.right)[-1] == "Hà Nội, ngày 05 tháng 9 năm 2025"
