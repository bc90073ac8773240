"""docker-compose.yml says what the compose specification allows, and what our commands understand."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from config.cli import COMMANDS
from config.environment import SETTINGS
from records.queue import QUEUES

BASE = Path(__file__).resolve().parents[2]
CONDITIONS = {"service_started", "service_healthy", "service_completed_successfully"}
# The keys of the specification's `service` that we use.
KEYS = {
    "image", "build", "restart", "init", "environment", "volumes", "depends_on", "command",
    "ports", "stop_grace_period", "healthcheck",
}  # fmt: skip
FILE: dict[str, Any] = yaml.safe_load((BASE / "docker-compose.yml").read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = FILE["services"]


def test_the_file_has_the_sections_of_the_specification() -> None:
    assert {key for key in FILE if not key.startswith("x-")} <= {"services", "volumes", "networks"}


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_is_well_formed(name: str) -> None:
    service = SERVICES[name]
    assert set(service) <= KEYS
    assert service.get("image") or service.get("build")
    for other, how in service.get("depends_on", {}).items():
        assert other in SERVICES
        assert how["condition"] in CONDITIONS
        assert how["condition"] != "service_healthy" or "healthcheck" in SERVICES[other]
    for volume in service.get("volumes", []):
        source = volume.split(":")[0]
        assert source in FILE["volumes"] or source.startswith(("./", "/", "${"))


def test_settings_and_commands_are_ours() -> None:
    known = {setting.name for setting in SETTINGS} | {"DATABASE_URL"}
    for service in (one for one in SERVICES.values() if one["image"] == "vanthu"):
        assert set(service["environment"]) <= known
        words = service["command"].split()
        assert words[0] in {"vanthu", "gunicorn", "celery"}
        assert words[0] != "vanthu" or words[1] in dict(COMMANDS)


def test_workers_look_at_every_queue() -> None:
    words = SERVICES["worker"]["command"].split()
    assert set(words[words.index("-Q") + 1].split(",")) == set(QUEUES)
