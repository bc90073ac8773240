"""Tells whole files from half-written ones: what lies in a folder goes in, what is ready comes out."""

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

# Names that programs give to files they are still writing, and to their own notes.
PASSED_OVER = re.compile(
    r"^[.~]|^~\$|\.(part|partial|crdownload|tmp|temp|download)$", re.IGNORECASE
)
HEAD, TAIL = 8, 2048
# How a whole file begins and ends; scanners may add a few bytes of their own after the end.
ENDS = ((b"%PDF-", b"%%EOF"), (b"\xff\xd8\xff", b"\xff\xd9"), (b"\x89PNG", b"IEND"))


@dataclass(frozen=True, slots=True)
class Signature:
    """What changes when a file is written to."""

    size: int
    mtime_ns: int
    inode: int


@dataclass(slots=True)
class _Seen:
    signature: Signature
    since: float
    scans: int


class Settling:
    """Remembers files from one look to the next.

    A file is ready after two looks with the same size, time and inode at least `settle_s` apart;
    its own time stamps are not asked, since copying may keep old ones. A PDF, JPEG or PNG
    without its end is held for `partial_s`.
    """

    def __init__(self, *, settle_s: float, partial_s: float) -> None:
        """Start with nothing seen."""
        self._settle_s = settle_s
        self._partial_s = partial_s
        self._seen: dict[Path, _Seen] = {}

    def ready(self, found: Mapping[Path, Signature], *, now: float) -> Iterator[Path]:
        """Yield the files that are whole.

        Args:
            found: All files in the folder.
            now: Seconds on a clock that only goes forward.
        """
        self._seen = {path: seen for path, seen in self._seen.items() if path in found}
        for path, signature in found.items():
            seen = self._seen.get(path)
            if seen is None or seen.signature != signature:
                self._seen[path] = _Seen(signature, now, 1)
                continue
            seen.scans += 1
            age = now - seen.since
            if age >= self._settle_s and (age >= self._partial_s or not is_cut_off(path)):
                yield path

    def still_writing(self) -> int:
        """Return how many files were seen once and are not ready yet."""
        return len(self._seen)


def is_cut_off(path: Path) -> bool:
    """Tell whether a PDF, JPEG or PNG lacks its end; other types do not say."""
    try:
        with path.open("rb") as file:
            head = file.read(HEAD)
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - TAIL))
            tail = file.read()
    except OSError:
        return True
    return any(head.startswith(begin) and end not in tail for begin, end in ENDS)


def is_passed_over(name: str) -> bool:
    """Tell whether a name says: not mine to take.

    >>> is_passed_over("scan.pdf.part"), is_passed_over(".scan.pdf"), is_passed_over("scan.pdf")
    (True, True, False)
    """
    return PASSED_OVER.search(name) is not None
