"""Whatever the record holds has a place on the page and a word staff know."""

from dataclasses import fields

import pytest

from nlp.record import (
    MANY,
    Annex,
    Contact,
    Deadline,
    Event,
    FieldName,
    Reference,
    Signature,
    Signer,
    Task,
)
from nlp.record import Arrival as Stamp
from records.shapes import KEYS
from records.states import State
from review.parts import parts_of
from review.shown import GROUPS
from review.views.filters import VIEWS
from review.words import FIELDS, STATES

SHAPES = {
    FieldName.SIGNERS: Signer,
    FieldName.REFERENCES: Reference,
    FieldName.DEADLINES: Deadline,
    FieldName.EVENTS: Event,
    FieldName.TASKS: Task,
    FieldName.CONTACTS: Contact,
    FieldName.ANNEXES: Annex,
    FieldName.ARRIVAL: Stamp,
    FieldName.SIGNATURES: Signature,
}


def test_every_field_stands_in_one_group() -> None:
    placed = [name for _title, names in GROUPS for name in names]
    assert sorted(placed) == sorted(FieldName)
    assert set(FIELDS) == set(FieldName)


def test_every_state_has_a_word_and_a_view() -> None:
    assert set(STATES) == set(State)
    assert set().union(*(view.states for view in VIEWS[:-1])) == set(State)


@pytest.mark.parametrize("name", list(SHAPES))
def test_keys_are_those_of_the_record(name: FieldName) -> None:
    assert set(KEYS[name]) == {one.name for one in fields(SHAPES[name])}
    assert parts_of(name, None)


def test_no_list_of_objects_is_forgotten() -> None:
    text = {FieldName.ADDRESSEES, FieldName.RECIPIENTS}
    assert set(KEYS) == (MANY - text) | {FieldName.ARRIVAL}
