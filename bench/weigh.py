"""Runs one program to its end and weighs it; `bench.children` starts this in front of it.

The processor time of a process belongs to whoever waits for it. bubblewrap and others end before
the program they started is waited for, and its time would be nobody's: this process adopts what is
left behind and adds it.
"""

import ctypes
import json
import os
import sys
import time
from collections.abc import Sequence

SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER of linux/prctl.h


def main(report: int, command: Sequence[str]) -> None:
    """Run a command; write its seconds by the clock, of the processor, and how it ended.

    Args:
        report: An open file descriptor, for one line of JSON.
        command: Program and arguments.
    """
    if ctypes.CDLL(None, use_errno=True).prctl(SUBREAPER, 1, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl(PR_SET_CHILD_SUBREAPER)")
    started = time.monotonic()
    child = os.posix_spawnp(command[0], list(command), os.environ)
    wall = cpu = 0.0
    status = 0
    while True:
        try:
            ended, how, usage = os.wait4(-1, 0)
        except ChildProcessError:
            break
        cpu += usage.ru_utime + usage.ru_stime
        if ended == child:
            wall, status = time.monotonic() - started, os.waitstatus_to_exitcode(how)
    said = {"wall_s": wall, "cpu_s": cpu, "status": status}
    os.write(report, json.dumps(said).encode())


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
