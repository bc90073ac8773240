"""How many keys and seconds a letter costs at the desk: twenty sample letters go in, figures come out.

    .venv/bin/python -m bench.desk [FOLDER]

Draws the letters, reads them, opens the desk in Chromium on a service of its own and lets a script
check one after another (`bench.clerk`). Prints a line of JSON a letter and one for all. With a
FOLDER it first takes the pictures of the docs (`bench.screens`).
"""

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

COUNT = 20
SCREEN = {"width": 1366, "height": 768}
LOOK_S = 1.0
"""So long a clerk looks at a value before a key is pressed; counted for each stop."""
PATIENCE_S = 60


def main(pictures: Path | None) -> None:
    """Read the letters, let the script check them and print what it cost."""
    with tempfile.TemporaryDirectory(prefix="vanthu-desk-") as folder:
        os.environ["VANTHU_DATA"] = f"{folder}/data"
        os.environ["VANTHU_ARCHIVE"] = "0"
        golds = _read(Path(folder))
        with _serving() as address:
            if pictures is not None:
                from bench import screens

                screens.main(address, pictures)
            rows = list(_checked(address, golds))
    right = [row for row in rows if not row["wrong"]] or rows
    seconds = [row["seconds"] + LOOK_S * row["stops"] for row in rows]
    print(json.dumps({  # noqa: T201
        "letters": len(golds), "approved": len(rows), "all_right": len(right),
        "median_keys_all_right": median(row["keys"] for row in right),
        "median_keys": median(row["keys"] for row in rows),
        "median_seconds": round(median(seconds), 1), "most_seconds": round(max(seconds), 1),
    }))  # fmt: skip


def _read(folder: Path) -> dict[int, Path]:
    """Draw, store and read the letters; return the gold record of each by its number."""
    from config.start import start

    start()
    from django.core.management import call_command

    from corpus.samples.letters import LETTERS
    from corpus.samples.look import scan_look
    from corpus.samples.write import write_samples

    call_command("migrate", verbosity=0)
    names = [letter.name for letter in LETTERS]
    scans = write_samples(folder / "first")
    for name in names[: COUNT - len(scans)]:
        # The same text on another day, from another scanner.
        scans += write_samples(folder / "again", names=[name], look=scan_look(f"{name}, again"))
    return {number: scan.with_suffix(".json") for scan in scans if (number := _kept(scan))}


def _kept(scan: Path) -> int:
    from django.utils import timezone

    from records import uploads
    from records.arrivals import Origin
    from records.states import Source
    from workers import tasks

    with scan.open("rb") as file:
        arrival = uploads.take(file, Origin(scan.name, "", Source.WEB), now=timezone.now())
    number = arrival.document_id or 0
    tasks.read_document(number)
    tasks.draw_pages(number)
    return number


@contextmanager
def _serving() -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        # As the service runs it: the first visitor does not wait for it to be loaded.
        "--preload",
        "--threads",
        "4",
        "-b",
        f"127.0.0.1:{port}",
        "config.wsgi",
    ]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as service:  # noqa: S603
        try:
            _until_open(port)
            yield f"http://127.0.0.1:{port}"
        finally:
            service.terminate()


def _until_open(port: int) -> None:
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    raise TimeoutError(port)


def _checked(address: str, golds: dict[int, Path]) -> Iterator[dict[str, float]]:
    from playwright.sync_api import sync_playwright

    from bench.clerk import Clerk

    program = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        tab = browser.new_context(viewport=SCREEN, base_url=address).new_page()  # type: ignore[arg-type]
        for number, gold in golds.items():
            begun = time.monotonic()
            tab.goto(f"/van-ban/{number}/")
            opened = time.monotonic() - begun
            work = Clerk(tab, json.loads(gold.read_text("utf-8"))).check()
            said = _left(tab, number)
            row = {"letter": number, "keys": work.keys, "stops": work.stops, "wrong": work.wrong}
            if said is not None:
                print(json.dumps({**row, "not_approved": said}), flush=True)  # noqa: T201
                continue
            seconds = {"opened": round(opened, 2), "seconds": round(time.monotonic() - begun, 2)}
            print(json.dumps(row | seconds), flush=True)  # noqa: T201
            yield {**row, **seconds}
        browser.close()


def _left(tab: "Page", number: int) -> str | None:
    """Wait until the next letter is shown; return what the desk said if it is not."""
    from playwright.sync_api import TimeoutError as Stuck

    try:
        tab.wait_for_url(lambda url: f"/van-ban/{number}/" not in url, timeout=PATIENCE_S * 1000)
    except Stuck:
        return " ".join(
            tab.locator(".trouble:visible, .toast:visible, .away:visible").all_inner_texts()
        )
    return None


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
