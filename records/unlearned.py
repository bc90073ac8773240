"""Lessons from corrections that staff took back: the table alone."""

from django.conf import settings
from django.db import models


class Unlearned(models.Model):
    """One lesson from corrections that staff took back; `key` is that of `records.lessons`."""

    key = models.CharField(max_length=64, unique=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True
    )
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.key
