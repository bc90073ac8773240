"""The states of a letter and the ways between them (docs/states.md)."""

from collections.abc import Mapping
from enum import StrEnum


class State(StrEnum):
    """Where a letter stands."""

    RECEIVED = "received"
    READING = "reading"
    DONE = "done"
    NEEDS_REVIEW = "needs_review"
    FAILED = "failed"


class Outcome(StrEnum):
    """What became of a file that was seen in the watched folder."""

    STORED = "stored"
    DUPLICATE = "duplicate"
    REFUSED = "refused"


NEXT: Mapping[State, frozenset[State]] = {
    State.RECEIVED: frozenset({State.READING}),
    State.READING: frozenset({State.RECEIVED, State.DONE, State.NEEDS_REVIEW, State.FAILED}),
    State.DONE: frozenset({State.RECEIVED}),
    State.NEEDS_REVIEW: frozenset({State.RECEIVED}),
    State.FAILED: frozenset({State.RECEIVED}),
}
"""From each state to those that may follow; back to `received` means: read it again."""

UNFINISHED = frozenset({State.RECEIVED, State.READING})
