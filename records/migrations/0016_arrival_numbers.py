"""Gives every letter that is here the number of arrival that registers have shown until now."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.utils import timezone

CHUNK = 5000
GIVE = "UPDATE records_document SET arrival_year = %s, arrival_number = %s WHERE id = %s"


def give_numbers(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    document = apps.get_model("records", "Document")
    rows = document.objects.order_by("received_at", "id").values_list("id", "received_at")
    numbered, year, number = [], 0, 0
    for key, received_at in rows.iterator(chunk_size=CHUNK):
        arrived = timezone.localtime(received_at).year
        number = number + 1 if arrived == year else 1
        year = arrived
        numbered.append((year, number, key))
    with schema_editor.connection.cursor() as cursor:
        for first in range(0, len(numbered), CHUNK):
            cursor.executemany(GIVE, numbered[first : first + CHUNK])


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0015_fill_days"),
    ]

    operations = [
        migrations.AddField(
            model_name="document",
            name="arrival_number",
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="document",
            name="arrival_year",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.RunPython(give_numbers, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.UniqueConstraint(
                fields=("arrival_year", "arrival_number"), name="arrival_once"
            ),
        ),
    ]
