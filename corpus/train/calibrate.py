"""Letters whose truth is known in, the weights of the confidence out (corpus/models/confidence.json).

Run `python -m corpus.train.calibrate FOLDER…`; each folder holds scans and their gold records, such
as `vanthu samples FOLDER` writes them. Without folders the sample letters are drawn under many looks.
`--judged FILE` adds the values an office has judged (`vanthu export --format judged`); `--jobs N`
reads in so many processes.
"""

import argparse
import json
import math
import multiprocessing
import random
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.load import CONFIDENCE, lexicons, mended
from corpus.samples.born_digital import write_born_digital
from corpus.samples.gold import gold
from corpus.samples.letters import LETTERS
from corpus.samples.look import BILEVEL, CLEAN, DIGITAL, GRAY, POOR, Look
from corpus.samples.write import write_samples
from corpus.score.compare import Outcome, judge
from corpus.score.gold import read_gold
from corpus.score.values import Record
from ingest.read import read
from nlp.confidence import FEATURES, Evidence
from nlp.document import Confidence, TextLayer
from nlp.draft import examined
from nlp.record import Draft, FieldName, record_json

Floats = NDArray[np.float64]

RANDOM_LOOKS = 6
STEPS = 60
SMALLEST_STEP = 1e-9
# Ridge: offsets of fields seen seldom stay near the common one; weights stay small.
TIGHT_OFFSET, TIGHT_WEIGHT = 4.0, 1.0
LOOSE = 1e-3
# Where the letters hold too few errors to tell, the weights stay near these.
EXPECTED = {
    "rule": 0.8,
    "mean_doubt": -3.0,
    "worst_doubt": -1.5,
    "illegal": -2.5,
    "agrees": 0.8,
    "differs": -2.0,
    "sure_text": 0.5,
    "core_doubt": -2.0,
}
WANTED, TOGETHER = 0.995, 0.998
"""Share of accepted values to be right: of a field, and of all; drawn letters are easier than real ones."""
PRIOR = 300
# The sample letters are written in few hands, which the reader knows. Of made-up numbers in hands it
# never saw (500 drawn as fair scans show them): how sure it was, how many it read so, how many wrongly.
UNSEEN_HANDS = ((0.65, 8, 1), (0.78, 26, 3), (0.93, 420, 1))
FINDER = 0.95
"""How sure the finder of numbers is."""


@dataclass(frozen=True, slots=True)
class Example:
    """One value read: the evidence for it, and whether it was right."""

    evidence: Evidence
    right: bool


@dataclass(frozen=True, slots=True)
class Fit:
    """Fitted weights, by feature, and offsets, by field."""

    weights: Mapping[str, float]
    offsets: Mapping[FieldName, float]


def main() -> None:
    """Read letters, fit, and write the model beside its figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, nargs="*")
    parser.add_argument("--judged", type=Path)
    parser.add_argument("--jobs", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        every = given.folders or drawn(Path(place))
        examples = [*read_all(every, jobs=given.jobs), *unseen_hands()]
    if given.judged is not None:
        lines = given.judged.read_text(encoding="utf-8").splitlines()
        examples += map(example_of, map(json.loads, lines))
    write(CONFIDENCE, examples)


def read_all(folders: Sequence[Path], *, jobs: int) -> list[Example]:
    """Read the letters of folders in so many processes."""
    paths = [path for folder in folders for path in sorted(folder.glob("*.pdf"))]
    fresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=jobs, mp_context=fresh) as pool:
        return [one for examples in pool.map(examples_in, paths) for one in examples]


def unseen_hands() -> Iterator[Example]:
    """Yield what the reader of digits makes of numbers in hands it never saw."""
    for sure, count, wrong in UNSEEN_HANDS:
        for at in range(count):
            for name in (FieldName.NUMBER, FieldName.CODE):
                evidence = Evidence(name, FINDER, (sure,), core=sure)
                yield Example(evidence, at >= wrong)


def looks(seed: int = 7) -> Iterator[Look | None]:
    """Yield the looks under which sample letters are drawn: usual ones, then random ones."""
    yield from (None, CLEAN, POOR, GRAY, BILEVEL)
    chance = random.Random(seed)  # noqa: S311 - drawing, not secrets
    for number in range(RANDOM_LOOKS):
        yield Look(
            seed=100 + number,
            skew_deg=chance.uniform(-1.6, 1.6),
            noise=chance.uniform(0.3, 1.0),
            blur_px=chance.uniform(0.5, 1.3),
            tint=chance.uniform(0.0, 0.9),
            jpeg_quality=chance.choice((35, 50, 70)),
            dpi=chance.choice((150, 200, 200)),
        )


def drawn(place: Path) -> list[Path]:
    """Draw the sample letters under every look, and as files of an office program."""
    folders = []
    for number, look in enumerate(looks()):
        folders.append(place / str(number))
        write_samples(folders[-1], look=look)
    folders.append(place / "digital")
    folders[-1].mkdir()
    for letter in LETTERS:
        write_born_digital(letter, folders[-1] / f"{letter.name}.pdf")
        truth = json.dumps(gold(letter, DIGITAL, text_layer="good"), ensure_ascii=False)
        (folders[-1] / f"{letter.name}.json").write_text(truth, encoding="utf-8")
    return folders


def examples_in(path: Path) -> list[Example]:
    """Read a letter, beside which its gold record lies; none without one."""
    truth = read_gold(path.parent).get(path.stem)
    if truth is None:
        return []
    return list(examples_of([layer for layer, _ in mended(read(path).layers)], truth))


def example_of(line: Mapping[str, Any]) -> Example:
    """Return a value that staff judged, a line of `vanthu export --format judged`."""
    mean, worst = line.get("words"), line.get("worst")
    words: tuple[float, ...] = ()
    if mean is not None and worst is not None:
        # As many words of one sureness as make these figures.
        others = max(1, math.ceil((mean - worst[1]) / max(1e-6, 1 - mean)))
        words = (worst[1], *(mean + (mean - worst[1]) / others,) * others)
    evidence = Evidence(
        FieldName(line["name"]),
        line["rule"],
        words,
        line["illegal"],
        line["agreement"],
        printed=line["printed"],
        core=line.get("core", 1.0),
    )
    return Example(evidence, bool(line["right"]))


def examples_of(layers: Sequence[TextLayer], truth: Record) -> Iterator[Example]:
    """Judge each value of one letter; its place in the draft stands in for its confidence."""
    values = examined(layers, lexicons())
    numbered = Draft(
        tuple(
            replace(field, confidence=Confidence(float(at))) for at, (field, _) in enumerate(values)
        )
    )
    for one in judge("", truth, record_json(numbered)):
        if one.confidence is not None:
            evidence = values[round(one.confidence)][1]
            yield Example(evidence, one.outcome is Outcome.RIGHT)


def fitted(examples: Sequence[Example]) -> Fit:
    """Fit a logistic regression with one offset a field (Newton's method, ridge)."""
    names = sorted({one.evidence.name for one in examples})
    rows = np.array([_row(one.evidence, names) for one in examples])
    right = np.array([float(one.right) for one in examples])
    penalty = np.array([LOOSE] + [TIGHT_OFFSET] * len(names) + [TIGHT_WEIGHT] * len(FEATURES))
    expected = np.array([0.0] * (1 + len(names)) + [EXPECTED[name] for name in FEATURES])
    weights = _newton(rows, right, penalty, expected)
    offsets = {name: float(weights[0] + weights[1 + at]) for at, name in enumerate(names)}
    return Fit(dict(zip(FEATURES, weights[1 + len(names) :].tolist(), strict=True)), offsets)


def _row(evidence: Evidence, names: Sequence[FieldName]) -> list[float]:
    return [1.0, *(float(evidence.name == name) for name in names), *evidence.features()]


def _newton(rows: Floats, right: Floats, penalty: Floats, expected: Floats) -> Floats:
    """Climb to the likeliest weights; a step that overshoots is halved."""
    weights = expected.copy()
    for _ in range(STEPS):
        sure = _sure(rows, weights)
        slope = rows.T @ (right - sure) - penalty * (weights - expected)
        curve = rows.T @ (rows * (sure * (1 - sure))[:, None]) + np.diag(penalty)
        step = np.linalg.solve(curve, slope)
        least = _likelihood(rows, right, penalty * (weights - expected) ** 2, weights)
        while np.abs(step).max() > SMALLEST_STEP:
            moved = weights + step
            if _likelihood(rows, right, penalty * (moved - expected) ** 2, moved) >= least:
                break
            step = step / 2
        weights = weights + step
    return weights


def _likelihood(rows: Floats, right: Floats, away: Floats, weights: Floats) -> float:
    sure = np.clip(_sure(rows, weights), 1e-12, 1 - 1e-12)
    told = right * np.log(sure) + (1 - right) * np.log(1 - sure)
    return float(told.sum() - away.sum() / 2)


def _sure(rows: Floats, weights: Floats) -> Floats:
    scores: Floats = 1.0 / (1.0 + np.exp(-np.clip(rows @ weights, -30, 30)))
    return scores


def probability(fit: Fit, evidence: Evidence) -> float:
    """Return what a fit says of one value."""
    score = fit.offsets[evidence.name] + sum(
        fit.weights[name] * value for name, value in zip(FEATURES, evidence.features(), strict=True)
    )
    return float(1.0 / (1.0 + np.exp(-score)))


def thresholds(fit: Fit, examples: Sequence[Example]) -> dict[FieldName, float]:
    """Return per field the least probability from which on values are right often enough.

    One of all fields together holds for each; a field that is wrong more often has its own, above.
    """
    scored = [(probability(fit, one.evidence), one) for one in examples]
    common = _threshold([(sure, one.right) for sure, one in scored], TOGETHER)
    least: dict[FieldName, float] = {}
    for name in fit.offsets:
        mine = [(sure, one.right) for sure, one in scored if one.evidence.name is name]
        least[name] = round(max(_threshold(mine, WANTED, PRIOR), common), 4)
    return least


def _threshold(scored: Sequence[tuple[float, bool]], wanted: float, prior: int = 0) -> float:
    """Return the lowest sureness down to which so large a share is right.

    Args:
        scored: How sure each value was, and whether it was right.
        wanted: The share.
        prior: How many values of all fields count beside them, so that one error among few
            values does not send all of a field to staff.
    """
    right = TOGETHER * prior
    least = 1.0
    for kept, (sure, is_right) in enumerate(sorted(scored, reverse=True), start=1):
        right += is_right
        if right >= wanted * (kept + prior):
            least = sure
    return least


def write(target: Path, examples: Sequence[Example]) -> None:
    """Fit and write the model, with how many values of each field it rests on."""
    fit = fitted(examples)
    counts = Counter(str(one.evidence.name) for one in examples)
    model = {
        "values": dict(sorted(counts.items())),
        "right": sum(one.right for one in examples),
        "weights": {name: round(weight, 4) for name, weight in fit.weights.items()},
        "offsets": {str(name): round(offset, 4) for name, offset in fit.offsets.items()},
        "accept": {str(name): least for name, least in thresholds(fit, examples).items()},
    }
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(model, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
