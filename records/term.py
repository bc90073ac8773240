"""Words that the office gave the reading, or told it to leave: the table alone."""

from typing import ClassVar

from django.conf import settings
from django.db import models


class Term(models.Model):
    """One line of the office's gazetteer; rows are never removed, so it is known who said what.

    `kind`, `value`, `about`, `post` and `retired` are those of `nlp.taught.Taught`. A line that was
    withdrawn counts no longer.
    """

    kind = models.CharField(max_length=20)
    value = models.TextField()
    about = models.TextField(blank=True, default="")
    post = models.TextField(blank=True, default="")
    retired = models.BooleanField(default=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Newest first."""

        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return f"{self.kind}: {self.value}"
