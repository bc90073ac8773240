"""What seal and pen hide at the beginnings of a signature's lines: deputies' posts, the family name Lê."""

import pytest

from ingest.ocr.hidden import is_scrap, parted, with_deputies, with_hidden
from tests.ingest.ocr.print import line

WIDTH = 1654.0


def stacked(upper: str, lower: str, *, lower_top: float = 1222) -> list[str]:
    lines = [
        line((1059, 1188, 1349, 1227), upper),
        line((1065, lower_top, 1331, lower_top + 39), lower),
    ]
    return [one.text for one in with_deputies(lines)]


@pytest.mark.parametrize(
    ("upper", "lower", "read"),
    [
        ("VET. GIÁM ĐÓC", "Ó GIÁM ĐỚC", ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]),
        ("GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]),
        ("KT. CHỦ TỊCH", "CHỦ TỊCH", ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]),
        ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]),
        (
            "KT. TỔNG CỤC TRƯỞNG",
            "PHÓ TỔNG ` TRƯỞNG",
            ["KT. TỔNG CỤC TRƯỞNG", "PHÓ TỔNG CỤC TRƯỞNG"],
        ),
        ("KT. TỔ TRƯỞNG", "PHÓ TỔ TRƯỞNG", ["KT. TỔ TRƯỞNG", "PHÓ TỔ TRƯỞNG"]),
        ("TL. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG", ["TL. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG"]),
        ("TUQ. GIÁM ĐỐC", "GIÁM ĐỐC", ["TUQ. GIÁM ĐỐC", "GIÁM ĐỐC"]),
        ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]),
        ("TL. BỘ TRƯỞNG", "VỤ TRƯỞNG", ["TL. BỘ TRƯỞNG", "VỤ TRƯỞNG"]),
    ],
)
def test_a_post_said_twice_is_a_deputys(upper: str, lower: str, read: list[str]) -> None:
    assert stacked(upper, lower) == read


def test_two_readings_of_one_line_are_no_deputy() -> None:
    assert stacked("GIÁM ĐỐC", "GIÁM ĐỐC", lower_top=1190) == ["GIÁM ĐỐC", "GIÁM ĐỐC"]


@pytest.mark.parametrize("post", ["TỔNG KIỂM TOÁN NHÀ NƯỚC", "THỦ TƯỚNG", "GIÁM ĐỐC"])
def test_a_stroke_below_a_line_makes_no_second_line_of_it(post: str) -> None:
    once, again = line((918, 1306, 1494, 1347), post), line((919, 1307, 1494, 1383), post)
    assert [one.text for one in with_deputies([once, again])] == [post, post]


@pytest.mark.parametrize("read", ["TT 'TRƯỞNG", "TRƯƠNG", "T&Ứ TRƯỜNG", "- TTRƯỞNG"])
def test_only_a_vice_minister_signs_for_a_minister(read: str) -> None:
    assert stacked("KT. BỘ TRƯỜNG", read)[1] == "THỨ TRƯỞNG"


def test_other_leaders_stay_as_they_are() -> None:
    assert stacked("TL. BỘ TRƯỞNG", "CỤC TRƯỞNG")[1] == "CỤC TRƯỞNG"
    assert stacked("KT. CỤC TRƯỞNG", "PHÓ CỤC TRƯỞNG")[1] == "PHÓ CỤC TRƯỞNG"


def test_posts_far_apart_are_two_signatures() -> None:
    assert stacked("GIÁM ĐỐC", "GIÁM ĐỐC", lower_top=1600) == ["GIÁM ĐỐC", "GIÁM ĐỐC"]


def test_words_of_the_form_stand_where_their_strokes_were() -> None:
    upper, lower = (
        line((900, 100, 1200, 130), "V1. GIÁM ĐỐC"),
        line((900, 135, 1200, 165), "Q GIÁM ĐỐC"),
    )
    first, second = with_deputies([upper, lower])
    assert first.words[0].box == upper.words[0].box
    assert second.words[0].text == "PHÓ"
    assert second.words[0].confidence == pytest.approx(0.6)
    assert second.words[1].box == lower.words[1].box


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("ê Hoàng Anh", "Lê Hoàng Anh"),
        ("tê Hoàng Anh", "Lê Hoàng Anh"),
        ("Tề Hoàng Anh", "Tề Hoàng Anh"),
        ("ê GIÁM ĐỐC", "ê GIÁM ĐỐC"),
        ("à Hoàng Anh", "à Hoàng Anh"),
    ],
)
def test_half_of_a_family_name_is_completed_in_a_signature_alone(read: str, meant: str) -> None:
    foot = [
        line((200, 1700, 340, 1730), "Nơi nhận:"),
        line((200, 1740, 350, 1766), "- Lưu: VT."),
        line((1060, 1700, 1250, 1736), "GIÁM ĐỐC"),
        line((1010, 1960, 1250, 1994), read),
    ]
    assert [one.text for one in with_hidden(foot, WIDTH)][-1] == meant
    body = [line((200, 700, 640, 730), read)]
    assert with_hidden(body, WIDTH) == tuple(body)


def test_other_lines_of_a_page_stay_as_they_are() -> None:
    foot = [
        line((200, 1700, 340, 1730), "Nơi nhận:"),
        line((1060, 1700, 1250, 1736), "GIÁM ĐỐC"),
        line((1060, 1740, 1250, 1776), "PHÓ GIÁM ĐỐC"),
    ]
    seen = with_hidden(foot, WIDTH)
    assert seen[0] == foot[0]
    assert [one.text for one in seen[1:]] == ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]


@pytest.mark.parametrize(
    ("text", "sure", "scrap"),
    [
        ("ÑN S", 0.4, True),
        ("4", 0.95, True),
        ("*©, Py", 0.3, True),
        ("GIÁM", 0.2, False),
        ("KT. GIÁM ĐỐC", 0.2, False),
        ("Hà Vy", 0.3, False),
        ("SỞ", 0.9, False),
        ("Y.GIÁM", 0.25, False),
    ],
)
def test_a_few_signs_hardly_read_are_scraps(text: str, sure: float, *, scrap: bool) -> None:
    assert is_scrap(line((1000, 1800, 1200, 1830), text, sure=sure)) is scrap


def test_scraps_of_a_seal_are_left_out_of_a_signature_and_of_nothing_else() -> None:
    scrap, body = (
        line((1020, 1800, 1060, 1830), "ŠA X", sure=0.2),
        line((200, 700, 300, 730), "=", sure=0.2),
    )
    foot = [
        body,
        line((200, 1700, 340, 1730), "Nơi nhận:"),
        line((1060, 1700, 1250, 1736), "GIÁM ĐỐC"),
        scrap,
        line((1010, 1960, 1250, 1994), "Lê Hoàng Anh"),
    ]
    kept = with_hidden(foot, WIDTH)
    assert scrap not in kept
    assert [one for one in foot if one is not scrap] == list(kept)


def test_posts_that_reach_into_one_another_are_parted() -> None:
    upper = line((1012, 1841, 1381, 1911), "KT. TRƯỞNG PHÒNG")
    lower = line((1002, 1901, 1390, 1937), "PHÓ TRƯỞNG PHÒNG")
    name = line((1043, 2176, 1345, 2219), "Vũ Thị Mây")
    cut, *others = parted([upper, lower, name])
    assert cut.box.bottom == lower.box.top
    assert cut.text == upper.text
    assert others == [lower, name]
