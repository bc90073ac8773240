"""What is named in one place exists in the other: steps and tasks, finders and tests, finders and gold."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from nlp.fields import FINDERS
from records.queue import QUEUES, TASKS, Step
from tests.architecture.tree import ROOT
from workers.app import app


@pytest.mark.parametrize("step", Step)
def test_every_step_is_a_task(step: Step) -> None:
    app.loader.import_default_modules()
    assert TASKS[step].name in app.tasks
    assert TASKS[step].queue in QUEUES


def test_what_somebody_waits_for_comes_first() -> None:
    options: dict[str, Any] = settings.CELERY_BROKER_TRANSPORT_OPTIONS
    assert {TASKS[step].priority for step in Step} <= set(options["priority_steps"])
    assert min(Step, key=lambda step: TASKS[step].priority) is Step.SHOW
    assert sorted(TASKS[step].priority for step in Step)[1] > TASKS[Step.SHOW].priority


@pytest.mark.parametrize("name", [name for name, _ in FINDERS])
def test_every_finder_has_tests(name: str) -> None:
    tests = ROOT / "tests" / "nlp" / "fields"
    found = [path for path in tests.rglob("test_*.py") if f"{name}" in path.read_text("utf-8")]
    assert found, f"tests/nlp/fields has no test that names {name}"


def test_import_layers_hold() -> None:
    done = subprocess.run(
        [ROOT / ".venv" / "bin" / "lint-imports"], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout


def test_no_large_file_without_need() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True
    ).stdout.decode()
    sizes = {name: _size(ROOT / name) for name in listed.split("\0") if name}
    models = sum(size for name, size in sizes.items() if "/models/" in name)
    assert models <= 30_000_000
    assert max(sizes.values()) <= 25_000_000


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0


def test_model_cards_say_what_was_measured() -> None:
    for model in ROOT.glob("*/**/models/*.onnx"):
        if ".venv" in model.parts:
            continue
        card = json.loads(model.with_suffix(".json").read_text("utf-8"))
        assert card, model
