"""Checks that outside programs are installed: names go in, what to install comes out."""

import importlib.util
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Program:
    """An outside program and the Debian package that brings it."""

    name: str
    package: str


REDIS = Program("redis-server", "redis-server")
NEEDED = (
    Program("tesseract", "tesseract-ocr"),
    Program("pdftoppm", "poppler-utils"),
    Program("pdfinfo", "poppler-utils"),
    Program("prlimit", "util-linux"),
    Program("setpriv", "util-linux"),
)


def missing(languages: Sequence[str], *, private_broker: bool) -> Iterator[str]:
    """Yield a sentence for each thing that is not installed.

    Args:
        languages: Tesseract's names of the languages to read.
        private_broker: Whether a redis-server will be started here.
    """
    for program in (*NEEDED, *((REDIS,) if private_broker else ())):
        if shutil.which(program.name) is None:
            yield _sentence(program.name, program.package)
    if shutil.which("tesseract") is not None:
        known = _languages()
        for language in languages:
            if language not in known:
                yield _sentence(
                    f"tesseract: {language}", f"tesseract-ocr-{language.replace('_', '-')}"
                )


def without_s3(bucket: str) -> bool:
    """Tell whether originals are to lie in a bucket, and what that needs is not installed."""
    return bool(bucket) and importlib.util.find_spec("storages") is None


def _sentence(what: str, package: str) -> str:
    return (
        f"Thiếu / missing: {what}. Hãy chạy / run: `make setup` "
        f"(hoặc / or: apt-get install {package})."
    )


def _languages() -> frozenset[str]:
    found = subprocess.run(
        ["tesseract", "--list-langs"],  # noqa: S607 - the one on PATH
        capture_output=True,
        text=True,
        check=False,
    )
    return frozenset(found.stdout.split())
