"""On PostgreSQL the words of a letter are kept as its text search wants them, not worked out each time."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

POSTGRESQL = (
    "ALTER TABLE records_searchentry ADD COLUMN words tsvector "
    "GENERATED ALWAYS AS (to_tsvector('simple', folded)) STORED",
    "DROP INDEX records_search",
    "CREATE INDEX records_search ON records_searchentry USING gin (words)",
)


def keep_words(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        for statement in POSTGRESQL:
            schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0010_copies_wishes_rescans"),
    ]

    operations = [
        migrations.RunPython(keep_words, migrations.RunPython.noop),
    ]
