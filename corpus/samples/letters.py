"""Reads the letters of `data/*.toml`: one file in, one SampleLetter out."""

import tomllib
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

from corpus.samples.letter import SampleContact, SampleLetter, SampleSigner, SampleTask
from nlp.record import Arrival, Deadline, Event, Offset, Reference, Relation

FOLDER = Path(__file__).parent / "data"
Table = dict[str, Any]
"""A table as tomllib gives it; it does not leave this module."""


def _deadline(raw: Table) -> Deadline:
    raw["relation"] = Relation(raw["relation"])
    if offset := raw.pop("offset", None):
        raw["offset"] = Offset(offset["amount"], offset["unit"], offset["from"])
    raw.setdefault("due_on", None)
    return Deadline(**raw)


def _task(raw: Table) -> SampleTask:
    return SampleTask(**{key: _frozen(value) for key, value in raw.items()})


def _signer(raw: Table) -> SampleSigner:
    return SampleSigner(**{key: _frozen(value) for key, value in raw.items()})


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


MADE: dict[str, Callable[[Table], object]] = {
    "signers": _signer,
    "references": lambda raw: Reference(**raw),
    "deadlines": _deadline,
    "events": lambda raw: Event(**raw),
    "tasks": _task,
    "contacts": lambda raw: SampleContact(**raw),
}
OPTIONAL = ("title", "issuer_parent", "number")
LISTS = ("addressees", "recipients", "signers")


def letter_from_toml(text: str, name: str) -> SampleLetter:
    """Make a letter from its TOML text (docs/samples.md lists the keys).

    Raises:
        TypeError: A key is missing or unknown.
    """
    raw: Table = tomllib.loads(unicodedata.normalize("NFC", text))
    for key, make in MADE.items():
        raw[key] = tuple(make(row) for row in raw.get(key, ()))
    if arrival := raw.pop("arrival", None):
        raw["arrival"] = Arrival(**arrival)
    for key in OPTIONAL:
        raw.setdefault(key, None)
    for key in LISTS:
        raw.setdefault(key, ())
    raw.setdefault("form", "state")
    return SampleLetter(name=name, **{key: _frozen(value) for key, value in raw.items()})


LETTERS = tuple(
    letter_from_toml(path.read_text(encoding="utf-8"), path.stem)
    for path in sorted(FOLDER.glob("*.toml"))
)
"""All sample letters, by name."""
