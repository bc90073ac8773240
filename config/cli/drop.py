"""`vanthu drop`: files in, whole copies of them in the watched folder out."""

import os
import shutil
import tempfile
from pathlib import Path

import click

from config.cli.lines import READABLE, say


@click.command("drop")
@click.option("--label", default="", help="Subfolder of the watched folder; becomes the label.")
@click.argument("files", nargs=-1, required=True, type=READABLE)
def command(*, label: str, files: tuple[Path, ...]) -> None:
    """Hand files to the running service; the originals stay where they are."""
    from config.settings import VANTHU_INBOX

    folder = (VANTHU_INBOX / label).resolve()
    if not folder.is_relative_to(VANTHU_INBOX):
        raise click.BadParameter("must name a subfolder", param_hint="--label")
    folder.mkdir(parents=True, exist_ok=True)
    for path in files:
        say(f"{path} → {drop(path, folder)}")


def drop(path: Path, folder: Path) -> Path:
    """Copy a file into a folder under a hidden name, make it durable, then give it its name.

    Returns:
        The copy; its name has a number if another file had the name already.
    """
    handle, name = tempfile.mkstemp(prefix=".drop-", dir=folder)
    hidden = Path(name)
    with os.fdopen(handle, "wb") as copy, path.open("rb") as source:
        shutil.copyfileobj(source, copy)
        copy.flush()
        os.fsync(copy.fileno())
    target = folder / path.name.lstrip(".~")
    number = 1
    while not _linked(hidden, target):
        number += 1
        target = folder / f"{path.stem.lstrip('.~')} ({number}){path.suffix}"
    hidden.unlink()
    return target


def _linked(hidden: Path, target: Path) -> bool:
    """Give the copy its final name unless another file has it (a rename would replace that)."""
    try:
        os.link(hidden, target)
    except FileExistsError:
        return False
    return True
