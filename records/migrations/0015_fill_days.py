"""The days on which letters read so far are due; apart from 0014, for PostgreSQL fills no table it is changing."""

from typing import Any

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

CHUNK = 2000


def fill(apps: Apps, _editor: BaseDatabaseSchemaEditor | None) -> None:
    """Write the days of letters read so far."""
    values = apps.get_model("records", "FieldValue").objects.filter(name="deadlines")
    due_day = apps.get_model("records", "DueDay")
    rows = values.order_by("record_id").values_list("record__document_id", "value")
    days: dict[tuple[int, str], None] = {}
    for letter, value in rows.iterator(chunk_size=CHUNK):
        day = value.get("last_day") if isinstance(value, dict) else None
        if isinstance(day, str) and 0 < len(day) <= 10:
            days[letter, day] = None
        if len(days) >= CHUNK:
            _write(due_day, days)
    _write(due_day, days)


def _write(due_day: Any, days: dict[tuple[int, str], None]) -> None:
    due_day.objects.bulk_create(
        (due_day(document_id=letter, day=day) for letter, day in days), ignore_conflicts=True
    )
    days.clear()


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0014_days_terms"),
    ]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
    ]
