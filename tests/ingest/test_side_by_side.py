"""Pages read side by side come back in order, each reader has an engine of its own, none is left."""

import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from corpus.samples.write import write_samples
from ingest.errors import CorruptFile
from ingest.ocr import engine, tesseract
from ingest.read import read
from ingest.side_by_side import Readers


def test_results_come_in_the_order_of_the_things() -> None:
    first_may_go = threading.Event()

    def make(number: int) -> int:
        if number == 0:
            assert first_may_go.wait(30)
        first_may_go.set()
        return number * number

    with Readers(2) as readers:
        assert list(readers.each(make, range(7))) == [k * k for k in range(7)]


def test_nothing_is_begun_far_ahead_of_what_is_taken() -> None:
    begun: list[int] = []

    def make(number: int) -> int:
        begun.append(number)
        return number

    with Readers(2) as readers:
        made = readers.each(make, range(50))
        assert next(made) == 0
        del made
    assert len(begun) <= 3


def test_a_failure_is_raised_where_its_thing_stands() -> None:
    def make(number: int) -> int:
        if number == 1:
            raise CorruptFile
        return number

    def taken(readers: Readers) -> Iterator[int]:
        yield from readers.each(make, range(4))

    with Readers(3) as readers:
        made = taken(readers)
        assert next(made) == 0
        with pytest.raises(CorruptFile):
            next(made)


def test_after_an_error_nothing_more_is_begun() -> None:
    begun: list[int] = []
    first_may_go = threading.Event()

    def make(number: int) -> int:
        begun.append(number)
        assert first_may_go.wait(30)
        return number

    with pytest.raises(KeyboardInterrupt), Readers(1) as readers:
        made = readers.each(make, range(9))
        threading.Timer(0.2, first_may_go.set).start()
        next(made)
        raise KeyboardInterrupt
    assert begun[-1] <= 2


@pytest.mark.engine
def test_each_reader_has_a_tesseract_and_none_is_left() -> None:
    both = threading.Barrier(2)
    blank = np.full((60, 60), 255, np.uint8)

    def pid(_: int) -> int:
        both.wait(60)
        tesseract.lines_of(blank, languages=("vie",), timeout_s=60)
        return int(engine._own.engine.child.pid)

    with Readers(2) as readers:
        pids = set(readers.each(pid, range(2)))
        assert len(pids) == 2 and all(Path(f"/proc/{one}").exists() for one in pids)
    assert not any(Path(f"/proc/{one}").exists() for one in pids)


@pytest.mark.engine
def test_a_letter_is_read_the_same_side_by_side(tmp_path: Path) -> None:
    [scan] = write_samples(tmp_path, names=["huong-dan-ho-so-thi-dua"])
    seen: list[int] = []
    with Readers(3) as readers:
        together = read(scan, readers=readers, on_page=lambda page, _: seen.append(page))
    alone = read(scan)
    assert together == alone
    assert seen == list(range(1, alone.pages + 1))
