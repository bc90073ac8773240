"""Every kind of bad file is refused with its own code; odd but good ones are accepted."""

import hashlib
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from ingest.errors import (
    CorruptFile,
    EmptyFile,
    EncryptedPdf,
    FileTooLarge,
    HeicNotAccepted,
    IngestError,
    NoPages,
    PageTooLarge,
    TooManyPages,
    UnsupportedType,
)
from ingest.intake import accept
from ingest.options import ReadOptions
from tests.ingest.making import changed, locked, picture, printed, scanned, tiff

OPTIONS = ReadOptions(max_bytes=6_000_000, max_pages=3, max_pixels=5_000_000)


def written(content: bytes) -> Callable[[Path], Path]:
    def write(path: Path) -> Path:
        path.write_bytes(content)
        return path

    return write


def half(path: Path) -> Path:
    content = scanned(path).read_bytes()
    path.write_bytes(content[: len(content) // 2])
    return path


def half_picture(path: Path) -> Path:
    content = picture(path).read_bytes()
    path.write_bytes(content[: len(content) // 3])
    return path


def no_pages(path: Path) -> Path:
    def clear(pdf: pikepdf.Pdf) -> None:
        del pdf.pages[:]

    return changed(path, clear)


def flipped(path: Path) -> Path:
    content = bytearray(picture(path).read_bytes())
    content[content.index(b"IDAT") + 8] ^= 0xFF
    path.write_bytes(content)
    return path


BAD: tuple[tuple[str, Callable[[Path], Path], type[IngestError]], ...] = (
    ("empty.pdf", written(b""), EmptyFile),
    ("text.pdf", written("Kính gửi".encode()), UnsupportedType),
    ("page.pdf", written(b"<!doctype html><p>x"), UnsupportedType),
    ("letter.docx", written(b"PK\x03\x04" + bytes(40)), UnsupportedType),
    ("picture.gif", written(b"GIF89a" + bytes(40)), UnsupportedType),
    ("picture.webp", written(b"RIFF\x00\x00\x00\x00WEBPVP8 " + bytes(40)), UnsupportedType),
    ("letter.jpg", written(b"\x00\x00\x00\x18ftypheic" + bytes(40)), HeicNotAccepted),
    ("late.pdf", written(b"x" * 5000 + b"%PDF-1.4"), UnsupportedType),
    ("large.pdf", written(b"%PDF-1.4" + bytes(6_000_000)), FileTooLarge),
    ("head.pdf", written(b"%PDF-1.4\n"), CorruptFile),
    ("half.pdf", half, CorruptFile),
    ("noise.pdf", written(b"%PDF-1.7\n" + bytes(range(256)) * 40 + b"startxref\n9\n%%EOF"), CorruptFile),
    ("locked.pdf", lambda path: locked(path, user="bimat", owner="chu"), EncryptedPdf),
    ("none.pdf", no_pages, NoPages),
    ("many.pdf", lambda path: printed(path, *"1234"), TooManyPages),
    ("many.tif", lambda path: tiff(path, [(90, 90)] * 4), TooManyPages),
    ("wide.png", lambda path: picture(path, size=(2500, 2500)), PageTooLarge),
    ("wide.tif", lambda path: tiff(path, [(90, 90), (2501, 2000)]), PageTooLarge),
    ("wide.pdf", lambda path: scanned(path, size_px=(15000, 15000)), PageTooLarge),
    ("half.png", half_picture, CorruptFile),
    ("half.tif", half_picture, CorruptFile),
    ("half.jpg", half_picture, CorruptFile),
    ("head.jpg", written(b"\xff\xd8\xff\xe0\x00\x10JFIF"), CorruptFile),
    ("head.png", written(b"\x89PNG\r\n\x1a\n" + bytes(50)), CorruptFile),
    ("head.tif", written(b"II*\x00\xff\xff\xff\xff"), CorruptFile),
)  # fmt: skip


@pytest.mark.parametrize(("name", "make", "error"), BAD, ids=[name for name, _, _ in BAD])
def test_bad_files_are_refused(
    tmp_path: Path, name: str, make: Callable[[Path], Path], error: type[IngestError]
) -> None:
    path = make(tmp_path / name)
    before = path.read_bytes()
    with pytest.raises(error) as raised:
        accept(path, OPTIONS)
    assert type(raised.value) is error
    assert path.read_bytes() == before


def test_a_missing_file_and_a_folder_are_ingest_errors(tmp_path: Path) -> None:
    for path in (tmp_path / "none.pdf", tmp_path):
        with pytest.raises(IngestError):
            accept(path, OPTIONS)


def test_a_pipe_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.pdf")
    with pytest.raises(IngestError):
        accept(tmp_path / "pipe.pdf", OPTIONS)


def test_facts_of_a_pdf(tmp_path: Path) -> None:
    path = printed(tmp_path / "a.pdf", "một", "hai")
    file = accept(path, OPTIONS)
    assert file.media_type == "application/pdf"
    assert file.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert file.size_bytes == path.stat().st_size
    assert [page.index for page in file.pages] == [0, 1]
    assert file.pages[0].width_pt == pytest.approx(595, abs=1)
    assert file.pages[0].image_cover == 0.0


def test_the_owner_password_alone_keeps_nobody_out(tmp_path: Path) -> None:
    path = locked(tmp_path / "a.pdf", user="", owner="chu")
    assert len(accept(path, OPTIONS).pages) == 1


def test_turned_pages_are_upright(tmp_path: Path) -> None:
    def turn(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].rotate(90, relative=True)

    page = accept(changed(tmp_path / "a.pdf", turn), OPTIONS).pages[0]
    assert page.width_pt > page.height_pt


def test_images_of_a_scan(tmp_path: Path) -> None:
    page = accept(scanned(tmp_path / "a.pdf", dpi=150), OPTIONS).pages[0]
    assert page.image_cover == pytest.approx(1.0, abs=0.01)
    assert page.images[0].x_dpi == pytest.approx(150, abs=1)


@pytest.mark.parametrize("junk", [b"\r\n", b"x" * 900, b"MZ" + bytes(300), b"<html>\n"])
def test_junk_before_the_header(tmp_path: Path, junk: bytes) -> None:
    path = printed(tmp_path / "a.pdf")
    path.write_bytes(junk + path.read_bytes())
    assert accept(path, OPTIONS).media_type == "application/pdf"


def test_a_lost_index_is_no_lost_page(tmp_path: Path) -> None:
    path = printed(tmp_path / "a.pdf", "một", "hai")
    content = path.read_bytes()
    path.write_bytes(content[: content.rindex(b"startxref")].replace(b"xref", b"yref"))
    assert len(accept(path, OPTIONS).pages) == 2


def test_type_is_by_content(tmp_path: Path) -> None:
    path = picture(tmp_path / "a.png").rename(tmp_path / "a.pdf")
    assert accept(path, OPTIONS).media_type == "image/png"


def test_names_that_look_like_options(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    printed(tmp_path / "-h.pdf")
    assert len(accept(Path("-h.pdf"), OPTIONS).pages) == 1


def test_thumbnails_in_a_tiff_are_no_pages(tmp_path: Path) -> None:
    path = tiff(tmp_path / "a.tif", [(400, 500), (40, 50), (410, 510)], thumbnails=[1])
    assert [page.frame for page in accept(path, OPTIONS).pages] == [0, 2]


@pytest.mark.parametrize("dpi", [1, 9999, 72])
def test_a_resolution_that_cannot_be_is_taken_for_a4(tmp_path: Path, dpi: int) -> None:
    page = accept(picture(tmp_path / "a.png", dpi=dpi), OPTIONS).pages[0]
    stated = dpi == 72  # 82 cm: a poster can be that
    assert page.height_pt == pytest.approx(2339 if stated else 842, rel=0.01)


def test_decompression_bombs_are_refused_by_pillow_too(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    Image.new("1", (14000, 14000)).save(path)
    with pytest.raises(PageTooLarge):
        accept(path, replace(OPTIONS, max_pixels=10**9))
