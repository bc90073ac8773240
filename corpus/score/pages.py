"""Letters drawn in unseen looks in, the character error of their pages out, reading order included.

    python -m corpus.score.pages [--json FIGURES.json] [--show]

The letters are made of heads, bodies and signatures of different sample letters, so that no page is
one the rules were written on; typefaces, noise, seals and stamps are none that the sample letters
have. Compared is the printed text: what is stamped or written by pen is no part of it.
"""

import json
import random
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import click

from corpus.load import lexicons
from corpus.samples.compose import page_texts
from corpus.samples.letter import SampleLetter
from corpus.samples.letters import LETTERS
from corpus.samples.look import Look
from corpus.samples.paper import bind
from corpus.samples.write import page_images
from corpus.score.text import TextScore, score_text
from ingest.read import read
from nlp.document import TextLayer
from nlp.layout import zones
from nlp.layout.anchors import is_page_number
from nlp.record import Json
from nlp.zones import ZoneName

LOOKS: dict[str, Look] = {
    "book type, seal and stamp": Look(
        seed=901, typeface="FreeSerif", skew_deg=0.7, noise=0.35, blur_px=0.5, tint=0.3
    ),
    "book type, bad copy": Look(
        seed=902, typeface="FreeSerif", skew_deg=-1.1, noise=0.8, blur_px=0.9, jpeg_quality=50
    ),
    "plain type, 300 dpi": Look(
        seed=903, typeface="Liberation Sans", dpi=300, skew_deg=0.4, noise=0.5, blur_px=0.8
    ),
    "plain type, grey": Look(
        seed=904, typeface="Liberation Sans", skew_deg=-0.8, noise=0.4, blur_px=0.6, colour="gray"
    ),
    "wide type, coloured paper": Look(
        seed=905, typeface="DejaVu Serif", skew_deg=1.0, noise=0.4, blur_px=0.5, tint=1.0
    ),
    "book type, one bit a pixel": Look(
        seed=906, typeface="FreeSerif", skew_deg=0.5, noise=0.3, blur_px=0.4, colour="bilevel"
    ),
}
LETTERS_A_LOOK = 4
LEFT_OUT = frozenset({ZoneName.STAMPS, ZoneName.MARGIN})


@dataclass(frozen=True, slots=True)
class Read:
    """One letter as drawn and as read; texts of all pages, line by line."""

    look: str
    true: str
    found: str

    @property
    def score(self) -> TextScore:
        """How they compare."""
        return score_text(self.true, self.found)


def mixed(chance: random.Random) -> SampleLetter:
    """Return a letter with the head of one, the body of another and the signature of a third."""
    body = chance.choice(LETTERS)
    of_form = [one for one in LETTERS if one.form == body.form]
    head, foot = chance.choice(of_form), chance.choice(of_form)
    return replace(
        body,
        name=f"{body.name}-{head.name}-{foot.name}",
        issuer_parent=head.issuer_parent,
        issuer=head.issuer,
        number=str(chance.randrange(1, 3000)),
        place=head.place,
        seal_ring=head.seal_ring,
        seal_centre=head.seal_centre,
        issued_on=f"2026-{chance.randrange(1, 13):02d}-{chance.randrange(1, 29):02d}",
        signers=foot.signers,
        arrival=body.arrival or head.arrival,
        arrival_office=body.arrival_office or head.arrival_office,
        handwritten=(),
    )


def text_of(layers: tuple[TextLayer, ...]) -> str:
    """Return the printed text of a letter in reading order."""
    found = zones(layers, lexicons())
    return "\n".join(zone.text for zone in found if zone.name not in LEFT_OUT)


def true_text(letter: SampleLetter, look: Look) -> str:
    """Return what is printed, without page numbers, stamped marks and ornaments."""
    lines = [line for page in page_texts(letter, look) for line in page.split("\n")]
    marks = {letter.urgency, letter.secrecy}
    return "\n".join(
        line
        for line in lines
        if line not in marks and not is_page_number(line) and any(map(str.isalnum, line))
    )


def reads(folder: Path, *, letters: int) -> Iterator[Read]:
    """Draw and read so many letters in each look."""
    for name, look in LOOKS.items():
        chance = random.Random(look.seed)  # noqa: S311 - drawing, not secrets
        for number in range(letters):
            letter = mixed(chance)
            own = replace(look, seed=look.seed + 1000 * number)
            path = folder / f"{look.seed}-{number}.pdf"
            bind(page_images(letter, own), own, path)
            yield Read(name, true_text(letter, own), text_of(read(path).layers))


def figures(done: list[Read]) -> dict[str, TextScore]:
    """Return the figures of each look, and of all."""
    scores: dict[str, TextScore] = {}
    for one in done:
        for name in (one.look, "all"):
            scores[name] = scores.get(name, TextScore(0, 0, 0, 0)) + one.score
    return scores


@click.command()
@click.option("--json", "target", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--letters", type=click.IntRange(min=1), default=LETTERS_A_LOOK, help="Per look.")
@click.option("--show", is_flag=True, help="Print the texts that differ, line by line.")
def main(*, target: Path | None, letters: int, show: bool) -> None:
    """Print the table of docs/quality.md."""
    with tempfile.TemporaryDirectory() as place:
        done = list(reads(Path(place), letters=letters))
    click.echo("| look | characters | character error | words right |")
    click.echo("|---|---:|---:|---:|")
    for name, score in sorted(figures(done).items(), key=lambda pair: pair[0] == "all"):
        row = f"{100 * score.character_error:.2f} % | {100 * score.words_right_share:.1f} %"
        click.echo(f"| {name} | {score.characters} | {row} |")
    if show:
        for one in done:
            click.echo(f"\n== {one.look}\n-- {one.true}\n++ {one.found}")
    if target is not None:
        rows: dict[str, Json] = {
            name: {"characters": score.characters, "edits": score.edits}
            for name, score in figures(done).items()
        }
        target.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
