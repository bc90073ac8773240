"""Before tables change, SQLite's database is kept as it was."""

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.config.test_commands import vanthu

UPGRADE = "from config.upgrade import migrate; migrate()"


def applied(path: Path) -> int:
    with closing(sqlite3.connect(path)) as database:
        [count] = database.execute("SELECT count(*) FROM django_migrations").fetchone()
    return int(count)


def test_database_of_the_version_before_is_kept(tmp_path: Path) -> None:
    data = tmp_path / "var"
    kept = data / "before-upgrade.sqlite3"
    assert vanthu("manage", "migrate", "-v0", "records", "0013", data=data).returncode == 0
    before = applied(data / "vanthu.sqlite3")
    assert vanthu("manage", "shell", "-c", UPGRADE, data=data).returncode == 0
    assert applied(data / "vanthu.sqlite3") > before
    assert applied(kept) == before
    stamp = kept.stat().st_mtime_ns
    assert vanthu("manage", "shell", "-c", UPGRADE, data=data).returncode == 0
    assert kept.stat().st_mtime_ns == stamp


def test_a_new_database_has_nothing_to_keep(tmp_path: Path) -> None:
    data = tmp_path / "var"
    assert vanthu("manage", "shell", "-c", UPGRADE, data=data).returncode == 0
    assert not (data / "before-upgrade.sqlite3").exists()
