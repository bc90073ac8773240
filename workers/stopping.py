"""Turns SIGTERM and SIGINT into an event that loops can wait for."""

import signal
import threading
from queue import SimpleQueue
from types import FrameType


def stop_event() -> threading.Event:
    """Return an event that is set when the process is told to stop.

    Signals come twice: to the group of processes, and from the shell that started this one. A
    handler may run inside another, or while the loop holds the event's lock, so it must not ask
    for that lock; a thread of its own sets the event.
    """
    stop = threading.Event()
    told: SimpleQueue[None] = SimpleQueue()

    def note(_signum: int, _frame: FrameType | None) -> None:
        told.put(None)  # the one kind of queue that may be interrupted by itself

    def pass_on() -> None:
        told.get()
        stop.set()

    threading.Thread(target=pass_on, daemon=True).start()
    signal.signal(signal.SIGTERM, note)
    signal.signal(signal.SIGINT, note)
    return stop
