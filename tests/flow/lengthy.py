"""A scan of 300 pages and fifty short letters come at once, and are read by the real engine."""

import time

import click

from bench.lengthy import PAGES, write_lengthy
from bench.letters import SCANS
from corpus.samples.write import write_samples
from tests.flow.kills import Run
from tests.flow.ledger import ENDED

SHORT = 50
LONG = "dài.pdf"


def scan_and_short_letters(run: Run) -> None:
    """The long scan comes first; the fifty behind it must not wait for it."""
    folder = run.service.data.with_name("made")
    samples = write_samples(folder)
    write_lengthy(tuple(sorted(SCANS.glob("*.pdf"))) or tuple(samples), folder / LONG, PAGES)
    began = time.monotonic()
    run.ledger.drop(LONG, (folder / LONG).read_bytes())
    short = [f"ngắn {number}.pdf" for number in range(SHORT)]
    for number, name in enumerate(short):
        content = samples[number % len(samples)].read_bytes()
        run.ledger.drop(name, content + b"%% %d\n" % number)
    run.ledger.until(lambda: run.ended(short))
    waited = time.monotonic() - began
    assert run.ended(short), "the short letters were not read"
    # Asked before anything else can happen to the long one.
    [(pages, state)] = run.service.rows(
        "SELECT (SELECT count(*) FROM records_page WHERE document_id = d.id), d.state "
        f"FROM records_document d WHERE d.name = '{LONG}'"
    )
    assert state not in ENDED, "the short letters waited for the long one"
    run.ledger.wait()
    [(every,)] = run.service.rows("SELECT count(*) FROM records_page")
    click.echo(
        f"  {SHORT} short letters read after {waited:.0f} s, {pages} of {PAGES} pages of the long "
        f"one by then; all {every} pages after {time.monotonic() - began:.0f} s"
    )
