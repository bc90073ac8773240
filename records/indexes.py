"""What letters are found by: their folded words, and numbers that rescans share."""

from typing import ClassVar

from django.db import models


class Shingle(models.Model):
    """A part of what page 1 says, as a number that a rescan of the same paper most likely shares."""

    document = models.ForeignKey(
        "records.Document", on_delete=models.CASCADE, related_name="shingles"
    )
    value = models.BigIntegerField()

    class Meta:
        """Found by the number."""

        indexes: ClassVar = [models.Index(name="shingle_value", fields=["value", "document"])]

    def __str__(self) -> str:
        return f"{self.document_id}: {self.value}"


class SearchEntry(models.Model):
    """The words of one letter without diacritics; indexed by the database's own text search."""

    document = models.OneToOneField("records.Document", on_delete=models.CASCADE, primary_key=True)
    folded = models.TextField()

    def __str__(self) -> str:
        return str(self.document_id)
