"""Pictures of the staff's pages for the docs: a running service in, PNG files out.

    .venv/bin/python -m bench.screens http://127.0.0.1:8000 docs/images

Needs Chromium and the sample letters, read by a service that has no accounts.
"""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

SCREEN = {"width": 1366, "height": 768}
LETTER = "huong-dan-ho-so-thi-dua"


def main(address: str, folder: Path) -> None:
    """Write one picture a page."""
    folder.mkdir(parents=True, exist_ok=True)
    program = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        context = browser.new_context(viewport=SCREEN, base_url=address, color_scheme="light")  # type: ignore[arg-type]
        page = context.new_page()
        _lists(page, folder)
        _letter(page, folder)
        page.emulate_media(color_scheme="dark")
        page.reload()
        _settle(page)
        page.screenshot(path=folder / "kiem-tra-toi.png")
        browser.close()


def _lists(page: Page, folder: Path) -> None:
    for place, name in (
        ("/?xem=can-xem", "danh-sach"),
        ("/tong-quan/", "tong-quan"),
        ("/nap-tep/", "nap-tep"),
        ("/lich/?thang=2026-02", "lich"),
        ("/quan-tri/", "quan-tri"),
    ):
        page.goto(place)
        page.screenshot(path=folder / f"{name}.png")


def _letter(page: Page, folder: Path) -> None:
    page.goto(f"/?tim={LETTER}")
    page.locator("td.about a").first.click()
    _settle(page)
    page.screenshot(path=folder / "kiem-tra.png")


def _settle(page: Page) -> None:
    """Wait until the page images are there and the first doubtful field is shown."""
    page.wait_for_function(
        "document.querySelector('.sheet img').naturalWidth > 0"
        " && document.querySelector('.value.chosen, #approve')"
    )
    page.wait_for_timeout(400)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
