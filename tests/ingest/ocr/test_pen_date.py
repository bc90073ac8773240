"""What a pen's date is worth beside the others its strokes may make."""

from datetime import date

from ingest.ocr.handwriting import DigitString
from ingest.ocr.pen_date import _weighed


def weighed(since: date | None, **found: float) -> dict[str, float]:
    """Return what dates (words with "_" for "/") are worth, rounded."""
    strings = [DigitString(text[1:].replace("_", "/"), p) for text, p in found.items()]
    return {one.text: round(one.probability, 2) for one in _weighed(strings, since)}


def test_a_date_whose_rivals_are_years_away_is_surer() -> None:
    worth = weighed(date(2026, 2, 1), d10_2_2026=0.39, d10_2_2066=0.3)
    assert worth == {"10/2/2026": 0.6, "10/2/2066": 0.3}


def test_a_date_of_the_same_months_is_a_rival() -> None:
    worth = weighed(date(2026, 2, 1), d10_2_2026=0.3, d10_3_2026=0.3)
    assert worth == {"10/2/2026": 0.35, "10/3/2026": 0.35}


def test_faint_digits_stay_unsure_however_alone() -> None:
    assert weighed(date(2026, 2, 1), d10_2_2026=0.08) == {"10/2/2026": 0.24}


def test_a_sure_date_stays_sure() -> None:
    assert weighed(date(2010, 6, 1), d4_2_2026=0.82, d4_12_2026=0.2) == {
        "4/2/2026": 0.82,
        "4/12/2026": 0.2,
    }


def test_without_the_letters_month_digits_alone_count() -> None:
    assert weighed(None, d10_2_2026=0.39) == {"10/2/2026": 0.39}
