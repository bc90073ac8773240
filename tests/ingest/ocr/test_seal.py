"""Rings of black seals go, the print they cross stays."""

import cv2
import numpy as np

from ingest.ink import Gray
from ingest.ocr.seal import without_rings
from tests.ingest.ocr.hand import blank
from tests.ingest.ocr.print import printed

DPI = 200.0
MIDDLE, RADIUS = (300, 240), 140


def sealed(page: Gray) -> Gray:
    """Return a page with two rings and the star of a seal."""
    sheet = page.copy()
    for radius, thick in ((RADIUS, 4), (RADIUS - 9, 2), (RADIUS - 45, 2)):
        cv2.circle(sheet, MIDDLE, radius, 0, thick, cv2.LINE_AA)
    return sheet


def ring_ink(page: Gray) -> float:
    """Return the share of the outer ring's way round that is inked."""
    angles = np.linspace(0, 2 * np.pi, 720, endpoint=False)
    x = np.round(MIDDLE[0] + RADIUS * np.cos(angles)).astype(int)
    y = np.round(MIDDLE[1] + RADIUS * np.sin(angles)).astype(int)
    return float((page[y, x] < 128).mean())


def test_rings_are_taken_off() -> None:
    page = sealed(blank(700, 500))
    cleaned = without_rings(page, DPI)
    assert ring_ink(page) > 0.95
    assert ring_ink(cleaned) < 0.1


def test_letters_under_a_ring_keep_their_shape() -> None:
    name = printed((700, 500), [(250, 350, 44, "Vũ Thị Hương")])
    cleaned = without_rings(sealed(name), DPI)
    inked = name < 128
    kept = float((cleaned[inked] < 128).mean())
    assert kept > 0.88
    assert ring_ink(cleaned) < 0.25


def test_a_thick_ring_of_a_copy_without_greys_goes_too() -> None:
    name = printed((700, 500), [(250, 350, 44, "Vũ Thị Hương")])
    page = np.where(name < 160, 0, 255).astype(np.uint8)
    cv2.circle(page, MIDDLE, RADIUS, 0, 10)
    cleaned = without_rings(page, DPI)
    assert ring_ink(page) > 0.95
    assert ring_ink(cleaned) < 0.25
    far = np.s_[340:420, 420:600]
    assert (cleaned[far] == page[far]).all()


def test_a_ring_is_filled_with_what_goes_into_it() -> None:
    page = blank(700, 500)
    page[300:306, 380:520] = 0  # a stroke that crosses the ring
    cleaned = without_rings(sealed(page), DPI, filled=True)
    assert ring_ink(cleaned) < 0.1
    assert (cleaned[302, 385:515] < 160).mean() > 0.9


def test_a_page_without_a_seal_comes_back_as_it_is() -> None:
    page = printed(
        (700, 500), [(40, 60 + 50 * k, 30, "Nơi nhận: Như trên; Lưu: VT") for k in range(8)]
    )
    assert without_rings(page, DPI) is page
    assert (without_rings(blank(700, 500), DPI) == 255).all()
