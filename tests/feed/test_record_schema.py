"""The served JSON Schema holds for every record we make, and says what the contract says."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from django.test import Client
from pydantic import ValidationError

from corpus.samples.gold import gold
from corpus.samples.letters import letter_from_toml
from corpus.samples.look import Look
from feed.record_schema import OBJECTS, Record, value_of
from nlp.record import MANY, FieldName, Json
from records.shapes import KEYS
from tests.architecture.tree import ROOT
from tests.feed.letters import letter
from tests.review.letters import received

SAMPLES = sorted((ROOT / "corpus" / "samples" / "data").glob("*.toml"))
SHARED = ROOT.parent / "shared"
META = ("id", "file", "label", "sha256", "pages", "state", "received_at", "error")


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    served: dict[str, Any] = Record.model_json_schema(mode="serialization")
    return served


def record_part(whole: Mapping[str, Json]) -> dict[str, Json]:
    return {key: value for key, value in whole.items() if key not in META}


@pytest.mark.django_db
def test_schema_is_served_and_letters_fit_it(client: Client) -> None:
    answer = client.get("/api/v1/schema/record")
    assert answer.headers["Content-Type"] == "application/schema+json"
    served = json.loads(answer.content)
    jsonschema_rs.meta.validate(served)
    assert served["$id"].endswith("/api/v1/schema/record")
    for made in (letter(), letter(approved=False), received()):
        record = record_part(client.get(f"/api/v1/letters/{made.pk}").json())
        jsonschema_rs.Draft202012Validator(served).validate(record)


def test_schema_has_the_keys_of_a_record_and_no_others(schema: dict[str, Any]) -> None:
    assert list(schema["properties"]) == [*map(str, FieldName), "evidence"]
    assert schema["required"] == list(schema["properties"])
    assert schema["additionalProperties"] is False
    assert {name: tuple(OBJECTS[name].model_json_schema()["properties"]) for name in OBJECTS} == {
        name: keys for name, keys in KEYS.items()
    }


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_gold_records_of_the_samples_fit(path: Path, schema: dict[str, Any]) -> None:
    whole = gold(letter_from_toml(path.read_text("utf-8"), path.stem), Look())
    _fits_without_evidence(whole, schema)


def test_gold_records_of_real_scans_fit(schema: dict[str, Any]) -> None:
    golds = sorted((SHARED / "scans" / "gold").glob("*.json"))
    if not golds:
        pytest.skip("NOT TESTED: ../shared/scans is not here")
    for path in golds:
        _fits_without_evidence(json.loads(path.read_text("utf-8")), schema)


def _fits_without_evidence(whole: Mapping[str, Json], schema: dict[str, Any]) -> None:
    for name in FieldName:
        if name not in whole:
            continue  # the contract was widened after the truth was written down
        part = {"$defs": schema["$defs"], **schema["properties"][name]}
        jsonschema_rs.Draft202012Validator(part).validate(_with_every_key(name, whole[name]))


def _with_every_key(name: FieldName, value: Json) -> Json:
    """Truth that was written by hand leaves empty keys out, and has notes beside."""
    if isinstance(value, list):
        return [_with_every_key(name, one) for one in value]
    if name is FieldName.REFERENCES and isinstance(value, str):
        return _with_every_key(name, {"code": value})
    if not isinstance(value, dict):
        return value
    return json.loads(json.dumps(value_of(name, {key: value[key] for key in KEYS[name] if key in value})))  # type: ignore[no-any-return]  # fmt: skip


@pytest.mark.parametrize("name", FieldName)
def test_contract_names_every_field_with_its_type(name: FieldName, schema: dict[str, Any]) -> None:
    many = name in MANY
    rows = dict(_contract())
    if name not in rows:
        assert name is FieldName.ANNEXES  # ours alone: docs/decisions/0012
        return
    kind = rows[name]
    shown = schema["properties"][name]
    assert (shown.get("type") == "array") is many is kind.endswith("[]")
    if not many:
        assert {"type": "null"} in shown["anyOf"]


def _contract() -> Iterator[tuple[str, str]]:
    path = SHARED / "contract" / "record.md"
    if not path.is_file():
        pytest.skip("NOT TESTED: ../shared/contract is not here")
    for line in path.read_text("utf-8").splitlines():
        row = re.match(r"\| `(\w+)` \| ([^|]+) \|.*\|.*\|.*\|$", line)
        if row:
            yield row[1], row[2].strip()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        (FieldName.ISSUED_ON, "2026-02-30"),
        (FieldName.ISSUED_ON, "10/3/2026"),
        (FieldName.ISSUED_ON, "0000"),
        (FieldName.SUBJECT, 5),
        (FieldName.SUBJECT, None),
        (FieldName.DEADLINES, {"due_on": "hôm nay"}),
        (FieldName.DEADLINES, {"relation": "soon"}),
        (FieldName.DEADLINES, {"time": "25:00"}),
        (FieldName.DEADLINES, {"no_such_key": "x"}),
        (FieldName.DEADLINES, {"offset": {"amount": 1}}),
        (FieldName.REFERENCES, {"role": "friend"}),
        (FieldName.TASKS, {"lead": "Phòng A"}),
        (FieldName.SIGNERS, "Trần Thị Mẫu"),
    ],
)
def test_what_is_no_value_is_refused(name: FieldName, value: object) -> None:
    with pytest.raises(ValidationError):
        value_of(name, value)
