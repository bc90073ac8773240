"""A letter from an edXML message: XML goes in, its fields and the file packed in it come out.

Source: QCVN 102:2016/BTTTT, with the table of feed.edxml and the schema of feed/edxml.xsd.
"""

import base64
import io
import lzma
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

from lxml import etree

from feed.edxml import ANSWERED, PLACES, PREFIX, PRIORITIES, SIGNER, TYPES
from feed.errors import NoEdxml
from nlp.document import SURE
from nlp.record import (
    Deadline,
    Draft,
    Field,
    FieldName,
    FieldStatus,
    Json,
    Reference,
    Relation,
    Signer,
    Value,
)
from records.shapes import joined_code

HEADER = ("edXMLEnvelope", "edXMLHeader", "MessageHeader")
LARGEST_XML = 32 * 1024 * 1024
SCHEMA = Path(__file__).with_name("edxml.xsd")
WHOLE_DAY = 10
CITED = tuple((element, key, "day" if key == "issued_on" else "") for element, key in ANSWERED)
# What base64 and zipfile raise for bytes that are neither: also unknown and broken compression.
UNPACKABLE = (
    ValueError,
    OSError,
    EOFError,
    RuntimeError,
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
)


@dataclass(frozen=True, slots=True)
class Packed:
    """A file inside a message: what the sender called it, and its bytes."""

    name: str
    content: bytes


def fields_of(xml: bytes) -> dict[FieldName, Json]:
    """Return what an edXML message says of a letter; absent fields have no key.

    Raises:
        NoEdxml: It is too large, has a document type declaration, or is no such message.
    """
    _must_be_plain(xml)
    try:
        root = ET.fromstring(xml)  # noqa: S314 - no declarations, and of bounded size
    except ET.ParseError as error:
        raise NoEdxml from error
    header = _find(root, HEADER)
    if header is None:
        raise NoEdxml
    read: dict[FieldName, Json] = {}
    for path, name, kind in PLACES:
        place = _find(header, path)
        text = _read(place.text if place is not None else None, kind)
        if text is not None:
            read[name] = text
    read[FieldName.SIGNERS] = [
        {key: _read(one.findtext(f"{PREFIX}{element}"), "") for element, key in SIGNER}
        for one in header.findall(f"{PREFIX}SignerInfo")
    ]
    read[FieldName.ADDRESSEES] = _names(header.findall(f"{PREFIX}To/{PREFIX}OrganName"))
    read[FieldName.RECIPIENTS] = _names(header.findall(f"{PREFIX}ToPlaces/{PREFIX}Place"))
    read[FieldName.CODE] = joined_code(read.get(FieldName.NUMBER), read.get(FieldName.SYMBOL))
    urgency = header.findtext(f"{PREFIX}OtherInfo/{PREFIX}Priority")
    read[FieldName.URGENCY] = next((key for key, one in PRIORITIES.items() if one == urgency), None)
    due = _read(header.findtext(f"{PREFIX}DueDate"), "day")
    read[FieldName.DEADLINES] = [{"due_on": due}] if due and len(due) == WHOLE_DAY else []
    read[FieldName.REFERENCES] = [
        {key: _read(one.findtext(f"{PREFIX}{element}"), kind) for element, key, kind in CITED}
        for one in header.findall(f"{PREFIX}ResponseFor")
    ]
    return read


def draft_of(xml: bytes) -> Draft:
    """Return the record of a message; whoever sent it knew, so nothing is a guess.

    Raises:
        NoEdxml: It is no such message, or does not keep to the schema.
    """
    must_be_valid(xml)
    return Draft(tuple(_drafted(fields_of(xml))))


def must_be_valid(xml: bytes) -> None:
    """Let a message through that keeps to feed/edxml.xsd.

    Raises:
        NoEdxml: It does not.
    """
    _must_be_plain(xml)
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as error:
        raise NoEdxml from error
    if not _schema().validate(root):
        raise NoEdxml


def packed_in(xml: bytes, *, most: int) -> Packed | None:
    """Return the first file of a message, unpacked; None when there is none.

    Args:
        xml: A message that keeps to the schema.
        most: Bytes that it may have unpacked.

    Raises:
        NoEdxml: It cannot be unpacked, or is larger.
    """
    place = ET.fromstring(xml).find(f".//{PREFIX}Attachment")  # noqa: S314 - no declarations
    if place is None:
        return None
    kind = place.find(f"{PREFIX}ContentTransferEncoded")
    name = place.findtext(f"{PREFIX}AttachmentName") or "van-ban"
    try:
        content = base64.b64decode(place.findtext(f"{PREFIX}Content") or "", validate=False)
        if kind is not None and kind.get("zip") == "true":
            content = _unzipped(content, most)
    except UNPACKABLE as error:
        raise NoEdxml from error
    if len(content) > most:
        raise NoEdxml
    return Packed(name, content)


def _unzipped(content: bytes, most: int) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        if not names:
            raise NoEdxml
        with archive.open(names[0]) as file:
            return file.read(most + 1)


@cache
def _schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(SCHEMA))


def _must_be_plain(xml: bytes) -> None:
    """Refuse what is too large, not UTF-8, or declares entities, before any parser sees it."""
    try:
        text = xml.decode("utf-8")
    except UnicodeDecodeError as error:
        raise NoEdxml from error
    plain = text.upper()
    if len(xml) > LARGEST_XML or "\0" in text or "<!DOCTYPE" in plain or "<!ENTITY" in plain:
        raise NoEdxml


def _drafted(read: dict[FieldName, Json]) -> Iterator[Field]:
    for name in FieldName:
        value = read.get(name)
        for one in value if isinstance(value, list) else [value]:
            found = _value(name, one)
            if found is not None:
                yield Field(name, found, SURE, 1, None, "", FieldStatus.ACCEPTED)


def _value(name: FieldName, value: Json) -> Value | None:
    if isinstance(value, str):
        return value
    if not isinstance(value, dict):
        return None
    texts = {key: text if isinstance(text, str) else None for key, text in value.items()}
    if name is FieldName.SIGNERS:
        return Signer(texts["name"], texts["position"], texts["authority"])
    if name is FieldName.REFERENCES:
        if texts["code"] is None:
            return None
        return Reference(texts["code"], issued_on=_iso(texts["issued_on"]), role="replies_to")
    return Deadline(texts["due_on"], Relation.BY, last_day=texts["due_on"])


def _iso(text: str | None) -> str | None:
    try:
        return date.fromisoformat(text or "").isoformat()
    except ValueError:
        return None


def _find(root: ET.Element, path: Iterable[str]) -> ET.Element | None:
    place: ET.Element | None = root
    for name in path:
        place = None if place is None else place.find(f"{PREFIX}{name}")
    return place


def _read(text: str | None, kind: str) -> str | None:
    plain = (text or "").strip()
    if kind == "day":
        plain = plain.replace("/", "-")
    if kind == "type":
        plain = next((key for key, name in TYPES.items() if name == plain), plain)
    return plain or None


def _names(places: Iterable[ET.Element]) -> list[Json]:
    return [text for place in places if (text := _read(place.text, ""))]
