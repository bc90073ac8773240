"""Page images: fitting resolution, upright, on white, inside limits."""

import struct
import subprocess
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from PIL import ExifTags, Image

from ingest.errors import CorruptFile, EngineCrashed, PageTimeout, PageTooLarge
from ingest.intake import accept
from ingest.options import MIB, ReadOptions
from ingest.pages import PageFacts, PlacedImage
from ingest.render import HIGHEST_DPI, MOST_PIXELS, reading_dpi, render_page
from tests.ingest.making import changed, picture, printed, scanned, tiff

OPTIONS = ReadOptions()
A4 = (595.0, 842.0)


def rendered(path: Path, *, page: int = 0, options: ReadOptions = OPTIONS) -> Image.Image:
    file = accept(path, options)
    facts = file.pages[page]
    return render_page(file, facts, dpi=reading_dpi(facts), options=options)


def scan(dpi: float, size_pt: tuple[float, float] = A4) -> PageFacts:
    width, height = (round(side / 72 * dpi) for side in size_pt)
    return PageFacts(0, *size_pt, (PlacedImage(width, height, dpi, dpi),))


@pytest.mark.parametrize(
    ("page", "dpi"),
    [
        (scan(200), 200),
        (scan(150), 200),
        (scan(240), 240),
        (scan(600), 300),
        (PageFacts(0, *A4), 300),
        (PageFacts(0, *A4, (PlacedImage(100, 100, 150, 150),)), 300),
        (scan(300, (842, 1191)), 249),  # A3: print is read at 200 anyway
    ],
)
def test_reading_resolution(page: PageFacts, dpi: float) -> None:
    assert reading_dpi(page) == pytest.approx(dpi, abs=0.5)


def test_large_pages_are_read_at_less() -> None:
    page = PageFacts(0, 2384, 3370)  # A0
    dpi = reading_dpi(page)
    assert dpi < HIGHEST_DPI
    assert page.width_pt * page.height_pt * (dpi / 72) ** 2 <= MOST_PIXELS * 1.001


def test_absurd_pages_are_refused() -> None:
    with pytest.raises(PageTooLarge):
        reading_dpi(PageFacts(0, 14400, 14400))


def test_a_scan_comes_out_as_it_went_in(tmp_path: Path) -> None:
    image = rendered(scanned(tmp_path / "a.pdf"))
    assert image.size == pytest.approx((1654, 2339), abs=2)
    assert image.convert("L").getpixel((800, 1200)) == pytest.approx(240, abs=2)


def test_colour_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    Image.new("RGB", (1654, 2339), (200, 30, 40)).save(path, dpi=(200, 200))
    assert rendered(path).getpixel((5, 5)) == (200, 30, 40)


def deep(path: Path) -> None:
    ramp = np.linspace(0, 65535, 1654 * 2339).reshape(2339, 1654).astype(np.uint16)
    Image.fromarray(ramp).save(path)


def clear(path: Path) -> None:
    image = Image.new("RGBA", (1654, 2339), (0, 0, 0, 0))
    image.paste((0, 0, 0, 255), (0, 0, 100, 100))
    image.save(path)


def palette(path: Path) -> None:
    Image.new("RGB", (1654, 2339), "white").quantize(4).save(path, transparency=0)


NORMAL: tuple[tuple[str, Callable[[Path], None]], ...] = (
    ("deep.png", deep),
    ("clear.png", clear),
    ("palette.png", palette),
    ("cmyk.jpg", lambda path: Image.new("CMYK", (1654, 2339)).save(path)),
    ("float.tif", lambda path: Image.new("F", (1654, 2339), 1.0).save(path)),
    ("bilevel.tif", lambda path: Image.new("1", (1654, 2339), 1).save(path, compression="group4")),
    ("lab.tif", lambda path: Image.new("LAB", (1654, 2339), (255, 128, 128)).save(path)),
)


@pytest.mark.parametrize(("name", "make"), NORMAL, ids=[name for name, _ in NORMAL])
def test_odd_modes_become_plain_and_light(
    tmp_path: Path, name: str, make: Callable[[Path], None]
) -> None:
    make(tmp_path / name)
    image = rendered(tmp_path / name)
    assert image.mode in {"RGB", "L", "1"}
    assert image.size == pytest.approx((1654, 2339), abs=2)
    assert np.asarray(image.convert("L"))[-1, -1] > 240


def test_sixteen_bits_keep_their_shades(tmp_path: Path) -> None:
    deep(tmp_path / "a.png")
    shades = np.asarray(rendered(tmp_path / "a.png"))
    assert shades[0, 0] == 0
    assert shades[1170, 0] == pytest.approx(127, abs=2)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_exif_orientation(tmp_path: Path, orientation: int) -> None:
    """Whatever the camera did, the dark quarter is where the Exif standard says it is."""
    source = Image.open(picture(tmp_path / "a.png", size=(1200, 1600))).convert("L")
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    source.save(tmp_path / "a.jpg", exif=exif, dpi=(150, 150))
    image = rendered(tmp_path / "a.jpg")
    assert (image.width > image.height) is (orientation >= 5)
    dark = np.asarray(image.resize((2, 2), Image.Resampling.BOX)) < 128
    # Row 0 and column 0 of what is stored become, by TIFF 6.0 and Exif 2.32, these sides.
    corner = {
        1: (0, 0),
        2: (0, 1),
        3: (1, 1),
        4: (1, 0),
        5: (0, 0),
        6: (0, 1),
        7: (1, 1),
        8: (1, 0),
    }
    assert dark[corner[orientation]]
    assert dark.sum() == 1


def test_fax_pixels_are_made_square(tmp_path: Path) -> None:
    Image.new("L", (1728, 1143), 255).save(tmp_path / "a.tif", dpi=(204, 98))
    image = rendered(tmp_path / "a.tif")
    assert image.height / image.width == pytest.approx((1143 / 98) / (1728 / 204), rel=0.01)


def test_pages_of_a_tiff(tmp_path: Path) -> None:
    path = tiff(tmp_path / "a.tif", [(800, 1000), (80, 100), (900, 1000)], thumbnails=[1])
    assert rendered(path, page=1).size == pytest.approx((900, 1000), abs=2)


def test_a_broken_image_is_corrupt(tmp_path: Path) -> None:
    """A PNG whose picture stops in the middle, while every chunk of the file is whole."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        check = zlib.crc32(kind + content)
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1000, 1000, 8, 0, 0, 0, 0))
    rows = zlib.compress(bytes(1001 * 1000))[:500]
    path = tmp_path / "a.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", rows) + chunk(b"IEND", b""))
    with pytest.raises(CorruptFile):
        rendered(path)


def test_a_page_that_takes_too_long(tmp_path: Path) -> None:
    file = accept(printed(tmp_path / "a.pdf"), OPTIONS)
    with pytest.raises(PageTimeout):
        render_page(file, file.pages[0], dpi=300, options=replace(OPTIONS, page_timeout_s=0.0001))


def test_a_page_that_takes_too_much_memory(tmp_path: Path) -> None:
    file = accept(printed(tmp_path / "a.pdf"), OPTIONS)
    with pytest.raises(EngineCrashed):
        render_page(
            file, file.pages[0], dpi=300, options=replace(OPTIONS, max_memory_bytes=16 * MIB)
        )


def test_a_page_that_writes_too_much(tmp_path: Path) -> None:
    file = accept(printed(tmp_path / "a.pdf"), OPTIONS)
    with pytest.raises(EngineCrashed):
        render_page(file, file.pages[0], dpi=300, options=replace(OPTIONS, max_output_bytes=MIB))


def test_scripts_and_outside_files_are_left_alone(tmp_path: Path) -> None:
    def add(pdf: pikepdf.Pdf) -> None:
        touch = pikepdf.Dictionary(S=pikepdf.Name.Launch, F=f"touch {tmp_path / 'ran'}")
        pdf.Root.OpenAction = pdf.make_indirect(touch)

    rendered(changed(tmp_path / "a.pdf", add))
    assert not (tmp_path / "ran").exists()


def test_wrappers_can_be_run() -> None:
    folder = Path(__file__).parents[2] / "ingest" / "bounded"
    for wrapper in sorted(path for path in folder.iterdir() if path.name != "shut-in"):
        found = subprocess.run(
            [wrapper, "-v"],
            env={
                "PATH": "/usr/bin:/bin",
                "VANTHU_CHILD_MEMORY": "600000000",
                "VANTHU_CHILD_OUTPUT": "9999",
                "VANTHU_CHILD_SECONDS": "9",
            },
            capture_output=True,
            check=True,
        )
        said = (found.stdout + found.stderr).lower()
        assert (b"tesseract" if wrapper.name == "tesseract" else b"poppler") in said


@pytest.mark.parametrize(("gray", "mode"), [(True, "L"), (False, "RGB")])
def test_a_scan_without_colours_is_drawn_without(tmp_path: Path, gray: bool, mode: str) -> None:  # noqa: FBT001
    size = (1654, 2339)
    image = Image.new("L", size, 200) if gray else Image.new("RGB", size, (250, 90, 80))
    file = accept(scanned(tmp_path / "a.pdf", image=image), OPTIONS)
    drawn = render_page(file, file.pages[0], dpi=60, options=OPTIONS)
    assert drawn.mode == mode


def test_a_coloured_picture_on_a_grey_scan_keeps_its_colour(tmp_path: Path) -> None:
    def stamp(pdf: pikepdf.Pdf) -> None:
        with pikepdf.open(
            scanned(tmp_path / "red.pdf", image=Image.new("RGB", (99, 99), "red"))
        ) as red:
            pdf.pages.extend(red.pages)
        picture = pdf.pages[1].as_form_xobject()
        del pdf.pages[1]
        name = pdf.pages[0].add_resource(picture, pikepdf.Name.XObject)
        pdf.pages[0].contents_add(f"q 0.2 0 0 0.2 60 60 cm {name} Do Q".encode())

    source = scanned(tmp_path / "gray.pdf")
    file = accept(changed(tmp_path / "a.pdf", stamp, source=source), OPTIONS)
    drawn = render_page(file, file.pages[0], dpi=60, options=OPTIONS)
    assert drawn.mode == "RGB"
    assert (255, 0, 0) in {pixel for _, pixel in drawn.getcolors(100000) or ()}
