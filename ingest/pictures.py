"""Opens JPEG, PNG and TIFF files: a path goes in, page facts and upright page images come out.

A child with limits decodes them (`ingest.decode`), as others have found many ways to break
decoders. What it says is looked at before it is believed.
"""

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from PIL import Image

from ingest import child
from ingest.errors import ERRORS, EngineCrashed
from ingest.options import ReadOptions
from ingest.pages import PageFacts, PlacedImage

PROGRAM = (sys.executable, "-I", "-m", "ingest.decode")
BY_CODE = {error.code: error for error in ERRORS}
# What an answer that is not one raises.
NONSENSE = (ValueError, LookupError, TypeError, AttributeError)
MODES = frozenset({"RGB", "L", "1"})


def pages_of_picture(path: Path, media_type: str, options: ReadOptions) -> tuple[PageFacts, ...]:
    """Return the pages of an image file; only a TIFF can have more than one.

    Raises:
        CorruptFile: The image is cut off or its head makes no sense.
        EngineCrashed: The decoder ended without an answer.
        NoPages: A TIFF with nothing but thumbnails.
        PageTimeout: Looking at it took too long.
        PageTooLarge: A page has more than `options.max_pixels` pixels, or needs too much memory.
        TooManyPages: It has more than `options.max_pages`.
    """
    limits = (options.max_pages, options.max_pixels)
    said, _ = _ask("facts", path, media_type, limits, options)
    try:
        return tuple(_facts(page) for page in said["pages"])
    except NONSENSE as error:
        raise EngineCrashed from error


def load(
    path: Path,
    media_type: str,
    page: PageFacts,
    *,
    size_px: tuple[int, int],
    options: ReadOptions,
) -> Image.Image:
    """Decode one page at a given size.

    Args:
        path: The image file.
        media_type: What it is.
        page: One of its pages.
        size_px: Width and height of the upright page image that is wanted.
        options: Limits on time and memory.

    Returns:
        The page upright on white, mode "RGB", "L" or "1".

    Raises:
        CorruptFile: The image cannot be decoded.
        EngineCrashed: The decoder ended without an answer.
        PageTimeout: It took longer than `options.page_timeout_s`.
        PageTooLarge: It needs too much memory.
    """
    limits = replace(options, file_timeout_s=options.page_timeout_s)
    said, pixels = _ask("page", path, media_type, (page.frame, *size_px), limits)
    if said.get("mode") not in MODES or said.get("size") != list(size_px):
        raise EngineCrashed
    try:
        return Image.frombytes(said["mode"], size_px, pixels)
    except ValueError as error:  # half an image
        raise EngineCrashed from error


def _ask(
    wanted: str, path: Path, media_type: str, numbers: tuple[int, ...], options: ReadOptions
) -> tuple[dict[str, Any], memoryview]:
    """Return the decoder's answer and the pixels behind it.

    Raises:
        IngestError: As the decoder says.
    """
    command = [*PROGRAM, wanted, str(path.resolve()), media_type, *map(str, numbers)]
    output = child.run(command, options).output
    head = output.find(b"\n")
    try:
        said = json.loads(output[: max(0, head)])
        wrong = BY_CODE.get(said.get("error", ""))
    except NONSENSE as error:
        raise EngineCrashed from error
    if wrong is not None:
        raise wrong
    return said, memoryview(output)[head + 1 :]


def _facts(said: dict[str, Any]) -> PageFacts:
    images = tuple(PlacedImage(**image) for image in said.pop("images"))
    page = PageFacts(images=images, **said)
    if not min(page.width_pt, page.height_pt, *(image.pixels for image in images)) > 0:
        raise ValueError
    return page
