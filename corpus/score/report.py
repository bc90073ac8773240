"""Judgements in, the report out: as JSON and as a table people read."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.score.compare import Judged, Outcome, judge
from corpus.score.figures import (
    Tally,
    by_field,
    expected_calibration_error,
    invented_share,
    review_effort,
)
from corpus.score.values import Record
from nlp.record import Json

COLUMNS = (
    "gold",
    "found",
    "right",
    "wrong",
    "missed",
    "invented",
    "precision",
    "recall",
    "f1",
    "abstained",
)
WORSE = (Outcome.WRONG, Outcome.MISSED, Outcome.INVENTED)


@dataclass(frozen=True, slots=True)
class Report:
    """What was judged.

    Attributes:
        letters: How many letters were compared.
        judged: Every judgement.
    """

    letters: int
    judged: tuple[Judged, ...]

    @property
    def sections(self) -> dict[str, dict[str, Tally]]:
        """All values, then the printed and the handwritten ones by themselves."""
        by_hand = [one for one in self.judged if one.handwritten]
        printed = [one for one in self.judged if not one.handwritten]
        return {
            "all": by_field(self.judged),
            "printed": by_field(printed),
            "handwritten": by_field(by_hand),
        }

    @property
    def confidences(self) -> list[tuple[float, bool]]:
        """Confidence of every value read, and whether it was right."""
        return [
            (one.confidence, one.outcome is Outcome.RIGHT)
            for one in self.judged
            if one.confidence is not None
        ]

    @property
    def errors(self) -> list[Judged]:
        """Everything that is not right."""
        return [one for one in self.judged if one.outcome in WORSE]


def score(gold: Mapping[str, Record], read: Mapping[str, Record]) -> Report:
    """Compare the letters that have both a gold record and a reading.

    Args:
        gold: Gold records by letter name.
        read: Read records by letter name; one with an `error` counts as if nothing was read.

    Returns:
        The judgements of all letters, in the order of `read`.
    """
    names = [name for name in read if name in gold]
    judged = [
        one
        for name in names
        for one in judge(name, gold[name], {} if "error" in read[name] else read[name])
    ]
    return Report(len(names), tuple(judged))


def report_json(report: Report, *, errors: bool = False) -> dict[str, Json]:
    """Return the report as JSON: figures by section and field, calibration, errors on request."""
    sections = report.sections
    values = report.confidences
    whole: dict[str, Json] = {
        "letters": report.letters,
        "fields": {
            section: {field: one.as_json() for field, one in tallies.items()}
            for section, tallies in sections.items()
        },
        "invented_share": invented_share(sections["all"].values()),
        "values_with_confidence": len(values),
        "expected_calibration_error": expected_calibration_error(values),
        "review_effort": review_effort(values),
    }
    if errors:
        whole["errors"] = [
            {
                "file": one.file,
                "field": one.field,
                "outcome": str(one.outcome),
                "gold": one.gold,
                "read": one.found,
            }
            for one in report.errors
        ]
    return whole


def table(report: Report) -> Iterator[str]:
    """Yield the lines of the report in Markdown, one table a section."""
    sections = report.sections
    yield f"Letters compared: {report.letters}"
    for section, tallies in sections.items():
        if tallies:
            yield ""
            yield f"| {section} | " + " | ".join(COLUMNS) + " |"
            yield "|---|" + "---:|" * len(COLUMNS)
            yield from (_row(field, one.as_json()) for field, one in tallies.items())
    values = report.confidences
    yield ""
    yield "Values read where the paper has none: " + percent(
        invented_share(sections["all"].values())
    )
    yield "Expected calibration error: " + percent(expected_calibration_error(values))
    yield "Values to review so that the others are 99.5 % right: " + percent(review_effort(values))


def error_lines(errors: Sequence[Judged]) -> Iterator[str]:
    """Yield each wrong value beside the gold, one a line."""
    for one in errors:
        hand = " (handwritten)" if one.handwritten else ""
        yield f"{one.file}  {one.field}  {one.outcome}{hand}"
        yield f"    gold: {_or_dash(one.gold)}"
        yield f"    read: {_or_dash(one.found)}"


def percent(share: float | None) -> str:
    """Return a share for people.

    >>> percent(0.375), percent(None)
    ('37.5 %', '–')
    """
    return "–" if share is None else f"{100 * share:.1f} %"


def _row(field: str, figures: Mapping[str, Json]) -> str:
    return f"| {field} | " + " | ".join(_cell(figures[column]) for column in COLUMNS) + " |"


def _cell(figure: Json) -> str:
    if isinstance(figure, float):
        return f"{100 * figure:.1f}"
    return _or_dash(None if figure is None else str(figure))


def _or_dash(text: str | None) -> str:
    return "–" if text is None else text
