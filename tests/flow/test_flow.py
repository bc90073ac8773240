"""A dropped file becomes a stored record, whatever happens to the processes on the way."""

import json
import os
import random
import signal
import time
from pathlib import Path

import pikepdf
import pytest
import redis

from config.broker import socket_path
from corpus.samples.write import write_samples
from tests.flow.letters import letter
from tests.flow.service import Service, parent, running
from tests.ingest.making import locked, printed

SEED = random.Random(20)


def state(service: Service, name: str) -> str | None:
    return service.states().get(name)


def ended(service: Service, *names: str) -> bool:
    states = service.states()
    return all(states.get(name) in {"done", "needs_review", "failed"} for name in names)


def tries(service: Service, name: str) -> list[str]:
    found = service.rows(
        "SELECT t.ending FROM records_try t JOIN records_document d ON d.id = t.document_id "
        f"WHERE d.name = '{name}' ORDER BY t.id"
    )
    return [str(ending) for (ending,) in found]


@pytest.mark.engine
def test_a_dropped_scan_becomes_a_record(service: Service, tmp_path: Path) -> None:
    [scan] = write_samples(tmp_path, names=["cong-van-van-phong-don-doc"])
    dropped = service.drop("mẫu/công văn.pdf", scan.read_bytes())
    service.until(lambda: ended(service, "công văn.pdf"))
    assert not dropped.exists()
    exported = [json.loads(line) for line in service.call("export").stdout.splitlines()]
    [record] = [one for one in exported if one["file"] == "công văn.pdf"]
    wanted = json.loads(scan.with_suffix(".json").read_text())
    assert record["label"] == "mẫu"
    assert record["symbol"] == wanted["symbol"]
    assert record["document_type"] == wanted["document_type"]
    assert record["evidence"]["symbol"]["quote"]


def test_the_same_bytes_twice_are_one_letter_and_two_arrivals(service: Service) -> None:
    content = letter(101)
    for name in ("hai lần.txt", "hai lần nữa.txt"):
        service.drop(name, content)
    service.until(
        lambda: (
            service.rows(
                "SELECT count(*) FROM records_arrival WHERE name LIKE 'hai lần%'",
            )
            == [(2,)]
        )
    )
    found = service.rows(
        "SELECT outcome FROM records_arrival WHERE name LIKE 'hai lần%' ORDER BY id"
    )
    assert found == [("stored",), ("duplicate",)]
    assert len([name for name in service.states() if name.startswith("hai lần")]) == 1
    assert not list(service.inbox.glob("hai lần*"))


def test_a_file_still_being_written_is_not_taken(service: Service) -> None:
    path = service.inbox / "đang chép.txt"
    content = letter(102)
    with path.open("wb") as file:
        for part in range(0, len(content), 40):
            file.write(content[part : part + 40])
            file.flush()
            time.sleep(0.15)
        time.sleep(1)
        assert state(service, "đang chép.txt") is None
    service.until(lambda: ended(service, "đang chép.txt"))
    assert service.rows("SELECT bytes FROM records_document WHERE name = 'đang chép.txt'") == [
        (len(content),)
    ]


def test_bad_files_fail_with_a_reason_and_never_stop_the_others(
    service: Service, tmp_path: Path
) -> None:
    whole = printed(tmp_path / "whole.pdf").read_bytes()
    with pikepdf.new() as nothing:
        nothing.save(tmp_path / "none.pdf")
    bad = {
        "khóa.pdf": (
            locked(tmp_path / "locked.pdf", user="a", owner="b").read_bytes(),
            "ingest.encrypted_pdf",
        ),
        "rỗng.pdf": (b"", "ingest.empty_file"),
        "cụt.pdf": (whole[: len(whole) // 2], "ingest.corrupt_file"),
        "không phải.pdf": (b"Day khong phai la PDF.", "ingest.unsupported_type"),
        "không trang.pdf": ((tmp_path / "none.pdf").read_bytes(), "ingest.no_pages"),
    }
    for name, (content, _) in bad.items():
        service.drop(name, content)
    service.drop("tốt.pdf", whole)
    service.until(lambda: ended(service, *bad, "tốt.pdf"))
    rows = service.rows("SELECT name, state, error_code, error_vi FROM records_document")
    found = {name: (state, code, vi) for name, state, code, vi in rows}
    for name, (_, code) in bad.items():
        assert found[name][:2] == ("failed", code)
        assert found[name][2]
    assert found["tốt.pdf"][0] in {"done", "needs_review"}
    listed = json.loads(service.call("status", "--json").stdout)["failures"]
    assert {failure["file"] for failure in listed} >= set(bad)


def test_a_killed_reader_is_noticed_and_its_letter_read(service: Service) -> None:
    service.drop("giết con.txt", letter(103, pages=2, seconds=1.5, child=1))
    service.until(lambda: state(service, "giết con.txt") == "reading")
    [reader] = service.rows("SELECT reader FROM records_document WHERE name = 'giết con.txt'")
    child = int(reader[0].split()[1].partition(":")[0])
    os.kill(child, signal.SIGKILL)
    service.until(lambda: ended(service, "giết con.txt"))
    assert tries(service, "giết con.txt") == ["silent", "paused", "read"]
    service.until(lambda: not _orphans(service))


def test_a_killed_worker_leaves_nothing_behind_and_no_letter_unread(service: Service) -> None:
    names = [f"giết cha {at}.txt" for at in range(6)]
    for at, name in enumerate(names):
        service.drop(name, letter(110 + at, seconds=0.8, child=1))
    service.until(lambda: "reading" in {state(service, name) for name in names})
    time.sleep(SEED.uniform(0, 0.5))
    old = service.worker_children()
    os.kill(service.worker(), signal.SIGKILL)
    service.until(lambda: not set(old) & set(service.processes()))
    service.until(lambda: ended(service, *names))
    counted = service.rows("SELECT max(attempts) FROM records_document WHERE name LIKE 'giết cha%'")
    assert counted == [(1,)], "a stopped worker is not the letters' fault"
    service.until(lambda: not _orphans(service))


def test_an_emptied_broker_loses_no_letter(service: Service) -> None:
    names = [f"mất tin {at}.txt" for at in range(8)]
    for at, name in enumerate(names):
        service.drop(name, letter(120 + at, seconds=0.3))
    service.until(lambda: len(set(names) & set(service.states())) == len(names))
    with redis.Redis(unix_socket_path=str(socket_path(service.data))) as broker:
        broker.flushall()
    # The sweep asks again when a message is ten seconds old and no other waits.
    service.until(lambda: ended(service, *names))


def test_a_poisoned_letter_is_set_aside_and_the_others_are_read(service: Service) -> None:
    for at, then in enumerate(("kill", "segv")):
        service.drop(f"độc {then}.txt", letter(130 + at, then=then))
    service.drop("lành.txt", letter(135))
    service.until(lambda: ended(service, "độc kill.txt", "độc segv.txt", "lành.txt"))
    rows = service.rows(
        "SELECT state, attempts, error_code FROM records_document WHERE name LIKE 'độc%'"
    )
    assert rows == [("failed", 3, "workers.silent")] * 2
    assert tries(service, "độc kill.txt") == ["silent"] * 3


def test_a_failed_letter_can_be_tried_again(service: Service) -> None:
    service.drop("lỗi.txt", letter(136, then="raise"))
    service.until(lambda: state(service, "lỗi.txt") == "failed")
    [(number,)] = service.rows("SELECT id FROM records_document WHERE name = 'lỗi.txt'")
    assert service.call("retry", str(number)).returncode == 0
    service.until(lambda: len(tries(service, "lỗi.txt")) == 6)
    service.until(lambda: state(service, "lỗi.txt") == "failed")
    assert set(tries(service, "lỗi.txt")) == {"postponed", "failed"}
    assert service.call("discard", str(number), "--reason", "thử").returncode == 0
    assert state(service, "lỗi.txt") == "discarded"
    assert service.call("discard", str(number), "--reason", "thử").returncode == 1


def test_a_long_letter_lets_short_ones_go_first(service: Service) -> None:
    service.drop("dài 1.txt", letter(140, pages=30, seconds=0.2))
    service.drop("dài 2.txt", letter(141, pages=30, seconds=0.2))
    service.until(lambda: "paused" in tries(service, "dài 1.txt"))
    short = [f"ngắn {at}.txt" for at in range(10)]
    for at, name in enumerate(short):
        service.drop(name, letter(150 + at))
    service.until(lambda: ended(service, *short))
    assert not ended(service, "dài 1.txt")
    service.until(lambda: ended(service, "dài 1.txt", "dài 2.txt"))
    pages = service.rows(
        "SELECT count(*) FROM records_page p JOIN records_document d ON d.id = p.document_id "
        "WHERE d.name LIKE 'dài%'"
    )
    assert pages == [(60,)]


def test_everything_adds_up(service: Service) -> None:
    found = service.call("reconcile", "--deep")
    assert found.returncode == 0, found.stdout


def test_stopping_leaves_no_process_and_loses_no_letter(tmp_path: Path) -> None:
    with running(tmp_path / "var") as own:
        own.drop("dở.txt", letter(1, pages=50, seconds=0.5, child=1))
        own.until(lambda: state(own, "dở.txt") == "reading")
        assert own.stop(signal.SIGINT) == 0
        assert not own.processes()
        assert own.rows("SELECT state, attempts FROM records_document") == [("received", 0)], (
            own.log()
        )


def test_a_killed_service_leaves_no_process_and_goes_on_where_it_was(tmp_path: Path) -> None:
    with running(tmp_path / "var") as own:
        assert own.child is not None
        own.drop("dở.txt", letter(1, pages=2, seconds=0.8, child=1))
        own.until(lambda: state(own, "dở.txt") == "reading")
        os.killpg(own.child.pid, signal.SIGKILL)
        own.child.wait()
        own.until(lambda: not own.processes())
        own.start()
        own.until(lambda: own.at_rest(1))
        assert tries(own, "dở.txt")[-1] == "read"
        assert own.rows("SELECT attempts FROM records_document") == [(1,)]


def _orphans(service: Service) -> dict[int, str]:
    """Outside programs whose reader has ended."""
    readers = set(service.worker_children())
    running = service.processes("sleep 0.8") | service.processes("sleep 1.5")
    return {pid: said for pid, said in running.items() if parent(pid) not in readers}
