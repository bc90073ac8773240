"""Originals in an S3-compatible store: names and bytes go in and come out, as from a folder.

Needs the extra `s3` (boto3, django-storages). Whatever the store answers in place of bytes is an
OSError here, as of a disk: letters wait, they do not fail.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from botocore.exceptions import BotoCoreError, ClientError
from django.core.files import File
from storages.backends.s3 import S3Storage


class S3Originals(S3Storage):  # type: ignore[misc]  # django-storages has no types
    """A bucket; equal names mean equal bytes, and what it has taken is durable."""

    def _save(self, name: str, content: "File[bytes]") -> str:
        with _as_disk():
            return str(super()._save(name, content))

    def _open(self, name: str, mode: str = "rb") -> "File[bytes]":
        """Fetch an original whole, so that nothing fails half-way through reading it."""
        kept = tempfile.TemporaryFile()  # noqa: SIM115 - closed by whoever asked for it
        try:
            with _as_disk():
                self.bucket.Object(self._normalize_name(name)).download_fileobj(kept)
        except OSError:
            kept.close()
            raise
        kept.seek(0)
        return File(kept, name)

    def exists(self, name: str) -> bool:
        """Tell whether an original is there."""
        with _as_disk():
            return bool(super().exists(name))

    def size(self, name: str) -> int:
        """Return how long an original is."""
        with _as_disk():
            return int(super().size(name))

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        """Return the same name: equal names mean equal bytes."""
        return name


@contextmanager
def _as_disk() -> Iterator[None]:
    try:
        yield
    except (BotoCoreError, ClientError) as error:
        raise OSError(f"S3: {error}") from error
