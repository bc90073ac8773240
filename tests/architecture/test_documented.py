"""Whatever has a stable name stands in the documentation: settings, errors, fields, states, commands."""

import re

import pytest

from config.cli import COMMANDS
from config.environment import SETTINGS
from feed.errors import FeedError
from ingest.errors import ERRORS
from nlp.fields import FINDERS
from nlp.record import MANY, FieldName
from records.states import Outcome, State
from tests.architecture.tree import ROOT, doc
from workers.failures import FAILURES

DECISION = re.compile(r"^\d{4}-[a-z0-9-]+\.md$")


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_settings_are_documented(setting: object) -> None:
    assert f"`{getattr(setting, 'name')}`" in doc("operations.md")  # noqa: B009


FEED = tuple(error.code for error in FeedError.__subclasses__())
CODES = [*(error.code for error in ERRORS), *(failure.code for failure in FAILURES), *FEED]


@pytest.mark.parametrize("code", CODES)
def test_errors_are_documented(code: str) -> None:
    assert f"`{code}`" in doc("errors.md")


def test_error_codes_are_their_own() -> None:
    assert len(CODES) == len(set(CODES))


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: error.code)
def test_errors_speak_both_languages(error: object) -> None:
    vi, en = getattr(error, "vi"), getattr(error, "en")  # noqa: B009
    assert vi.endswith(".")
    assert en.endswith(".")
    assert vi != en


@pytest.mark.parametrize("name", FieldName)
def test_fields_are_documented(name: FieldName) -> None:
    row = next(line for line in doc("fields.md").splitlines() if line.startswith(f"| `{name}`"))
    assert ("list" in row) == (name in MANY)


@pytest.mark.parametrize("name", [name for name, _ in FINDERS])
def test_finders_stand_in_the_table_of_fields(name: str) -> None:
    assert f"| `{name}` |" in doc("fields.md")


@pytest.mark.parametrize("state", [*State, *Outcome])
def test_states_are_documented(state: str) -> None:
    assert f"`{state}`" in doc("states.md")


@pytest.mark.parametrize("command", [name for name, _ in COMMANDS])
def test_commands_are_in_the_readme(command: str) -> None:
    assert f"vanthu {command}" in (ROOT / "README.md").read_text("utf-8")


def test_decisions_are_numbered_questions() -> None:
    pages = sorted((ROOT / "docs" / "decisions").iterdir())
    assert pages
    numbers = [page.name[:4] for page in pages]
    assert len(numbers) == len(set(numbers))
    for page in pages:
        assert DECISION.match(page.name), page.name
        assert page.read_text("utf-8").partition("\n")[0].rstrip().endswith("?"), page.name


def test_links_in_the_documentation_lead_somewhere() -> None:
    for page in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
