"""The program that decodes JPEG, PNG and TIFF: a path comes in, page facts or one page go out.

It runs as a child with limits (`ingest.pictures`), since it parses the file. To standard output it
writes one line of JSON, and behind it, where a page is wanted, the pixels as they are.
"""

import json
import struct
import sys
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from PIL import ExifTags, Image, ImageOps

from ingest.errors import CorruptFile, IngestError, NoPages, PageTooLarge, TooManyPages
from ingest.media import JPEG, PNG, TIFF
from ingest.options import ReadOptions
from ingest.pages import POINTS_PER_INCH, PageFacts, PlacedImage

FORMATS = {JPEG: "JPEG", PNG: "PNG", TIFF: "TIFF"}
# What Pillow raises on damaged files, besides its own errors.
BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    LookupError,
    EOFError,
    ArithmeticError,
    RuntimeError,
    struct.error,
    zlib.error,
)
BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)
SUBFILE = 254  # TIFF tag NewSubfileType; bit 0: a smaller copy of another page
STRIPS, TILES = (273, 279), (324, 325)  # TIFF tags: where they begin, how long they are
JPEG_SCAN, JPEG_END = b"\xff\xda", b"\xff\xd9"
A4_LONG_IN = 11.69
# A page whose stated resolution makes its long side shorter or longer than this is misstated.
PLAUSIBLE_IN = (3.0, 48.0)
GUESSED_DPI = (72.0, 600.0)
TURNED = frozenset({5, 6, 7, 8})  # Exif orientations that swap width and height
DEEP = frozenset({"I", "F", "I;16", "I;16B", "I;16L", "I;16N"})
CLEAR = frozenset({"RGBA", "LA", "PA", "RGBa", "La"})


def main(wanted: str, name: str, media_type: str, *numbers: str) -> None:
    """Answer one question about a file.

    Args:
        wanted: "facts" or "page".
        name: The path of the file.
        media_type: What it is.
        numbers: For facts the most pages and the most pixels; for a page its frame, width, height.
    """
    path, numbered = Path(name), [int(number) for number in numbers]
    try:
        if wanted == "facts":
            most_pages, most_pixels = numbered
            options = ReadOptions(max_pages=most_pages, max_pixels=most_pixels)
            pages = pages_of_picture(path, media_type, options)
            _answer({"pages": [asdict(page) for page in pages]})
        else:
            frame, width, height = numbered
            image = load(path, media_type, frame, size_px=(width, height))
            _answer({"mode": image.mode, "size": image.size}, image.tobytes())
    except IngestError as error:
        _answer({"error": error.code})


def _answer(said: object, pixels: bytes = b"") -> None:
    sys.stdout.buffer.write(json.dumps(said).encode() + b"\n" + pixels)
    sys.stdout.buffer.flush()


def pages_of_picture(path: Path, media_type: str, options: ReadOptions) -> tuple[PageFacts, ...]:
    """Return the pages of an image file; only a TIFF can have more than one.

    Raises:
        CorruptFile: The image is cut off or its head makes no sense.
        NoPages: A TIFF with nothing but thumbnails.
        PageTooLarge: A page has more than `options.max_pixels` pixels.
        TooManyPages: It has more than `options.max_pages`.
    """
    pages: list[PageFacts] = []
    if media_type == JPEG and _has_no_end(path):
        raise CorruptFile
    with _decoding(), Image.open(path, formats=[FORMATS[media_type]]) as image:
        for frame in _frames(image, media_type):
            if len(pages) == options.max_pages:
                raise TooManyPages
            if image.width * image.height > options.max_pixels:
                raise PageTooLarge
            if media_type == TIFF and _is_cut_off(image, path.stat().st_size):
                raise CorruptFile
            pages.append(_facts(image, index=len(pages), frame=frame))
    if not pages:
        raise NoPages
    return tuple(pages)


def load(path: Path, media_type: str, frame: int, *, size_px: tuple[int, int]) -> Image.Image:
    """Decode one page at a given size.

    Args:
        path: The image file.
        media_type: What it is.
        frame: Where the page lies in the file, from 0.
        size_px: Width and height of the upright page image that is wanted.

    Returns:
        The page upright on white, mode "RGB", "L" or "1".

    Raises:
        CorruptFile: The image cannot be decoded.
    """
    with _decoding(), Image.open(path, formats=[FORMATS[media_type]]) as image:
        image.seek(frame)
        turned = _is_turned(image)
        size = (size_px[1], size_px[0]) if turned else size_px
        # JPEG can be decoded at a half or a quarter, which saves time and memory.
        image.draft(image.mode, size)
        return ImageOps.exif_transpose(_resized(_plain(image), size))


@contextmanager
def _decoding() -> Iterator[None]:
    """Turn what Pillow says about a bad file into our errors."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            yield
    except (*BOMBS, MemoryError) as error:
        raise PageTooLarge from error
    except BROKEN as error:
        raise CorruptFile from error


def _frames(image: Image.Image, media_type: str) -> Iterator[int]:
    """Go to each page in turn; yield its number in the file."""
    if media_type != TIFF:
        yield 0
        return
    frame = 0
    while True:
        tags = getattr(image, "tag_v2", {})
        if not int(tags.get(SUBFILE, 0)) & 1:
            yield frame
        frame += 1
        try:
            image.seek(frame)
        except EOFError:
            return


def _has_no_end(path: Path) -> bool:
    """Tell whether the last scan of a JPEG lacks its end mark; neither can occur inside a scan."""
    content = path.read_bytes()
    return content.rfind(JPEG_END) < content.rfind(JPEG_SCAN)


def _is_cut_off(image: Image.Image, size_bytes: int) -> bool:
    """Tell whether strips or tiles of a TIFF page lie beyond the end of the file."""
    tags = getattr(image, "tag_v2", {})
    for offsets, lengths in (STRIPS, TILES):
        pieces = zip(tags.get(offsets, ()), tags.get(lengths, ()), strict=False)
        if any(offset + length > size_bytes for offset, length in pieces):
            return True
    return False


def _facts(image: Image.Image, *, index: int, frame: int) -> PageFacts:
    width, height = image.size
    x_dpi, y_dpi = _dpi(image)
    if _is_turned(image):
        width, height, x_dpi, y_dpi = height, width, y_dpi, x_dpi
    placed = PlacedImage(width, height, x_dpi, y_dpi)
    return PageFacts(
        index,
        width / x_dpi * POINTS_PER_INCH,
        height / y_dpi * POINTS_PER_INCH,
        (placed,),
        frame,
    )


def _dpi(image: Image.Image) -> tuple[float, float]:
    """Return the resolution across and down; where the file says nothing sane, that of A4."""
    stated = image.info.get("dpi", (0, 0))
    x_dpi, y_dpi = (float(value) for value in stated)
    long_px = max(image.size)
    if min(x_dpi, y_dpi) > 1 and x_dpi / y_dpi < 4 > y_dpi / x_dpi:
        low, high = PLAUSIBLE_IN
        if low <= max(image.width / x_dpi, image.height / y_dpi) <= high:
            return x_dpi, y_dpi
    guess = min(max(long_px / A4_LONG_IN, GUESSED_DPI[0]), GUESSED_DPI[1])
    return guess, guess


def _is_turned(image: Image.Image) -> bool:
    return image.getexif().get(ExifTags.Base.Orientation) in TURNED


def _plain(image: Image.Image) -> Image.Image:
    """Return an image in mode "RGB", "L" or "1": no palette, no alpha, eight bits."""
    if image.mode in DEEP:
        return _eight_bits(image)
    if image.mode in CLEAR or "transparency" in image.info:
        clear = image.convert("RGBA")
        white = Image.new("RGB", image.size, "white")
        white.paste(clear, mask=clear.getchannel("A"))
        return _with_orientation(white, image)
    if image.mode not in {"RGB", "L", "1"}:
        return _with_orientation(image.convert("RGB"), image)
    image.load()
    return image


def _eight_bits(image: Image.Image) -> Image.Image:
    """Scale 16-bit, 32-bit and float grey to eight bits."""
    import numpy as np  # rarely needed, and slower to load than a page is to decode

    deep = np.nan_to_num(np.asarray(image).astype(np.float32))
    brightest = float(deep.max(initial=0.0))
    whole = next((top for top in (1.0, 255.0, 65535.0) if brightest <= top), brightest)
    gray = np.clip(deep / whole * 255.0, 0.0, 255.0).astype(np.uint8)
    return _with_orientation(Image.fromarray(gray), image)


def _with_orientation(plain: Image.Image, image: Image.Image) -> Image.Image:
    """Carry the Exif orientation over to a converted image."""
    orientation = image.getexif().get(ExifTags.Base.Orientation)
    if orientation is not None:
        plain.getexif()[ExifTags.Base.Orientation] = orientation
    return plain


def _resized(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    if image.size == size:
        return image
    smooth = image.convert("L") if image.mode == "1" else image
    exif = image.getexif()
    resized = smooth.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
    resized.getexif().update(exif)
    return resized


if __name__ == "__main__":
    main(*sys.argv[1:])
