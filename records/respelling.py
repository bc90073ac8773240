"""Staff spell a repaired word otherwise: a place on the paper and a text go in, a Correction comes out."""

from django.db import transaction

from records.corrections import opened
from records.desk import Desk, log
from records.entries import summarise
from records.errors import StaleVersion, WrongValue
from records.models import Correction
from records.states import Change
from records.wording import Place, Spelt, spelling, word_at


@transaction.atomic
def respell(desk: Desk, place: Place, text: str, *, seen: str) -> Correction:
    """Spell a word of the text as it was read, or in another way that was offered.

    Args:
        desk: Who changes which letter.
        place: Page, line and word.
        text: The new spelling.
        seen: How the page showed the word.

    Raises:
        StaleVersion: Somebody else has spelt it otherwise meanwhile.
        WrongState: The letter is being read, or approved.
        WrongValue: The word was never respelt, or nobody offered this spelling.
    """
    document = opened(desk)
    word = word_at(document, place)
    if word is None or text not in _ways(word):
        raise WrongValue
    if word.text != seen:
        raise StaleVersion
    made = log(desk, Change.WORD, before=spelling(place, word.text), after=spelling(place, text))
    summarise(document)
    return made


def _ways(word: Spelt) -> tuple[str, ...]:
    return (word.text, *word.others)
