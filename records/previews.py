"""Where page images and archive copies lie: a folder and a letter's sha256 go in, paths come out."""

from pathlib import Path


def preview_folder(root: Path, sha256: str) -> Path:
    """Return the folder of one letter's page images.

    >>> preview_folder(Path("pages"), "abcdef").as_posix()
    'pages/ab/cd/abcdef'
    """
    return root / sha256[:2] / sha256[2:4] / sha256


def preview_path(root: Path, sha256: str, index: int) -> Path:
    """Return the path of one page image; index from 0, names from 1."""
    return preview_folder(root, sha256) / f"{index + 1}.webp"


def archive_path(root: Path, sha256: str) -> Path:
    """Return the path of a letter's searchable copy.

    >>> archive_path(Path("archive"), "abcdef").as_posix()
    'archive/ab/cd/abcdef.pdf'
    """
    return root / sha256[:2] / sha256[2:4] / f"{sha256}.pdf"
