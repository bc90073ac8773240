"""Frames of incoming stamps on grey scans: found when closed, of their size, in the upper half."""

import cv2
import numpy as np
import pytest

from ingest.ink import Gray
from ingest.ocr.frames import stamp_frames
from tests.ingest.ocr.print import printed

DPI = 200.0
TEXT = [(250, 480, 34, "ĐẾN"), (400, 470, 28, "Số: 215"), (400, 530, 28, "Ngày: 14/3/2024")]


def page(frame: tuple[int, int, int, int] | None, turn: float = 0.0) -> Gray:
    """Return a page with the words of a stamp in a frame, turned a little."""
    sheet = printed((1654, 2339), TEXT).copy()
    if frame is not None:
        cv2.rectangle(sheet, frame[:2], frame[2:], 60, 4)
    matrix = cv2.getRotationMatrix2D((400, 500), turn, 1)
    return np.asarray(cv2.warpAffine(sheet, matrix, (1654, 2339), borderValue=255), np.uint8)


@pytest.mark.parametrize("turn", [-2.0, 0.0, 2.5])
def test_a_frame_is_found_where_it_stands(turn: float) -> None:
    (box,) = stamp_frames(page((200, 430, 640, 640), turn), DPI)
    assert box.left == pytest.approx(200, abs=25)
    assert box.bottom == pytest.approx(640, abs=25)


@pytest.mark.parametrize(
    "frame", [None, (200, 430, 1600, 640), (200, 430, 320, 500), (900, 1700, 1340, 1910)]
)
def test_other_rules_are_no_stamps(frame: tuple[int, int, int, int] | None) -> None:
    assert stamp_frames(page(frame), DPI) == []


def test_a_frame_may_stand_at_the_right_edge() -> None:
    (box,) = stamp_frames(page((1150, 300, 1590, 510)), DPI)
    assert box.left == pytest.approx(1150, abs=25)


def test_an_open_frame_is_none() -> None:
    sheet = printed((1654, 2339), TEXT).copy()
    cv2.line(sheet, (200, 430), (640, 430), 60, 4)
    cv2.line(sheet, (200, 430), (200, 640), 60, 4)
    assert stamp_frames(sheet, DPI) == []


def test_a_frame_that_the_edge_of_the_sheet_cuts_is_found() -> None:
    sheet = page((200, 430, 640, 640))[:, 230:]
    (box,) = stamp_frames(np.ascontiguousarray(sheet), DPI)
    assert box.left == pytest.approx(0, abs=5)
    assert box.right == pytest.approx(410, abs=25)


def test_a_frame_with_one_side_worn_away_is_found() -> None:
    sheet = page((200, 430, 640, 640))
    sheet[450:630, 620:660] = 255
    (box,) = stamp_frames(sheet, DPI)
    assert box.right == pytest.approx(640, abs=25)
