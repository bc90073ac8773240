"""What a measurement says: rows go in, a table for people and JSON for machines come out."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass

COLUMNS = "{:<56}{:>8}{:>8}{:>12}{:>12}  {}"


@dataclass(frozen=True, slots=True)
class Row:
    """One measurement.

    Attributes:
        name: What was measured.
        unit: Of both values.
        ours: What vanthu took.
        peer: What the peer took in the same run, or None where there is none.
        bar: What we promise: the ratio where there is a peer, else our value; None without promise.
        against: The peer.
    """

    name: str
    unit: str
    ours: float
    peer: float | None = None
    bar: float | None = None
    against: str = ""

    @property
    def measured(self) -> float:
        """What the promise is about: the ratio, or our value."""
        return self.ours if self.peer is None else self.ours / self.peer

    @property
    def kept(self) -> bool | None:
        """Whether the promise was kept; None without one."""
        return None if self.bar is None else self.measured <= self.bar


def table(rows: Iterable[Row]) -> Iterator[str]:
    r"""Yield the lines of the table, ratios first.

    >>> print(*table([Row("CPU", "s", 3.0, 4.0, 1.15, "tesseract")]), sep="\n")
    measurement                                                ratio     bar        ours        peer  against
    CPU                                                         0.75    1.15      3.00 s      4.00 s  tesseract
    """
    yield COLUMNS.format("measurement", "ratio", "bar", "ours", "peer", "against")
    for row in rows:
        yield COLUMNS.format(
            row.name,
            "" if row.peer is None else f"{row.measured:.2f}",
            "" if row.bar is None else f"{row.bar:g}",
            f"{row.ours:.2f} {row.unit}",
            "" if row.peer is None else f"{row.peer:.2f} {row.unit}",
            f"{row.against}{' ← missed' if row.kept is False else ''}",
        ).rstrip()


def as_json(rows: Iterable[Row]) -> list[dict[str, object]]:
    """Return the rows for machines."""
    return [asdict(row) | {"measured": row.measured, "kept": row.kept} for row in rows]
