"""What lists and search need of a letter: its rows go in, its summary and folded words come out."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from django.db import connection
from django.db.models import BooleanField, Exists, OuterRef, QuerySet, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Concat, StrIndex
from django.db.models.lookups import GreaterThan

from nlp.folding import fold
from nlp.record import FieldName, FieldStatus, Json
from records.models import NO_DEADLINE, Document, DueDay, FieldValue, SearchEntry
from records.twins import key_of
from records.wording import text_of

SHOWN: Mapping[FieldName, int | None] = {
    FieldName.CODE: None,
    FieldName.SUBJECT: None,
    FieldName.ISSUER: None,
    FieldName.DOCUMENT_TYPE: 60,
    FieldName.ISSUED_ON: 10,
}
"""The columns of Document that repeat a value, and how many characters they hold."""
LONGEST_WORD = 40
LONGEST_DAY = 10
FEW = 1000
"""Up to so many finds are listed first; more are so common that a walk down the list meets them soon."""
ON_SQLITE = "SELECT rowid FROM records_search WHERE records_search MATCH %s"
ON_POSTGRESQL = (
    "SELECT document_id FROM records_searchentry WHERE words @@ to_tsquery('simple', %s)"
)


def summarise(document: Document) -> None:
    """Bring the letter's columns and its search entry up to date; saves both."""
    values = list(FieldValue.objects.filter(record__document=document))
    single = {row.name: row.value for row in values if row.name in SHOWN}
    for name, longest in SHOWN.items():
        value = single.get(name)
        setattr(document, name, value[:longest] if isinstance(value, str) else "")
    days = last_days(row.value for row in values if row.name == FieldName.DEADLINES)
    document.due_on = min(days, default=NO_DEADLINE)
    document.doubtful = sum(row.status == FieldStatus.NEEDS_REVIEW for row in values)
    document.twin_key = key_of(document.code, document.issuer)
    document.save(update_fields=[*SHOWN, "due_on", "doubtful", "twin_key"])
    _keep_days(document, days)
    texts = [document.name, document.label, *(text for row in values for text in _texts(row.value))]
    index_words(document, " ".join((*texts, text_of(document))))


def last_days(deadlines: Iterable[Json]) -> set[str]:
    """Return the last days of deadlines.

    >>> sorted(last_days([{"last_day": "2026-03-09"}, {"last_day": None}, {"last_day": "2026-03-02"}]))
    ['2026-03-02', '2026-03-09']
    """
    days = [one.get("last_day") for one in deadlines if isinstance(one, dict)]
    return {day for day in days if isinstance(day, str) and 0 < len(day) <= LONGEST_DAY}


def _keep_days(document: Document, days: set[str]) -> None:
    """Bring the days on which something is due up to date."""
    document.due_days.exclude(day__in=days).delete()
    DueDay.objects.bulk_create(
        (DueDay(document=document, day=day) for day in sorted(days)), ignore_conflicts=True
    )


def index_words(document: Document, text: str) -> None:
    """Store what a search finds the letter by."""
    SearchEntry.objects.update_or_create(document=document, defaults={"folded": folded(text)})


def folded(text: str) -> str:
    """Return lower-case words of a-z and 0-9 alone, so that every spelling finds every other.

    >>> folded("Số 15/KH-SGDĐT, hoà bình")
    'so 15 kh sgddt hoa binh'
    """
    whole = unicodedata.normalize("NFC", text)
    plain = "".join(sign if sign.isascii() and sign.isalnum() else " " for sign in fold(whole))
    return " ".join(word[:LONGEST_WORD] for word in plain.split())


def found(letters: QuerySet[Document], query: str) -> QuerySet[Document]:
    """Return those letters that hold every word of a query; the last word may be a beginning.

    Left to choose, databases take the way that suits common words for rare ones too, and look at
    every letter: so a rare word's letters are asked for first.
    """
    words = folded(query).split()
    if not words:
        return letters
    matching, asked = _matching(words)
    with connection.cursor() as cursor:
        cursor.execute(f"{matching} LIMIT {FEW + 1}", [asked])
        numbers = [number for (number,) in cursor.fetchall()]
    if len(numbers) <= FEW:
        return letters.filter(pk__in=numbers)
    return letters.filter(Exists(_holding(words)))


def _matching(words: list[str]) -> tuple[str, str]:
    """Return the query for the letters that hold some words, and its argument."""
    if connection.vendor == "postgresql":
        return ON_POSTGRESQL, _tsquery(words)
    return ON_SQLITE, " ".join((*(f'"{word}"' for word in words[:-1]), f'"{words[-1]}"*'))


def _tsquery(words: list[str]) -> str:
    return " & ".join((*words[:-1], f"{words[-1]}:*"))


def _holding(words: list[str]) -> QuerySet[SearchEntry]:
    """Return the search entry of one letter, if it holds the words: looked at, not searched for."""
    entry = SearchEntry.objects.filter(document=OuterRef("pk"))
    if connection.vendor == "postgresql":
        query = RawSQL("words @@ to_tsquery('simple', %s)", [_tsquery(words)], BooleanField())
        return entry.filter(query)
    text = Concat(Value(" "), "folded", Value(" "))
    for word in (*(f" {word} " for word in words[:-1]), f" {words[-1]}"):
        entry = entry.filter(GreaterThan(StrIndex(text, Value(word)), 0))
    return entry


def _texts(value: Json) -> Iterator[str]:
    """Yield every text inside a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)
    elif isinstance(value, dict):
        for part in value.values():
            yield from _texts(part)
