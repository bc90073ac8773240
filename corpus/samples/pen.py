"""Writes by pen: digits and signatures of our own design, as strokes with a width at each point."""

from dataclasses import dataclass
from random import Random

import numpy as np
from numpy.typing import NDArray

Points = tuple[tuple[float, float], ...]
Stroke = NDArray[np.float32]
"""n × 3: x, y, half width; in units of the digit height, y downwards, 0 = top, 1 = base line."""

GLYPHS: dict[str, tuple[tuple[Points, ...], ...]] = {
    "0": (
        (((0.5, 0.02), (0.2, 0.16), (0.06, 0.52), (0.2, 0.9), (0.48, 1.0), (0.76, 0.84),
          (0.86, 0.48), (0.74, 0.13), (0.48, 0.02), (0.36, 0.08)),),
        (((0.62, 0.1), (0.3, 0.08), (0.08, 0.5), (0.26, 0.95), (0.6, 0.95), (0.84, 0.52),
          (0.66, 0.1), (0.44, 0.06)),),
    ),
    "1": (
        (((0.34, 0.0), (0.32, 0.5), (0.28, 1.0)),),
        (((0.08, 0.32), (0.26, 0.18), (0.42, 0.0)), ((0.42, 0.0), (0.39, 0.5), (0.36, 1.0))),
        (((0.06, 0.3), (0.25, 0.17), (0.4, 0.0)), ((0.4, 0.0), (0.38, 0.5), (0.36, 0.98)),
         ((0.1, 1.0), (0.38, 0.98), (0.66, 0.99))),
    ),
    "2": (
        (((0.1, 0.26), (0.28, 0.04), (0.64, 0.05), (0.74, 0.3), (0.5, 0.62), (0.08, 1.0)),
         ((0.08, 1.0), (0.45, 0.96), (0.84, 0.98))),
        (((0.14, 0.2), (0.36, 0.0), (0.7, 0.12), (0.66, 0.42), (0.36, 0.8), (0.12, 0.98),
          (0.04, 0.88), (0.2, 0.8), (0.5, 0.97), (0.88, 0.92)),),
    ),
    "3": (
        (((0.12, 0.13), (0.46, 0.0), (0.74, 0.18), (0.62, 0.4), (0.36, 0.47)),
         ((0.36, 0.47), (0.74, 0.58), (0.78, 0.84), (0.44, 1.0), (0.06, 0.9))),
        (((0.14, 0.04), (0.46, 0.03), (0.78, 0.02)), ((0.78, 0.02), (0.42, 0.42)),
         ((0.42, 0.42), (0.78, 0.54), (0.76, 0.88), (0.4, 1.0), (0.06, 0.88))),
    ),
    "4": (
        (((0.32, 0.0), (0.18, 0.34), (0.06, 0.63)), ((0.06, 0.63), (0.46, 0.61), (0.88, 0.58)),
         ((0.64, 0.26), (0.6, 0.64), (0.57, 1.06))),
        (((0.64, 0.0), (0.34, 0.33), (0.06, 0.68)), ((0.06, 0.68), (0.48, 0.67), (0.92, 0.66)),
         ((0.64, 0.0), (0.62, 0.5), (0.6, 1.02))),
    ),
    "5": (
        (((0.22, 0.05), (0.17, 0.43)), ((0.17, 0.43), (0.5, 0.36), (0.76, 0.6), (0.66, 0.92),
          (0.32, 1.0), (0.05, 0.9)), ((0.22, 0.06), (0.5, 0.05), (0.82, 0.0))),
        (((0.8, 0.04), (0.5, 0.06), (0.28, 0.07)), ((0.28, 0.07), (0.2, 0.44)),
         ((0.2, 0.44), (0.48, 0.38), (0.74, 0.58), (0.66, 0.92), (0.28, 1.0), (0.04, 0.88))),
    ),
    "6": (
        (((0.64, 0.0), (0.32, 0.24), (0.1, 0.64), (0.22, 0.96), (0.56, 0.98), (0.74, 0.76),
          (0.56, 0.53), (0.28, 0.58), (0.13, 0.76)),),
        (((0.46, 0.0), (0.18, 0.34), (0.08, 0.72), (0.3, 1.0), (0.64, 0.9), (0.66, 0.62),
          (0.38, 0.54), (0.12, 0.74)),),
    ),
    "7": (
        (((0.08, 0.08), (0.46, 0.05), (0.8, 0.03)), ((0.8, 0.03), (0.54, 0.46), (0.36, 1.0))),
        (((0.08, 0.14), (0.12, 0.04), (0.46, 0.04), (0.8, 0.02)),
         ((0.8, 0.02), (0.56, 0.44), (0.4, 1.0)), ((0.28, 0.5), (0.52, 0.47), (0.76, 0.46))),
    ),
    "8": (
        (((0.7, 0.15), (0.42, 0.0), (0.18, 0.2), (0.42, 0.45), (0.74, 0.7), (0.56, 1.0),
          (0.22, 0.95), (0.15, 0.72), (0.46, 0.48), (0.72, 0.26), (0.66, 0.1)),),
        (((0.44, 0.02), (0.2, 0.12), (0.24, 0.38), (0.52, 0.42), (0.68, 0.2), (0.46, 0.02)),
         ((0.44, 0.44), (0.12, 0.62), (0.2, 0.94), (0.54, 0.99), (0.76, 0.74), (0.44, 0.44))),
    ),
    "9": (
        (((0.72, 0.2), (0.46, 0.02), (0.16, 0.2), (0.22, 0.48), (0.5, 0.5), (0.72, 0.2)),
         ((0.72, 0.18), (0.7, 0.6), (0.58, 1.03))),
        (((0.7, 0.16), (0.4, 0.02), (0.12, 0.24), (0.24, 0.5), (0.56, 0.44), (0.72, 0.18),
          (0.7, 0.66), (0.46, 1.0), (0.12, 0.94)),),
    ),
    "/": ((((0.55, -0.08), (0.3, 0.5), (0.05, 1.1)),), (((0.5, -0.12), (0.06, 1.14)),)),
}  # fmt: skip
"""Each character: its variants; each variant: its strokes; each stroke: points of a curve."""

ADVANCE = {"1": 0.58, "/": 0.62}
USUAL_ADVANCE = 0.94
STEPS = 14
OPENINGS: tuple[Points, ...] = (
    ((0.1, 0.75), (0.55, -0.15), (0.42, -0.25), (0.25, 0.35), (0.32, 0.95), (0.6, 0.75)),
    ((0.0, 0.2), (0.5, -0.1), (0.75, 0.25), (0.3, 0.6), (0.15, 1.1), (0.2, 0.5), (0.6, 0.85)),
    ((0.55, 0.05), (0.1, 0.1), (0.0, 0.7), (0.4, 1.0), (0.75, 0.55), (0.45, 0.35), (0.5, 0.8)),
    ((0.15, 1.15), (0.2, 0.3), (0.3, -0.3), (0.6, -0.1), (0.35, 0.4), (0.75, 0.5), (0.55, 0.9)),
)
"""How a signature starts: a loop that stands for a capital."""
FLOURISHES: tuple[tuple[tuple[float, float, float], ...], ...] = (
    (),
    ((1, 0.9, 0.55), (0.6, 0, 0.95), (0.25, 0, 1.2), (0.7, 0, 1.12), (1, 0.4, 0.95)),
    ((0, 0.1, 1.15), (0.6, 0.2, 1.0), (1, 1.1, 0.7)),
    ((1, 0.3, -0.2), (0.5, 0, 0.3), (0.1, 0, 1.3)),
)
"""How it ends: points as share of its length, shift, height."""


@dataclass(frozen=True, slots=True)
class Hand:
    """One clerk's handwriting: the same slant, pressure and habits throughout a letter."""

    slant: float
    half_width: float
    wobble: float
    spread: float
    habits: dict[str, int]

    @classmethod
    def of(cls, chance: Random) -> "Hand":
        """Draw a hand."""
        return cls(
            slant=chance.uniform(0.02, 0.34),
            half_width=chance.uniform(0.038, 0.06),
            wobble=chance.uniform(0.012, 0.03),
            spread=chance.uniform(0.82, 1.02),
            habits={key: chance.randrange(len(forms)) for key, forms in GLYPHS.items()},
        )


def curve(points: Points, *, half_width: float, chance: Random) -> Stroke:
    """Lay a Catmull-Rom curve through points; the pen presses less at both ends.

    Returns:
        A Stroke of STEPS samples a segment.
    """
    nodes = np.array([points[0], *points, points[-1]], dtype=np.float32)
    t = np.linspace(0, 1, STEPS, endpoint=False, dtype=np.float32)[:, None]
    parts = []
    for a, b, c, d in zip(nodes, nodes[1:], nodes[2:], nodes[3:], strict=False):
        parts.append(
            0.5
            * (
                2 * b
                + (c - a) * t
                + (2 * a - 5 * b + 4 * c - d) * t**2
                + (3 * b - a - 3 * c + d) * t**3
            )
        )
    line = np.concatenate([*parts, nodes[-1:]])
    along = np.linspace(0, 1, len(line), dtype=np.float32)
    phase = chance.uniform(0, 6.3)
    press = (
        0.72 + 0.28 * np.sin(np.pi * np.clip(along * 1.1, 0, 1)) + 0.12 * np.sin(5 * along + phase)
    )
    return np.column_stack([line, half_width * press]).astype(np.float32)


def write(text: str, hand: Hand, chance: Random) -> list[Stroke]:
    """Write digits and strokes "/".

    Args:
        text: Characters of GLYPHS.
        hand: Whose handwriting.
        chance: Source of the small differences between two digits of one hand.

    Returns:
        Strokes from x = 0 to the right; digits stand 0 to 1 high, more or less.
    """
    strokes: list[Stroke] = []
    x = 0.0
    for char in text:
        form = GLYPHS[char][hand.habits[char]]
        if chance.random() < 0.12:  # nobody writes a digit the same way every time
            form = chance.choice(GLYPHS[char])
        tall, wide = chance.uniform(0.92, 1.08), chance.uniform(0.86, 1.04)
        drop, lean = chance.uniform(-0.06, 0.06), hand.slant + chance.uniform(-0.05, 0.05)
        for points in form:
            shaken = tuple(
                (
                    px * wide + chance.gauss(0, hand.wobble),
                    1 - (1 - py) * tall + drop + chance.gauss(0, hand.wobble),
                )
                for px, py in points
            )
            stroke = curve(shaken, half_width=hand.half_width, chance=chance)
            stroke[:, 0] += x + (1 - stroke[:, 1]) * lean
            strokes.append(stroke)
        x += ADVANCE.get(char, USUAL_ADVANCE) * wide * hand.spread
    return strokes


def signature(chance: Random) -> list[Stroke]:
    """Invent a signature: a tall loop, a few smaller ones, a long stroke to the right.

    Returns:
        Strokes within x from 0 to about 3, y from about -0.3 to 1.3.
    """
    half_width = chance.uniform(0.008, 0.014)
    line = [(x * chance.uniform(0.7, 1.4), y) for x, y in chance.choice(OPENINGS)]
    x = line[-1][0] + 0.1
    for _ in range(chance.randint(2, 6)):
        tall, step = chance.uniform(0.12, 0.75), chance.uniform(0.1, 0.34)
        line += [(x, 0.75 - tall), (x - 0.06, 0.6), (x + step * 0.6, 0.85)]
        x += step
    line += [(x + 0.5, chance.uniform(0.2, 0.9)), (x + 1.3, chance.uniform(-0.3, 0.6))]
    strokes = [curve(_shake(line, chance), half_width=half_width, chance=chance)]
    flourish = chance.choice(FLOURISHES)
    if flourish:
        back = [(share * x + push, y) for share, push, y in flourish]
        strokes.append(curve(_shake(back, chance), half_width=half_width * 0.9, chance=chance))
    return strokes


def _shake(points: list[tuple[float, float]], chance: Random) -> Points:
    return tuple((x + chance.gauss(0, 0.035), y + chance.gauss(0, 0.035)) for x, y in points)
