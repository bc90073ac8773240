"""What staff read: names of states, fields and statuses in Vietnamese (gettext marks them)."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nlp.record import FieldName, FieldStatus
from records.states import State

STATES: Mapping[str, Promise | str] = {
    State.RECEIVED: _("đã nhận, chờ đọc"),
    State.READING: _("đang đọc"),
    State.DONE: _("đã đọc xong"),
    State.NEEDS_REVIEW: _("cần xem lại"),
    State.FAILED: _("không đọc được"),
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
    FieldName.ARRIVAL: _("Số đến, ngày đến"),
    FieldName.SIGNATURES: _("Chữ ký số"),
}

STATUSES: Mapping[str, Promise | str] = {
    FieldStatus.ACCEPTED: _("tin cậy"),
    FieldStatus.NEEDS_REVIEW: _("cần xem lại"),
    FieldStatus.CORRECTED: _("đã sửa"),
    FieldStatus.MISSING: _("không có"),
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
}

RELATIONS: Mapping[str, Promise | str] = {
    "before": _("trước ngày"),
    "by": _("chậm nhất"),
    "within": _("trong thời hạn"),
    "from": _("từ ngày"),
    "during": _("trong"),
    "ongoing": _("thường xuyên"),
}

UNITS: Mapping[str, Promise | str] = {
    "working_day": _("ngày làm việc"),
    "day": _("ngày"),
    "month": _("tháng"),
}

STARTS: Mapping[str, Promise | str] = {
    "receipt": _("từ khi nhận"),
    "signing": _("từ ngày ký"),
    "event": _("từ sự kiện"),
}
