"""Each state, outcome and ending is documented; no state is a dead end by mistake."""

from pathlib import Path

import pytest

from records.states import NEXT, Ending, Outcome, State

DOCS = Path(__file__).resolve().parents[2] / "docs"


@pytest.mark.parametrize("word", [*State, *Outcome, *Ending], ids=str)
def test_every_state_is_documented(word: str) -> None:
    assert f"`{word}`" in (DOCS / "states.md").read_text(encoding="utf-8")


def test_from_every_state_a_letter_can_come_to_be_read_again() -> None:
    assert set(NEXT) == set(State)
    reach = {State.RECEIVED}
    for _ in State:
        reach |= {state for state in State if NEXT[state] & reach}
    assert reach == set(State)
