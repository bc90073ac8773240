"""One letter with everything a tracker may want; all names are made up."""

from nlp.record import Deadline, Event, Field, FieldName, Offset, Relation, Signer, Task
from records import corrections
from records.desk import Desk
from records.models import Document
from tests.review.letters import NOW, field, read

SUBJECT = "tổ chức hội thảo đọc sách"


def _dated() -> list[Field]:
    return [
        field(
            FieldName.DEADLINES,
            Deadline(
                "2026-03-10",
                Relation.BEFORE,
                last_day="2026-03-09",
                action="gửi báo cáo",
                responsible="Phòng Văn hóa",
            ),
        ),
        field(
            FieldName.DEADLINES,
            Deadline("2026-03-12", Relation.BY, time="17:00", last_day="2026-03-12"),
        ),
        field(
            FieldName.DEADLINES,
            Deadline(None, Relation.WITHIN, offset=Offset(5, "day", "receipt")),
        ),
        field(FieldName.EVENTS, Event("2026-03-20", "2026-03-21")),
        field(FieldName.EVENTS, Event("2026-03-25", None, "08:30")),
        field(
            FieldName.TASKS,
            Task("1", "chọn sách", lead=("Phòng A",), support=("Phòng B", "Phòng C")),
        ),
    ]


def letter(subject: str = SUBJECT, *, approved: bool = True) -> Document:
    document = read(
        [
            field(FieldName.DOCUMENT_TYPE, "KH"),
            field(FieldName.NUMBER, "15"),
            field(FieldName.SYMBOL, "KH-SGDĐT"),
            field(FieldName.CODE, "15/KH-SGDĐT"),
            field(FieldName.ISSUER, "Sở Giáo dục và Đào tạo"),
            field(FieldName.ISSUER_PARENT, "Ủy ban nhân dân tỉnh Mẫu"),
            field(FieldName.PLACE, "Mẫu"),
            field(FieldName.ISSUED_ON, "2026-02-27"),
            field(FieldName.SUBJECT, subject),
            field(FieldName.ADDRESSEES, "Các trường trung học phổ thông"),
            field(FieldName.RECIPIENTS, "Như trên"),
            field(FieldName.RECIPIENTS, "Lưu: VT"),
            field(FieldName.URGENCY, "KHẨN"),
            field(FieldName.SIGNERS, Signer("Trần Thị Mẫu", "PHÓ GIÁM ĐỐC", "KT", "GIÁM ĐỐC")),
            *_dated(),
        ],
        name="kế hoạch.pdf",
    )
    if approved:
        corrections.approve(Desk(document.pk, None, NOW))
        document.refresh_from_db()
    return document
