"""Runs processes side by side: names and commands go in, nothing is left running at the end."""

import os
from collections.abc import Sequence

import honcho.manager
from honcho.process import Process

from config.environment import BASE
from config.kernel import adopt_orphans, die_with_parent, kill_children
from config.processes import Part

# How long a worker may take to put its letter back before it is killed.
STOP_S = 20
# What honcho reports when SIGINT or SIGTERM ended it: for us a normal end.
STOPPED = frozenset({None, 0, 130, 143})


class Tied(Process):  # type: ignore[misc]  # honcho has no types
    """A process that does not outlive the supervisor, however that ends."""

    def run(self, *args: object, **options: object) -> None:
        """Run the command; this is already a process of its own."""
        die_with_parent()
        super().run(*args, **options)


class Supervisor(honcho.manager.Manager):  # type: ignore[misc]  # honcho has no types
    """honcho's manager, which also bears a signal before every process has started."""

    def __init__(self, parts: Sequence[Part]) -> None:
        super().__init__()
        honcho.manager.KILL_WAIT = STOP_S
        self._process_ctor = Tied
        self._asked = False
        environment = {**os.environ, "PYTHONUNBUFFERED": "1", "OMP_THREAD_LIMIT": "1"}
        for part in parts:
            self.add_process(part.name, part.kept, env=environment, cwd=str(BASE))

    def terminate(self) -> None:
        """Stop every process, or remember to do so once all have started."""
        self._asked = True
        if super()._all_started():
            super().terminate()

    def _all_started(self) -> bool:
        started: bool = super()._all_started()
        if started and self._asked and not self._terminating:
            super().terminate()
        return started


def run(parts: Sequence[Part]) -> int:
    """Run until SIGINT or SIGTERM; return 0 after an orderly stop."""
    adopt_orphans()
    supervisor = Supervisor(parts)
    try:
        supervisor.loop()
    finally:
        kill_children()
    return 0 if supervisor.returncode in STOPPED else int(supervisor.returncode)
