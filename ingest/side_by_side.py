"""Reads pages of one letter side by side: pages go in, what was made of each comes out in their order."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Barrier
from types import TracebackType
from typing import Self, TypeVar

from ingest.heap import share_heap
from ingest.ocr import engine

Thing = TypeVar("Thing")
Made = TypeVar("Made")
# So many more than there are readers are given out, so that none waits while results are taken.
AHEAD = 1


class Readers:
    """Some threads, each with a Tesseract of its own, which lives until the end of the context."""

    def __init__(self, count: int) -> None:
        """Take so many readers, at least one; none is started before there is work for it."""
        self._count = count
        share_heap()
        self._pool = ThreadPoolExecutor(count)

    def __enter__(self) -> Self:
        """Nothing is done before `each`."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End all readers and their Tesseracts; after an error nothing more is begun."""
        if error is not None:
            self._pool.shutdown(cancel_futures=True)
            return
        everyone = Barrier(self._count)
        for _ in range(self._count):
            self._pool.submit(_leave, everyone)
        self._pool.shutdown()

    def each(self, make: Callable[[Thing], Made], things: Iterable[Thing]) -> Iterator[Made]:
        """Yield what is made of each thing, in their order; nothing more is begun once it is left.

        Raises:
            Exception: The first that `make` raises, in the order of the things.
        """
        begun: deque[Future[Made]] = deque()
        try:
            for thing in things:
                begun.append(self._pool.submit(make, thing))
                if len(begun) >= self._count + AHEAD:
                    yield begun.popleft().result()
            while begun:
                yield begun.popleft().result()
        finally:
            for future in begun:
                future.cancel()


def _leave(everyone: Barrier) -> None:
    """End the Tesseract of this thread, once each thread has come to do so."""
    everyone.wait()
    engine.stop()
