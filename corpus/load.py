"""Reads the lexicons of this folder into the values nlp works with."""

from functools import cache

from nlp.lexicons import Lexicons


@cache
def lexicons() -> Lexicons:
    """Return the shipped lexicons (read once a process)."""
    raise NotImplementedError
