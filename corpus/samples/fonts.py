"""Finds a font family that can print Vietnamese: a family name in, four font files out."""

import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PIL import ImageFont

FOLDERS = (
    Path("/usr/share/fonts"),
    Path("/usr/share/texmf/fonts/opentype"),
    Path("/usr/local/share/fonts"),
    Path.home() / ".local/share/fonts",
)
PER_EM = 1000
MM_PER_PT = 25.4 / 72
LETTERS = "".join(
    unicodedata.normalize("NFC", vowel + mark)
    for vowel in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
    for mark in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
)
STYLES = ("regular", "bold", "italic", "bold_italic")


class FontMissing(RuntimeError):
    """No installed font of the family can print every Vietnamese letter."""

    code = "corpus.font_missing"


@dataclass(frozen=True, slots=True)
class Family:
    """File names of one family, in the order of STYLES, and the Debian package that brings it."""

    name: str
    package: str
    files: tuple[str, str, str, str]


FAMILIES = (
    Family(
        "Liberation Serif",
        # Version 1 (package fonts-liberation of Debian 12) has no Vietnamese letters.
        "fonts-liberation2 (Debian 12) or fonts-liberation (Debian 13, Ubuntu)",
        (
            "LiberationSerif-Regular.ttf",
            "LiberationSerif-Bold.ttf",
            "LiberationSerif-Italic.ttf",
            "LiberationSerif-BoldItalic.ttf",
        ),
    ),
    Family(
        "FreeSerif",
        "fonts-freefont-ttf",
        ("FreeSerif.ttf", "FreeSerifBold.ttf", "FreeSerifItalic.ttf", "FreeSerifBoldItalic.ttf"),
    ),
    Family(
        "TeX Gyre Termes",
        "fonts-texgyre",
        (
            "texgyretermes-regular.otf",
            "texgyretermes-bold.otf",
            "texgyretermes-italic.otf",
            "texgyretermes-bolditalic.otf",
        ),
    ),
    Family(
        "Liberation Sans",
        "fonts-liberation2 (Debian 12) or fonts-liberation (Debian 13, Ubuntu)",
        (
            "LiberationSans-Regular.ttf",
            "LiberationSans-Bold.ttf",
            "LiberationSans-Italic.ttf",
            "LiberationSans-BoldItalic.ttf",
        ),
    ),
    Family(
        "DejaVu Serif",
        "fonts-dejavu",
        (
            "DejaVuSerifCondensed.ttf",
            "DejaVuSerifCondensed-Bold.ttf",
            "DejaVuSerifCondensed-Italic.ttf",
            "DejaVuSerifCondensed-BoldItalic.ttf",
        ),
    ),
)


def load(path: Path, size_px: float) -> ImageFont.FreeTypeFont:
    """Open a font at a size; the basic engine gives the same pixels with and without libraqm."""
    return ImageFont.truetype(path, size_px, layout_engine=ImageFont.Layout.BASIC)


def carries_vietnamese(path: Path) -> bool:
    """Tell whether a font has every Vietnamese letter (none is drawn as the missing-glyph box)."""
    font = load(path, 24)
    box = bytes(font.getmask("\uffff"))
    return all(bytes(font.getmask(letter)) != box for letter in LETTERS)


@cache
def _file(name: str) -> Path | None:
    for folder in FOLDERS:
        for path in sorted(folder.rglob(name)) if folder.is_dir() else ():
            if carries_vietnamese(path):
                return path
    return None


@dataclass(frozen=True, slots=True)
class Typeface:
    """Four font files of one family."""

    name: str
    paths: tuple[Path, Path, Path, Path]

    def path(self, style: str) -> Path:
        """Return the file of a style of STYLES."""
        return self.paths[STYLES.index(style)]

    def width_mm(self, text: str, *, style: str, size_pt: float) -> float:
        """Return how wide a text is set, in millimetres."""
        return _advance(self.path(style), text) * size_pt / PER_EM * MM_PER_PT


@cache
def _ruler(path: Path) -> ImageFont.FreeTypeFont:
    return load(path, PER_EM)


@cache
def _advance(path: Path, text: str) -> float:
    return _ruler(path).getlength(text)


def installed() -> tuple[str, ...]:
    """Return the names of the families that can be used on this machine."""
    return tuple(family.name for family in FAMILIES if all(_file(file) for file in family.files))


@cache
def typeface(name: str) -> Typeface:
    """Find a family of FAMILIES.

    Raises:
        FontMissing: It is unknown or not installed; the message says which package brings it.
    """
    known = {family.name: family for family in FAMILIES}
    family = known.get(name)
    if family is None:
        raise FontMissing(f"unknown font family {name!r}; known: {', '.join(known)}")
    found = [_file(file) for file in family.files]
    regular, bold, italic, bold_italic = found
    if regular is None or bold is None or italic is None or bold_italic is None:
        missing = [file for file, path in zip(family.files, found, strict=True) if path is None]
        raise FontMissing(
            f"no {name} with Vietnamese letters ({', '.join(missing)}): "
            f"install the package {family.package}"
        )
    return Typeface(name, (regular, bold, italic, bold_italic))
