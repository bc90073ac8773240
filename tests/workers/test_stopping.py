"""A loop ends when it is told to, at whatever moment that happens and however often."""

import signal
import subprocess
import sys

import pytest

# A signal comes each time the lock of the event is held: while the loop begins to wait, and while
# the event is being set for an earlier signal.
PROGRAM = """
import os, sys
from workers.stopping import stop_event

stop = stop_event()
LOCKED = {"Condition.wait", "Condition.notify_all"}

def again(frame, event, _):
    if event == "call" and frame.f_code.co_qualname in LOCKED:
        os.kill(os.getpid(), %d)

sys.setprofile(again)
while not stop.wait(0.1):
    pass
print("ended")
"""
# A process that hangs is not slow: it never ends.
HANGS_S = 60


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_signals_at_the_worst_moment_end_the_loop(number: signal.Signals) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", PROGRAM % number],
        capture_output=True,
        text=True,
        timeout=HANGS_S,
        check=False,
    )
    assert ended.stdout == "ended\n", ended.stderr
