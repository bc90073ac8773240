"""Files and functions stay small, modules say what they are for, names are the field's."""

import ast
import importlib.metadata

import pytest

from tests.architecture.tree import BESIDE, PACKAGES, ROOT, Module, modules

LONGEST_FILE = 300
LONGEST_FUNCTION = 40
# Drawers: names under which anything ends up.
REFUSED_NAMES = frozenset(
    {"utils", "util", "helpers", "helper", "common", "misc", "manager", "base"}
)
EVERY = modules(*PACKAGES, *BESIDE)
OURS = modules(*PACKAGES)


def by_name(module: Module) -> str:
    return module.name


@pytest.mark.parametrize("module", EVERY, ids=by_name)
def test_files_are_short(module: Module) -> None:
    assert module.text.count("\n") <= LONGEST_FILE


@pytest.mark.parametrize("module", EVERY, ids=by_name)
def test_functions_are_short(module: Module) -> None:
    long = [
        f"{node.name}: {node.end_lineno - node.lineno + 1} lines"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno + 1 > LONGEST_FUNCTION
    ]
    assert not long


@pytest.mark.parametrize("module", OURS, ids=by_name)
def test_modules_say_what_they_are_for(module: Module) -> None:
    first = (ast.get_docstring(module.tree) or "").partition("\n")[0]
    assert first.endswith("."), "the module's docstring begins with one sentence"


@pytest.mark.parametrize("module", EVERY, ids=by_name)
def test_no_drawers(module: Module) -> None:
    assert module.path.stem not in REFUSED_NAMES


def test_packages_clash_with_nothing_installed() -> None:
    installed = importlib.metadata.packages_distributions()
    clashes = {
        name: installed[name]
        for name in PACKAGES
        if name in installed and set(installed[name]) != {"vanthu"}
    }
    assert not clashes


def test_the_house_has_the_rooms_of_the_plan() -> None:
    for name in (*PACKAGES, *BESIDE, "docs", "docs/decisions"):
        assert (ROOT / name).is_dir(), name
