"""Why the machine is as sure as it is: the kept evidence of a value goes in, short sentences come out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nlp.record import FieldName, Json
from records.offers import Offer

FIRM, FAIR = 0.9, 0.7
LEGIBLE = 0.9


@dataclass(frozen=True, slots=True)
class Reason:
    """One sentence; `speaks` is for, against or so."""

    speaks: str
    sentence: str


CHECKED: Mapping[FieldName, Promise | str] = {
    FieldName.DOCUMENT_TYPE: gettext_lazy("ký hiệu"),
    FieldName.SYMBOL: gettext_lazy("loại văn bản và cơ quan ban hành"),
    FieldName.CODE: gettext_lazy("loại văn bản và cơ quan ban hành"),
    FieldName.ISSUER: gettext_lazy("ký hiệu"),
    FieldName.PLACE: gettext_lazy("tên cơ quan ban hành"),
    FieldName.ISSUED_ON: gettext_lazy("ngày của các văn bản được viện dẫn"),
    FieldName.SIGNERS: gettext_lazy("họ tên thường gặp và chức vụ"),
    FieldName.RECIPIENTS: gettext_lazy("dòng “Lưu” ở cuối danh sách"),
    FieldName.REFERENCES: gettext_lazy("loại, ngày và các số khác trong văn bản"),
    FieldName.DEADLINES: gettext_lazy("ngày ban hành và việc phải làm"),
}
"""What each field is checked against (`nlp.checks`)."""


def reasons_of(name: FieldName, offer: Offer) -> Iterator[Reason]:
    """Yield what speaks for and against a value, as sentences for staff."""
    why = offer.why
    if why is None:
        return
    yield _of_rule(_number(why, "rule"))
    if why.get("printed"):
        yield Reason("for", _("Chữ có sẵn trong tệp, không phải đọc từ ảnh."))
    yield from _of_words(why)
    if _number(why, "illegal"):
        share = round(100 * _number(why, "illegal"))
        yield Reason("against", _("%d%% số tiếng không có trong tiếng Việt.") % share)
    if why.get("agreement") and name in CHECKED:
        agrees = _number(why, "agreement") > 0
        sentence = _("Khớp với %s.") if agrees else _("Không khớp với %s.")
        yield Reason("for" if agrees else "against", sentence % CHECKED[name])


def _of_rule(rule: float) -> Reason:
    if rule >= FIRM:
        return Reason("for", _("Đứng đúng chỗ và đúng dạng."))
    if rule >= FAIR:
        return Reason("so", _("Gần đúng chỗ hoặc gần đúng dạng."))
    return Reason("against", _("Phải đoán: chỗ hoặc dạng không như thường lệ."))


def _of_words(why: Mapping[str, Json]) -> Iterator[Reason]:
    worst = why.get("worst")
    if not isinstance(worst, list):
        return
    word, sure = worst
    legible = isinstance(sure, float | int) and sure >= LEGIBLE
    if legible:
        yield Reason("for", _("Chữ trên giấy rõ."))
    else:
        shown = {"word": word, "percent": round(100 * float(str(sure)))}
        yield Reason("against", _("Chữ khó đọc nhất: “%(word)s” (%(percent)d%%).") % shown)


def _number(why: Mapping[str, Json], key: str) -> float:
    value = why.get(key)
    return float(value) if isinstance(value, int | float) else 0.0
