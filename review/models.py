"""What staff keep for themselves: ways to look at the list of letters."""

from typing import ClassVar

from django.conf import settings
from django.db import models


class SavedView(models.Model):
    """A filter with a name; without an owner it belongs to whoever sits at the machine itself."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True
    )
    title = models.CharField(max_length=60)
    query = models.TextField()

    class Meta:
        """In the order they were made."""

        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.title
