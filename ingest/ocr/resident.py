"""The program that keeps Tesseract loaded: grey images come in by a pipe, tables of words go out.

It is started by `ingest.ocr.engine` and needs nothing but the standard library and libtesseract.
A request is four 32-bit numbers (width, height, layout, dpi), then the pixels; an answer is the
length of the table and the table itself (UTF-8, Tesseract's TSV).
"""

import ctypes
import signal
import struct
import sys
from typing import BinaryIO

REQUEST = struct.Struct("<4I")
ANSWER = struct.Struct("<I")
READY, NO_LIBRARY, NO_LANGUAGE = b"ready\n", b"no library\n", b"no language\n"
LIBRARY = "libtesseract.so.5"
LSTM = 1
PR_SET_PDEATHSIG = 1


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
    _send(answers, READY)
    while len(head := requests.read(REQUEST.size)) == REQUEST.size:
        width, height, layout, dpi = REQUEST.unpack(head)
        pixels = requests.read(width * height)
        if len(pixels) < width * height:
            return
        tesseract.TessBaseAPISetPageSegMode(engine, layout)
        tesseract.TessBaseAPISetImage(engine, pixels, width, height, 1, width)
        tesseract.TessBaseAPISetSourceResolution(engine, dpi)
        table = tesseract.TessBaseAPIGetTsvText(engine, 0)
        said = ctypes.string_at(table) if table else b""
        tesseract.TessDeleteText(ctypes.c_void_p(table))
        tesseract.TessBaseAPIClear(engine)
        _send(answers, ANSWER.pack(len(said)) + said)


def _library() -> ctypes.CDLL:
    """Load Tesseract; its pointers are wider than the int that ctypes takes for granted."""
    tesseract = ctypes.CDLL(LIBRARY)
    tesseract.TessBaseAPICreate.restype = ctypes.c_void_p
    tesseract.TessBaseAPIGetTsvText.restype = ctypes.c_void_p
    return tesseract


def _send(answers: BinaryIO, content: bytes) -> None:
    answers.write(content)
    answers.flush()


if __name__ == "__main__":
    main(sys.argv[1])
