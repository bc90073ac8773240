"""Texts as sites publish them: whatever became of columns and lines, the facts are read."""

import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from corpus.load import lexicons
from corpus.score.normal import caseless
from nlp.draft import draft_text
from nlp.record import Draft, FieldName, Reference, Signer
from tests.nlp.published.forms import FORMS, MOTTO, Letter, Signed

PARTS = ("left", "title", "about", "dear", "body", "recipients", "tail", "above")
RAW: dict[str, dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("letters.toml").read_text(encoding="utf-8")
)


def _letter(raw: dict[str, Any]) -> Letter:
    lists = {name: tuple(raw.get(name, ())) for name in PARTS}
    signed = tuple(
        Signed(
            tuple(one["posts"]),
            one["printed"],
            Signer(one["name"], one.get("position"), one.get("authority"), one.get("on_behalf_of")),
        )
        for one in raw.get("signers", ())
    )
    motto = tuple(raw.get("motto", MOTTO))
    return Letter(**lists, no=raw["no"], date=raw["date"], motto=motto, signed=signed, truth=raw)


LETTERS = {name: _letter(raw) for name, raw in RAW.items()}


def first(draft: Draft, name: FieldName) -> Any:
    values = draft.of(name)
    return values[0].value if values else None


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
@pytest.mark.parametrize("name", LETTERS)
def test_head_and_signers(name: str, form: Callable[[Letter], Iterator[str]]) -> None:
    letter = LETTERS[name]
    truth = letter.truth
    draft = draft_text("\n".join(form(letter)), lexicons())
    head = (FieldName.CODE, FieldName.DOCUMENT_TYPE, FieldName.ISSUED_ON, FieldName.PLACE)
    assert [first(draft, key) for key in head] == [
        truth.get(key) for key in ("code", "type", "iso", "place")
    ]
    assert [one.value for one in draft.of(FieldName.SIGNERS)] == [x.signer for x in letter.signed]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
@pytest.mark.parametrize("name", LETTERS)
def test_bodies_subject_and_references(name: str, form: Callable[[Letter], Iterator[str]]) -> None:
    letter = LETTERS[name]
    draft = draft_text("\n".join(form(letter)), lexicons())
    bodies = [first(draft, key) for key in (FieldName.ISSUER, FieldName.ISSUER_PARENT)]
    assert [caseless(body or "") for body in bodies] == [
        caseless(str(letter.truth.get(key, ""))) for key in ("issuer", "parent")
    ]
    assert caseless(first(draft, FieldName.SUBJECT)) == caseless(str(letter.truth["subject"]))
    cited = [x.value.code for x in draft.of(FieldName.REFERENCES) if isinstance(x.value, Reference)]
    assert sorted(map(str, cited)) == letter.truth.get("cited", [])


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
@pytest.mark.parametrize("name", LETTERS)
def test_recipients_stand_one_by_one(name: str, form: Callable[[Letter], Iterator[str]]) -> None:
    letter = LETTERS[name]
    draft = draft_text("\n".join(form(letter)), lexicons())
    assert [one.value for one in draft.of(FieldName.RECIPIENTS)] == list(letter.recipients)
