"""Turns SIGTERM and SIGINT into an event that loops can wait for."""

import signal
import threading
from types import FrameType


def stop_event() -> threading.Event:
    """Return an event that is set when the process is told to stop."""
    stop = threading.Event()

    def note(_signum: int, _frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, note)
    signal.signal(signal.SIGINT, note)
    return stop
