"""What the machine offers beside a value: a draft goes in, other values and the evidence come out.

Kept with the record and never changed by staff, so that an undo finds it as it was.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from nlp.record import Draft, FieldName, Json, value_json
from records.models import Record

Offers = dict[str, Json]


@dataclass(frozen=True, slots=True)
class Offer:
    """Beside one value: the others that may be right, and why the machine is as sure as it is."""

    others: Sequence[Json] = ()
    why: dict[str, Json] | None = None


NOTHING = Offer()


def offers_of(draft: Draft) -> Offers:
    """Return the offers of all values, by field and position ("signers-1")."""
    positions: Counter[str] = Counter()
    offers: Offers = {}
    for found in draft.fields:
        key = f"{found.name}-{positions[found.name]}"
        positions[found.name] += 1
        others: list[Json] = [value_json(other) for other in found.others]
        why = None if found.why is None else _plain(asdict(found.why))
        if others or why is not None:
            offers[key] = {"others": others, "why": why}
    return offers


def offer_of(record: Record, name: FieldName, position: int) -> Offer:
    """Return what was offered beside a value; nothing for one that staff added."""
    kept = record.offers.get(f"{name}-{position}")
    return NOTHING if kept is None else Offer(kept["others"], kept["why"])


def _plain(why: dict[str, Json]) -> dict[str, Json]:
    return {
        key: round(value, 3) if isinstance(value, float) else value for key, value in why.items()
    }
