"""Labels change their name on every letter that has them, and in the search."""

from django.db import transaction

from records.entries import summarise
from records.models import Document


@transaction.atomic
def rename(old: str, new: str) -> int:
    """Give a label another name; "" takes it off. Returns how many letters had it."""
    letters = list(Document.objects.select_for_update().filter(label=old))
    for letter in letters:
        letter.label = new
        letter.save(update_fields=["label"])
        summarise(letter)
    return len(letters)
