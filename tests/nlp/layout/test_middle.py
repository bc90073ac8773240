"""Title, addressees and body are told apart."""

from nlp.layout.middle import column_of, split_middle
from tests.nlp.layout.paper import WIDTH_PX, at, texts

TYPES = {"THÔNG BÁO": "TB"}


def test_the_edge_of_a_short_letter_is_where_its_last_lines_begin() -> None:
    lines = [
        at(330, 500, "Căn cứ chương trình công tác năm của Ủy ban nhân dân và tình hình chung"),
        at(232, 540, "của phường;"),
        at(330, 580, "Ủy ban nhân dân thông báo lịch tiếp công dân định kỳ của Chủ tịch như sau:"),
        at(230, 700, "Nơi nhận:"),
    ]
    assert column_of(lines, WIDTH_PX).left == 230


def test_a_title_as_wide_as_the_text_belongs_to_the_title() -> None:
    lines = [
        at(760, 370, "THÔNG BÁO"),
        at(290, 420, "Lịch tiếp công dân định kỳ của Chủ tịch Ủy ban nhân dân phường Quý IV"),
        at(816, 470, "năm 2025"),
        at(
            330,
            550,
            "Căn cứ Luật Tiếp công dân và chương trình công tác của Ủy ban nhân dân phường",
        ),
        at(232, 590, "nhân dân;"),
        at(230, 700, "Nơi nhận:"),
    ]
    middle = split_middle(lines, column_of(lines, WIDTH_PX), TYPES)
    assert texts(middle.title)[1:] == texts(lines[1:3])
    assert texts(middle.body)[0].startswith("Căn cứ")


def test_entries_of_addressees_may_go_on_below_their_dash() -> None:
    lines = [
        at(345, 560, "Kính gửi:"),
        at(514, 610, "- Các bệnh viện, trung tâm y tế huyện, thị xã và Trung tâm Kiểm soát"),
        at(513, 650, "bệnh tật tỉnh;"),
        at(514, 700, "- Các phòng khám đa khoa."),
        at(345, 780, "Căn cứ chương trình công tác năm của Ủy ban nhân dân và tình hình chung"),
        at(243, 820, "của ngành;"),
        at(243, 900, "Nơi nhận:"),
    ]
    middle = split_middle(lines, column_of(lines, WIDTH_PX), TYPES)
    assert texts(middle.addressees) == texts(lines[:4])


def test_the_title_of_a_telegram_ends_before_who_wires() -> None:
    lines = [
        at(760, 370, "THÔNG BÁO"),
        at(560, 420, "Về việc ứng phó với bão số 3"),
        at(480, 480, "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH MẪU điện:"),
        at(330, 550, "Căn cứ chương trình công tác năm của Ủy ban nhân dân và tình hình chung"),
        at(232, 590, "của phường;"),
        at(230, 700, "Nơi nhận:"),
    ]
    middle = split_middle(lines, column_of(lines, WIDTH_PX), TYPES)
    assert texts(middle.title) == texts(lines[:2])


def test_a_title_on_its_own_axis_goes_on_whatever_its_first_word() -> None:
    """Short paragraphs alone do not show the left edge; "Điều chỉnh" is no "Điều 1"."""
    title = ("THÔNG BÁO", "Điều chỉnh lịch tiếp công dân định kỳ quý IV của Chủ tịch Ủy ban nhân dân",
             "phường Trà Xuân")  # fmt: skip
    lines = [
        *(at(880 - 7 * len(one), 370 + 43 * row, one) for row, one in enumerate(title)),
        at(330, 550, "Căn cứ Luật Tiếp công dân;"),
        at(
            330,
            600,
            "Điều chỉnh lịch của Chủ tịch và các Phó Chủ tịch Ủy ban nhân dân phường như sau",
        ),
        at(330, 650, "Ngày 5 tháng 11 năm 2025: Chủ tịch;"),
    ]
    middle = split_middle(lines, column_of(lines, WIDTH_PX), TYPES)
    assert texts(middle.title) == texts(lines[:3])


def test_running_text_below_a_letter_without_a_title_is_body() -> None:
    lines = [
        at(600, 400, "Cao Bằng, Lào Cai, Bắc Ninh."),
        at(330, 440, "Ngày 11/8/2025, Bộ trưởng ban hành Quyết định số 31/QĐ-BNNMT về việc cử"),
        at(330, 480, "công chức về địa phương hỗ trợ thực hiện các nhiệm vụ của phường và của xã"),
        at(230, 700, "Nơi nhận:"),
    ]
    assert len(split_middle(lines, column_of(lines, WIDTH_PX), TYPES).title) <= 1


def test_addressees_in_one_centred_sentence_go_on_below() -> None:
    lines = [
        at(380, 560, "Kính gửi: Các sở, ban, ngành cấp tỉnh; Vườn quốc gia Núi Mẫu;"),
        at(352, 605, "Các Công ty Lâm nghiệp; Ủy ban nhân dân các xã, phường, đặc khu."),
        at(330, 690, "Căn cứ chương trình công tác năm của Ủy ban nhân dân và tình hình chung"),
        at(232, 730, "của ngành;"),
        at(230, 800, "Nơi nhận:"),
    ]
    middle = split_middle(lines, column_of(lines, WIDTH_PX), TYPES)
    assert texts(middle.addressees) == texts(lines[:2])
    assert texts(middle.body) == texts(lines[2:])
