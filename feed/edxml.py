"""One record as edXML, the form in which offices exchange letters: a letter goes in, XML comes out.

Source: QCVN 102:2016/BTTTT. One table says which element holds which field, so that writing and
reading (feed.edxml_in) cannot drift apart. The regulation's own file (attachment) is added on request.
"""

import base64
import io
import zipfile
from collections.abc import Mapping
from xml.etree import ElementTree as ET

from nlp.record import FieldName, Json
from records.export import record_of
from records.models import Document

NAMESPACE = "http://www.mic.gov.vn/TBT/QCVN_102_2016"
PREFIX = f"{{{NAMESPACE}}}"

PLACES: tuple[tuple[tuple[str, ...], FieldName, str], ...] = (
    (("From", "OrganizationInCharge"), FieldName.ISSUER_PARENT, ""),
    (("From", "OrganName"), FieldName.ISSUER, ""),
    (("Code", "CodeNumber"), FieldName.NUMBER, ""),
    (("Code", "CodeNotation"), FieldName.SYMBOL, ""),
    (("PromulgationInfo", "Place"), FieldName.PLACE, ""),
    (("PromulgationInfo", "PromulgationDate"), FieldName.ISSUED_ON, "day"),
    (("DocumentType", "TypeName"), FieldName.DOCUMENT_TYPE, "type"),
    (("Subject",), FieldName.SUBJECT, ""),
)
"""Element, field, and how its text is written; in the order of the regulation."""

SIGNER = (("Competence", "authority"), ("Position", "position"), ("FullName", "name"))
ANSWERED = (("Code", "code"), ("PromulgationDate", "issued_on"))
NEW = "0"
CHANGES: Mapping[str, tuple[str, str]] = {
    "amends": ("2", "Sửa đổi, bổ sung"),
    "replaces": ("3", "Thay thế"),
}
"""By the role of a cited letter: kind of business (1 would be a withdrawal), and the reason given."""
PRIORITIES: Mapping[str, str] = {"KHẨN": "1", "THƯỢNG KHẨN": "2", "HỎA TỐC": "3"}
TYPES: Mapping[str, str] = {
    "CV": "Công văn",
    "NQ": "Nghị quyết",
    "QĐ": "Quyết định",
    "CT": "Chỉ thị",
    "TB": "Thông báo",
    "HD": "Hướng dẫn",
    "CTr": "Chương trình",
    "KH": "Kế hoạch",
    "ĐA": "Đề án",
    "BC": "Báo cáo",
    "BB": "Biên bản",
    "TTr": "Tờ trình",
    "CĐ": "Công điện",
    "GM": "Giấy mời",
    "TT": "Thông tư",
    "NĐ": "Nghị định",
}


def edxml_of(document: Document, *, file: bytes | None = None) -> bytes:
    """Return a letter as edXML.

    Args:
        document: With its record.
        file: The original, to be packed in as the regulation says (zipped, base64).
    """
    ET.register_namespace("edXML", NAMESPACE)
    root = ET.Element(f"{PREFIX}edXML")
    envelope = _add(root, "edXMLEnvelope")
    head = _add(envelope, "edXMLHeader")
    _header(_add(head, "MessageHeader"), document)
    _trace(_add(head, "TraceHeaderList"), document)
    manifest = _add(_add(envelope, "edXMLBody"), "edXMLManifest")
    manifest.set("version", "1.0")
    if file is not None:
        _attach(root, manifest, document, file)
    ET.indent(root)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def _header(header: ET.Element, document: Document) -> None:
    record = record_of(document)
    for path, name, kind in PLACES:
        if path[0] == "Code" and path[1] == "CodeNumber":
            for addressee in _texts(record[FieldName.ADDRESSEES]):
                _add(_add(header, "To"), "OrganName", addressee)
            _add(header, "DocumentId", document.sha256[:32])
        _put(header, path, _written(record[name], kind))
    _signed(header, record[FieldName.SIGNERS])
    due = min(_last_days(record[FieldName.DEADLINES]), default="")
    _add(header, "DueDate", _written(due, "day"))
    places = _add(header, "ToPlaces")
    for recipient in _texts(record[FieldName.RECIPIENTS]):
        _add(places, "Place", recipient)
    other = _add(header, "OtherInfo")
    urgency = record[FieldName.URGENCY]
    _add(other, "Priority", PRIORITIES.get(urgency, "0") if isinstance(urgency, str) else "0")
    _add(other, "PageAmount", str(document.pages))
    _answered(header, record[FieldName.REFERENCES])


def _signed(header: ET.Element, signers: Json) -> None:
    for signer in signers if isinstance(signers, list) else []:
        if isinstance(signer, dict):
            place = _add(header, "SignerInfo")
            for element, key in SIGNER:
                _add(place, element, _written(signer.get(key), ""))


def _answered(header: ET.Element, references: Json) -> None:
    """Name the letters that this one answers."""
    for cited in _cited(references, "replies_to"):
        place = _add(header, "ResponseFor")
        _add(place, "OrganId")
        for element, key in ANSWERED:
            _add(place, element, _written(cited.get(key), "day" if key == "issued_on" else ""))


def _trace(trace: ET.Element, document: Document) -> None:
    """Say whether this is a new letter, or updates or replaces one of the same issuer."""
    record = record_of(document)
    business = _add(trace, "Bussiness")  # spelled so by the regulation
    own, kind, reason = _issuer_of(document.code), NEW, ""
    for role, (number, word) in CHANGES.items():
        changed = [
            str(one["code"])
            for one in _cited(record[FieldName.REFERENCES], role)
            if own and _issuer_of(str(one["code"])) == own
        ]
        if changed:
            kind, reason = number, f"{word} {', '.join(changed)}"
    _add(business, "BussinessDocType", kind)
    if reason:
        _add(business, "BussinessDocReason", reason)
    _add(business, "Paper", "1")
    one = _add(trace, "TraceHeader")
    _add(one, "OrganId")
    _add(one, "Timestamp", document.received_at.strftime("%Y/%m/%d %H:%M:%S"))


def _attach(root: ET.Element, manifest: ET.Element, document: Document, file: bytes) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(document.name, file)
    content_id = f"cid:{document.sha256[:32]}"
    reference = _add(manifest, "Reference")
    place = _add(_add(root, "AttachmentEncoded"), "Attachment")
    for element in (reference, place):
        _add(element, "ContentId", content_id)
        _add(element, "AttachmentName", document.name)
        _add(element, "ContentType", document.media_type or "application/octet-stream")
    _add(place, "ContentTransferEncoded", "base64").set("zip", "true")
    _add(place, "Content", base64.b64encode(packed.getvalue()).decode())


def _add(parent: ET.Element, name: str, text: str = "") -> ET.Element:
    element = ET.SubElement(parent, f"{PREFIX}{name}")
    element.text = _clean(text) or None
    return element


def _put(header: ET.Element, path: tuple[str, ...], text: str) -> None:
    place = header
    for name in path[:-1]:
        found = place.find(f"{PREFIX}{name}")
        place = _add(place, name) if found is None else found
    _add(place, path[-1], text)


def _written(value: Json, kind: str) -> str:
    text = value if isinstance(value, str) else ""
    if kind == "day":
        return text.replace("-", "/")
    return TYPES.get(text, text) if kind == "type" else text


def _texts(value: Json) -> list[str]:
    return [text for text in value if isinstance(text, str)] if isinstance(value, list) else []


def _cited(value: Json, role: str) -> list[dict[str, Json]]:
    """Return the letters cited in a role, those without a code left out."""
    rows = [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []
    return [row for row in rows if row.get("role") == role and isinstance(row.get("code"), str)]


def _issuer_of(code: str) -> str:
    """Return the part of a code that names its issuer.

    >>> _issuer_of("15/KH-SGDĐT"), _issuer_of("")
    ('SGDĐT', '')
    """
    return code.rpartition("/")[2].partition("-")[2]


def _last_days(value: Json) -> list[str]:
    rows = value if isinstance(value, list) else []
    days = [row.get("last_day") for row in rows if isinstance(row, dict)]
    return [day for day in days if isinstance(day, str)]


def _clean(text: str) -> str:
    """Leave out control signs, which XML cannot hold."""
    return "".join(sign for sign in text if sign >= " " or sign in "\t\n")
