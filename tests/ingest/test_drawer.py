"""Scans are drawn by PDFium as Poppler would, in one child a file; all else by Poppler."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from PIL import Image

from ingest import drawer as module
from ingest.drawer import Drawer
from ingest.errors import PageTimeout
from ingest.intake import AcceptedFile, accept
from ingest.options import MIB, ReadOptions
from ingest.place import ANSWER, Place
from ingest.render import _by_poppler, render_page
from tests.ingest.making import Changes, changed, printed, scanned

OPTIONS = ReadOptions()
SIZE = (1654, 2339)
ENDS_AT_ONCE = (sys.executable, "-c", "raise SystemExit(1)")
HANGS = (sys.executable, "-c", "import time; time.sleep(60)")


def noise(*, gray: bool, size: tuple[int, int] = SIZE) -> Image.Image:
    shape = size[::-1] if gray else (*size[::-1], 3)
    return Image.fromarray(np.random.default_rng(1).integers(0, 256, shape, np.uint8))


def lossless(
    path: Path, images: Sequence[Image.Image], *, narrower: float = 2, left: float = 0
) -> Path:
    """Write a PDF of 200 dpi whose pages are images stored as they are.

    Their places are so many pixels narrower and lower than they are; the first may start later.
    """
    pdf = pikepdf.new()
    for image in images:
        width, height = ((side - narrower) * 72 / 200 for side in image.size)
        stored = pikepdf.Stream(pdf, image.tobytes())
        stored.Type, stored.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
        stored.Width, stored.Height, stored.BitsPerComponent = *image.size, 8
        stored.ColorSpace = pikepdf.Name.DeviceGray if image.mode == "L" else pikepdf.Name.DeviceRGB
        start = left * 72 / 200
        page = pdf.add_blank_page(page_size=(start + width, height))
        name = page.add_resource(stored, pikepdf.Name.XObject)
        paints = f"q {width} 0 0 {height} {start} 0 cm {name} Do Q"
        page.Contents = pdf.make_stream(paints.encode())
    pdf.save(path)
    return path


def drawn(file: AcceptedFile, at: int = 0, *, options: ReadOptions = OPTIONS) -> Image.Image:
    return render_page(file, file.pages[at], dpi=200, options=options)


def by_pdfium(file: AcceptedFile, *, gray: bool, dpi: float = 200) -> Image.Image | None:
    with Drawer(file.path, OPTIONS) as drawer:
        return drawer.drawn(file.pages[0], dpi=dpi, gray=gray)


@pytest.mark.parametrize("gray", [True, False])
@pytest.mark.parametrize(
    ("narrower", "left"),
    [(0.5, 0), (2, 0), (7.4, 0), (2, 3.4)],
    ids=["as it is", "a row and a column less", "some less", "beside the edge"],
)
def test_a_scan_is_drawn_as_poppler_draws_it(
    tmp_path: Path,
    gray: bool,  # noqa: FBT001
    narrower: float,
    left: float,
) -> None:
    image = noise(gray=gray, size=(800, 1130))
    path = lossless(tmp_path / "a.pdf", [image], narrower=narrower, left=left)
    file = accept(path, OPTIONS)
    found, other = by_pdfium(file, gray=gray), _by_poppler(path, file.pages[0], 200, OPTIONS)
    assert found is not None
    assert found.mode == image.mode
    assert found.size == other.size
    wrong = np.asarray(found) != np.asarray(other)
    assert wrong.mean() < 0.0005  # the last digit where rows and columns meet


def test_a_scan_that_fits_keeps_its_pixels(tmp_path: Path) -> None:
    image = noise(gray=False, size=(800, 1130))
    found = drawn(accept(lossless(tmp_path / "a.pdf", [image], narrower=0.5), OPTIONS))
    assert np.array_equal(np.asarray(found), np.asarray(image))


def turned(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].rotate(90, relative=True)


def narrowed(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].cropbox = pikepdf.Array([100, 100, 200, 200])


@pytest.mark.parametrize("change", [turned, narrowed])
def test_pages_that_are_turned_or_cut_are_left_to_poppler(tmp_path: Path, change: Changes) -> None:
    source = lossless(tmp_path / "source.pdf", [noise(gray=True, size=(800, 1130))])
    file = accept(changed(tmp_path / "a.pdf", change, source=source), OPTIONS)
    assert by_pdfium(file, gray=True) is None
    assert drawn(file).size == pytest.approx(
        (file.pages[0].width_pt / 0.36, file.pages[0].height_pt / 0.36), abs=1
    )


def test_what_poppler_blurs_is_left_to_poppler(tmp_path: Path) -> None:
    """A page as large as its scan to the last digit: Poppler makes it a pixel larger."""
    file = accept(lossless(tmp_path / "a.pdf", [noise(gray=True)], narrower=0), OPTIONS)
    assert by_pdfium(file, gray=True) is None
    assert drawn(file).size == pytest.approx(SIZE, abs=1)


def test_other_resolutions_are_left_to_poppler(tmp_path: Path) -> None:
    file = accept(scanned(tmp_path / "a.pdf", dpi=600, size_px=(4960, 7016)), OPTIONS)
    assert by_pdfium(file, gray=True, dpi=300) is None
    found = render_page(file, file.pages[0], dpi=300, options=OPTIONS)
    assert np.asarray(found) == pytest.approx(240, abs=2)


def test_what_lies_over_a_scan_is_drawn(tmp_path: Path) -> None:
    """A visible signature is an annotation with a look of its own."""

    def sign(pdf: pikepdf.Pdf) -> None:
        look = pikepdf.Stream(pdf, b"0 g 0 0 100 50 re f")
        look.Type, look.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        look.BBox = [0, 0, 100, 50]
        box = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Widget,
            FT=pikepdf.Name.Sig,
            T="Signature1",
            F=4,
            Rect=[100, 100, 200, 150],
            AP=pikepdf.Dictionary(N=pdf.make_indirect(look)),
        )
        field = pdf.make_indirect(box)
        pdf.pages[0].Annots = pikepdf.Array([field])
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([field]))

    source = lossless(tmp_path / "source.pdf", [Image.new("L", SIZE, 240)])
    found = drawn(accept(changed(tmp_path / "a.pdf", sign, source=source), OPTIONS))
    assert by_pdfium(accept(tmp_path / "a.pdf", OPTIONS), gray=True) is not None
    left, upper = (round(side / 72 * 200) for side in (150, 842 - 125))
    assert found.convert("L").getpixel((left, upper)) == 0
    assert found.convert("L").getpixel((left, upper - 200)) == 240


def test_one_child_draws_all_pages_and_ends_with_the_context(tmp_path: Path) -> None:
    images = [noise(gray=True, size=(400, 500)), noise(gray=False, size=(400, 500))]
    file = accept(lossless(tmp_path / "a.pdf", images, narrower=0.5), OPTIONS)
    children = set()
    with Drawer(file.path, OPTIONS) as drawer:
        for page, image in zip(file.pages, images, strict=True):
            found = render_page(file, page, dpi=200, options=OPTIONS, drawer=drawer)
            assert np.array_equal(np.asarray(found), np.asarray(image))
            assert drawer._child is not None
            children.add(drawer._child.pid)
    assert len(children) == 1
    assert not Path(f"/proc/{children.pop()}").exists()


def test_a_page_that_is_not_there_is_refused_and_the_next_is_drawn(tmp_path: Path) -> None:
    file = accept(lossless(tmp_path / "a.pdf", [noise(gray=True)]), OPTIONS)
    (page,) = file.pages
    with Drawer(file.path, OPTIONS) as drawer:
        assert drawer.drawn(replace(page, index=7), dpi=200, gray=True) is None
        assert drawer.drawn(page, dpi=200, gray=True) is not None


@pytest.mark.parametrize("program", [ENDS_AT_ONCE, ("no-such-program-at-all",)])
def test_where_pdfium_ends_poppler_draws(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: tuple[str, ...]
) -> None:
    file = accept(scanned(tmp_path / "a.pdf"), OPTIONS)
    monkeypatch.setattr(module, "PROGRAM", program)
    with Drawer(file.path, OPTIONS) as drawer:
        assert drawer.drawn(file.pages[0], dpi=200, gray=True) is None
    assert drawn(file).convert("L").getpixel((800, 1200)) == pytest.approx(240, abs=2)


@pytest.mark.parametrize(
    "place",
    [
        Place(100, 100, 4_000_000_000, 100, 0, 0, 100, 100),
        Place(100, 100, 100, 100, 0, 0, 100, 4_000_000_000),
        Place(100, 100, 100, 100, 4_000_000_000, 0, 100, 100),
        Place(100_000, 100_000, 100_000, 100_000, 0, 0, 100_000, 100_000),
        Place(0, 100, 0, 100, 0, 0, 0, 100),
    ],
)
def test_nonsense_is_not_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: Place
) -> None:
    file = accept(scanned(tmp_path / "a.pdf"), OPTIONS)
    answers = f"import sys; sys.stdout.buffer.write({ANSWER.pack(*place)!r} + bytes(99999))"
    monkeypatch.setattr(module, "PROGRAM", (sys.executable, "-c", answers))
    assert by_pdfium(file, gray=True) is None


def test_no_pdf_is_no_page(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4 nothing")
    page = accept(scanned(tmp_path / "b.pdf"), OPTIONS).pages[0]
    with Drawer(tmp_path / "a.pdf", OPTIONS) as drawer:
        assert drawer.drawn(page, dpi=200, gray=True) is None


def test_a_white_page_is_looked_at_by_poppler_too(tmp_path: Path) -> None:
    """An image that PDFium cannot decode leaves the page white, without a word."""
    white = Image.new("L", SIZE, 255)
    file = accept(lossless(tmp_path / "a.pdf", [white]), OPTIONS)
    with Drawer(file.path, OPTIONS) as drawer:
        assert drawer.drawn(file.pages[0], dpi=200, gray=True) is None
    assert np.asarray(drawn(file).convert("L")).min() == 255


def test_a_child_that_takes_too_long_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = accept(scanned(tmp_path / "a.pdf"), OPTIONS)
    monkeypatch.setattr(module, "PROGRAM", HANGS)
    with pytest.raises(PageTimeout):
        drawn(file, options=replace(OPTIONS, page_timeout_s=0.2))


def test_memory_is_bounded(tmp_path: Path) -> None:
    file = accept(scanned(tmp_path / "a.pdf", size_px=(6000, 8000), dpi=725), OPTIONS)
    for mib, is_drawn in ((640, True), (96, False)):
        with Drawer(file.path, replace(OPTIONS, max_memory_bytes=mib * MIB)) as drawer:
            found = drawer.drawn(file.pages[0], dpi=725, gray=True)
        assert (found is not None) is is_drawn


@pytest.mark.parametrize("make", [printed, scanned])
def test_nothing_is_started_for_what_poppler_draws(
    tmp_path: Path, make: Callable[[Path], Path]
) -> None:
    """Print, and small images of scans for staff."""
    file = accept(make(tmp_path / "a.pdf"), OPTIONS)
    with Drawer(file.path, OPTIONS) as drawer:
        render_page(file, file.pages[0], dpi=150, options=OPTIONS, drawer=drawer)
        assert drawer._child is None
