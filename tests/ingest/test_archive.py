"""The archive copy: the words already read lie at their places, the original keeps its bytes."""

import re
import subprocess
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from corpus.samples.fonts import typeface
from ingest.archive import write_archive
from ingest.errors import ArchiveFailed
from ingest.intake import AcceptedFile, accept
from ingest.options import ReadOptions
from ingest.read import read
from nlp.document import Box, LayerSource, Line, TextLayer, Word
from tests.ingest.making import FACE, LETTER, printed, scanned
from tests.ingest.signing import identity, sign

pytestmark = pytest.mark.slow
OPTIONS = ReadOptions()
SIZE = (1654, 2339)
WORDS = (
    ("Quyết", Box(300, 400, 460, 450)),
    ("định", Box(480, 400, 590, 450)),
    ("thưởng", Box(300, 1500, 520, 1550)),
)
BOX = re.compile(r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]+)<')


def layer(*, source: LayerSource = LayerSource.OCR) -> TextLayer:
    words = [Word(text, box) for text, box in WORDS]
    lines = (Line(tuple(words[:2])), Line((words[2],)))
    return TextLayer(0, SIZE[0], SIZE[1], lines, source=source)


def found(copy: Path) -> dict[str, tuple[float, float, float, float]]:
    """Return each word of a PDF with its edges as fractions of the page."""
    said = subprocess.run(["pdftotext", "-bbox", copy, "-"], capture_output=True, text=True).stdout
    page = re.search(r'<page width="([\d.]+)" height="([\d.]+)"', said)
    assert page is not None
    width, height = map(float, page.groups())
    return {
        text: (float(x0) / width, float(y0) / height, float(x1) / width, float(y1) / height)
        for x0, y0, x1, y1, text in BOX.findall(said)
    }


def assert_words_in_place(copy: Path) -> None:
    words = found(copy)
    assert set(words) == {text for text, _ in WORDS}
    for text, box in WORDS:
        left, top, right, bottom = words[text]
        assert left == pytest.approx(box.left / SIZE[0], abs=0.01)
        assert right == pytest.approx(box.right / SIZE[0], abs=0.01)
        assert top < box.middle[1] / SIZE[1] < bottom


def archived(file: AcceptedFile, page: TextLayer, target: Path) -> bool:
    before = file.path.read_bytes()
    archival = write_archive(file, [page], target, OPTIONS)
    assert file.path.read_bytes() == before
    assert [path for path in target.parent.iterdir() if path.name.startswith(".archive")] == []
    return archival


def test_a_scan_with_a_bad_layer(tmp_path: Path) -> None:
    file = accept(scanned(tmp_path / "a.pdf", hidden="Quyet dinh thuong"), OPTIONS)
    copy = tmp_path / "archive" / "a.pdf"
    assert archived(file, layer(), copy)
    assert_words_in_place(copy)
    assert b"pdfaid:part" in copy.read_bytes()


def test_a_picture_with_alpha(tmp_path: Path) -> None:
    Image.new("RGBA", SIZE, (250, 250, 250, 128)).save(tmp_path / "a.tif", dpi=(200, 200))
    copy = tmp_path / "archive.pdf"
    assert archived(accept(tmp_path / "a.tif", OPTIONS), layer(), copy)
    assert_words_in_place(copy)


def test_print_keeps_its_own_text(tmp_path: Path) -> None:
    file = accept(printed(tmp_path / "a.pdf"), OPTIONS)
    copy = tmp_path / "archive.pdf"
    assert archived(file, layer(source=LayerSource.EMBEDDED), copy)
    assert set(found(copy)) == set(LETTER.split())


def test_a_signed_original_is_copied_not_changed(tmp_path: Path) -> None:
    image = Image.new("L", SIZE, 255)
    face = ImageFont.truetype(str(typeface(FACE).path("regular")), 50)
    ImageDraw.Draw(image).text((300, 400), "Quyết định khen thưởng", fill=0, font=face)
    plain = scanned(tmp_path / "plain.pdf", image=image)
    who = identity("Sở Nội vụ", "Tỉnh Bình An")
    file = accept(sign(plain, tmp_path / "a.pdf", who, box=(400, 750, 560, 820)), OPTIONS)
    copy = tmp_path / "archive.pdf"
    before = file.path.read_bytes()
    write_archive(file, read(file.path).layers, copy, OPTIONS)
    assert file.path.read_bytes() == before
    assert {"Quyết", "định", "khen", "thưởng"} <= set(found(copy))
    assert b"/ByteRange" not in copy.read_bytes()


def test_what_cannot_be_copied_leaves_nothing(tmp_path: Path) -> None:
    file = accept(printed(tmp_path / "a.pdf"), OPTIONS)
    file.path.write_bytes(b"%PDF-1.4 gone bad")
    with pytest.raises(ArchiveFailed):
        write_archive(file, [layer()], tmp_path / "archive" / "a.pdf", OPTIONS)
    assert list((tmp_path / "archive").iterdir()) == []
