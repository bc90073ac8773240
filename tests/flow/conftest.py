"""One running service for all tests of the flow; those that stop it start their own."""

from collections.abc import Iterator

import pytest

from tests.flow.service import Service, running


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """The whole service, with a quick engine for fake letters and the real one for others."""
    with running(tmp_path_factory.mktemp("service") / "var", VANTHU_TURN_S="1") as found:
        yield found
