"""Published letters as text in, the same set anew and scanned out, with what they say as gold.

    python -m corpus.samples.typeset TEXTS/*.txt --into FOLDER --seed 7
    vanthu score --gold FOLDER/gold.jsonl FOLDER/*.pdf

Real letters with known truth are scarce, their texts are not. What `vanthu read --text` finds in a
text is set as the Decree asks, in a layout and a look drawn by the seed: how another office lays out
head and foot, typeface, resolution, noise, grey or bilevel copies, seal and signature over the name,
an incoming stamp, number and day by pen. The gold is what was set, whether or not the text said so. Texts that lack what a letter needs are left out.
"""

import json
import random
import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import cast

import click

from corpus.load import lexicons, repairer
from corpus.samples.fonts import installed
from corpus.samples.gold import gold
from corpus.samples.letter import SampleLetter, SampleSigner
from corpus.samples.look import BILEVEL, GRAY, POOR, Look, scan_look
from corpus.samples.offices import relaid
from corpus.samples.paper import bind
from corpus.samples.write import page_images
from nlp.draft import draft_text
from nlp.record import Arrival, FieldName, Json, record_json

Record = Mapping[str, Json]

NEEDED = ("number", "symbol", "place", "issued_on", "subject", "document_type", "issuer")
SET = (
    FieldName.DOCUMENT_TYPE, FieldName.NUMBER, FieldName.SYMBOL, FieldName.CODE, FieldName.ISSUER,
    FieldName.ISSUER_PARENT, FieldName.PLACE, FieldName.ISSUED_ON, FieldName.SUBJECT,
    FieldName.ADDRESSEES, FieldName.RECIPIENTS, FieldName.SIGNERS, FieldName.ARRIVAL, FieldName.URGENCY,
)  # fmt: skip
"""What is set in full; of the body only a part is, so nothing is said of deadlines and references."""
WHOLE_DAY = len("2026-03-10")
LONGEST_SUBJECT, LONGEST_ENTRY, LONGEST_PARAGRAPH = 260, 120, 900
MOST_ADDRESSEES, MOST_RECIPIENTS = 4, 8
BODY_SIGNS = (700, 1500, 2600)
FOOT = re.compile(r"Nơi\s+nhận|\b(?:KT|TM|TL)\.")
OPENING = re.compile(r"^(?:Căn cứ|Thực hiện|Theo|Ngày|Để|Thi hành|Nhằm)\b")
SENTENCES = re.compile(r"(?<=[.;:])\s+(?=[A-ZĐ0-9])")
MARKUP = re.compile(r"[*|#^_{}]")
FEW = 8
"""A text of fewer lines has its paragraphs run together."""
PEN = {"number": 0.35, "issued_on": 0.3}
STAMPED = 0.25
KINDS = ((0.12, "poor"), (0.30, "gray"), (0.45, "bilevel"), (1.0, "everyday"))
"""Shares of the looks, added up."""


@click.command("typeset")
@click.argument("texts", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--into", required=True, type=click.Path(file_okay=False, path_type=Path))
@click.option("--seed", type=int, default=1, show_default=True)
@click.option(
    "--own", is_flag=True, help="In the layout of the sample letters, not of other offices."
)
def main(*, texts: Sequence[Path], into: Path, seed: int, own: bool) -> None:
    """Set TEXTS anew as scans."""
    into.mkdir(parents=True, exist_ok=True)
    made = 0
    with (into / "gold.jsonl").open("w", encoding="utf-8") as lines:
        for letter, look in _letters(texts, seed):
            if not own:  # drawn apart, so that a seed gives the same look either way
                chance = random.Random(f"{letter.name}/{seed}")  # noqa: S311 - drawing
                letter = relaid(letter, chance)
            bind(page_images(letter, look), look, into / f"{letter.name}.pdf")
            whole = gold(letter, look)
            kept = {name: whole[name] for name in (*SET, "file", "handwritten")}
            lines.write(json.dumps(kept, ensure_ascii=False) + "\n")
            made += 1
    click.echo(f"{made} of {len(texts)} texts set in {into}")


def _letters(texts: Sequence[Path], seed: int) -> Iterator[tuple[SampleLetter, Look]]:
    for path in texts:
        text = path.read_text(encoding="utf-8", errors="replace")
        record = record_json(draft_text(text, lexicons(), repairer()))
        chance = random.Random(zlib.crc32(path.stem.encode()) + seed)  # noqa: S311 - drawing
        letter = letter_of(path.stem, record, body_of(text, chance.choice(BODY_SIGNS)), chance)
        if letter is not None:
            yield letter, look_of(path.stem, chance)


def letter_of(name: str, record: Record, body: str, chance: random.Random) -> SampleLetter | None:
    """Return a letter that says what a record says, None where too little is known to set one."""
    signer = _signer(record)
    said = {key: record.get(key) for key in NEEDED}
    if signer is None or not all(isinstance(value, str) and value for value in said.values()):
        return None
    known = cast("dict[str, str]", said)
    if len(known["issued_on"]) < WHOLE_DAY or len(known["subject"]) > LONGEST_SUBJECT:
        return None
    title = _title(known["document_type"])
    if title is None and known["document_type"] != "CV":
        return None
    pen = tuple(field for field, share in PEN.items() if chance.random() < share)
    number = str(chance.randint(20, 4000))
    stamp = Arrival(number=number, date=known["issued_on"]) if chance.random() < STAMPED else None
    above = record.get("issuer_parent")
    office = known["issuer"].upper()
    return SampleLetter(
        name=name,
        form="state",
        title=title,
        issuer_parent=above.upper() if isinstance(above, str) else None,
        issuer=office,
        addressees=_entries(record, "addressees")[:MOST_ADDRESSEES],
        recipients=_entries(record, "recipients")[:MOST_RECIPIENTS] or ("Như trên", "Lưu: VT"),
        signers=(signer,),
        body=body,
        seal_ring=(office[:38], known["place"].upper()),
        arrival=stamp,
        arrival_office=office if stamp else None,
        handwritten=pen,
        body_pt=chance.choice((13.0, 13.5, 14.0)),
        document_type=known["document_type"],
        number=known["number"],
        symbol=known["symbol"],
        place=known["place"],
        issued_on=known["issued_on"],
        subject=known["subject"],
    )


def _signer(record: Record) -> SampleSigner | None:
    signers = record.get("signers")
    first = signers[0] if isinstance(signers, list) and signers else None
    if not isinstance(first, dict) or not (first.get("name") and first.get("position")):
        return None
    mark, behalf = first.get("authority"), first.get("on_behalf_of")
    marks = (f"{mark}. {str(behalf).upper()}",) if mark and behalf else ()
    return SampleSigner(str(first["name"]), str(first["position"]).upper(), marks)


def _title(abbreviation: str) -> str | None:
    types = lexicons().document_types
    named = [name.upper() for name, short in types.items() if short == abbreviation]
    return named[0] if named and abbreviation != "CV" else None


def _entries(record: Record, name: str) -> tuple[str, ...]:
    every = record.get(name)
    listed = every if isinstance(every, list) else []
    return tuple(one for one in listed if isinstance(one, str) and len(one) < LONGEST_ENTRY)


def body_of(text: str, signs: int) -> str:
    r"""Return paragraphs of a text's body, as many as make so many signs, as markup.

    >>> body_of("SỞ Y TẾ\nCăn cứ Luật *Giá*;\nĐiều 1 có hiệu lực.\nNơi nhận: VT", 100)
    'Căn cứ Luật Giá ;\nĐiều 1 có hiệu lực.'
    """
    third = len(text) // 3
    foot = FOOT.search(text, third)
    parts = [part.strip() for part in text[: foot.start() if foot else None].split("\n")]
    if len(parts) < FEW:
        parts = [piece for part in parts for piece in SENTENCES.split(part)]
    first = next((at for at, part in enumerate(parts) if OPENING.match(part)), len(parts) // 2)
    kept: list[str] = []
    for part in parts[first:]:
        plain = " ".join(MARKUP.sub(" ", part).split())[:LONGEST_PARAGRAPH]
        if plain and not plain.startswith("Kính gửi"):
            kept.append(plain)
        if sum(map(len, kept)) > signs:
            break
    return "\n".join(kept)


def look_of(name: str, chance: random.Random) -> Look:
    """Return how a letter is drawn: mostly everyday scans, some grey, bilevel and bad copies."""
    everyday = scan_look(name)
    skew = round(chance.uniform(-1.3, 1.3), 2)
    face, dpi, drawn = (
        chance.choice(installed()),
        chance.choice((150, 200, 200, 300)),
        chance.random(),
    )
    kind = next(kind for share, kind in KINDS if drawn < share)
    match kind:
        case "poor":
            return replace(POOR, seed=everyday.seed, typeface=face)
        case "gray":
            return replace(GRAY, seed=everyday.seed, typeface=face, skew_deg=skew)
        case "bilevel":
            return replace(BILEVEL, seed=everyday.seed, typeface=face, dpi=max(dpi, 200))
        case _:
            return replace(everyday, typeface=face, skew_deg=skew, dpi=dpi)


if __name__ == "__main__":
    main()
