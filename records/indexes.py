"""What letters are found by: their folded words, numbers that rescans share, days they are due."""

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


class DueDay(models.Model):
    """A day on which something of a letter is due: the last day of each of its deadlines, once."""

    document = models.ForeignKey(
        "records.Document", on_delete=models.CASCADE, related_name="due_days"
    )
    day = models.CharField(max_length=10)

    class Meta:
        """By day, then by letter."""

        ordering: ClassVar = ["day", "document"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["day", "document"], name="due_day_once"),
        ]

    def __str__(self) -> str:
        return f"{self.document_id}: {self.day}"
