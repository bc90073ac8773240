"""Signature and recipients are told apart."""

from nlp.layout.foot import split_foot
from tests.nlp.layout.paper import WIDTH_PX, at, texts

SIGNED = (
    at(330, 800, "Yêu cầu các đơn vị nghiêm túc thực hiện kế hoạch này và báo cáo kết quả./."),
    at(1000, 900, "KT. GIÁM ĐỐC"),
    at(990, 940, "PHÓ GIÁM ĐỐC"),
    at(1000, 1200, "Nguyễn Văn Mẫu"),
)


def test_recipients_and_signature_stand_side_by_side() -> None:
    left = (
        at(230, 905, "Nơi nhận:"),
        at(230, 940, "- Như trên;", tall=26),
        at(230, 970, "- Lưu: VT.", tall=26),
    )
    foot = split_foot((*SIGNED, *left), WIDTH_PX)
    assert foot is not None
    assert texts(foot.signature) == ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Nguyễn Văn Mẫu"]
    assert texts(foot.recipients) == texts(left)
    assert texts(foot.before) == texts(SIGNED[:1])


def test_a_list_without_its_heading_is_found_by_its_last_line() -> None:
    left = (
        at(230, 930, "- Các bộ, cơ quan ngang bộ, cơ quan", tall=26),
        at(260, 960, "thuộc Chính phủ;", tall=26),
        at(230, 990, "- Lưu: VT, KTTH (2b).", tall=26),
    )
    foot = split_foot((*SIGNED, *left), WIDTH_PX)
    assert foot is not None
    assert texts(foot.recipients) == texts(left)


def test_two_offices_sign_side_by_side() -> None:
    beside = (
        at(330, 902, "KT. GIÁM ĐỐC"),
        at(320, 942, "PHÓ GIÁM ĐỐC"),
        at(330, 1204, "Trần Thị Thử"),
    )
    below = (at(230, 1300, "Nơi nhận:"), at(230, 1340, "- Lưu: VT.", tall=26))
    rows = (SIGNED[0], beside[0], SIGNED[1], beside[1], SIGNED[2], beside[2], SIGNED[3], *below)
    for lines in (rows, rows[:-2]):
        foot = split_foot(lines, WIDTH_PX)
        assert foot is not None
        assert texts(foot.signature) == texts((*beside, *SIGNED[1:]))
        assert texts(foot.recipients) == texts(lines[7:])
        assert texts(foot.before) == texts(SIGNED[:1])


def test_text_left_of_a_signature_is_no_signature() -> None:
    left = at(230, 960, "(Kèm theo danh sách)")
    foot = split_foot((*SIGNED[:2], left, *SIGNED[2:]), WIDTH_PX)
    assert foot is not None
    assert texts(foot.signature) == ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Nguyễn Văn Mẫu"]


def test_the_slip_of_a_certified_copy_is_not_the_letters_signature() -> None:
    below = (at(230, 1000, "Nơi nhận:"), at(230, 1040, "- Lưu: VT.", tall=26))
    slip = (
        at(300, 1400, "UBND XÃ MẪU"),
        at(1100, 1402, "SAO Y"),
        at(300, 1450, "Số: 35/SY-VP"),
        at(1000, 1450, "Mẫu, ngày 5 tháng 3 năm 2026"),
        at(1100, 1500, "CHÁNH VĂN PHÒNG"),
        at(1100, 1700, "Lê Thị Sao"),
    )
    foot = split_foot((*SIGNED, *below, *slip), WIDTH_PX)
    assert foot is not None
    assert texts(foot.signature) == texts(SIGNED[1:])
    assert texts(foot.recipients) == texts(below)
    assert texts(foot.after) == texts(slip)
    head = at(1000, 100, "SAO Y")
    above = split_foot((head, *SIGNED, *below), WIDTH_PX)
    assert above is not None
    assert texts(above.signature) == texts(SIGNED[1:])
