"""Brings the tables up to date: a database goes in, the same with all migrations comes out.

Before anything changes, SQLite's is copied aside, so that the version before can be gone back to.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from records.store import sync_folder

KEPT = "before-upgrade.sqlite3"


def migrate() -> None:
    """Apply what is missing; each migration is one transaction, so being killed half-way harms none."""
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if missing and executor.loader.applied_migrations and connection.vendor == "sqlite":
        _keep(Path(settings.DATABASES["default"]["NAME"]))
    call_command("migrate", verbosity=0, interactive=False)


def _keep(database: Path) -> None:
    """Copy a database aside as it is now."""
    aside = database.with_name(f".{KEPT}.part")
    aside.unlink(missing_ok=True)
    with closing(sqlite3.connect(database)) as live, closing(sqlite3.connect(aside)) as copy:
        live.backup(copy)
    aside.chmod(0o600)
    aside.rename(database.with_name(KEPT))
    sync_folder(database.parent)
