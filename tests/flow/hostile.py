"""`make hostile`: sends malformed files through the running service and prints what became of each.

Real engine, real processes. Counted as wrong: a file that has not ended, a failure without a code,
a worker process above its limit of memory, a service that no longer reads a good letter.
"""

import hashlib
import shutil
import tempfile
import time
from collections import Counter
from pathlib import Path

import click

from corpus.samples.write import write_samples
from tests.flow.service import Service, running

HOSTILE = Path(__file__).resolve().parents[2].parent / "shared" / "hostile"
LEFT_OUT = {"README.md", "index.tsv"}
MOST_BYTES = 700 * 1024 * 1024
PART = 40
LONGEST_S = 1800
GOOD = "tot.pdf"


class Watched:
    """The highest memory that any process of a service has ever had, and what it read about then."""

    def __init__(self, service: Service) -> None:
        """Watch a service."""
        self._service = service
        self.most: dict[str, int] = {}
        self.meanwhile: dict[str, str] = {}

    def look(self) -> None:
        """Look once at all its processes."""
        for pid, command in self._service.processes().items():
            name = Path(command.split()[0]).name if command.split() else "?"
            if "workers.app" in command:
                name = "worker"
            if (peak := _peak(pid)) > self.most.get(name, 0):
                self.most[name], self.meanwhile[name] = peak, self._being_read()

    def _being_read(self) -> str:
        """Return what was read when a peak was seen, and what was read last before it."""
        tried = "SELECT d.name FROM records_try t JOIN records_document d ON d.id = t.document_id"
        rows = self._service.rows(f"{tried} ORDER BY t.id DESC LIMIT 4")
        return ", ".join(str(name) for (name,) in rows)


def _peak(pid: int) -> int:
    try:
        said = Path(f"/proc/{pid}/status").read_text(errors="replace")
    except OSError:
        return 0
    rows = [row.split() for row in said.splitlines() if row.startswith("VmHWM:")]
    return int(rows[0][1]) * 1024 if rows else 0


@click.command("hostile")
@click.option("--limit", type=int, help="Only so many files, evenly chosen.")
@click.argument("folder", default=str(HOSTILE), type=click.Path(file_okay=False, path_type=Path))
def main(*, limit: int | None, folder: Path) -> None:
    """Send every file of FOLDER through the service; exit status 1 when anything went wrong."""
    files = sorted(path for path in folder.glob("*") if path.is_file())
    files = [path for path in files if path.name not in LEFT_OUT]
    if not files:
        click.echo(f"SKIPPED: no files in {folder}")
        return
    if limit:
        files = files[:: max(1, len(files) // limit)][:limit]
    own = Path(tempfile.mkdtemp(prefix="vanthu-hostile-"))
    settings = {"VANTHU_READER": "ingest.read.read", "VANTHU_LEASE_S": "60"}
    with running(own / "var", **settings) as service:
        watched = Watched(service)
        for at in range(0, len(files), PART):
            _send(service, files[at : at + PART], watched)
            click.echo(f"{min(at + PART, len(files))} of {len(files)}", err=True)
        [good] = write_samples(own / "good", names=["cong-van-van-phong-don-doc"])
        service.drop(GOOD, good.read_bytes())
        _wait(service, watched)
        wrong = _report(service, files, watched)
    shutil.rmtree(own, ignore_errors=True)
    if wrong:
        raise click.exceptions.Exit(1)


def _send(service: Service, files: list[Path], watched: Watched) -> None:
    for path in files:
        service.drop(path.name, path.read_bytes())
    _wait(service, watched)


def _wait(service: Service, watched: Watched) -> None:
    end = time.monotonic() + LONGEST_S
    while time.monotonic() < end:
        watched.look()
        waiting = [path for path in service.inbox.rglob("*") if path.is_file()]
        states = {state for (state,) in service.rows("SELECT DISTINCT state FROM records_document")}
        if not waiting and not states & {"received", "reading"}:
            return
        time.sleep(0.3)


def _report(service: Service, files: list[Path], watched: Watched) -> int:
    """Print the table; return how much is wrong."""
    rows = service.rows("SELECT sha256, name, state, error_code, attempts FROM records_document")
    found = {sha256: (state, code) for sha256, _, state, code, _ in rows}
    names = {name: state for _, name, state, _, _ in rows}
    outcomes: Counter[str] = Counter()
    unknown = []
    for path in files:
        state, code = found.get(hashlib.sha256(path.read_bytes()).hexdigest(), ("lost", ""))
        outcomes[f"{state} {code}".strip()] += 1
        if state not in {"done", "needs_review"} and not (state == "failed" and code):
            unknown.append(f"{path.name}: {state} {code}")
    for outcome, count in sorted(outcomes.items()):
        click.echo(f"{count:>5}  {outcome}")
    alive = names.get(GOOD) in {"done", "needs_review"}
    heavy = {name: peak for name, peak in watched.most.items() if peak > MOST_BYTES}
    for name, peak in sorted(watched.most.items()):
        click.echo(
            f"peak {name:<16} {peak // 2**20:>5} MiB{'  ABOVE LIMIT' if name in heavy else ''}"
            f"  near {watched.meanwhile[name]}"
        )
    for line in unknown:
        click.echo(f"WRONG {line}")
    adds_up = service.call("reconcile", "--deep").returncode == 0
    click.echo(
        f"files={len(files)} unaccounted={len(unknown)} above_limits={len(heavy)} "
        f"crashes={outcomes['failed workers.silent']} alive={int(alive)} reconciled={int(adds_up)}"
    )
    return len(unknown) + len(heavy) + (not alive) + (not adds_up)


if __name__ == "__main__":
    main()
