"""The grammar of deadlines, case by case, in the words of the letters.

Each letter is dated 05/01/2026. A case is a sentence and what binds in it.
"""

import pytest

from nlp.fields import deadlines
from nlp.fields.deadlines.quoted import DOUBTFUL
from nlp.record import Deadline, Offset
from nlp.zones import ZoneName
from tests.nlp.building import run, zone


def read(text: str) -> list[Deadline]:
    head = zone("Huế, ngày 05 tháng 01 năm 2026", ZoneName.HEAD_RIGHT)
    found = run(deadlines.find, text, head)
    return [one.value for one in found if isinstance(one.value, Deadline)]


ABSOLUTE = [
    # sentence, due_on, relation, time, last_day
    ("Các đơn vị gửi báo cáo trước ngày 10/3/2026.", "2026-03-10", "before", None, "2026-03-09"),
    ("Các đơn vị gửi báo cáo trước ngày 10 tháng 3.", "2026-03-10", "before", None, "2026-03-09"),
    ("Nộp hồ sơ chậm nhất ngày 15/3/2026.", "2026-03-15", "by", None, "2026-03-15"),
    ("Nộp hồ sơ chậm nhất là ngày 15/3/2026.", "2026-03-15", "by", None, "2026-03-15"),
    ("Nộp hồ sơ muộn nhất vào ngày 15/3/2026.", "2026-03-15", "by", None, "2026-03-15"),
    ("Nộp hồ sơ chậm nhất 17h00 ngày 15/3/2026.", "2026-03-15", "by", "17:00", "2026-03-15"),
    ("Gửi về Sở trước 16 giờ 30 ngày 06/02/2026.", "2026-02-06", "before", "16:30", "2026-02-06"),
    ("Hạn cuối nhận hồ sơ: ngày 20/3/2026.", "2026-03-20", "by", None, "2026-03-20"),
    ("Thời hạn gửi báo cáo về Sở là ngày 20/3/2026.", "2026-03-20", "by", None, "2026-03-20"),
    ("Gửi danh sách về Sở đến hết ngày 20/3/2026.", "2026-03-20", "by", None, "2026-03-20"),
    ("Gửi kế hoạch chậm nhất trong tháng 02/2026.", "2026-02", "by", None, "2026-02-28"),
    ("Hoàn thành trong quý II/2026.", "2026-06", "during", None, "2026-06-30"),
    ("Hoàn thành trong quý 3 năm 2026.", "2026-09", "during", None, "2026-09-30"),
    ("Hoàn thành chậm nhất cuối tháng 6/2026.", "2026-06", "by", None, "2026-06-30"),
    ("Hoàn thành trước cuối tháng 6/2026.", "2026-06", "before", None, "2026-06-30"),
    ("Hoàn thành trước tháng 6/2026.", "2026-06", "before", None, "2026-05-31"),
    ("Hoàn thành chậm nhất năm 2026.", "2026", "by", None, "2026-12-31"),
    ("Đến ngày 30/4/2026 phải hoàn thành bàn giao.", "2026-04-30", "by", None, "2026-04-30"),
    ("Hồ sơ gửi sau ngày 20/3/2026 sẽ không được xem xét.", "2026-03-20", "by", None, "2026-03-20"),
    ("Thời gian nhận hồ sơ: từ 01/3/2026 đến hết ngày 15/3/2026.", "2026-03-15", "by", None, "2026-03-15"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "due_on", "relation", "time", "last_day"), ABSOLUTE)
def test_terms_with_a_date(
    text: str, due_on: str, relation: str, time: str | None, last_day: str
) -> None:
    found = [(one.due_on, str(one.relation), one.time, one.last_day) for one in read(text)]
    assert found == [(due_on, relation, time, last_day)]


RELATIVE = [
    # sentence, term, last_day where the day it runs from is known
    (
        "Đề nghị góp ý trong thời hạn 05 ngày làm việc kể từ ngày nhận được văn bản này.",
        Offset(5, "working_day", "receipt"),
        None,
    ),
    ("Các đơn vị báo cáo chậm nhất sau 03 ngày.", Offset(3, "day", "event"), None),
    (
        "Trong thời hạn 10 ngày kể từ ngày ký, Văn phòng công bố Quyết định này.",
        Offset(10, "day", "signing"),
        "2026-01-15",
    ),
    (
        "Trong vòng 30 (ba mươi) ngày kể từ ngày ban hành, các sở xây dựng kế hoạch.",
        Offset(30, "day", "signing"),
        "2026-02-04",
    ),
    (
        "Chậm nhất 02 tháng kể từ ngày 01/02/2026, chủ đầu tư phải nộp báo cáo.",
        Offset(2, "month", "event"),
        "2026-04-01",
    ),
    (
        "Trong thời hạn 02 tuần kể từ khi kết thúc đợt thi, nhà trường nộp hồ sơ.",
        Offset(14, "day", "event"),
        None,
    ),
    (
        "Trong vòng 24 giờ kể từ khi xảy ra sự cố, đơn vị báo cáo Sở.",
        Offset(1, "day", "event"),
        None,
    ),
]


@pytest.mark.parametrize(("text", "offset", "last_day"), RELATIVE)
def test_terms_counted_from_something(text: str, offset: Offset, last_day: str | None) -> None:
    found = [(one.due_on, str(one.relation), one.offset, one.last_day) for one in read(text)]
    assert found == [(None, "within", offset, last_day)]


REPEATING = [
    ("Báo cáo gửi về Văn phòng trước ngày 25 hằng tháng.", "before", "month"),
    ("Báo cáo quý gửi trước ngày 20 của tháng cuối quý.", "before", "quarter"),
    ("Các sở nộp báo cáo chậm nhất ngày 15 của tháng đầu quý sau.", "by", "quarter"),
    ("Báo cáo năm gửi trước ngày 15/12 hằng năm.", "before", "year"),
    ("Định kỳ 6 tháng, các sở báo cáo kết quả về UBND tỉnh.", "ongoing", "half_year"),
    ("Định kỳ hằng quý gửi báo cáo về Sở Nội vụ.", "ongoing", "quarter"),
]


@pytest.mark.parametrize(("text", "relation", "repeats"), REPEATING)
def test_terms_that_come_again(text: str, relation: str, repeats: str) -> None:
    found = [(one.due_on, str(one.relation), one.repeats) for one in read(text)]
    assert found == [(None, relation, repeats)]


def test_the_end_of_a_school_year_is_worked_out() -> None:
    (one,) = read("Các trường hoàn thành việc bồi dưỡng trước khi hết năm học 2025-2026.")
    assert (one.due_on, one.last_day) == (None, "2026-05-31")


NO_TERMS = [
    "Căn cứ Kế hoạch số 354/KH-UBND ngày 30/12/2025 của UBND thành phố;",
    "Thực hiện Công văn số 12/UBND-VX ngày 03/01/2026 của UBND tỉnh.",
    "Sở Giáo dục và Đào tạo đã ban hành kế hoạch trước ngày 15/01/2026.",
    "Giấy phép đã được cơ quan có thẩm quyền cấp trước ngày 01/01/2026 vẫn có giá trị.",
    "Hội nghị khai mạc lúc 8 giờ 00 ngày 12/3/2026.",
    "Đại biểu có mặt trước 7 giờ 30 ngày 12/3/2026.",
    "Thí sinh sinh từ ngày 01/01/2010 đến hết ngày 31/12/2010.",
    "Cán bộ được tuyển dụng trước ngày 01/7/2020 được xét.",
    "Quyết định này có hiệu lực kể từ ngày 01/3/2026.",
    "Số liệu tính đến ngày 31/12/2025.",
    "Chương trình phát triển giai đoạn 2026-2030, tầm nhìn đến năm 2045.",
    "Báo cáo gửi về Phòng Nội vụ trước ngày 31/02/2026.",
    "Tăng 5 % so với tháng trước.",
    "Trước hết, các đơn vị cần rà soát.",
    "Học bạ ghi số 10/2025 được lưu tại trường.",
    "Lớp bồi dưỡng kéo dài trong 05 ngày.",
    "Ngày      tháng      năm 2026",
]


@pytest.mark.parametrize("text", NO_TERMS)
def test_other_dates_are_left_alone(text: str) -> None:
    assert read(text) == []


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
    ("Trường hợp vắng, báo cáo trước ngày 12/3/2026.", (None, "Trường hợp vắng, báo cáo", None)),
]


@pytest.mark.parametrize(("text", "duty"), DUTIES)
def test_who_must_do_what(text: str, duty: tuple[str | None, ...]) -> None:
    (one,) = read(text)
    assert (one.responsible, one.action, one.recipient) == duty


def test_two_dates_bound_by_one_word() -> None:
    found = read("Báo cáo gửi trước ngày 15/6/2026 và 15/12/2026.")
    assert [one.due_on for one in found] == ["2026-06-15", "2026-12-15"]


def test_a_refusal_of_what_comes_later_says_the_term_again() -> None:
    text = "Gửi hồ sơ đến hết ngày 22/01/2026. Hồ sơ gửi sau ngày 22/01/2026 sẽ không được xét."
    assert [one.due_on for one in read(text)] == ["2026-01-22"]


def test_a_date_without_a_year_belongs_to_the_letter_s_year_or_the_next() -> None:
    assert [one.due_on for one in read("Gửi báo cáo trước ngày 15/02.")] == ["2026-02-15"]
    head = zone("Huế, ngày 20 tháng 12 năm 2026", ZoneName.HEAD_RIGHT)
    found = run(deadlines.find, "Gửi báo cáo trước ngày 15/01.", head)
    assert [one.value.due_on for one in found if isinstance(one.value, Deadline)] == ["2027-01-15"]


@pytest.mark.parametrize(
    ("text", "due_on", "relation"),
    [
        ("Thời gian thực hiện: thường xuyên.", None, "ongoing"),
        ("Thời gian thực hiện: Giai đoạn 2026-2030.", "2030", "during"),
        ("Thời gian hoàn thành: năm 2026.", "2026", "by"),
        ("Thời gian thực hiện: năm 2026.", "2026", "during"),
    ],
)
def test_terms_behind_a_label(text: str, due_on: str | None, relation: str) -> None:
    assert [(one.due_on, str(one.relation)) for one in read(text)] == [(due_on, relation)]


@pytest.mark.parametrize(
    "text",
    [
        "Nhiệm vụ này được thực hiện thường xuyên, liên tục.",
        "Sở thực hiện Chương trình giai đoạn 2026-2030.",
        "Tổng hợp theo số liệu trước ngày 20/3/2026.",
    ],
)
def test_how_and_of_which_years_is_no_term(text: str) -> None:
    assert read(text) == []


def test_figures_to_be_sent_are_due() -> None:
    found = read("Đề nghị các đơn vị cung cấp số liệu trước ngày 20/3/2026.")
    assert [one.due_on for one in found] == ["2026-03-20"]


OF_THE_MINISTRY = (
    "Sở nhận được Công văn số 99/BYT-KCB ngày 05/3/2026 của Bộ Y tế, nội dung như sau:\n"
    "“Bộ Y tế yêu cầu Sở Y tế báo cáo kết quả trước ngày 20/3/2026.\n"
    "Gửi về Cục Quản lý khám bệnh trước ngày 25/3/2026.”\n"
)


def test_deadlines_of_a_quoted_text_are_not_the_letters_own() -> None:
    own = "Sở Y tế đề nghị các bệnh viện báo cáo trước ngày 15/3/2026."
    assert [one.due_on for one in read(OF_THE_MINISTRY + own)] == ["2026-03-15"]
    passing = "Theo Công văn số 9/BYT-VP yêu cầu các Sở “gửi báo cáo trước ngày 20/3/2026”. "
    assert [one.due_on for one in read(passing + own)] == ["2026-03-15"]


def test_where_a_letter_sets_no_term_of_its_own_the_quoted_ones_are_doubtful() -> None:
    found = run(deadlines.find, OF_THE_MINISTRY + "Đề nghị các đơn vị thực hiện.")
    assert [one.certainty for one in found] == [DOUBTFUL, DOUBTFUL]


def test_the_name_of_a_contest_is_no_quoted_text() -> None:
    text = "Đề nghị gửi bài dự thi “Tìm hiểu Luật An ninh mạng 2026” trước ngày 30/4/2026."
    assert [one.due_on for one in read(f"Thực hiện Kế hoạch số 5/KH-SYT. {text}")] == ["2026-04-30"]
