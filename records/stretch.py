"""Which pages of a long letter a worker has taken for itself: the table alone."""

from typing import ClassVar

from django.db import models


class Stretch(models.Model):
    """Successive pages, from `first` to before `end`, that a worker reads beside the one that has the letter.

    A row lives while its worker reads, and counts until `until`: what a dead worker took is free then.
    """

    document = models.ForeignKey(
        "records.Document", on_delete=models.CASCADE, related_name="stretches"
    )
    first = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    token = models.CharField(max_length=32, unique=True)
    until = models.DateTimeField()

    class Meta:
        """By letter, then by page."""

        ordering: ClassVar = ["document", "first"]

    def __str__(self) -> str:
        return f"{self.document_id}, trang {self.first + 1}-{self.end}"
