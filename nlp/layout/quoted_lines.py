"""Finds another letter inside a text: the texts of its lines in, those of the other letter out."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from nlp.layout.anchors import is_dear, is_motto, is_number
from nlp.layout.plain_foot import opens_signature
from nlp.names import person_name

LONGEST_QUOTE = 200
HEAD = 8
"""Lines around the number of a letter among which its motto and "Kính gửi" stand."""
ABOVE_NAME = 4
"""Lines between the last post of a signature and the name under it."""


def quoted_lines(texts: Sequence[str]) -> frozenset[int]:
    """Return the lines of quotes that run over several lines: another letter, quoted whole.

    >>> sorted(quoted_lines(["như sau:", "“SỞ Y TẾ", "Kính gửi: Sở", "Lê Văn An”", "Đề nghị"]))
    [1, 2, 3]
    >>> sorted(quoted_lines(["như sau:", '"SỞ Y TẾ', "Kính gửi: Sở", 'Lê Văn An"', "Đề nghị"]))
    [1, 2, 3]
    """
    spans = [*_in_marks(texts), *_in_marks([_curled(text) for text in texts])]
    return frozenset(at for start, end in spans for at in range(start, end))


def letters_inside(texts: Sequence[str]) -> frozenset[int]:
    """Return the lines of letters without quotation marks: head and signature inside the text's own.

    >>> head = ["SỞ Y TẾ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 2/SYT-VP", "Kính gửi: Sở"]
    >>> foot = ["Trực đủ.", "GIÁM ĐỐC", "Lê Văn An"]
    >>> sorted(letters_inside([*head, "Như sau:", *head, *foot, "Đề nghị trực.", *foot]))
    [5, 6, 7, 8, 9, 10, 11]
    >>> sorted(letters_inside([*head, *foot, *head, "Mẫu 1"]))
    []
    """
    return frozenset(at for start, end in _bare(texts) for at in range(start, end))


def _in_marks(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the lines from one that opens a quote to the one that closes it."""
    opened: int | None = None
    for at, text in enumerate(texts):
        depth = text.count("“") - text.count("”")
        if opened is None and depth > 0:
            opened = at
        elif opened is not None and depth < 0:
            if at - opened < LONGEST_QUOTE:
                yield opened, at + 1
            opened = None


def _curled(text: str) -> str:
    """Return a line whose straight mark at its beginning or end is a curled one."""
    bare = text.strip()
    if bare.count('"') != 1:
        return text.replace('"', "")
    return f"“{bare}" if bare.startswith('"') else f"{bare}”" if bare.endswith('"') else text


def _bare(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield letters behind the text's own number and before its own signature."""
    numbers = [at for at, text in enumerate(texts) if is_number(text)]
    inner = [(number, at) for number, at in pairwise(numbers) if _is_head(texts, at)]
    ends = list(_signed(texts)) if inner else []
    for number, at in inner:
        place = bisect_right(ends, number)
        # The first signature behind the outer head is the inner one's, and another follows.
        if place + 1 >= len(ends) or ends[place] < at:
            continue
        first = next(row for row in range(max(0, at - HEAD), at + 1) if _opens(texts, row, at))
        yield first, ends[place]


def _opens(texts: Sequence[str], row: int, number: int) -> bool:
    """Tell whether a head begins at a row: its bodies and motto in capitals, or its number."""
    return all(text.isupper() or is_motto(text) for text in texts[row:number])


def _is_head(texts: Sequence[str], at: int) -> bool:
    around = texts[max(0, at - HEAD) : at + HEAD]
    return any(map(is_motto, around)) and any(map(is_dear, around))


def _signed(texts: Sequence[str]) -> Iterator[int]:
    """Yield the lines behind signatures: a post, and a name soon below."""
    for at, text in enumerate(texts):
        if person_name(text.strip('”"')) is None:
            continue
        if any(map(opens_signature, texts[max(0, at - ABOVE_NAME) : at])):
            yield at + 1
