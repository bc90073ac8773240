"""The repository as the architecture tests see it: its root, packages and parsed modules."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("nlp", "ingest", "corpus", "records", "review", "feed", "workers", "config")
BESIDE = ("tests", "bench")


@dataclass(frozen=True, slots=True)
class Module:
    """One Python file: its path below the root and what it says."""

    path: Path
    text: str
    tree: ast.Module

    @property
    def name(self) -> str:
        """The path as a test id."""
        return self.path.as_posix()


@cache
def modules(*folders: str) -> tuple[Module, ...]:
    """Return every module in the folders, generated migrations left out."""
    return tuple(_modules(folders))


def _modules(folders: tuple[str, ...]) -> Iterator[Module]:
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "migrations" in path.parts:
                continue
            text = path.read_text(encoding="utf-8")
            yield Module(path.relative_to(ROOT), text, ast.parse(text))


def doc(name: str) -> str:
    """Return the text of a page in docs/."""
    return (ROOT / "docs" / name).read_text(encoding="utf-8")
