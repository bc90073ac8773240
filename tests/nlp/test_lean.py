"""spaCy comes without its command line, and the command line comes when it is asked for."""

import subprocess
import sys
from pathlib import Path

import pytest

USED = "import nlp, spacy; "
LOADED = (
    "import sys; print(any(name in sys.modules for name in ('typer', 'weasel', 'spacy.cli._util')))"
)


def said(program: str) -> str:
    """Run a program in a Python of its own, for modules are loaded once."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    return done.stdout.strip()


def test_the_command_line_is_not_loaded() -> None:
    assert said(USED + "spacy.blank('xx'); " + LOADED) == "False"


@pytest.mark.parametrize(
    ("program", "answer"),
    [
        ("import spacy.cli; print(spacy.cli.download.__module__)", "spacy.cli.download"),
        ("from spacy.cli import convert; print(convert.__module__)", "spacy.cli.convert"),
        ("from spacy.cli.info import info_spacy; print(info_spacy.__module__)", "spacy.cli.info"),
        ("from spacy.cli._util import app; print(type(app).__name__)", "Typer"),
        ("print(sorted(spacy.info(silent=True))[0])", "location"),
    ],
)
def test_it_comes_when_it_is_asked_for(program: str, answer: str) -> None:
    assert said(USED + program) == answer


def test_loaded_before_us_it_stays() -> None:
    assert said("import spacy, nlp, spacy.cli; print(spacy.cli.download.__module__)") == (
        "spacy.cli.download"
    )
