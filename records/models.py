"""What the office keeps: documents, their pages and values, and every file that was seen."""

from django.db import models
from django.db.models import Q

from records.states import Outcome, State


class Document(models.Model):
    """One paper as received: one source file, its hash, its state.

    The row is the truth; a Celery message only says that it is worth looking at the row.
    """

    sha256 = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=1024)
    label = models.CharField(max_length=1024, blank=True)
    stored_as = models.CharField(max_length=200)
    bytes = models.BigIntegerField()
    media_type = models.CharField(max_length=100, blank=True)
    received_at = models.DateTimeField()
    state = models.CharField(max_length=20, choices=State.choices, default=State.RECEIVED)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(help_text="Not to be read before this time.")
    lease_until = models.DateTimeField(null=True, blank=True)
    page = models.PositiveIntegerField(default=0)
    pages = models.PositiveIntegerField(default=0)
    error_code = models.CharField(max_length=100, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Newest first; the sweep looks up what is due by state."""

        ordering = ("-received_at", "-pk")
        indexes = (
            models.Index(fields=("state", "due_at")),
            models.Index(fields=("-received_at", "-id")),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=State.values), name="records_document_state_known"
            ),
        )

    def __str__(self) -> str:
        """Return the name of the file."""
        return self.name


class Intake(models.Model):
    """One file that was seen in the inbox or uploaded, and what became of it."""

    name = models.CharField(max_length=1024)
    label = models.CharField(max_length=1024, blank=True)
    sha256 = models.CharField(max_length=64, db_index=True)
    bytes = models.BigIntegerField()
    seen_at = models.DateTimeField()
    outcome = models.CharField(max_length=20, choices=Outcome.choices)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="intakes")

    class Meta:
        """In the order of arrival."""

        ordering = ("pk",)

    def __str__(self) -> str:
        """Return name and outcome."""
        return f"{self.name}: {self.outcome}"


class Page(models.Model):
    """One page of a document: where its words came from, and the words with their boxes."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="page_set")
    index = models.PositiveIntegerField(help_text="From 0; people see index + 1.")
    width_px = models.FloatField()
    height_px = models.FloatField()
    source = models.CharField(max_length=20)
    verdict = models.CharField(max_length=20)
    reason = models.CharField(max_length=200, blank=True)
    lines = models.JSONField(
        help_text="Per line a list of words: text, left, top, right, bottom, confidence."
    )

    class Meta:
        """In page order; a page is stored once."""

        ordering = ("index",)
        constraints = (
            models.UniqueConstraint(fields=("document", "index"), name="records_page_once"),
        )

    def __str__(self) -> str:
        """Return document and page number as people count."""
        return f"{self.document_id}: {self.index + 1}"


class FieldValue(models.Model):
    """One value of a record with its evidence; list fields have one row per entry."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="value_set")
    name = models.CharField(max_length=30)
    position = models.PositiveIntegerField(default=0)
    value = models.JSONField()
    confidence = models.FloatField()
    page = models.PositiveIntegerField()
    box = models.JSONField(null=True)
    quote = models.TextField(blank=True)
    status = models.CharField(max_length=20)

    class Meta:
        """In the order of the paper."""

        ordering = ("document_id", "name", "position")
        constraints = (
            models.UniqueConstraint(
                fields=("document", "name", "position"), name="records_value_once"
            ),
        )

    def __str__(self) -> str:
        """Return name and value."""
        return f"{self.name}: {self.value}"
