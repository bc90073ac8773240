"""Whole letters as they were written before Unicode: recognised, and converted without a wrong word."""

import unicodedata
from collections.abc import Mapping

import pytest

from corpus.samples.compose import compose
from corpus.samples.letter import SampleLetter
from corpus.samples.letters import LETTERS
from corpus.samples.look import DIGITAL
from ingest.embedded import in_unicode
from ingest.pages import PageFacts
from ingest.verdict import judge
from nlp.document import Box, Line, Verdict, Word
from nlp.legacy import _TABLES, _VNI_LETTERS, _VNI_MARKS, Encoding

PAGE = PageFacts(0, 595, 842)


def codes(encoding: Encoding) -> Mapping[str, str]:
    """Return how each letter is written."""
    if encoding is not Encoding.VNI:
        return {letter: chr(code) for code, letter in _TABLES[encoding].items()}
    pairs = {
        unicodedata.normalize("NFC", plain + accents): plain + mark
        for plain in "aeouy"
        for mark, accents in _VNI_MARKS.items()
    }
    for letter, code in (("ơ", "ô"), ("ư", "ö")):
        for mark in "ùøûõï":
            pairs[unicodedata.normalize("NFC", letter + _VNI_MARKS[mark])] = code + mark
    pairs |= {letter: code for code, letter in _VNI_LETTERS.items()}
    return pairs | {letter.upper(): code.upper() for letter, code in pairs.items()}


def written(letter: SampleLetter, encoding: Encoding) -> tuple[list[Line], str]:
    """Return the lines of a letter as such a file names them, and what they mean."""
    rows = [one.text for sheet in compose(letter, DIGITAL) for one in sheet.prints]
    # Of TCVN3 and VPS some capitals have control codes that no PDF keeps.
    meant = "\n".join(rows) if encoding is Encoding.VNI else "\n".join(rows).lower()
    # Where Western fonts have curly quotes and dashes, VPS has letters.
    meant = (
        meant.translate(str.maketrans("“”‘’–—…", "\"\"''--."))
        if encoding is Encoding.VPS
        else meant
    )
    known = codes(encoding)
    box = Box(0, 0, 1, 1)
    lines = []
    for row in filter(str.strip, meant.splitlines()):
        words = ["".join(known.get(sign, sign) for sign in word) for word in row.split()]
        lines.append(Line(tuple(Word(word, box) for word in words)))
    return lines, meant


@pytest.mark.parametrize("encoding", list(Encoding))
@pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: str(letter.name))
def test_a_letter_is_recognised_and_converted(letter: SampleLetter, encoding: Encoding) -> None:
    lines, meant = written(letter, encoding)
    found = judge(lines, PAGE)
    assert (found.verdict, found.encoding) == (Verdict.LEGACY, encoding), found.reason
    converted = [word.text for line in in_unicode(lines, encoding) for word in line.words]
    assert converted == meant.split()


@pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: str(letter.name))
def test_unicode_is_not_taken_for_older(letter: SampleLetter) -> None:
    rows = [one.text for sheet in compose(letter, DIGITAL) for one in sheet.prints]
    lines = [Line(tuple(Word(w, Box(0, 0, 1, 1)) for w in row.split())) for row in rows if row]
    assert judge(lines, PAGE).verdict is Verdict.GOOD_LAYER
