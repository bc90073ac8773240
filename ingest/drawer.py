"""Keeps PDFium open on one PDF while its pages are drawn: pages go in, their images come out.

PDFium runs in a child with limits (`ingest.draw`), which is started when the first page is wanted.
"""

import math
import subprocess
import sys
import time
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Self

import numpy as np
from PIL import Image

from ingest import child, talk
from ingest.options import ReadOptions
from ingest.pages import PageFacts
from ingest.place import ANSWER, REFUSED, REQUEST, Place
from ingest.resample import Pixels, stretched

PROGRAM = (sys.executable, "-I", "-m", "ingest.draw")
# A pipe so large takes a page in few steps; the kernel gives no more without being told.
PIPE_BYTES = 1 << 20
WHITE = 255


class Drawer:
    """One child for all pages of a file, drawn one after the other, whoever asks.

    It ends with the context. A child that ended itself is not started again: the file is to blame.
    """

    def __init__(self, path: Path, options: ReadOptions) -> None:
        """Take a PDF; nothing is started yet."""
        self._path = path.resolve()
        self._options = options
        self._child: talk.Child | None = None
        self._given_up = False
        self._one = Lock()

    def __enter__(self) -> Self:
        """Nothing is done before `drawn`."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the child, once the page it draws is done."""
        with self._one:
            self._end()

    def drawn(self, page: PageFacts, *, dpi: float, gray: bool) -> Image.Image | None:
        """Draw one page, if it is a scan.

        Args:
            page: A page of the file.
            dpi: The resolution wanted.
            gray: The page has no colours.

        Returns:
            The page upright on white, mode "L" without colours, else "RGB"; None where it is no
            scan of about that resolution, or PDFium cannot open it, ends on it, or shows nothing.

        Raises:
            PageTimeout: It took longer than `options.page_timeout_s`.
        """
        with self._one:
            if self._given_up:
                return None
            try:
                answer = self._asked(REQUEST.pack(page.index, gray, dpi), gray=gray)
            except (BrokenPipeError, EOFError):
                self._end()
                return None
            except BaseException:
                self._end()
                raise
        return None if answer is None else _image(*answer)

    def _asked(self, request: bytes, *, gray: bool) -> tuple[Place, Pixels] | None:
        """Send a request; return where the scan lies and its pixels, height × width (× 3)."""
        until = time.monotonic() + self._options.page_timeout_s
        if self._child is None:
            self._child = self._started()
        talk.send(self._child, request)
        said = talk.received(self._child, ANSWER.size, until)
        if said == REFUSED:
            return None
        place = Place(*ANSWER.unpack(said))
        shape = (place.own_height, place.own_width) + (() if gray else (3,))
        # What the child says is looked at before it is believed.
        if not place.is_sound or math.prod(shape) > self._options.max_output_bytes:
            raise EOFError
        content = talk.received(self._child, math.prod(shape), until)
        return place, np.frombuffer(content, np.uint8).reshape(shape)

    def _started(self) -> talk.Child:
        limits = self._options
        command = child.limited([*PROGRAM, str(self._path)], limits, cpu_s=limits.page_timeout_s)
        return subprocess.Popen(  # noqa: S603 - our own program, no shell
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            pipesize=PIPE_BYTES,
            start_new_session=True,
        )

    def _end(self) -> None:
        self._given_up = True
        if self._child is not None:
            talk.end(self._child)
            self._child = None


def _image(place: Place, pixels: Pixels) -> Image.Image | None:
    """Return the page; None if nothing is to be seen on it."""
    if pixels.min() == WHITE:
        return None
    fitted = stretched(pixels, width=place.width, height=place.height)
    rows, columns = place.page_height, place.page_width
    if (place.left, place.top) != (0, 0) or fitted.shape[0] < rows or fitted.shape[1] < columns:
        white = np.full((rows, columns, *fitted.shape[2:]), WHITE, np.uint8)
        part = white[place.top :, place.left :]
        part = part[: fitted.shape[0], : fitted.shape[1]]
        part[:] = fitted[: part.shape[0], : part.shape[1]]
        fitted = white
    return Image.fromarray(fitted[:rows, :columns])
