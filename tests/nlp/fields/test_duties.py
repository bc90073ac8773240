"""Who must do what by a deadline, sent to whom; and two days named for one thing."""

import pytest

from nlp.fields import deadlines
from nlp.fields.deadlines.contested import DOUBTFUL
from tests.nlp.building import JANUARY, deadlines_in, run

DUTIES = [
    # sentence, who, what, sent to whom
    (
        "Đề nghị các đơn vị gửi báo cáo về Sở Y tế trước ngày 10/3/2026.",
        ("các đơn vị", "gửi báo cáo về Sở Y tế", "Sở Y tế"),
    ),
    (
        "Phòng Tổ chức cán bộ tổng hợp, báo cáo Giám đốc Sở trước ngày 10/3/2026.",
        ("Phòng Tổ chức cán bộ", "tổng hợp, báo cáo Giám đốc Sở", None),
    ),
    (
        "Trước ngày 10/3/2026, các trường phải nộp hồ sơ về Phòng Nội vụ.",
        ("các trường", "nộp hồ sơ về Phòng Nội vụ", "Phòng Nội vụ"),
    ),
    (
        "Các đơn vị gửi danh sách (theo mẫu, có ký tên) về Sở trước ngày 12/3/2026.",
        ("Các đơn vị", "gửi danh sách (theo mẫu, có ký tên) về Sở", "Sở"),
    ),
    (
        "Phòng Nội vụ được giao chủ trì, báo cáo UBND xã trước ngày 15/3/2026.",
        ("Phòng Nội vụ", "chủ trì, báo cáo UBND xã", "UBND xã"),
    ),
    ("Trường hợp vắng, báo cáo trước ngày 12/3/2026.", (None, "Trường hợp vắng, báo cáo", None)),
    (
        "Thời hạn gửi báo cáo về Sở Y tế là ngày 20/3/2026.",
        (None, "gửi báo cáo về Sở Y tế", "Sở Y tế"),
    ),
    (
        "Phòng Nội vụ thành lập Tổ kiểm kê. Thời hạn hoàn thành: trước ngày 30/3/2026.",
        ("Phòng Nội vụ", "thành lập Tổ kiểm kê", None),
    ),
    (
        "Phòng Văn hóa xây dựng kế hoạch; hoàn thành trước ngày 10/3/2026.",
        ("Phòng Văn hóa", "xây dựng kế hoạch", None),
    ),
    (
        "Công an tỉnh: (1) Tiếp tục rà soát hồ sơ, hoàn thành trước ngày 10/3/2026.",
        ("Công an tỉnh", "Tiếp tục rà soát hồ sơ", None),
    ),
    (
        "Sở Nội vụ trình Ủy ban nhân dân tỉnh Kế hoạch tuyển dụng trước ngày 10/3/2026.",
        ("Sở Nội vụ", "trình Ủy ban nhân dân tỉnh Kế hoạch tuyển dụng", "Ủy ban nhân dân tỉnh"),
    ),
    (
        "Trong thời hạn 05 ngày kể từ ngày nhận hồ sơ đầy đủ, hợp lệ, Sở Lao động trả lời.",
        ("Sở Lao động", "trả lời", None),
    ),
    (
        "Trong thời hạn 03 ngày kể từ ngày nhận đơn, cơ quan đăng ký kinh doanh xem xét, cấp giấy.",
        ("cơ quan đăng ký kinh doanh", "xem xét, cấp giấy", None),
    ),
    (
        "Mọi vướng mắc phản ánh về Sở trước ngày 10/3/2026 để được hướng dẫn.",
        (None, "Mọi vướng mắc phản ánh về Sở", None),
    ),
    ("Sau ngày 20/3/2026, Sở Y tế không tiếp nhận hồ sơ.", ("Sở Y tế", "tiếp nhận hồ sơ", None)),
    (
        "Thời gian nhận phiếu đăng ký từ ngày 02/02/2026 đến 17 giờ ngày 28/02/2026.",
        (None, "nhận phiếu đăng ký", None),
    ),
]


@pytest.mark.parametrize(("text", "duty"), DUTIES)
def test_who_must_do_what(text: str, duty: tuple[str | None, ...]) -> None:
    (one,) = deadlines_in(text)
    assert (one.responsible, one.action, one.recipient) == duty


def test_two_terms_of_one_clause_ask_for_a_thing_each() -> None:
    text = "Các sở gửi danh sách về Sở Nội vụ trước ngày 10/3/2026 và nộp hồ sơ về Sở Tài chính trước ngày 15/3/2026."
    assert [(one.responsible, one.action, one.recipient) for one in deadlines_in(text)] == [
        ("Các sở", "gửi danh sách về Sở Nội vụ", "Sở Nội vụ"),
        ("Các sở", "nộp hồ sơ về Sở Tài chính", "Sở Tài chính"),
    ]


@pytest.mark.parametrize("label", ["Thời hạn báo cáo: 20/3/2026.", "Thời hạn: ngày 20/3/2026."])
def test_a_label_that_names_another_day_for_the_same_is_doubtful(label: str) -> None:
    found = run(deadlines.find, f"Các trường báo cáo trước ngày 10/3/2026. {label}", JANUARY)
    assert [one.certainty for one in found] == [DOUBTFUL, DOUBTFUL]


def test_what_must_be_finished_is_not_put_off() -> None:
    (one,) = run(deadlines.find, "Chậm nhất 30/6/2026 phải hoàn thành sắp xếp.", JANUARY)
    assert one.certainty > DOUBTFUL


def test_a_label_for_another_thing_is_not() -> None:
    text = "Các trường báo cáo trước ngày 10/3/2026. Thời hạn nộp hồ sơ: 20/3/2026."
    assert min(one.certainty for one in run(deadlines.find, text, JANUARY)) > DOUBTFUL
