"""A letter with doubtful values, offers, repaired words and a page image, for the tests in a browser."""

from django.conf import settings
from PIL import Image

from nlp.record import Deadline, Field, FieldName, Relation, Signer
from nlp.repair.layers import Mend
from nlp.why import Why
from records import services
from records.models import Document
from records.previews import preview_path
from tests.review.letters import NOW, draft_of, field, layer, reading, received

DOUBT = Why(rule=0.75, words=0.7, worst=("l5", 0.41), illegal=0.0, agreement=-1, printed=False)
WORDS = "mua sach giáo khoa mới"


def letter(subject: str = "mua sach", *, name: str = "cong-van.pdf") -> Document:
    """Store a letter with three doubtful values and its page image."""
    document = received(name)
    lease = reading(document)
    services.store_pages(lease, [layer(WORDS)], pages=1, media_type="application/pdf")
    mends = {0: (Mend(0, 1, "sách", 0.7, ("sạch",)),)}
    services.store_draft(lease, draft_of(_fields(subject)), now=NOW, mends=mends)
    document.refresh_from_db()
    path = preview_path(settings.VANTHU_PREVIEWS, document.sha256, 0)
    path.parent.mkdir(parents=True)
    Image.new("RGB", (500, 700), "white").save(path)
    return document


def _fields(subject: str) -> list[Field]:
    signer = Signer("Trần Thị Mẫu", "GIÁM ĐỐC")
    return [
        field(FieldName.DOCUMENT_TYPE, "KH"),
        field(FieldName.NUMBER, "15", confidence=0.4, others=("75", "16"), why=DOUBT),
        field(FieldName.SYMBOL, "KH-SGDĐT", why=DOUBT),
        field(FieldName.CODE, "15/KH-SGDĐT", confidence=0.4),
        field(FieldName.ISSUED_ON, "2026-02-27"),
        field(FieldName.ISSUER, "Sở Giáo dục và Đào tạo"),
        field(FieldName.SUBJECT, subject, confidence=0.5),
        field(
            FieldName.SIGNERS,
            signer,
            confidence=0.6,
            others=(Signer("Trần Thị Mậu", "GIÁM ĐỐC"),),
        ),
        field(
            FieldName.DEADLINES,
            Deadline("2026-03-10", Relation.BEFORE, last_day="2026-03-09", action="báo cáo"),
        ),
    ]
