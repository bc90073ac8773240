"""Gold records and files of read records in, records by letter name out."""

import json
import re
from collections.abc import Iterable
from pathlib import Path

from corpus.score.values import Record, as_object, texts
from nlp.record import Json

ILLEGIBLE = re.compile(
    r"illegible|unreadable|not legible|cannot be read|can't be read|nobody can read"
    r"|không đọc được|không rõ chữ",
    re.IGNORECASE,
)
RECORDS = frozenset({".json", ".jsonl"})
SENTENCE_END = re.compile(r"[.;]\s+|\n")

ALIASES: dict[str, tuple[str, ...]] = {
    "arrival.number": ("arrival.number", "arrival number", "số đến"),
    "arrival.date": ("arrival.date", "arrival date", "ngày đến"),
    "issued_on": ("issued_on", "date of issue", "day", "date", "ngày ban hành"),
    "issuer_parent": ("issuer_parent", "parent body"),
    "issuer": ("issuer", "cơ quan ban hành"),
    "document_type": ("document_type", "document type", "loại văn bản"),
    "on_behalf_of": ("on_behalf_of",),
    "number": ("number", "số"),
    "symbol": ("symbol", "ký hiệu"),
    "code": ("code", "số, ký hiệu"),
    "place": ("place", "địa danh"),
    "subject": ("subject", "trích yếu"),
    "urgency": ("urgency", "độ khẩn"),
    "secrecy": ("secrecy", "độ mật"),
    "signers": ("signers", "signer", "người ký"),
    "addressees": ("addressees", "kính gửi"),
    "recipients": ("recipients", "nơi nhận"),
}
"""What a note may call a field; longer names first, so that "arrival number" is not "number"."""


def illegible_fields(notes: str) -> list[str]:
    """Return the fields a gold note says nobody can read.

    A null field is left out of the scoring only if one sentence of the notes both names the field
    and says it is illegible. "Hard to read" is not enough: the gold then has a value.

    >>> illegible_fields("Arrival number illegible; page 3 is blank. The day is handwritten.")
    ['arrival.number']
    """
    named: list[str] = []
    for sentence in SENTENCE_END.split(notes):
        if not ILLEGIBLE.search(sentence):
            continue
        rest = sentence
        for field, aliases in ALIASES.items():
            pattern = r"(?<!\w)(?:" + "|".join(map(re.escape, aliases)) + r")(?!\w)"
            rest, count = re.subn(pattern, " ", rest, flags=re.IGNORECASE)
            if count:
                named.append(field)
    return named


def read_gold(place: Path) -> dict[str, Record]:
    """Read the gold records of a folder or of one file, by the name of the letter without suffix.

    A record may list its illegible fields under `illegible`; those its `notes` name are added. An
    unread number makes the code unread too.
    """
    paths = [place]
    if place.is_dir():
        paths = sorted(path for path in place.iterdir() if path.suffix in RECORDS)
    gold: dict[str, Record] = {}
    for name, record in (one for path in paths for one in read_records(path).items()):
        unread = texts(record.get("illegible")) + illegible_fields(str(record.get("notes") or ""))
        if {"number", "symbol"} & set(unread):
            unread.append("code")
        listed: list[Json] = list(dict.fromkeys(unread))
        gold[name] = {**record, "illegible": listed}
    return gold


def read_records(path: Path) -> dict[str, Record]:
    """Read records already made: one JSON object, a list of them, or one a line (.jsonl)."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".jsonl":
        entries: Iterable[Json] = [json.loads(line) for line in text.splitlines() if line.strip()]
    else:
        whole: Json = json.loads(text)
        entries = whole if isinstance(whole, list) else [whole]
    records = [as_object(entry) for entry in entries]
    return {letter_name(record, path): record for record in records}


def letter_name(record: Record, path: Path) -> str:
    """Return the letter's file name without suffix; the record's own file name if it has none."""
    file = record.get("file")
    return Path(file).stem if isinstance(file, str) and file else path.stem
