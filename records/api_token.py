"""What a program shows in place of a login: the table alone."""

from typing import ClassVar

from django.db import models


class ApiToken(models.Model):
    """What a program shows in place of a login; only its hash is kept."""

    name = models.TextField("chương trình")
    digest = models.CharField(max_length=64, unique=True)
    scopes = models.TextField()
    created_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Oldest first."""

        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.name
