"""The archive copy: the words already read lie at their places, the original keeps its bytes."""

import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from corpus.samples.fonts import typeface
from ingest.archive import write_archive
from ingest.errors import ArchiveFailed
from ingest.intake import AcceptedFile, accept
from ingest.options import ReadOptions
from ingest.read import read
from nlp.document import Box, LayerSource, Line, TextLayer, Verdict, Word
from tests.ingest.legacy import printed_in
from tests.ingest.making import FACE, LETTER, printed, scanned
from tests.ingest.ocr.print import printed as lines_printed
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
    page = accept(copy, OPTIONS).pages[0]
    width, height = page.width_pt, page.height_pt  # pdftotext names those of the page unturned
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


LYING = (
    (300, 400, 50, "Thực hiện kế hoạch của Ủy ban nhân dân tỉnh"),
    (300, 500, 50, "các cơ quan, đơn vị báo cáo kết quả trước ngày"),
    (300, 600, 50, "họp và gửi về Văn phòng để tổng hợp chung"),
    (900, 2100, 50, "Nguyễn Văn Thưởng"),
)


@pytest.mark.parametrize("degrees", [90, 180, 270])
@pytest.mark.parametrize("name", ["scan.pdf", "scan.tif"])
def test_a_page_scanned_on_its_side_is_found_upright(
    tmp_path: Path, name: str, degrees: int
) -> None:
    upright = Image.fromarray(lines_printed(SIZE, LYING))
    lying = upright.rotate(degrees, expand=True)
    path = tmp_path / name
    if path.suffix == ".pdf":
        scanned(path, size_px=lying.size, image=lying)
    else:
        lying.save(path, dpi=(200, 200))
    (page,) = read(path).layers
    assert page.turned == degrees
    copy = tmp_path / "archive.pdf"
    assert write_archive(accept(path, OPTIONS), [page], copy, OPTIONS)
    words = found(copy)
    for x, y, px, text in LYING:
        left, top, _, bottom = words[text.split()[0]]
        assert left == pytest.approx(x / SIZE[0], abs=0.01)
        assert top < (y + 0.6 * px) / SIZE[1] < bottom
    assert ink_share(copy, words["Thưởng"], tmp_path) > 0.1


def ink_share(copy: Path, edges: tuple[float, float, float, float], folder: Path) -> float:
    """Return how much of a place on the page, as a viewer shows it, is inked."""
    subprocess.run(["pdftoppm", "-r", "100", "-png", copy, folder / "shown"], check=True)
    with Image.open(next(folder.glob("shown*.png"))) as shown:
        left, top, right, bottom = edges
        size = shown.size
        box = (left * size[0], top * size[1], right * size[0], bottom * size[1])
        piece = shown.convert("L").crop(box)
    return sum(piece.histogram()[:128]) / (piece.width * piece.height)


def test_text_converted_to_unicode_is_found(tmp_path: Path) -> None:
    rows = [("Thùc hiÖn kÕ ho¹ch sè 12 cña Bé Gi¸o dôc vµ §µo t¹o", ".VnTime")] * 6
    file = accept(printed_in(tmp_path / "a.pdf", rows), OPTIONS)
    (page,) = read(file.path).layers
    assert page.verdict is Verdict.LEGACY
    copy = tmp_path / "archive.pdf"
    write_archive(file, [page], copy, OPTIONS)
    said = subprocess.run(["pdftotext", copy, "-"], capture_output=True, text=True).stdout
    assert said.split() == page.text.split()
    assert "hoạch" in said
    assert "ho¹ch" not in said


def test_repaired_words_take_the_place_of_a_bad_layer(tmp_path: Path) -> None:
    file = accept(scanned(tmp_path / "a.pdf", hidden="Quyet dinh thuong"), OPTIONS)
    repaired = replace(layer(source=LayerSource.EMBEDDED), verdict=Verdict.ONLY_LAYER)
    copy = tmp_path / "archive.pdf"
    assert archived(file, repaired, copy)
    assert_words_in_place(copy)
