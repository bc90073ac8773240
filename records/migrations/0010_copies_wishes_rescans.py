"""Copies are noted, so that missed ones are made; letters that were read before have theirs."""

from django.db import migrations, models
from django.db.migrations.state import StateApps
from django.db.models import F, Q


def note_old(apps: StateApps, schema_editor: object) -> None:
    document = apps.get_model("records", "Document")
    old = document.objects.filter(state__in=["done", "needs_review", "approved"])
    old.update(drawn_at=F("finished_at"), archived_at=F("finished_at"))


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0009_lists"),
    ]

    operations = [
        migrations.AddField("document", "wishes", models.JSONField(blank=True, default=dict)),
        migrations.AddField("document", "drawn_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField("document", "archived_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField(
            "document", "copies_tried", models.PositiveSmallIntegerField(default=0)
        ),
        migrations.AddField(
            "document", "copies_asked_at", models.DateTimeField(blank=True, null=True)
        ),
        migrations.AddField(
            "document", "look", models.CharField(blank=True, default="", max_length=64)
        ),
        migrations.CreateModel(
            name="Shingle",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("value", models.BigIntegerField()),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=models.CASCADE,
                        related_name="shingles",
                        to="records.document",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["value", "document"], name="shingle_value")],
            },
        ),
        migrations.AddIndex(
            "document",
            models.Index(
                condition=Q(("drawn_at", None), ("archived_at", None), _connector="OR"),
                fields=["id"],
                name="document_without_copies",
            ),
        ),
        migrations.RunPython(note_old, migrations.RunPython.noop),
    ]
