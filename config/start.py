"""Starts Django for commands that need the database: nothing goes in, a ready registry comes out."""

import os

import click
import django


def start() -> None:
    """Load the settings and the apps (the Celery app among them)."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()


def start_with_tables() -> None:
    """The same, and make sure that the database has been made.

    Raises:
        click.ClickException: Its tables are missing or from an older version.
    """
    start()
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise click.ClickException(
            "Cơ sở dữ liệu chưa sẵn sàng: hãy chạy `make run` một lần. "
            "(The database is not ready: run `make run` once, or `vanthu manage migrate`.)"
        )
