"""The program that keeps Tesseract loaded: grey images come in by a pipe, tables of words go out.

It is started by `ingest.ocr.engine` and needs nothing but the standard library and libtesseract.
A request is four 32-bit numbers (width, height, layout, dpi), then the pixels; an answer is the
length of the table and the table itself (UTF-8, the words of Tesseract's TSV).
"""

import ctypes
import signal
import struct
import sys
from collections.abc import Iterator
from typing import BinaryIO

REQUEST = struct.Struct("<4I")
ANSWER = struct.Struct("<I")
READY, NO_LIBRARY, NO_LANGUAGE = b"ready\n", b"no library\n", b"no language\n"
LIBRARY = "libtesseract.so.5"
LSTM = 1
PR_SET_PDEATHSIG = 1
# What saves time: letters are set in proportional type, so that nobody need look whether they are
# typewritten; print is dark on light, so that lines read badly need not be tried the other way round.
VARIABLES = ((b"textord_all_prop", b"1"), (b"tessedit_do_invert", b"0"))
# Levels of Tesseract's iterator.
IN_LINE, WORD = 2, 3


def main(languages: str) -> None:
    """Serve until the pipe is closed."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    try:
        tesseract = _library()
    except OSError:
        _send(answers, NO_LIBRARY)
        return
    engine = ctypes.c_void_p(tesseract.TessBaseAPICreate())
    if tesseract.TessBaseAPIInit2(engine, None, languages.encode(), LSTM) != 0:
        _send(answers, NO_LANGUAGE)
        return
    for name, text in VARIABLES:
        tesseract.TessBaseAPISetVariable(engine, name, text)
    _send(answers, READY)
    while len(head := requests.read(REQUEST.size)) == REQUEST.size:
        width, height, layout, dpi = REQUEST.unpack(head)
        pixels = requests.read(width * height)
        if len(pixels) < width * height:
            return
        tesseract.TessBaseAPISetPageSegMode(engine, layout)
        tesseract.TessBaseAPISetImage(engine, pixels, width, height, 1, width)
        tesseract.TessBaseAPISetSourceResolution(engine, dpi)
        said = b"".join(_words(tesseract, engine))
        tesseract.TessBaseAPIClear(engine)
        _send(answers, ANSWER.pack(len(said)) + said)


def _words(tesseract: ctypes.CDLL, engine: ctypes.c_void_p) -> Iterator[bytes]:
    """Read the image; yield a row of TSV for each word.

    Tesseract's own TSV takes a twentieth of the time of a page, since it goes back to the start of
    the page for each letter. Blocks and paragraphs are not told apart here: lines have a number
    of their own.
    """
    if tesseract.TessBaseAPIRecognize(engine, None) != 0:
        return
    found = ctypes.c_void_p(tesseract.TessBaseAPIGetIterator(engine))
    if not found:
        return
    number, line = 0, None
    while True:
        text = tesseract.TessResultIteratorGetUTF8Text(found, WORD)
        if text:
            here = _box(tesseract, found, IN_LINE)
            number += here != line
            line = here
            left, top, right, bottom = _box(tesseract, found, WORD)
            sure = tesseract.TessResultIteratorConfidence(found, WORD)
            place = f"5\t1\t1\t1\t{number}\t1\t{left}\t{top}\t{right - left}\t{bottom - top}"
            yield f"{place}\t{sure:f}\t".encode() + ctypes.string_at(text) + b"\n"
            tesseract.TessDeleteText(ctypes.c_void_p(text))
        if not tesseract.TessResultIteratorNext(found, WORD):
            break
    tesseract.TessResultIteratorDelete(found)


def _box(tesseract: ctypes.CDLL, found: ctypes.c_void_p, level: int) -> tuple[int, ...]:
    """Return left, top, right, bottom of what the iterator is at."""
    edges = (ctypes.c_int * 4)()
    size = ctypes.sizeof(ctypes.c_int)
    places = [ctypes.byref(edges, at * size) for at in range(4)]
    tesseract.TessPageIteratorBoundingBox(found, level, *places)
    return tuple(edges)


def _library() -> ctypes.CDLL:
    """Load Tesseract; its pointers are wider than the int that ctypes takes for granted."""
    tesseract = ctypes.CDLL(LIBRARY)
    tesseract.TessBaseAPICreate.restype = ctypes.c_void_p
    tesseract.TessBaseAPIGetIterator.restype = ctypes.c_void_p
    tesseract.TessResultIteratorGetUTF8Text.restype = ctypes.c_void_p
    tesseract.TessResultIteratorConfidence.restype = ctypes.c_float
    return tesseract


def _send(answers: BinaryIO, content: bytes) -> None:
    answers.write(content)
    answers.flush()


if __name__ == "__main__":
    main(sys.argv[1])
