"""Runs processes side by side: names and commands go in, nothing is left running at the end."""

import os
from collections.abc import Sequence
from functools import partial
from typing import Any

import honcho.manager
from honcho.process import Popen, Process

from config.environment import BASE
from config.kernel import adopt_orphans, die_with_parent, kill_children
from config.processes import Part
from config.threads import ONE_THREAD

# How long a worker may take to put its letter back before it is killed.
STOP_S = 20
# Told to stop when all others have stopped.
LAST = "redis"
# What honcho reports when SIGINT or SIGTERM ended it: for us a normal end.
STOPPED = frozenset({None, 0, 130, 143})
EVERYWHERE = {
    **ONE_THREAD,
    "PYTHONUNBUFFERED": "1",
    # In a container everything runs as root, and its messages carry nothing but numbers.
    "PYTHONWARNINGS": "ignore:You're running the worker",
}


class Tied(Process):  # type: ignore[misc]  # honcho has no types
    """A process that does not outlive the supervisor, however that ends.

    Attributes:
        kept_open: Handles of files that its command inherits.
    """

    kept_open: tuple[int, ...] = ()

    def run(self, *args: object, **options: object) -> None:
        """Run the command; this is already a process of its own."""
        die_with_parent()
        self._child_ctor = partial(Popen, pass_fds=self.kept_open)
        super().run(*args, **options)


class Supervisor(honcho.manager.Manager):  # type: ignore[misc]  # honcho has no types
    """honcho's manager, which also bears a signal before every process has started."""

    def __init__(self, parts: Sequence[Part], *, keep_open: int) -> None:
        """Add the parts; each inherits one open file."""
        super().__init__()
        self._terminating = False
        honcho.manager.KILL_WAIT = STOP_S
        self._process_ctor = Tied
        self._asked = False
        self._last_told = False
        environment = {**os.environ, **EVERYWHERE}
        for part in parts:
            added = self.add_process(part.name, part.kept, env=environment, cwd=str(BASE))
            added.kept_open = (keep_open,)

    def terminate(self) -> None:
        """Stop every process, or remember to do so once all have started."""
        self._asked = True
        if super()._all_started():
            self._terminate_all_but_last()

    def _terminate_all_but_last(self) -> None:
        """Let the broker live until those who talk to it have ended."""
        if self._terminating:
            return
        self._terminating = True
        for name, process in self._processes.items():
            if name != LAST:
                self._tell(process)

    def _tell(self, process: dict[str, Any]) -> None:
        if process.get("returncode") is None and process.get("pid"):
            self._procmgr.terminate(process["pid"])

    def _any_stopped(self) -> bool:
        """Tell whether one has ended, or all have been told to: the time to kill runs from there."""
        return self._terminating or bool(super()._any_stopped())

    def _all_stopped(self) -> bool:
        others = [one for name, one in self._processes.items() if name != LAST]
        if self._terminating and all(one.get("returncode") is not None for one in others):
            self._tell_last()
        return bool(super()._all_stopped())

    def _tell_last(self) -> None:
        if LAST in self._processes and not self._last_told:
            self._last_told = True
            self._tell(self._processes[LAST])

    def _all_started(self) -> bool:
        started: bool = super()._all_started()
        if started and self._asked:
            self._terminate_all_but_last()
        return started


def run(parts: Sequence[Part], *, keep_open: int) -> int:
    """Run until SIGINT or SIGTERM.

    Args:
        parts: What to run.
        keep_open: Handle of a file that stays open until the last process has ended.

    Returns:
        0 after an orderly stop.
    """
    adopt_orphans()
    supervisor = Supervisor(parts, keep_open=keep_open)
    try:
        supervisor.loop()
    finally:
        kill_children()
    return 0 if supervisor.returncode in STOPPED else int(supervisor.returncode)
