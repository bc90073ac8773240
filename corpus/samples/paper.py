"""Binds page images into a PDF file: pixels in, the bytes of a scan out."""

import io
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pikepdf import Dictionary, Name, Pdf, Stream
from PIL import Image
from PIL.TiffImagePlugin import TiffImageFile

from corpus.samples.look import Look

STRIP_OFFSETS, STRIP_BYTES, ROWS_PER_STRIP = 273, 279, 278


def bind(pages: list[NDArray[np.uint8]], look: Look, path: Path) -> None:
    """Write page images as a PDF without a text layer; the same pixels give the same bytes.

    Args:
        pages: height × width (× 3) each.
        look: Resolution, colour and JPEG quality.
        path: Where to write.
    """
    with Pdf.new() as pdf:
        for pixels in pages:
            _add(pdf, pixels, look)
        pdf.save(path, deterministic_id=True)


def _add(pdf: Pdf, pixels: NDArray[np.uint8], look: Look) -> None:
    height, width = pixels.shape[:2]
    box = [0, 0, round(width * 72 / look.dpi, 2), round(height * 72 / look.dpi, 2)]
    image = _fax(pdf, pixels) if look.colour == "bilevel" else _jpeg(pdf, pixels, look)
    image.stream_dict.update(
        Dictionary(Type=Name.XObject, Subtype=Name.Image, Width=width, Height=height)
    )
    draw = f"q {box[2]} 0 0 {box[3]} 0 0 cm /Scan Do Q".encode()
    page = pdf.add_blank_page(page_size=(box[2], box[3]))
    page.obj["/Resources"] = Dictionary(XObject=Dictionary(Scan=image))
    page.obj["/Contents"] = pdf.make_indirect(Stream(pdf, draw))


def _jpeg(pdf: Pdf, pixels: NDArray[np.uint8], look: Look) -> Stream:
    buffer = io.BytesIO()
    Image.fromarray(pixels).save(
        buffer, "JPEG", quality=look.jpeg_quality, dpi=(look.dpi, look.dpi)
    )
    space = Name.DeviceRGB if pixels.ndim == 3 else Name.DeviceGray
    return Stream(
        pdf,
        buffer.getvalue(),
        Dictionary(ColorSpace=space, BitsPerComponent=8, Filter=Name.DCTDecode),
    )


def _fax(pdf: Pdf, pixels: NDArray[np.uint8]) -> Stream:
    """Pack black and white as CCITT group 4, as fax machines and many scanners do."""
    height, width = pixels.shape
    buffer = io.BytesIO()
    image = Image.fromarray(pixels).convert("1", dither=Image.Dither.NONE)
    image.save(buffer, "TIFF", compression="group4", tiffinfo={ROWS_PER_STRIP: height})
    buffer.seek(0)
    with TiffImageFile(buffer) as tiff:
        (start,), (count,) = tiff.tag_v2[STRIP_OFFSETS], tiff.tag_v2[STRIP_BYTES]
    return Stream(
        pdf,
        buffer.getvalue()[start : start + count],
        Dictionary(
            ColorSpace=Name.DeviceGray,
            BitsPerComponent=1,
            Filter=Name.CCITTFaxDecode,
            DecodeParms=Dictionary(K=-1, Columns=width, Rows=height, BlackIs1=True),
        ),
    )
