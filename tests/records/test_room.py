"""A disk can be full of bytes or of names."""

import os
from types import SimpleNamespace

import pytest

from records import room


@pytest.mark.parametrize(
    ("files", "left", "low", "gone"),
    [
        (0, 0, False, False),
        (9000, 5000, False, False),
        (9000, 900, True, False),
        (9, 1, True, True),
    ],
)
def test_a_disk_without_inodes_is_full(
    monkeypatch: pytest.MonkeyPatch, *, files: int, left: int, low: bool, gone: bool
) -> None:
    monkeypatch.setattr(os, "statvfs", lambda _: SimpleNamespace(f_files=files, f_favail=left))
    monkeypatch.setattr(room, "free_bytes", lambda: 2**50)
    assert (room.is_low(), room.is_gone()) == (low, gone)
