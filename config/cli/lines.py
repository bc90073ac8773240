"""How commands print: JSON and text to stdout, progress to stderr; arguments they share."""

import json
from collections.abc import Mapping
from pathlib import Path

import click

from nlp.record import Json

READABLE = click.Path(exists=True, dir_okay=False, path_type=Path)
FOLDER = click.Path(file_okay=False, path_type=Path)


def print_json(value: Mapping[str, Json]) -> None:
    """Print one value on one line, with Vietnamese letters as they are."""
    click.echo(json.dumps(value, ensure_ascii=False))


def say(text: str) -> None:
    """Print progress."""
    click.echo(text, err=True)
