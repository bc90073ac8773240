"""The states of a letter and the ways between them (docs/states.md)."""

from collections.abc import Mapping
from enum import StrEnum


class State(StrEnum):
    """Where a letter stands."""

    RECEIVED = "received"
    READING = "reading"
    DONE = "done"
    NEEDS_REVIEW = "needs_review"
    APPROVED = "approved"
    FAILED = "failed"
    DISCARDED = "discarded"


class Outcome(StrEnum):
    """What became of a file that was seen in the watched folder or sent by a program."""

    STORED = "stored"
    DUPLICATE = "duplicate"
    REFUSED = "refused"


class Change(StrEnum):
    """What staff did to a letter."""

    SET = "set"
    ADD = "add"
    REMOVE = "remove"
    ACCEPT = "accept"
    APPROVE = "approve"
    REOPEN = "reopen"
    UNDO = "undo"
    RESTORE = "restore"
    WORD = "word"


class Happening(StrEnum):
    """What trackers are told of."""

    RECEIVED = "received"
    READ = "read"
    QUARANTINED = "quarantined"
    CORRECTED = "corrected"
    APPROVED = "approved"
    WITHDRAWN = "withdrawn"
    DISCARDED = "discarded"


class Source(StrEnum):
    """How a file came in."""

    FOLDER = "folder"
    WEB = "web"
    API = "api"


class Ending(StrEnum):
    """How one try at reading a letter ended."""

    READ = "read"
    PAUSED = "paused"
    POSTPONED = "postponed"
    FAILED = "failed"
    STOPPED = "stopped"
    SILENT = "silent"


NEXT: Mapping[State, frozenset[State]] = {
    State.RECEIVED: frozenset({State.READING}),
    State.READING: frozenset({State.RECEIVED, State.DONE, State.NEEDS_REVIEW, State.FAILED}),
    State.DONE: frozenset({State.RECEIVED, State.APPROVED}),
    State.NEEDS_REVIEW: frozenset({State.RECEIVED, State.APPROVED, State.DISCARDED}),
    State.APPROVED: frozenset({State.DONE, State.NEEDS_REVIEW}),
    State.FAILED: frozenset({State.RECEIVED, State.DISCARDED}),
    State.DISCARDED: frozenset({State.RECEIVED}),
}
"""From each state to those that may follow; back to `received` means: read it again."""

READ = frozenset({State.DONE, State.NEEDS_REVIEW, State.APPROVED})

SET_ASIDE = frozenset({State.FAILED, State.NEEDS_REVIEW})
"""From these staff may discard a letter, with a reason."""

UNFINISHED = frozenset({State.RECEIVED, State.READING})
