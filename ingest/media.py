"""Tells what a file is by its first bytes, never by its name."""

from collections.abc import Mapping

from ingest.errors import HeicNotAccepted, UnsupportedType

PDF, JPEG, PNG, TIFF = "application/pdf", "image/jpeg", "image/png", "image/tiff"
# Readers accept a PDF whose header stands anywhere in the first kilobyte.
HEAD_BYTES = 1024 + 8
STARTS: Mapping[bytes, str] = {
    b"\xff\xd8\xff": JPEG,
    b"\x89PNG\r\n\x1a\n": PNG,
    b"II*\x00": TIFF,
    b"MM\x00*": TIFF,
    b"II+\x00": TIFF,
    b"MM\x00+": TIFF,
}
# Brands of the ISO base media format that phones give their photographs.
HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")


def media_type_of(head: bytes) -> str:
    r"""Return the media type of a file.

    Args:
        head: Its first `HEAD_BYTES` bytes.

    Raises:
        HeicNotAccepted: A photograph as iPhones store it.
        UnsupportedType: Anything else that is not accepted.

    >>> media_type_of(b"\xff\xd8\xff\xe0 ...")
    'image/jpeg'
    """
    for start, media_type in STARTS.items():
        if head.startswith(start):
            return media_type
    if b"%PDF-" in head:
        return PDF
    if head[4:8] == b"ftyp" and head[8:12] in HEIC_BRANDS:
        raise HeicNotAccepted
    raise UnsupportedType
