"""The program that makes a PDF ready for its archive copy: two paths come in, a plain PDF goes out.

It runs as a child with limits (`ingest.archive`), since it parses the file. Forms, the visible
boxes of signatures among them, become part of the page: OCRmyPDF leaves forms alone. Where our words
are laid under a page, text that cannot be seen is removed with its fonts: it is what some scanner
guessed, and such fonts, which are named but not there, keep a file from being PDF/A. Print in an
encoding from before Unicode stays, but says nothing when it is extracted. Pages that were scanned
on their side or head are turned.
"""

import json
import sys
from collections.abc import Container, Iterable, Iterator, Sequence

import pikepdf
from pikepdf import ContentStreamInlineImage, Name, Operator

# Everything else there is some scanner's own note, which PDF/A does not know.
RESOURCES = frozenset(
    {
        Name.ExtGState,
        Name.ColorSpace,
        Name.Pattern,
        Name.Shading,
        Name.XObject,
        Name.Font,
        Name.ProcSet,
        Name.Properties,
    }
)
# What a signed or scripted file has beside its pages; a copy needs none of it.
EXTRAS = (
    *(Name.Perms, Name.DSS, Name.ViewerPreferences, Name.OpenAction, Name.AA, Name.Threads),
    *(Name.PieceInfo, Name.Thumb),
)
SHOWS_TEXT = frozenset(map(Operator, ("Tj", "TJ", "'", '"')))
SETS_TEXT = frozenset(
    map(Operator, ("BT", "ET", "Tf", "Td", "TD", "Tm", "T*", "Tc", "Tw", "Tz", "TL", "Tr", "Ts"))
)
MODE, SAVE, RESTORE, PAINT = (Operator(sign) for sign in ("Tr", "q", "Q", "Do"))
INVISIBLE = 3
# Viewers that know it extract this in place of the text inside; the last one closes it.
SILENT, SAID = b"/Span <</ActualText ()>> BDC", b"EMC"
Instruction = pikepdf.ContentStreamInstruction | ContentStreamInlineImage


def main(source: str, target: str, pages: Sequence[tuple[bool, bool, int]]) -> None:
    """Write an upright copy without forms.

    Args:
        source: The PDF.
        target: Where the copy is put.
        pages: For each page whether its unseen text goes, whether its print is silenced, and how
            many degrees clockwise it is turned.
    """
    with pikepdf.open(source) as pdf:
        if Name.AcroForm in pdf.Root:
            pdf.flatten_annotations("all")
        _drop(pdf.Root, EXTRAS)
        for page, (stripped, silenced, turn) in zip(pdf.pages, pages, strict=True):
            _drop(page.obj, EXTRAS)
            resources = page.obj.get(Name.Resources)
            if isinstance(resources, pikepdf.Dictionary):
                _drop(
                    resources, [key for key in map(Name, resources.keys()) if key not in RESOURCES]
                )
            if stripped:
                _strip(pdf, page)
            if silenced:
                page.contents_add(SILENT, prepend=True)
                page.contents_add(SAID)
            if turn:
                page.rotate(turn, relative=True)
        pdf.save(target)


def _drop(dictionary: pikepdf.Object, keys: Iterable[Name]) -> None:
    for key in keys:
        if key in dictionary:
            del dictionary[key]


def _strip(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    """Remove text that cannot be seen; without any text left, the fonts too."""
    before = pikepdf.parse_content_stream(page)
    after = list(_seen(before, page))
    if len(after) == len(before):
        return
    if not any(one.operator in SHOWS_TEXT for one in after):
        after = [one for one in after if one.operator not in SETS_TEXT]
        resources = page.obj.get(Name.Resources)
        if isinstance(resources, pikepdf.Dictionary) and Name.Font in resources:
            del resources[Name.Font]
    page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(after))


def _seen(instructions: list[Instruction], page: pikepdf.Page) -> Iterator[Instruction]:
    """Yield all but text in invisible mode and text that an image is painted over."""
    names = {str(name) for name in _images(page)}
    covered = max((at for at, one in enumerate(instructions) if _paints(one, names)), default=-1)
    mode, saved = 0, list[int]()
    for at, one in enumerate(instructions):
        operator = one.operator
        if operator == SAVE:
            saved.append(mode)
        elif operator == RESTORE and saved:
            mode = saved.pop()
        elif operator == MODE and one.operands:
            mode = int(one.operands[0])
        if operator not in SHOWS_TEXT or (mode != INVISIBLE and at > covered):
            yield one


def _images(page: pikepdf.Page) -> Iterator[str]:
    """Yield the names of the images on a page."""
    painted = page.obj.get(Name.Resources, pikepdf.Dictionary()).get(Name.XObject)
    if isinstance(painted, pikepdf.Dictionary):
        for name, one in painted.items():
            if one.get(Name.Subtype) == Name.Image:
                yield name


def _paints(one: Instruction, names: Container[str]) -> bool:
    named = not isinstance(one, ContentStreamInlineImage) and one.operator == PAINT
    return named and bool(one.operands) and str(one.operands[0]) in names


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], json.loads(sys.argv[3]))
