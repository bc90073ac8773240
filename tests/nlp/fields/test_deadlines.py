"""The grammar of deadlines, case by case, in the words of the letters.

Each letter is dated 05/01/2026. A case is a sentence and what binds in it.
"""

import pytest

from nlp.fields import deadlines
from nlp.fields.deadlines.quoted import DOUBTFUL
from nlp.record import Deadline, Offset
from nlp.zones import ZoneName
from tests.nlp.building import deadlines_in, run, zone

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
    ("Các thôn phải được phân loại trước ngày 30/6/2026; khi chưa phân loại thì theo loại cũ.", "2026-06-30", "before", None, "2026-06-29"),
    ("Kết thúc hoạt động của tổ trước ngày 31/5/2026.", "2026-05-31", "before", None, "2026-05-30"),
    ("Đưa trạm y tế đi vào hoạt động trong quý II năm 2026.", "2026-06", "during", None, "2026-06-30"),
    ("Rà soát quy hoạch, báo cáo Ban Thường vụ Huyện ủy trong tháng 6/2026.", "2026-06", "during", None, "2026-06-30"),
    ("Hoàn thành việc sắp xếp, sử dụng trụ sở dôi dư trong quý II năm 2026.", "2026-06", "during", None, "2026-06-30"),
    ("Tổ chức triển khai ngay trong tháng 12 năm 2026.", "2026-12", "during", None, "2026-12-31"),
    ("Hoàn thành việc số hóa sổ hộ tịch của xã trong năm 2026.", "2026", "during", None, "2026-12-31"),
    ("Giao Phòng Nội vụ chủ trì, hoàn thành rà soát trong quý II/2026.", "2026-06", "during", None, "2026-06-30"),
    ("Danh sách gửi về Phòng Nội vụ trong ngày 16/3/2026.", "2026-03-16", "during", None, "2026-03-16"),
    ("Kế hoạch phải được phê duyệt trước ngày 31/3/2026.", "2026-03-31", "before", None, "2026-03-30"),
    ("Giấy phép cũ được tiếp tục sử dụng nhưng phải đổi trước ngày 30/6/2026.", "2026-06-30", "before", None, "2026-06-29"),
    ("Hoàn thành phân loại dự án tồn đọng kéo dài trước ngày 30/6/2026.", "2026-06-30", "before", None, "2026-06-29"),
    ("Báo cáo UBND tỉnh kết quả thực hiện vào quý III năm 2026.", "2026-09", "during", None, "2026-09-30"),
    ("Các xã xây dựng kế hoạch trong quý II năm 2026.", "2026-06", "during", None, "2026-06-30"),
    ("Giao Phòng Nội vụ rà soát đội ngũ công chức trong quý I/2026.", "2026-03", "during", None, "2026-03-31"),
    ("Gửi bản giấy về Sở chậm nhất vàongày 15/3/2026.", "2026-03-15", "by", None, "2026-03-15"),
    ("Thời hạn nộp thuế của kỳ tính thuế tháng 8 năm 2026 chậm nhất là ngày 20/12/2026.", "2026-12-20", "by", None, "2026-12-20"),
    ("Thời hạn nộp tờ khai thuế kỳ quý 2 năm 2026 là ngày 31/7/2026.", "2026-07-31", "by", None, "2026-07-31"),
    ("Hạn chót nộp bài dự thi: 24h ngày 15/4/2026.", "2026-04-15", "by", None, "2026-04-15"),
    ("Giáo viên chủ nhiệm nộp sổ điểm vào ngày 28/5/2026.", "2026-05-28", "by", None, "2026-05-28"),
    ("Thời gian thực hiện: tháng 3 - 4/2026.", "2026-04", "during", None, "2026-04-30"),
    ("Thời gian thực hiện: Quý II/2026.", "2026-06", "during", None, "2026-06-30"),
    ("Hoàn thành trong 6 tháng đầu năm 2026.", "2026-06", "during", None, "2026-06-30"),
    ("Nếu quá ngày 20/3/2026 không có ý kiến thì coi như đồng ý.", "2026-03-20", "by", None, "2026-03-20"),
    ("Đề nghị các xã gửi kết quả về Sở trong tháng 3/2026.", "2026-03", "during", None, "2026-03-31"),
    ("Cung cấp số liệu trước 9h00 sáng thứ Hai (ngày 16/3/2026).", "2026-03-16", "before", "09:00", "2026-03-16"),
    ("Các trường nhập dữ liệu từ ngày 02/3 đến ngày 15/3/2026.", "2026-03-15", "by", None, "2026-03-15"),
    ("Sở Xây dựng rà soát các dự án đã được phê duyệt, hoàn thành trước ngày 10/3/2026.", "2026-03-10", "before", None, "2026-03-09"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "due_on", "relation", "time", "last_day"), ABSOLUTE)
def test_terms_with_a_date(
    text: str, due_on: str, relation: str, time: str | None, last_day: str
) -> None:
    found = [(one.due_on, str(one.relation), one.time, one.last_day) for one in deadlines_in(text)]
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
        "Trong thời hạn bảy (07) ngày làm việc kể từ khi nhận hồ sơ, phòng trả lời.",
        Offset(7, "working_day", "receipt"),
        None,
    ),
    (
        "Trong thời hạn ba ngày kể từ ngày nhận đơn, nhà trường trả lời.",
        Offset(3, "day", "receipt"),
        None,
    ),
    (
        "Chi bộ gửi biên bản về Đảng ủy chậm nhất 03 ngày sau đại hội.",
        Offset(3, "day", "event"),
        None,
    ),
    (
        "02 ngày làm việc kể từ ngày nhận được hồ sơ, Phòng Văn hóa gửi kết quả.",
        Offset(2, "working_day", "receipt"),
        None,
    ),
    (
        "Thời hạn trả lời của các xã là 15 ngày làm việc, kể từ ngày nhận được văn bản.",
        Offset(15, "working_day", "receipt"),
        None,
    ),
    (
        "Tiếp nhận hồ sơ trong 01 ngày làm việc đối với hồ sơ nộp qua bưu chính.",
        Offset(1, "working_day", "event"),
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
    found = [
        (one.due_on, str(one.relation), one.offset, one.last_day) for one in deadlines_in(text)
    ]
    assert found == [(None, "within", offset, last_day)]


COUNTED_BACK = [
    ("Tài liệu họp phải gửi đại biểu chậm nhất là 15 ngày trước ngày khai mạc.", Offset(15, "day", "event")),
    ("Giấy mời được gửi trước cuộc họp ít nhất 03 ngày làm việc.", Offset(3, "working_day", "event")),
    ("Nhà trường nộp danh sách muộn nhất 05 ngày trước thời điểm thi.", Offset(5, "day", "event")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "offset"), COUNTED_BACK)
def test_terms_counted_back_from_something(text: str, offset: Offset) -> None:
    found = [
        (one.due_on, str(one.relation), one.offset, one.last_day) for one in deadlines_in(text)
    ]
    assert found == [(None, "before", offset, None)]


def test_the_end_of_a_school_year_is_worked_out() -> None:
    (one,) = deadlines_in("Các trường hoàn thành việc bồi dưỡng trước khi hết năm học 2025-2026.")
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
    "Yêu cầu các xã rà soát kết quả thực hiện nhiệm vụ trong quý I/2026.",
    "Công an xã tổ chức nhiều đợt tuần tra trong tháng 02/2026.",
    "Giấy phép được tiếp tục sử dụng đến hết ngày 31/12/2026.",
    "Kéo dài đến hết ngày 30/4/2026, tuần lễ gồm các hội thảo và triển lãm.",
    "Máy chủ được bảo hành trong thời hạn 24 tháng kể từ ngày nghiệm thu.",
    "Cơ sở bị đình chỉ hoạt động trong thời hạn 03 tháng kể từ ngày ký quyết định.",
    "Đơn vị hoàn thành xuất sắc nhiệm vụ trong năm 2026.",
    "Hồ sơ điều chỉnh thời hạn sử dụng đất của dự án từ ngày 01/7/2026 gồm những gì?",
    "Đơn có dán 01 ảnh chụp trong vòng 6 tháng.",
    "Thực hiện vét trong 03 ngày làm việc (từ ngày 08 đến ngày 10/12/2026).",
    "Thời gian thực hiện: ngày 10/3/2026.",
    "Đoàn kiểm tra làm việc tại trường vào ngày 10/3/2026.",
    "Trong tháng 02/2026, toàn tỉnh xảy ra 12 vụ tai nạn.",
    "Tính đến ngày 31/12/2025, huyện có 5 trường đạt chuẩn.",
    "Gửi kèm báo cáo kết quả công tác trong tháng 01/2026.",
    "Tờ khai được nộp chậm nhất sáu tuần là nhiều.",
    "Ngày      tháng      năm 2026",
]


@pytest.mark.parametrize("text", NO_TERMS)
def test_other_dates_are_left_alone(text: str) -> None:
    assert deadlines_in(text) == []


def test_a_task_without_end_in_a_list_is_ongoing() -> None:
    text = "Mở rộng kho dữ liệu, nhiệm vụ thường xuyên; rà soát hồ sơ, hoàn thành trước ngày 10/3/2026."
    assert [(one.due_on, str(one.relation)) for one in deadlines_in(text)] == [
        (None, "ongoing"),
        ("2026-03-10", "before"),
    ]


def test_two_dates_bound_by_one_word() -> None:
    found = deadlines_in("Báo cáo gửi trước ngày 15/6/2026 và 15/12/2026.")
    assert [one.due_on for one in found] == ["2026-06-15", "2026-12-15"]


def test_a_refusal_of_what_comes_later_says_the_term_again() -> None:
    text = "Gửi hồ sơ đến hết ngày 22/01/2026. Hồ sơ gửi sau ngày 22/01/2026 sẽ không được xét."
    assert [one.due_on for one in deadlines_in(text)] == ["2026-01-22"]


def test_a_date_without_a_year_belongs_to_the_letter_s_year_or_the_next() -> None:
    assert [one.due_on for one in deadlines_in("Gửi báo cáo trước ngày 15/02.")] == ["2026-02-15"]
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
    assert [(one.due_on, str(one.relation)) for one in deadlines_in(text)] == [(due_on, relation)]


@pytest.mark.parametrize(
    "text",
    [
        "Nhiệm vụ này được thực hiện thường xuyên, liên tục.",
        "Sở thực hiện Chương trình giai đoạn 2026-2030.",
        "Tổng hợp theo số liệu trước ngày 20/3/2026.",
    ],
)
def test_how_and_of_which_years_is_no_term(text: str) -> None:
    assert deadlines_in(text) == []


def test_figures_to_be_sent_are_due() -> None:
    found = deadlines_in("Đề nghị các đơn vị cung cấp số liệu trước ngày 20/3/2026.")
    assert [one.due_on for one in found] == ["2026-03-20"]


OF_THE_MINISTRY = (
    "Sở nhận được Công văn số 99/BYT-KCB ngày 05/3/2026 của Bộ Y tế, nội dung như sau:\n"
    "“Bộ Y tế yêu cầu Sở Y tế báo cáo kết quả trước ngày 20/3/2026.\n"
    "Gửi về Cục Quản lý khám bệnh trước ngày 25/3/2026.”\n"
)


def test_deadlines_of_a_quoted_text_are_not_the_letters_own() -> None:
    own = "Sở Y tế đề nghị các bệnh viện báo cáo trước ngày 15/3/2026."
    assert [one.due_on for one in deadlines_in(OF_THE_MINISTRY + own)] == ["2026-03-15"]
    passing = "Theo Công văn số 9/BYT-VP yêu cầu các Sở “gửi báo cáo trước ngày 20/3/2026”. "
    assert [one.due_on for one in deadlines_in(passing + own)] == ["2026-03-15"]


def test_where_a_letter_sets_no_term_of_its_own_the_quoted_ones_are_doubtful() -> None:
    found = run(deadlines.find, OF_THE_MINISTRY + "Đề nghị các đơn vị thực hiện.")
    assert [one.certainty for one in found] == [DOUBTFUL, DOUBTFUL]


def test_the_name_of_a_contest_is_no_quoted_text() -> None:
    text = "Đề nghị gửi bài dự thi “Tìm hiểu Luật An ninh mạng 2026” trước ngày 30/4/2026."
    assert [one.due_on for one in deadlines_in(f"Thực hiện Kế hoạch số 5/KH-SYT. {text}")] == [
        "2026-04-30"
    ]
