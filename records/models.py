"""What is kept of every letter: the file as received, its pages, its record, every arrival."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from records.api_token import ApiToken as ApiToken
from records.indexes import DueDay as DueDay
from records.indexes import SearchEntry as SearchEntry
from records.indexes import Shingle as Shingle
from records.states import Change, Ending, Happening, Outcome, Source, State
from records.stretch import Stretch as Stretch
from records.term import Term as Term
from records.unlearned import Unlearned as Unlearned

NO_DEADLINE = "9999-12-31"
"""Sorts letters without a deadline behind all others."""


class Document(models.Model):
    """One paper as received: one source file, its sha256, its state.

    `lease_token` names the try that reads it; only its holder may store results. `reader` tells
    which process that is. `page` counts the pages read so far, of `pages`. `twin_key` is equal for
    letters with the same code and issuer. `sampled` letters were drawn for a check of what the
    machine was sure of.
    """

    sha256 = models.CharField(max_length=64, unique=True)
    name = models.TextField("tên tệp")
    label = models.TextField("nhãn", blank=True, default="")
    stored = models.TextField()
    bytes = models.BigIntegerField()
    media_type = models.CharField(max_length=100, blank=True, default="")
    state = models.CharField(
        max_length=20, choices=[(state, state) for state in State], default=State.RECEIVED
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField(null=True, blank=True)
    queued_at = models.DateTimeField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    lease_token = models.CharField(max_length=32, blank=True, default="")
    reader = models.TextField(blank=True, default="")
    interruptions = models.PositiveSmallIntegerField(default=0)
    page = models.PositiveIntegerField(default=0)
    pages = models.PositiveIntegerField(default=0)
    error_code = models.CharField(max_length=60, blank=True, default="")
    error_vi = models.TextField(blank=True, default="")
    error_en = models.TextField(blank=True, default="")
    discarded_by = models.TextField(blank=True, default="")
    discarded_for = models.TextField(blank=True, default="")
    twin_key = models.CharField(max_length=64, blank=True, default="")
    wishes = models.JSONField(default=dict, blank=True)  # records.wishes
    drawn_at = models.DateTimeField(null=True, blank=True)  # records.copies
    archived_at = models.DateTimeField(null=True, blank=True)
    copies_tried = models.PositiveSmallIntegerField(default=0)
    copies_asked_at = models.DateTimeField(null=True, blank=True)
    look = models.CharField(max_length=64, blank=True, default="")  # records.rescans
    received_at = models.DateTimeField("nhận lúc")
    arrival_year = models.PositiveSmallIntegerField(null=True, blank=True)  # records.numbering
    arrival_number = models.PositiveIntegerField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    sampled = models.BooleanField(default=False)
    # What the record says, kept here so that lists need one table (records.entries).
    code = models.TextField("số, ký hiệu", blank=True, default="")
    subject = models.TextField("trích yếu", blank=True, default="")
    issuer = models.TextField("cơ quan ban hành", blank=True, default="")
    document_type = models.CharField(max_length=60, blank=True, default="")
    issued_on = models.CharField(max_length=10, blank=True, default="")
    due_on = models.CharField(max_length=10, default=NO_DEADLINE)
    doubtful = models.PositiveIntegerField(default=0)

    class Meta:
        """Names and indexes."""

        verbose_name = "văn bản"
        verbose_name_plural = "văn bản"
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["arrival_year", "arrival_number"], name="arrival_once"),
        ]
        indexes: ClassVar = [
            models.Index(
                name="document_unfinished",
                fields=["state", "id"],
                condition=Q(state__in=[State.RECEIVED, State.READING, State.FAILED]),
            ),
            models.Index(name="document_urgent", fields=["state", "due_on", "id"]),
            models.Index(name="document_due", fields=["due_on", "id"]),
            models.Index(name="document_newest", fields=["state", "-id"]),
            models.Index(name="document_received", fields=["received_at"]),
            models.Index(name="document_label", fields=["label"], condition=~Q(label="")),
            models.Index(name="document_issuer", fields=["issuer"]),
            models.Index(
                name="document_sample", fields=["state", "-id"], condition=Q(sampled=True)
            ),
            models.Index(
                name="document_without_copies",
                fields=["id"],
                condition=Q(drawn_at=None) | Q(archived_at=None),
            ),
            models.Index(name="document_twins", fields=["twin_key"], condition=~Q(twin_key="")),
        ]

    def __str__(self) -> str:
        return self.name


class Page(models.Model):
    """One page of a letter: `index` from 0.

    `words` is the layer in compact form; `marks` holds for each line its ink and table cell;
    `turned` is how many degrees clockwise the page is turned to stand upright;
    `mends` the words whose lost marks were given back (`records.wording`).
    """

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="page_rows")
    index = models.PositiveIntegerField()
    width_px = models.FloatField()
    height_px = models.FloatField()
    source = models.CharField(max_length=20)
    verdict = models.CharField(max_length=20)
    reason = models.TextField(blank=True, default="")
    words = models.JSONField()
    marks = models.JSONField(default=list, blank=True)
    turned = models.PositiveSmallIntegerField(default=0)
    mends = models.JSONField(default=list, blank=True)

    class Meta:
        """One row per page."""

        ordering: ClassVar = ["document", "index"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "index"], name="page_once"),
        ]

    def __str__(self) -> str:
        return f"{self.document_id}, trang {self.index + 1}"


class Record(models.Model):
    """The office's entry for one letter; `offers` holds what stands beside a value (`records.offers`)."""

    document = models.OneToOneField(Document, on_delete=models.CASCADE, related_name="record")
    drafted_at = models.DateTimeField()
    offers = models.JSONField(default=dict, blank=True)

    def __str__(self) -> str:
        return str(self.document_id)


class FieldValue(models.Model):
    """One value of a record with its evidence; `position` orders the values of a list field."""

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="values")
    name = models.CharField(max_length=40)
    position = models.PositiveIntegerField(default=0)
    value = models.JSONField()
    confidence = models.FloatField()
    page = models.PositiveIntegerField()
    box = models.JSONField(null=True, blank=True)
    quote = models.TextField()
    status = models.CharField(max_length=20)

    class Meta:
        """One row per value."""

        ordering: ClassVar = ["record", "name", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["record", "name", "position"], name="value_once"),
        ]
        indexes: ClassVar = [
            models.Index(name="value_of_name", fields=["name", "id"]),
            models.Index(name="value_corrected", fields=["-id"], condition=Q(status="corrected")),
        ]

    def __str__(self) -> str:
        return f"{self.record_id} {self.name}"


class Try(models.Model):
    """One try at reading a letter: when, by whom, how it ended; rows are never removed."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="tries")
    number = models.PositiveSmallIntegerField()
    token = models.CharField(max_length=32, unique=True)
    reader = models.TextField(blank=True, default="")
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ending = models.CharField(
        max_length=20, choices=[(ending, ending) for ending in Ending], blank=True, default=""
    )
    code = models.CharField(max_length=60, blank=True, default="")

    class Meta:
        """In the order they were made."""

        ordering: ClassVar = ["document", "id"]

    def __str__(self) -> str:
        return f"{self.document_id}, lần {self.number}: {self.ending}"


class Arrival(models.Model):
    """One file that came in and what became of it; rows are only ever added.

    `key` is what a sending program calls its upload, so that a repeated one is not a second one.
    """

    name = models.TextField("tên tệp")
    label = models.TextField(blank=True, default="")
    sha256 = models.CharField(max_length=64, blank=True, default="")
    bytes = models.BigIntegerField(default=0)
    outcome = models.CharField(max_length=20, choices=[(outcome, outcome) for outcome in Outcome])
    code = models.CharField(max_length=60, blank=True, default="")
    source = models.CharField(
        max_length=10, choices=[(source, source) for source in Source], default=Source.FOLDER
    )
    key = models.CharField(max_length=200, null=True, blank=True, unique=True)
    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, null=True, blank=True, related_name="arrivals"
    )
    arrived_at = models.DateTimeField()

    class Meta:
        """Newest first."""

        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return f"{self.name}: {self.outcome}"


class Correction(models.Model):
    """One change by staff; rows are only ever added, so the table is the history.

    `before` and `after` hold a value with its evidence, or null where there was none; of an
    approval they hold the state, of a word of the text its place and spelling. All rows of one `act` were one click and are undone together.
    """

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="corrections")
    act = models.CharField(max_length=32)
    kind = models.CharField(max_length=10, choices=[(kind, kind) for kind in Change])
    name = models.CharField(max_length=40, blank=True, default="")
    position = models.PositiveIntegerField(default=0)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    undoes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="undone_by"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True
    )
    program = models.TextField("chương trình", blank=True, default="")
    at = models.DateTimeField()

    class Meta:
        """Oldest first."""

        ordering: ClassVar = ["id"]
        indexes: ClassVar = [
            models.Index(name="correction_of_value", fields=["document", "name", "position"]),
            models.Index(name="correction_of_kind", fields=["kind", "at"]),
        ]

    def __str__(self) -> str:
        return f"{self.document_id} {self.kind} {self.name}"


class Event(models.Model):
    """One thing that happened to a letter, for trackers; written with the change itself."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in Happening])
    body = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        """In the order in which they became visible."""

        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"{self.pk} {self.kind}"


class Threshold(models.Model):
    """From which confidence on the office takes a field's values unseen; without a row, as fitted."""

    name = models.CharField(max_length=40, unique=True)
    least = models.FloatField()

    def __str__(self) -> str:
        return f"{self.name} ≥ {self.least}"
