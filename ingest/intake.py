"""Looks at a received file before it is read: a path goes in, what the file is comes out."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import EmptyFile, FileTooLarge, IngestError
from ingest.media import HEAD_BYTES, PDF, media_type_of
from ingest.options import ReadOptions
from ingest.pages import PageFacts
from ingest.pdf import pages_of_pdf
from ingest.pictures import pages_of_picture


@dataclass(frozen=True, slots=True)
class AcceptedFile:
    """A file that can be read.

    Attributes:
        path: Where it lies.
        sha256: Of its bytes, in hexadecimal.
        media_type: What it is by its content, whatever its name says.
        size_bytes: Its length.
        pages: At least one.
    """

    path: Path
    sha256: str
    media_type: str
    size_bytes: int
    pages: tuple[PageFacts, ...]


def accept(path: Path, options: ReadOptions) -> AcceptedFile:
    """Check that a file is one we can read; nothing is rendered yet.

    Args:
        path: The file; it is only read.
        options: The limits.

    Raises:
        IngestError: A subclass with a stable code says why it cannot be read.
    """
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise IngestError(f"{path.name} is not a file")
        if size == 0:
            raise EmptyFile
        if size > options.max_bytes:
            raise FileTooLarge
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES)
            file.seek(0)
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise IngestError(f"{path.name}: {error.strerror}") from error
    media_type = media_type_of(head)
    if media_type == PDF:
        pages = pages_of_pdf(path, options)
    else:
        pages = pages_of_picture(path, media_type, options)
    return AcceptedFile(path, sha256, media_type, size, pages)
