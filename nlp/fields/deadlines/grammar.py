"""The grammar of deadlines as data: which words set a term, how the date binds, what must hold.

Written for people who read law, not code: every phrase stands as it is printed.
"""

from dataclasses import dataclass
from enum import Enum, auto

from nlp.record import Relation


class Needs(Enum):
    """What else the clause must say before a date beside a trigger is a deadline."""

    NOTHING = auto()
    DUTY = auto()
    ASKING = auto()
    RECEIVING = auto()
    REFUSAL = auto()
    FINISHING = auto()
    FINISHES_AFTER = auto()
    HANDING = auto()


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that set a term when a date follows.

    Attributes:
        words: As printed, lower case.
        relation: How the date binds.
        needs: What the clause must say besides.
        reach: How many other syllables may stand between the words and the date
            ("thời hạn *gửi báo cáo về Sở* là ngày …").
        years: Whether a bare year may follow ("chậm nhất năm 2026").
        months: Whether only a month or a quarter may: a day behind "thời gian thực hiện" is an event.
        certainty: How sure the rule is when all holds, 0 to 1.
    """

    words: str
    relation: Relation
    needs: Needs = Needs.NOTHING
    reach: int = 0
    years: bool = False
    months: bool = False
    certainty: float = 0.95


TRIGGERS: tuple[Trigger, ...] = (
    Trigger("trước", Relation.BEFORE, Needs.ASKING),
    Trigger("chậm nhất", Relation.BY, years=True),
    Trigger("muộn nhất", Relation.BY, years=True),
    Trigger("trễ nhất", Relation.BY, years=True),
    Trigger("không muộn hơn", Relation.BY),
    Trigger("không chậm hơn", Relation.BY),
    Trigger("không quá", Relation.BY, certainty=0.8),
    Trigger("hạn cuối", Relation.BY, reach=8),
    Trigger("hạn chót", Relation.BY, reach=8),
    Trigger("hạn nộp", Relation.BY, reach=8),
    Trigger("hạn gửi", Relation.BY, reach=8),
    Trigger("hạn báo cáo", Relation.BY, reach=8),
    Trigger("hạn hoàn thành", Relation.BY, reach=6, years=True),
    Trigger("thời gian hoàn thành", Relation.BY, reach=6, years=True),
    Trigger("ngày hoàn thành", Relation.BY, reach=2),
    Trigger("thời gian gửi", Relation.BY, reach=8, certainty=0.8),
    Trigger("thời gian nộp", Relation.BY, reach=8, certainty=0.8),
    Trigger("thời hạn hoàn thành", Relation.BY, reach=6, years=True),
    Trigger("thời gian thực hiện", Relation.DURING, months=True, certainty=0.75),
    Trigger("thời gian triển khai", Relation.DURING, months=True, certainty=0.75),
    Trigger("thời hạn", Relation.BY, Needs.DUTY, reach=10, certainty=0.85),
    Trigger("tiến độ hoàn thành", Relation.BY, reach=4, years=True),
    Trigger("hạn", Relation.BY, certainty=0.8),
    Trigger("từ nay đến", Relation.BY, Needs.DUTY, certainty=0.85),
    Trigger("đến", Relation.BY, Needs.FINISHES_AFTER, certainty=0.8),
    Trigger("gia hạn", Relation.BY, reach=10, certainty=0.8),
    Trigger("đến hết", Relation.BY, Needs.DUTY, certainty=0.85),
    Trigger("hết", Relation.BY, Needs.DUTY, certainty=0.8),
    Trigger("đến", Relation.BY, Needs.RECEIVING, certainty=0.75),
    Trigger("trong", Relation.DURING, Needs.FINISHING, years=True, certainty=0.75),
    Trigger("xong", Relation.BY, certainty=0.8),
    Trigger("hoàn thành", Relation.BY, certainty=0.75),
    Trigger("sau", Relation.BY, Needs.REFUSAL, certainty=0.8),
    Trigger("quá", Relation.BY, Needs.REFUSAL, certainty=0.8),
    Trigger("vào", Relation.BY, Needs.HANDING, certainty=0.7),
    Trigger("vào", Relation.DURING, Needs.FINISHING, months=True, certainty=0.75),
)
"""In the order tried: of "chậm nhất trước ngày" the word next to the date binds."""

LINKS: tuple[str, ...] = (
    "là", "vào", "đến", "hết", "trong", "ngày", "lúc", "hồi", "cuối", "buổi", "sáng", "chiều",
    "thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy", "chủ nhật",
    "thứ 2", "thứ 3", "thứ 4", "thứ 5", "thứ 6", "thứ 7",
)  # fmt: skip
"""Words that may stand between a trigger and its date."""

NARROW_LINKS: tuple[str, ...] = tuple(
    word for word in LINKS if word not in ("là", "vào", "đến", "hết", "trong")
)
"""The same after "trước" and "sau": "trước hết" is no term."""

NARROW = frozenset({"trước", "sau", "đến", "hết", "trong"})

DUTIES: tuple[str, ...] = (
    "gửi", "nộp", "báo cáo", "trình", "đăng ký", "hoàn thành", "hoàn thiện", "hoàn chỉnh",
    "tổng hợp", "xây dựng", "ban hành", "lập", "rà soát", "cung cấp", "đề xuất", "cập nhật",
    "khắc phục", "góp ý", "tham gia ý kiến", "cho ý kiến", "phản hồi", "trả lời", "tổ chức",
    "triển khai", "thực hiện", "tham mưu", "phê duyệt", "thẩm định", "chuẩn bị", "kiểm tra",
    "bàn giao", "tiếp nhận", "nhận", "niêm yết", "công bố", "công khai", "giải ngân",
    "thanh toán", "quyết toán", "quyết định", "thông báo", "đăng tải", "nhập", "cử", "liên hệ",
    "giải quyết", "xử lý", "khai báo", "kê khai", "đánh giá", "chấm", "tự chấm", "xác nhận",
    "chuyển", "giao", "ký", "bổ sung", "điều chỉnh", "xem xét", "quán triệt", "phổ biến",
    "kết thúc", "chấm dứt", "sắp xếp", "kiện toàn", "phân loại", "bố trí", "phân bổ", "khôi phục",
    "sửa chữa", "thu hồi", "di dời", "số hóa", "kết nối", "thống kê", "kiểm kê", "sơ kết", "tổng kết",
    "tập huấn", "nghiệm thu", "chi trả", "hướng dẫn", "tuyên truyền",
)  # fmt: skip
"""What a letter can ask for."""

OBLIGES: tuple[str, ...] = ("phải", "có trách nhiệm")
"""What makes a duty of any other verb: "phải được phân loại trước ngày …"."""

RECEIVING: tuple[str, ...] = (
    "nhận hồ sơ", "nộp hồ sơ", "thu hồ sơ", "gửi hồ sơ", "tiếp nhận", "đăng ký", "nhận bài",
    "gửi bài", "nộp bài", "nhận đơn", "nộp đơn", "nhận phiếu", "phát hành hồ sơ", "nhận đăng ký",
    "nhận hồ sơ dự thi", "nhận báo cáo", "lấy ý kiến", "nhập dữ liệu", "cập nhật dữ liệu",
)  # fmt: skip
"""A period in which something is received ends with a deadline; other periods are events."""

FINISHING: tuple[str, ...] = ("hoàn thành", "xong", "trình", "ban hành", "nộp", "gửi", "báo cáo")

OPENINGS: tuple[str, ...] = (
    "vào hoạt động", "vào sử dụng", "vào khai thác", "vào vận hành", "khởi công", "khánh thành",
    "thông xe", "công bố kết quả",
)  # fmt: skip
"""What is done once it is so, by the end of the period named behind it."""

WORKS: tuple[str, ...] = (
    "xây dựng", "ban hành", "phê duyệt", "thẩm định", "kiện toàn", "thành lập", "lựa chọn", "sửa đổi",
)  # fmt: skip
"""What a body that is named, or an order, asks for is done by the end of the period behind it."""

WORKS_ORDERED: tuple[str, ...] = ("tổ chức", "triển khai", "rà soát", "hoàn thiện", "bố trí")
"""The same only where it is asked for: reports, too, tell what was organised in a month."""

OF_A_PERIOD: tuple[str, ...] = (
    "báo cáo", "kết quả", "tình hình", "số liệu", "thống kê", "nhiệm vụ", "công tác", "hoạt động",
    "phát sinh", "chỉ tiêu", "được", "các vụ",
)  # fmt: skip
"""Things of a period: "rà soát các nhiệm vụ trong quý II" does not say until when."""

HANDING: tuple[str, ...] = ("nộp", "gửi", "bàn giao")
"""What is handed over "vào ngày" a day is due then; what else is done on a day is an event."""

REFUSALS: tuple[str, ...] = (
    "sẽ không", "không được", "không tiếp nhận", "không nhận", "không giải quyết",
    "không xem xét", "không gửi", "không nộp", "không có ý kiến", "không có báo cáo",
    "không báo cáo", "không phản hồi", "không đăng ký", "coi như", "xem như", "không chịu trách",
)  # fmt: skip
"""What happens to those who come later."""

PERIODS: tuple[str, ...] = ("từ ngày", "từ khi", "kể từ", "tính từ", "từ tháng")
"""Before "đến hết": the whole is a period, not a term."""

PASSIVES: tuple[str, ...] = (
    "có hiệu lực", "hết hiệu lực", "hiệu lực thi hành", "được cấp", "được ban hành", "được ký",
    "được công nhận", "được phê duyệt", "được tuyển dụng", "được bổ nhiệm", "được thành lập",
    "số liệu", "số liệu tính", "tính", "ảnh chụp", "chụp",
)  # fmt: skip
"""Just before the term these tell what was so at a date, whatever the clause asks for."""

GOING_ON: tuple[str, ...] = (
    "hiệu lực", "tiếp tục thực hiện", "tiếp tục được", "được tiếp tục", "có giá trị", "được áp dụng",
    "tiếp tục áp dụng", "được sử dụng", "tiếp tục sử dụng", "được bảo hành", "bị đình chỉ", "bị tước",
)  # fmt: skip
"""What lasts until a date is not due then."""

SCHEDULES: tuple[str, ...] = (
    "thời gian",
    "thời hạn",
    "hạn",
    "tiến độ",
    "lịch",
    "mốc",
    "đợt",
    "lần",
)
"""A clause without a duty still sets a term where it speaks of one of these."""

CONDITIONS: tuple[str, ...] = (
    "tuyển dụng", "sinh ra", "sinh từ", "bổ nhiệm", "công tác", "bảo hiểm xã hội", "thành lập", "nghỉ hưu",
    "ký kết", "trúng tuyển", "nhập ngũ", "tốt nghiệp", "phát sinh", "tồn tại", "hưởng", "cư trú",
    "kết hôn", "tham gia", "vào ngành", "khởi công", "chậm đóng", "trốn đóng", "tính từ",
)  # fmt: skip
"""Just before the term, in a clause that asks for nothing, these say whom a rule is for."""

GATHERINGS: tuple[str, ...] = (
    "có mặt", "khai mạc", "bế mạc", "tập trung", "đón tiếp", "diễn ra", "bắt đầu", "khởi hành",
    "nhập học",
)  # fmt: skip
"""Times of meetings and arrivals are events."""

RECURRING: tuple[str, ...] = (
    "hằng tháng", "hàng tháng", "hằng năm", "hàng năm", "hằng quý", "hàng quý", "mỗi tháng",
    "mỗi năm", "của năm trước", "của tháng sau", "tháng sau", "mỗi quý", "hằng tuần", "hàng tuần", "năm sau", "của năm sau", "của năm liền kề",
    "năm liền kề", "năm kế tiếp", "năm tiếp theo", "của năm tiếp theo",
)  # fmt: skip
"""A day of every month or year is no single date."""

EVERY: tuple[tuple[str, str], ...] = (
    ("hằng tuần", "week"), ("hàng tuần", "week"), ("mỗi tuần", "week"),
    ("hằng tháng", "month"), ("hàng tháng", "month"), ("mỗi tháng", "month"), ("tháng sau", "month"),
    ("tháng tiếp theo", "month"), ("tháng liền kề", "month"), ("tháng báo cáo", "month"),
    ("hằng quý", "quarter"), ("hàng quý", "quarter"), ("mỗi quý", "quarter"), ("cuối quý", "quarter"),
    ("quý báo cáo", "quarter"), ("quý sau", "quarter"), ("tháng đầu quý", "quarter"),
    ("3 tháng một lần", "quarter"), ("03 tháng một lần", "quarter"), ("định kỳ 3 tháng", "quarter"),
    ("định kỳ 03 tháng", "quarter"), ("định kỳ 6 tháng", "half_year"), ("định kỳ 06 tháng", "half_year"),
    ("6 tháng một lần", "half_year"), ("06 tháng một lần", "half_year"), ("sáu tháng một lần", "half_year"),
    ("năm sau", "year"), ("năm liền kề", "year"), ("năm kế tiếp", "year"), ("năm tiếp theo", "year"),
    ("hằng năm", "year"), ("hàng năm", "year"), ("mỗi năm", "year"), ("kỳ báo cáo", "year"),
)  # fmt: skip
"""What makes a term come again, and how often ("repeats" of the record)."""

VERBS: tuple[str, ...] = (
    "sửa đổi", "mở rộng", "phát triển", "tăng cường", "đẩy mạnh", "nghiên cứu", "tiếp thu",
    "đôn đốc", "theo dõi", "chỉ đạo", "phân công", "thành lập", "chủ trì", "có trách nhiệm", "có ý kiến", "có văn bản",
    "khẩn trương", "phối hợp", "chủ động", "nghiêm túc", "tiếp tục",
)  # fmt: skip
"""With these, too, begins what a body must do; alone they set no term."""

ORDERS: tuple[str, ...] = (
    "đề nghị", "yêu cầu", "giao", "kính đề nghị", "trân trọng đề nghị", "kính mong", "đồng thời",
)  # fmt: skip

BODIES: tuple[str, ...] = (
    "các", "mỗi", "từng", "những", "sở", "phòng", "ủy ban", "uỷ ban", "ubnd", "hđnd", "trường",
    "thủ trưởng", "hiệu trưởng", "giám đốc", "trưởng", "ban", "bộ", "cục", "vụ", "chi cục",
    "trung tâm", "đơn vị", "cơ sở", "văn phòng", "bệnh viện", "trạm", "công an", "thanh tra",
    "hội đồng", "chủ tịch", "đồng chí", "đảng ủy", "chi bộ", "công đoàn", "tổ", "cá nhân",
    "tập thể", "cán bộ", "nhà trường", "thí sinh", "quý cơ quan", "quý đơn vị", "quý trường",
    "chủ đầu tư", "bảo hiểm xã hội", "cơ quan", "người", "doanh nghiệp", "ngân hàng", "kho bạc", "viện",
    "tòa án", "hội", "đoàn", "lãnh đạo", "chấp hành viên", "liên đoàn", "mặt trận", "tổng cục", "học viện",
)  # fmt: skip
"""With such a word begins the name of who must act."""

NO_BODIES: tuple[str, ...] = (
    "trường hợp", "các nội dung", "các văn bản", "ban hành", "tổ chức", "bộ hồ sơ", "bộ tài liệu",
    "các hồ sơ", "các nhiệm vụ", "các báo cáo", "các chỉ tiêu", "viện dẫn", "hội nghị", "hội thảo", "người học",
)  # fmt: skip
"""What begins like one and is none."""

RELATIVE_LEADS: tuple[str, ...] = (
    "trong thời hạn", "trong vòng", "trong thời gian", "trong", "chậm nhất là sau",
    "chậm nhất sau", "chậm nhất là", "chậm nhất", "muộn nhất là", "muộn nhất", "không quá",
    "trong thời hạn không quá", "trong thời gian không quá", "thời hạn không quá", "thời hạn tối đa",
    "tối đa không quá", "tối đa", "thời hạn là", "thời hạn", "sau",
)  # fmt: skip

NUMERALS: tuple[tuple[str, int], ...] = (
    ("một", 1), ("hai", 2), ("ba", 3), ("bốn", 4), ("năm", 5), ("sáu", 6), ("bảy", 7), ("tám", 8),
    ("chín", 9), ("mười", 10), ("mười hai", 12), ("mười lăm", 15), ("hai mươi", 20), ("ba mươi", 30),
    ("bốn mươi lăm", 45), ("sáu mươi", 60), ("chín mươi", 90),
)  # fmt: skip
"""Terms are often written out, alone ("trong thời hạn ba ngày") or before the digits ("bảy (07) ngày")."""

BEFOREHAND: tuple[str, ...] = ("chậm nhất", "muộn nhất", "ít nhất", "tối thiểu")
"""With "trước" behind the term, it is counted back from what is named: "chậm nhất 15 ngày trước ngày họp"."""

STRONG_LEADS: tuple[str, ...] = (
    "trong thời hạn", "trong vòng", "chậm nhất là sau", "chậm nhất sau", "thời hạn không quá",
    "trong thời hạn không quá", "trong thời gian không quá", "thời hạn tối đa",
)  # fmt: skip
"""These set a term even where the text leaves open what it is counted from."""

UNITS: tuple[tuple[str, str, int], ...] = (
    ("ngày làm việc", "working_day", 1),
    ("ngày", "day", 1),
    ("tuần", "day", 7),
    ("tháng", "month", 1),
)
"""As printed, unit of the record, how many of it."""

ANCHORS: tuple[tuple[str, str], ...] = (
    ("nhận", "receipt"),
    ("ký", "signing"),
    ("ban hành", "signing"),
)
"""What the term is counted from; anything else is an event."""

COUNTED_FROM: tuple[str, ...] = (
    "kể từ", "tính từ", "sau khi", "từ khi", "từ ngày", "sau ngày", "kể từ khi", "từ thời điểm", "sau",
)  # fmt: skip
