"""A damaged database is noticed before anything is written, and every original can be read anew."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from config.damage import is_damaged
from tests.config.test_commands import vanthu


def made(path: Path) -> Path:
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("CREATE TABLE a (b TEXT)")
        database.execute("CREATE INDEX c ON a (b)")
        database.executemany("INSERT INTO a VALUES (?)", [(f"letter {n}" * 9,) for n in range(999)])
    return path


def test_a_whole_one_and_none_are_fine(tmp_path: Path) -> None:
    assert not is_damaged(made(tmp_path / "a"))
    assert not is_damaged(tmp_path / "none")


@pytest.mark.parametrize("at", [0, 8192, 40960])
def test_four_overwritten_kilobytes_are_noticed(tmp_path: Path, at: int) -> None:
    path = made(tmp_path / "a")
    with path.open("r+b") as file:
        file.seek(at)
        file.write(b"\xa5" * 4096)
    assert is_damaged(path)


def test_the_service_does_not_start_on_a_damaged_one(tmp_path: Path) -> None:
    data = tmp_path / "var"
    assert vanthu("manage", "migrate", "-v0", data=data).returncode == 0
    path = data / "vanthu.sqlite3"
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xa5" * 65536)
    before = path.read_bytes()
    started = vanthu("run", data=data)
    assert started.returncode == 1
    assert "vanthu restore" in started.stderr
    assert path.read_bytes() == before
