"""Judgements in, figures out: counts, precision, recall, F1, calibration, review effort."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.score.compare import Judged, Outcome
from nlp.record import Json

BINS = 10
WANTED = 0.995
"""Of the values staff need not look at, this share must be right."""


@dataclass(frozen=True, slots=True)
class Tally:
    """The counts of one field over all letters.

    For a field with one value the counts are letters. For a list they are entries, and the entries
    read beyond those matched are `wrong` where the letter's gold has entries, `invented` where it
    has none.

    Attributes:
        right: Values that agree with the gold.
        wrong: Values that do not.
        missed: Gold values nothing was read for.
        invented: Values where the gold has nothing.
        gold: Gold values.
        empty_letters: Letters whose gold has nothing.
        invented_letters: Those of them for which something was read.
    """

    right: int
    wrong: int
    missed: int
    invented: int
    gold: int
    empty_letters: int
    invented_letters: int

    @property
    def found(self) -> int:
        """Values read."""
        return self.right + self.wrong + self.invented

    @property
    def abstained(self) -> int:
        """Times nothing was read: rightly (the paper has nothing) or not (missed)."""
        return self.missed + self.empty_letters - self.invented_letters

    @property
    def precision(self) -> float | None:
        """Share of the values read that are right; None when nothing was read."""
        return self.right / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        """Share of the gold values read right; None when the gold has none."""
        return self.right / self.gold if self.gold else None

    @property
    def f1(self) -> float | None:
        """Harmonic mean of precision and recall; None when there is nothing to compare."""
        whole = self.found + self.gold
        return 2 * self.right / whole if whole else None

    def as_json(self) -> dict[str, Json]:
        """Return the counts and shares under their names."""
        return {
            "gold": self.gold,
            "found": self.found,
            "right": self.right,
            "wrong": self.wrong,
            "missed": self.missed,
            "invented": self.invented,
            "precision": _rounded(self.precision),
            "recall": _rounded(self.recall),
            "f1": _rounded(self.f1),
            "abstained": self.abstained,
        }


def tally(judged: Iterable[Judged]) -> Tally:
    """Count the judgements of one field."""
    mine = list(judged)
    by_outcome = Counter(one.outcome for one in mine)
    empty = {one.file for one in mine if one.outcome in (Outcome.EMPTY, Outcome.INVENTED)}
    return Tally(
        right=by_outcome[Outcome.RIGHT],
        wrong=by_outcome[Outcome.WRONG],
        missed=by_outcome[Outcome.MISSED],
        invented=by_outcome[Outcome.INVENTED],
        gold=sum(one.gold is not None for one in mine),
        empty_letters=len(empty),
        invented_letters=len({one.file for one in mine if one.outcome is Outcome.INVENTED}),
    )


def by_field(judged: Iterable[Judged]) -> dict[str, Tally]:
    """Count every field, in the order of the judgements."""
    groups: dict[str, list[Judged]] = {}
    for one in judged:
        groups.setdefault(one.field, []).append(one)
    return {field: tally(group) for field, group in groups.items()}


def invented_share(tallies: Iterable[Tally]) -> float | None:
    """Return for how many of the fields the paper leaves empty a value was read."""
    counted = list(tallies)
    empty = sum(one.empty_letters for one in counted)
    return sum(one.invented_letters for one in counted) / empty if empty else None


def expected_calibration_error(
    values: Sequence[tuple[float, bool]], *, bins: int = BINS
) -> float | None:
    """Return the mean gap between confidence and share right, over bins of equal count.

    Values of one confidence cannot be put in order, so each counts as right to the share of them
    that are: the figure does not depend on the order in which letters were read.

    Args:
        values: Confidence (0 to 1) and whether the value was right.
        bins: How many bins; their sizes differ by at most one.

    Returns:
        The gap weighted by bin size, 0 to 1, or None without values.

    >>> expected_calibration_error([(0.75, True), (0.75, False)])
    0.25
    """
    if not values:
        return None
    counts = Counter(sure for sure, _ in values)
    rights = Counter(sure for sure, is_right in values if is_right)
    ordered = sorted(sure for sure, _ in values)
    gaps = [sure - rights[sure] / counts[sure] for sure in ordered]
    total = len(ordered)
    edges = [index * total // bins for index in range(bins + 1)]
    return sum(abs(sum(gaps[start:end])) for start, end in pairwise(edges)) / total


def review_effort(values: Sequence[tuple[float, bool]], *, wanted: float = WANTED) -> float | None:
    """Return the share of values staff must look at so that the others are right often enough.

    The threshold is the lowest confidence at which the values at or above it are `wanted` right;
    values of one confidence are never parted.

    >>> review_effort([(0.9, True), (0.8, True), (0.7, False), (0.6, True)])
    0.5
    """
    if not values:
        return None
    ordered = sorted(values, key=lambda value: -value[0])
    kept = right = 0
    for at, (sure, is_right) in enumerate(ordered, start=1):
        right += is_right
        last_of_its_kind = at == len(ordered) or ordered[at][0] != sure
        if last_of_its_kind and right >= wanted * at:
            kept = at
    return 1 - kept / len(ordered)


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 4)
