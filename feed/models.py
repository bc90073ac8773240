"""Where events are sent: the trackers' addresses, how far each has come, and every attempt."""

from typing import ClassVar

from django.db import models

from records.models import Event


class Endpoint(models.Model):
    """One tracker that is told of events.

    `cursor` is the number of the last event it has dealt with; events go out one after another, so
    their order is kept. `next_at` is when its turn comes again; whoever moves it has the turn.
    """

    name = models.CharField(max_length=100, unique=True)
    url = models.TextField()
    secret = models.CharField(max_length=80)
    kinds = models.JSONField()
    active = models.BooleanField(default=True)
    cursor = models.BigIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField()
    created_at = models.DateTimeField()

    class Meta:
        """In the order they were made."""

        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.name


class Delivery(models.Model):
    """One attempt to send one event; forgotten after `VANTHU_DELIVERIES_DAYS`.

    `status` is HTTP's, or null when there was no answer; `error` is a code of docs/errors.md.
    `final` marks the attempt after which the event is not tried again.
    """

    endpoint = models.ForeignKey(Endpoint, on_delete=models.CASCADE, related_name="deliveries")
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="deliveries")
    number = models.PositiveSmallIntegerField()
    status = models.PositiveSmallIntegerField(null=True)
    error = models.CharField(max_length=60, blank=True, default="")
    final = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        """Newest first."""

        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return f"{self.endpoint_id}, {self.event_id}: {self.status or self.error}"
