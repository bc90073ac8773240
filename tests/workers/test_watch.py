"""The watched folder: only whole, plain files are taken, and nothing leaves before it is stored."""

import os
import socket
from pathlib import Path

import pytest
from django.db import DatabaseError, InterfaceError

from records import arrivals
from records.models import Arrival, Document
from records.states import Outcome
from workers.watch import Inbox

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("broker")]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty watched folder."""
    path = tmp_path / "inbox"
    path.mkdir()
    return path


def scan(folder: Path, *, looks: int = 3) -> Inbox:
    inbox = Inbox(folder, settle_s=1, partial_s=1)
    for now in range(looks):
        inbox.scan(now=now)
    return inbox


def test_subfolders_become_labels(folder: Path) -> None:
    (folder / "Khẩn" / "2026").mkdir(parents=True)
    (folder / "Khẩn" / "2026" / "a.pdf").write_bytes(b"a")
    (folder / "b.pdf").write_bytes(b"b")
    scan(folder)
    labels = dict(Document.objects.values_list("name", "label"))
    assert labels == {"a.pdf": "Khẩn/2026", "b.pdf": ""}
    assert not [path for path in folder.rglob("*") if path.is_file()]


def test_special_files_are_noted_and_never_opened(folder: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret")
    (folder / "link.pdf").symlink_to(secret)
    (folder / "linked folder").symlink_to(tmp_path)
    os.mkfifo(folder / "pipe.pdf")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(folder / "socket.pdf"))
        scan(folder)
    found = dict(Arrival.objects.values_list("name", "outcome"))
    names = {"link.pdf", "linked folder", "pipe.pdf", "socket.pdf"}
    assert found == dict.fromkeys(names, Outcome.REFUSED)
    assert secret.read_text() == "secret"
    assert {path.name for path in folder.iterdir()} == names


def test_being_told_to_stop_leaves_the_other_files_for_another_look(folder: Path) -> None:
    for at in range(4):
        (folder / f"{at}.pdf").write_bytes(b"%d" % at)
    inbox = scan(folder, looks=1)
    asked = iter([False, False, True])
    assert inbox.scan(now=2, enough=lambda: next(asked)) == 2
    assert len(list(folder.iterdir())) == 2
    assert inbox.scan(now=4) == 2
    assert not list(folder.iterdir())


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (b"xu\xe1\xbb\x91ng\ndong.pdf", "xuống�dong.pdf"),
        ("ba\u0301o ca\u0301o.pdf".encode(), "báo cáo.pdf"),
        (b"\xff\xfe.pdf", "��.pdf"),
        ("\u202efdp.exe".encode(), "�fdp.exe"),
        (b"a" * 251 + b".pdf", "a" * 251 + ".pdf"),
        (b"-rf.pdf", "-rf.pdf"),
    ],
)
def test_odd_names_are_data(folder: Path, name: bytes, shown: str) -> None:
    Path(os.fsdecode(bytes(folder) + b"/" + name)).write_bytes(name)
    scan(folder)
    assert Document.objects.get().name == shown
    assert not list(folder.iterdir())


def test_a_file_open_for_writing_waits(folder: Path) -> None:
    path = folder / "a.txt"
    with path.open("wb") as file:
        file.write(b"half")
        file.flush()
        inbox = scan(folder)
        assert not Document.objects.exists()
    inbox.scan(now=9)
    assert Document.objects.get().bytes == 4


def test_a_file_stays_while_it_cannot_be_stored(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "a.pdf").write_bytes(b"a")
    with monkeypatch.context() as patch:
        patch.setattr(arrivals, "_store", _broken)
        inbox = scan(folder)
        assert (folder / "a.pdf").exists()
    inbox.scan(now=9)
    assert Document.objects.count() == 1
    assert not (folder / "a.pdf").exists()


def _broken(*_: object, **__: object) -> Arrival:
    raise DatabaseError("disk full")


def test_a_file_that_cannot_be_removed_arrives_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "a.pdf").write_bytes(b"a")
    monkeypatch.setattr(Path, "unlink", _refused)
    inbox = scan(folder)
    for now in range(10, 15):
        inbox.scan(now=now)
    assert Arrival.objects.count() == 1


def _refused(*_: object, **__: object) -> None:
    raise PermissionError("read-only share")


def test_another_file_under_the_same_name_is_another_letter(folder: Path) -> None:
    (folder / "a.pdf").write_bytes(b"a")
    scan(folder)
    (folder / "a.pdf").write_bytes(b"b")
    scan(folder)
    assert list(Document.objects.order_by("id").values_list("name")) == [("a.pdf",), ("a.pdf",)]


def test_a_folder_that_vanished_is_no_reason_to_end(folder: Path) -> None:
    inbox = scan(folder)
    folder.rmdir()
    assert inbox.scan(now=9) == 0


def test_a_database_that_is_away_stops_the_look_and_no_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def away(*_: object, **__: object) -> None:
        asked.append(1)
        raise InterfaceError("connection already closed")

    for name in ("a.pdf", "b.pdf"):
        (folder / name).write_bytes(name.encode())
    with monkeypatch.context() as patched:
        patched.setattr(arrivals, "receive", away)
        inbox = scan(folder)
    assert len(asked) == 2  # one in each look from the second on
    assert len(list(folder.iterdir())) == 2
    inbox.scan(now=9)
    assert Document.objects.count() == 2
