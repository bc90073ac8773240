"""`vanthu ocr --draw`: one picture per page, with the zones drawn where they are."""

from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from PIL import Image, ImageColor

from config.cli.ocr import command
from config.drawing import COLOURS
from nlp.zones import ZoneName
from tests.ingest.making import printed


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    return printed(tmp_path / "thu.pdf", *(["Kế hoạch tổ chức hội nghị tổng kết năm học " * 9] * 2))


def test_every_page_is_drawn(letter: Path, tmp_path: Path) -> None:
    folder = tmp_path / "pictures"
    done = CliRunner().invoke(command, ["--draw", str(folder), str(letter)])
    assert done.exit_code == 0, done.output
    assert sorted(path.name for path in folder.iterdir()) == ["thu-1.png", "thu-2.png"]
    pixels = np.asarray(Image.open(folder / "thu-1.png").convert("RGB")).reshape(-1, 3)
    body = np.array(ImageColor.getrgb(COLOURS[ZoneName.BODY]))
    assert int((pixels == body).all(axis=1).sum()) > 500


def test_nothing_is_drawn_unasked(letter: Path, tmp_path: Path) -> None:
    done = CliRunner().invoke(command, [str(letter)])
    assert done.exit_code == 0
    assert list(tmp_path.glob("**/*.png")) == []
