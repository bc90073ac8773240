"""The database of the tests and a broker of their own, both real."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import redis
from django.conf import settings

from tests.fakes.broker import broker as run_broker


@pytest.fixture(scope="session")
def broker() -> Iterator["redis.Redis"]:
    """A redis-server at the address that the settings name."""
    with run_broker(Path(settings.VANTHU_DATA)) as client:
        yield client
