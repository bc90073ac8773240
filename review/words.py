"""What staff read: names of states, fields and statuses in Vietnamese (gettext marks them)."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nlp.record import FieldName, FieldStatus
from nlp.taught import Lesson
from records.roles import Role
from records.states import Ending, State
from records.tokens import Scope

STATES: Mapping[str, Promise | str] = {
    State.RECEIVED: _("đã nhận, chờ đọc"),
    State.READING: _("đang đọc"),
    State.DONE: _("đã đọc xong"),
    State.NEEDS_REVIEW: _("cần xem lại"),
    State.APPROVED: _("đã duyệt"),
    State.FAILED: _("không đọc được"),
    State.DISCARDED: _("đã bỏ"),
}

TYPES: Mapping[str, Promise | str] = {
    "CV": _("Công văn"),
    "NQ": _("Nghị quyết"),
    "QĐ": _("Quyết định"),
    "CT": _("Chỉ thị"),
    "QC": _("Quy chế"),
    "QyĐ": _("Quy định"),
    "TC": _("Thông cáo"),
    "TB": _("Thông báo"),
    "HD": _("Hướng dẫn"),
    "CTr": _("Chương trình"),
    "KH": _("Kế hoạch"),
    "PA": _("Phương án"),
    "ĐA": _("Đề án"),
    "DA": _("Dự án"),
    "BC": _("Báo cáo"),
    "BB": _("Biên bản"),
    "TTr": _("Tờ trình"),
    "HĐ": _("Hợp đồng"),
    "CĐ": _("Công điện"),
    "BGN": _("Bản ghi nhớ"),
    "BTT": _("Bản thỏa thuận"),
    "GUQ": _("Giấy ủy quyền"),
    "GM": _("Giấy mời"),
    "GGT": _("Giấy giới thiệu"),
    "GNP": _("Giấy nghỉ phép"),
    "PG": _("Phiếu gửi"),
    "PC": _("Phiếu chuyển"),
    "PB": _("Phiếu báo"),
    "TT": _("Thông tư"),
    "NĐ": _("Nghị định"),
}

FIELDS: Mapping[FieldName, Promise | str] = {
    FieldName.DOCUMENT_TYPE: _("Loại văn bản"),
    FieldName.NUMBER: _("Số"),
    FieldName.SYMBOL: _("Ký hiệu"),
    FieldName.CODE: _("Số, ký hiệu"),
    FieldName.ISSUER: _("Cơ quan ban hành"),
    FieldName.ISSUER_PARENT: _("Cơ quan chủ quản"),
    FieldName.PLACE: _("Địa danh"),
    FieldName.ISSUED_ON: _("Ngày ban hành"),
    FieldName.SUBJECT: _("Trích yếu"),
    FieldName.ADDRESSEES: _("Kính gửi"),
    FieldName.RECIPIENTS: _("Nơi nhận"),
    FieldName.SIGNERS: _("Người ký"),
    FieldName.URGENCY: _("Độ khẩn"),
    FieldName.SECRECY: _("Độ mật"),
    FieldName.REFERENCES: _("Căn cứ, viện dẫn"),
    FieldName.DEADLINES: _("Thời hạn"),
    FieldName.EVENTS: _("Thời gian, sự kiện"),
    FieldName.TASKS: _("Nhiệm vụ"),
    FieldName.CONTACTS: _("Đầu mối liên hệ"),
    FieldName.ANNEXES: _("Danh sách kèm theo"),
    FieldName.ARRIVAL: _("Số đến, ngày đến"),
    FieldName.SIGNATURES: _("Chữ ký số"),
}

STATUSES: Mapping[str, Promise | str] = {
    FieldStatus.ACCEPTED: _("tin cậy"),
    FieldStatus.NEEDS_REVIEW: _("cần xem lại"),
    FieldStatus.CORRECTED: _("đã sửa"),
    FieldStatus.MISSING: _("không có"),
}

ENDINGS: Mapping[str, Promise | str] = {
    Ending.READ: _("đọc xong"),
    Ending.PAUSED: _("nhường văn bản khác"),
    Ending.POSTPONED: _("lỗi, sẽ thử lại"),
    Ending.FAILED: _("lỗi, đã dừng"),
    Ending.STOPPED: _("máy đọc bị dừng"),
    Ending.SILENT: _("máy đọc không trả lời"),
}

PARTS: Mapping[str, Promise | str] = {
    "name": _("họ tên"),
    "position": _("chức vụ"),
    "authority": _("thẩm quyền"),
    "on_behalf_of": _("thay mặt"),
    "code": _("số, ký hiệu"),
    "issued_on": _("ngày"),
    "document_type": _("loại"),
    "issuer": _("cơ quan"),
    "due_on": _("hạn"),
    "relation": _("kiểu hạn"),
    "time": _("giờ"),
    "offset": _("tính từ"),
    "last_day": _("ngày cuối"),
    "repeats": _("lặp lại"),
    "action": _("việc"),
    "responsible": _("ai làm"),
    "recipient": _("gửi đến"),
    "starts_on": _("từ ngày"),
    "ends_on": _("đến ngày"),
    "order": _("thứ tự"),
    "section": _("mục"),
    "what": _("nội dung"),
    "lead": _("chủ trì"),
    "support": _("phối hợp"),
    "result": _("kết quả"),
    "schedule": _("thời gian"),
    "phone": _("điện thoại"),
    "email": _("thư điện tử"),
    "number": _("số"),
    "date": _("ngày"),
    "signer": _("người ký"),
    "organisation": _("tổ chức"),
    "signed_at": _("ký lúc"),
    "valid": _("hợp lệ"),
    "covers_whole_file": _("phủ toàn tệp"),
    "role": _("vai trò"),
    "title": _("tên danh sách"),
    "entries": _("các dòng"),
}

RELATIONS: Mapping[str, Promise | str] = {
    "before": _("trước ngày"),
    "by": _("chậm nhất"),
    "within": _("trong thời hạn"),
    "from": _("từ ngày"),
    "during": _("trong"),
    "ongoing": _("thường xuyên"),
}

ROLE_NAMES: Mapping[str, Promise | str] = {
    Role.VIEWER: _("chỉ xem"),
    Role.REVIEWER: _("duyệt văn bản"),
    Role.ADMINISTRATOR: _("quản trị"),
}

SCOPES: Mapping[str, Promise | str] = {
    Scope.READ: _("đọc văn bản"),
    Scope.UPLOAD: _("nạp văn bản"),
    Scope.REVIEW: _("sửa và duyệt văn bản"),
    Scope.METRICS: _("đọc số liệu vận hành"),
    Scope.CALENDAR: _("đọc lịch hạn"),
}

LISTS: Mapping[Lesson, Promise | str] = {
    Lesson.BODY: _("Cơ quan"),
    Lesson.SYMBOL: _("Đơn vị trong ký hiệu"),
    Lesson.ABBREVIATION: _("Chữ viết tắt"),
    Lesson.SIGNER: _("Người ký"),
}

UNITS: Mapping[str, Promise | str] = {
    "working_day": _("ngày làm việc"),
    "day": _("ngày (tính cả ngày nghỉ)"),
    "month": _("tháng"),
}

STARTS: Mapping[str, Promise | str] = {
    "receipt": _("từ khi nhận"),
    "signing": _("từ ngày ký"),
    "event": _("từ sự kiện"),
}

ROLES: Mapping[str, Promise | str] = {
    "basis": _("căn cứ"),
    "implements": _("thực hiện"),
    "replies_to": _("trả lời"),
    "replaces": _("thay thế"),
    "amends": _("sửa đổi"),
    "attached": _("kèm theo"),
    "continues": _("tiếp theo"),
}
