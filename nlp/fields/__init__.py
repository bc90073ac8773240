"""The finders, one file a field; `FINDERS` is the order in which they run."""

from nlp.finding import Finder

FINDERS: tuple[tuple[str, Finder], ...] = ()
