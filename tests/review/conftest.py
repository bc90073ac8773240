"""A real Chromium on a running server, for the tests of what staff click and type."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

DESK = ViewportSize(width=1366, height=768)
# How long a loaded machine may take before something is taken for missing.
PATIENCE_MS = 90_000
expect.set_options(timeout=PATIENCE_MS)
PROGRAMS = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Start the machine's own Chromium (Debian package `chromium`)."""
    program = next((path for name in PROGRAMS if (path := shutil.which(name))), None)
    if program is None:
        pytest.skip("NOT TESTED: no Chromium on this machine; install the Debian package chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def tab(chromium: Browser, live_server: LiveServer) -> Iterator[Page]:
    """Open an empty tab of a small office screen; any error in it, or request elsewhere, fails."""
    troubles: list[str] = []
    context = chromium.new_context(viewport=DESK, base_url=live_server.url, locale="en-US")
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on(
        "console",
        lambda message: (
            troubles.append(message.text) if "Content Security Policy" in message.text else None
        ),
    )
    page.on(
        "request",
        lambda request: (
            None
            if request.url.startswith((live_server.url, "data:", "blob:"))
            else troubles.append(request.url)
        ),
    )
    yield page
    context.close()
    assert troubles == []
