"""The whole of ingest: a file in, a text layer per page out."""

from pathlib import Path
from typing import NoReturn

import pytest
from PIL import Image, ImageDraw, ImageFont

from corpus.samples.fonts import typeface
from ingest.errors import CorruptFile, PageTimeout
from ingest.read import ReadOptions, read
from nlp.document import LayerSource, Verdict
from tests.ingest.legacy import printed_in
from tests.ingest.making import FACE, LETTER, picture, printed, scanned


def photographed(path: Path) -> Path:
    """Write an image of two printed lines."""
    image = Image.new("L", (1654, 2339), 255)
    font = ImageFont.truetype(str(typeface(FACE).path("regular")), 40)
    ImageDraw.Draw(image).multiline_text(
        (200, 300), "Ủy ban nhân dân tỉnh\nKính gửi các trường", fill=0, font=font
    )
    image.save(path, dpi=(200, 200))
    return path


def test_print_is_taken_as_it_is(tmp_path: Path) -> None:
    calls: list[tuple[int, int]] = []
    path = printed(tmp_path / "a.pdf", LETTER, "Trang hai")
    reading = read(path, on_page=lambda page, pages: calls.append((page, pages)))
    assert calls == [(1, 2), (2, 2)]
    assert [layer.source for layer in reading.layers] == [LayerSource.EMBEDDED] * 2
    assert [layer.verdict for layer in reading.layers] == [Verdict.GOOD_LAYER] * 2
    assert reading.layers[0].text.split() == LETTER.split()
    assert reading.media_type == "application/pdf"
    assert len(reading.sha256) == 64


@pytest.mark.engine
def test_an_image_is_read_by_ocr(tmp_path: Path) -> None:
    (layer,) = read(photographed(tmp_path / "a.png")).layers
    assert layer.source is LayerSource.OCR
    assert layer.verdict is Verdict.NO_LAYER
    assert "nhân dân tỉnh" in layer.text
    box = next(word.box for line in layer.lines for word in line.words)
    assert 150 < box.left < 260
    assert 280 < box.top < 360


@pytest.mark.engine
def test_a_bad_layer_is_not_taken(tmp_path: Path) -> None:
    image = Image.open(photographed(tmp_path / "a.png"))
    path = scanned(tmp_path / "a.pdf", hidden="Uy ban nhan dan tinh " * 15, image=image)
    (layer,) = read(path).layers
    assert layer.verdict is Verdict.BAD_LAYER
    assert layer.source is LayerSource.OCR
    assert "nhân dân tỉnh" in layer.text
    assert "nhan dan" not in layer.text
    assert "0.0% marked" in layer.reason


@pytest.mark.engine
def test_a_bad_layer_is_taken_where_the_image_shows_nothing(tmp_path: Path) -> None:
    path = scanned(tmp_path / "a.pdf", hidden="Uy ban nhan dan tinh yeu cau bao cao " * 9)
    (layer,) = read(path).layers
    assert layer.verdict is Verdict.ONLY_LAYER
    assert layer.source is LayerSource.EMBEDDED
    assert layer.lines[0].text.startswith("Uy ban nhan dan")
    assert max(word.confidence for line in layer.lines for word in line.words) < 0.5


def test_print_from_before_unicode_is_converted(tmp_path: Path) -> None:
    head = [("Uû ban nh©n d©n tØnh H-ng Yªn", ".VnTimeH"), ("Sè: 15/KH-UB", ".VnTime")]
    body = ("yªu cÇu c¸c ®¬n vÞ khÈn tr\u00ad¬ng b¸o c¸o tr-íc ngµy 10 th¸ng 3", ".VnTime")
    new = ("Signed by: nobody", "Helvetica")
    (layer,) = read(printed_in(tmp_path / "a.pdf", [*head, body, new])).layers
    assert layer.verdict is Verdict.LEGACY
    assert layer.source is LayerSource.EMBEDDED
    assert layer.text.splitlines() == [
        "UỶ BAN NHÂN DÂN TỈNH HƯNG YÊN",
        "Số: 15/KH-UB",
        "yêu cầu các đơn vị khẩn trương báo cáo trước ngày 10 tháng 3",
        "Signed by: nobody",
    ]


def test_print_of_vni_is_converted_without_its_font_names(tmp_path: Path) -> None:
    row = "UÛy ban nhaân daân tænh yeâu caàu caùc ñôn vò khaån tröông raø soaùt"
    (layer,) = read(printed_in(tmp_path / "a.pdf", [(row, "F1")])).layers
    assert layer.verdict is Verdict.LEGACY
    assert layer.text == "Ủy ban nhân dân tỉnh yêu cầu các đơn vị khẩn trương rà soát"


def test_a_look_alike_letter_is_named_rightly(tmp_path: Path) -> None:
    text = LETTER.replace("ư", "ƣ").replace("Đ", "Ð")
    (layer,) = read(printed(tmp_path / "a.pdf", text)).layers
    assert layer.verdict is Verdict.GOOD_LAYER
    assert layer.text.split() == LETTER.split()


def test_specks_are_not_read(tmp_path: Path) -> None:
    (layer,) = read(picture(tmp_path / "a.png", size=(5, 5))).layers
    assert layer.lines == ()
    assert layer.reason == "page too small to read"


def test_errors_come_through(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4\n")
    with pytest.raises(CorruptFile):
        read(tmp_path / "a.pdf", ReadOptions())


@pytest.mark.engine
def test_a_text_that_takes_for_ever_is_no_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_long(*_: object) -> NoReturn:
        raise PageTimeout

    monkeypatch.setattr("ingest.read.embedded_lines", too_long)
    (layer,) = read(printed(tmp_path / "a.pdf", "Ủy ban nhân dân tỉnh")).layers
    assert layer.source is LayerSource.OCR
    assert layer.text == "Ủy ban nhân dân tỉnh"
