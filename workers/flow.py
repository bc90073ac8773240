"""What follows what: each step, and the steps that come after it."""

from collections.abc import Mapping

from records.queue import Step

NEXT: Mapping[Step, tuple[Step, ...]] = {
    Step.READ: (Step.DRAW, Step.ARCHIVE),
    Step.READ_ON: (Step.DRAW, Step.ARCHIVE),
    Step.READ_AHEAD: (),
    Step.DRAW: (),
    Step.SHOW: (),
    Step.ARCHIVE: (),
}
"""READ: file → pages → words → record. READ_ON: the same for the rest of a long letter. READ_AHEAD: file → some pages of a long letter. DRAW, SHOW: file → page images for the staff's pages, in their turn or at once. ARCHIVE: file and words → searchable PDF/A."""


def after(step: Step) -> tuple[Step, ...]:
    """Return what is asked for once a step is done."""
    return NEXT[step]
