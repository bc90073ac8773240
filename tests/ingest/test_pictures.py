"""Images are decoded by a child: what it says is checked, and when it breaks only it breaks."""

import io
import struct
import sys
import zlib
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from ingest import pictures, sandbox
from ingest.child import run
from ingest.errors import CorruptFile, EngineCrashed, IngestError, PageTimeout, PageTooLarge
from ingest.media import JPEG, PNG, TIFF
from ingest.options import MIB, ReadOptions
from ingest.pages import PageFacts

OPTIONS = ReadOptions(file_timeout_s=60, page_timeout_s=60)
PAGE = PageFacts(0, 100, 100)


def saved(path: Path, **how: object) -> Path:
    Image.new("RGB", (40, 30), "white").save(path, **how)  # type: ignore[arg-type]
    return path


def answering(monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    monkeypatch.setattr(pictures, "PROGRAM", ("sh", "-c", script, "decoder"))


@pytest.mark.parametrize(
    "script",
    ["kill -SEGV $$", "exit 1", "echo nonsense", "echo '[]'", 'echo \'{"pages": [{}]}\'',
     'echo \'{"pages": [{"index": 0, "width_pt": -1, "height_pt": 9, "images": []}]}\''],
)  # fmt: skip
def test_a_broken_decoder_is_an_error_of_the_engine(
    script: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    answering(monkeypatch, script)
    with pytest.raises(EngineCrashed):
        pictures.pages_of_picture(tmp_path / "a.png", PNG, OPTIONS)


@pytest.mark.parametrize(
    "answer",
    ['{"mode": "RGB", "size": [2, 2]}\\nhalf', '{"mode": "RGB", "size": [9, 9]}\\n',
     '{"mode": "CMYK", "size": [2, 2]}\\n0123456789012345'],
)  # fmt: skip
def test_pixels_that_do_not_fit_are_not_taken(
    answer: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    answering(monkeypatch, f"printf '{answer}'")
    with pytest.raises(EngineCrashed):
        pictures.load(tmp_path / "a.png", PNG, PAGE, size_px=(2, 2), options=OPTIONS)


def test_a_decoder_that_never_ends_is_killed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    answering(monkeypatch, "sleep 600")
    options = replace(OPTIONS, file_timeout_s=0.5)
    with pytest.raises(PageTimeout):
        pictures.pages_of_picture(tmp_path / "a.png", PNG, options)


def test_too_little_memory_is_a_page_too_large(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    Image.new("RGB", (7000, 7000)).save(path)
    [page] = pictures.pages_of_picture(path, PNG, OPTIONS)
    little = replace(OPTIONS, max_memory_bytes=160 * MIB)
    with pytest.raises(PageTooLarge):
        pictures.load(path, PNG, page, size_px=(700, 700), options=little)


def test_the_decoder_sees_nothing_but_its_file(tmp_path: Path) -> None:
    if not sandbox.available():
        pytest.skip("bubblewrap is not installed, or the kernel forbids it")
    path, neighbour = saved(tmp_path / "a.png"), tmp_path / "secret"
    neighbour.write_text("secret")
    look = (
        "import os, sys; print(os.path.exists(sys.argv[1]), os.path.exists(sys.argv[2]),"
        " os.path.exists('/etc/passwd'), sorted(os.environ))"
    )
    found = run([sys.executable, "-I", "-c", look, str(path), str(neighbour)], OPTIONS)
    assert found.output.decode().split(maxsplit=3)[:3] == ["True", "False", "False"]
    assert b"VANTHU" not in found.output


def png(width: int, height: int, packed: bytes) -> bytes:
    """Return a PNG with a head and data of our choice."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", packed), (b"IEND", b""))
    body = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(body)


def jpeg() -> bytes:
    kept = io.BytesIO()
    Image.effect_noise((200, 200), 80).convert("RGB").save(kept, "JPEG")
    return kept.getvalue()


def tiff_of_itself() -> bytes:
    """Return a TIFF whose directory names itself as the next one."""
    entries = [(256, 4, 1, 8), (257, 4, 1, 8), (258, 3, 1, 8), (259, 3, 1, 1), (262, 3, 1, 1),
               (273, 4, 1, 8), (279, 4, 1, 64)]  # fmt: skip
    packed = b"".join(struct.pack("<HHII", *entry) for entry in entries)
    return b"II*\0" + struct.pack("<IH", 8, len(entries)) + packed + struct.pack("<I", 8)


@pytest.mark.parametrize(
    ("media_type", "content"),
    [
        (PNG, png(2**31 - 1, 2**31 - 1, b"")),
        (PNG, png(100_000, 10_000, zlib.compress(bytes(1000)))),
        (PNG, png(0, 0, b"")),
        (PNG, png(1000, 1000, zlib.compress(bytes(10**8)))),
        (PNG, png(1000, 1000, b"no zlib at all")),
        (JPEG, jpeg()[:300] + b"\xff\xd9"),
        (JPEG, jpeg().replace(b"\xff\xda", b"\xff\xdb", 1)),
        (JPEG, b"\xff\xd8\xff\xe0" + b"\xff" * 10_000 + b"\xff\xd9"),
        (TIFF, b"II*\0" + b"\xff" * 100),
        (TIFF, b"MM\0*" + bytes(100)),
        (TIFF, tiff_of_itself()),
    ],
)
def test_malformed_images_end_with_a_code(media_type: str, content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(content)
    try:
        [page, *_] = pictures.pages_of_picture(path, media_type, OPTIONS)
        image = pictures.load(path, media_type, page, size_px=(90, 90), options=OPTIONS)
    except IngestError as error:
        assert error.code in pictures.BY_CODE
        assert not isinstance(error, EngineCrashed | PageTimeout)
    else:
        assert image.size == (90, 90)


def test_a_random_byte_never_breaks_more_than_its_file(tmp_path: Path) -> None:
    whole = bytearray(jpeg())
    for at in range(200, len(whole), len(whole) // 4):
        broken = whole.copy()
        broken[at] ^= 0xFF
        path = tmp_path / "a.jpg"
        path.write_bytes(broken)
        try:
            pictures.load(path, JPEG, PAGE, size_px=(200, 200), options=OPTIONS)
        except IngestError as error:
            assert isinstance(error, CorruptFile | PageTooLarge)
