"""A letter in, its text out as sites publish it: columns, cells and lines run together in many ways."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from nlp.record import Signer

MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
Lines = tuple[str, ...]


@dataclass(frozen=True)
class Signed:
    """One signature: the posts above it, the name as printed, and what is to be read."""

    posts: Lines
    printed: str
    signer: Signer


@dataclass(frozen=True)
class Letter:
    """The parts of a published letter."""

    left: Lines
    no: str
    date: str
    title: Lines = ()
    about: Lines = ()
    dear: Lines = ()
    body: Lines = ()
    recipients: Lines = ()
    tail: Lines = ()
    above: Lines = ()
    motto: Lines = MOTTO
    signed: tuple[Signed, ...] = ()
    truth: dict[str, object] = field(default_factory=dict)

    @property
    def head(self) -> Lines:
        """The left column of the head."""
        return (*self.above, *self.left, self.no, *self.about)

    @property
    def right(self) -> Lines:
        """The right column of the head, level with the left one."""
        blank = ("",) * max(0, len(self.above) + len(self.left) - len(self.motto))
        return (*self.motto, *blank, self.date)

    @property
    def middle(self) -> Lines:
        """Title, addressees and body."""
        one = (f"Kính gửi: {self.dear[0]}",) if len(self.dear) == 1 else ()
        many = ("Kính gửi:", *_listed(self.dear)) if len(self.dear) > 1 else ()
        return (*self.title, *one, *many, *self.body)

    @property
    def list(self) -> Lines:
        """The recipients under their heading."""
        return ("Nơi nhận:", *_listed(self.recipients)) if self.recipients else ()

    def foot(self, mark: str = "") -> Iterator[str]:
        """Yield the signatures, with a mark in place of the hand."""
        for one in self.signed:
            yield from (*one.posts, *filter(None, [mark]), one.printed)


def paragraphs(letter: Letter) -> Iterator[str]:
    yield from (*letter.head, *letter.motto, letter.date, *letter.middle, *letter.list)
    yield from (*letter.foot("(Đã ký)"), *letter.tail)


def motto_first(letter: Letter) -> Iterator[str]:
    yield from (*letter.motto, letter.date, *letter.head, *letter.middle)
    yield from (*letter.foot(), *letter.list, *letter.tail)


def ruled(letter: Letter) -> Iterator[str]:
    yield from (*letter.above, *letter.left, "_______", *letter.motto, "_______________")
    yield from (letter.no, letter.date, *letter.about, "***")
    for line in letter.middle:
        yield from wrapped(line, 70)
    yield from (*letter.foot("Đã ký"), *letter.list, *letter.tail)


def columns(letter: Letter) -> Iterator[str]:
    yield from beside(letter.head, letter.right, " " * 6)
    for line in letter.middle:
        yield from wrapped(line, 85)
    if len(letter.signed) < 2:
        yield from beside(letter.list, tuple(letter.foot("(đã ký và đóng dấu)")), " " * 6)
    else:
        yield from (*letter.foot("(đã ký và đóng dấu)"), *letter.list)
    yield from letter.tail


def glued(letter: Letter) -> Iterator[str]:
    """As a site's table becomes text: cells behind bars, breaks inside them lost."""
    yield from letter.above
    yield f"{' '.join(letter.left)}------- | {''.join(letter.motto)}---------------"
    yield f"{letter.no}{''.join(letter.about)} | {letter.date}"
    yield from letter.middle
    signed = [" ".join((*one.posts, one.printed)) for one in letter.signed]
    if len(signed) == 1:
        yield f"{''.join(letter.list)} | {signed[0]}"
    else:
        yield from ("".join(letter.list), " | ".join(signed))
    yield from letter.tail


def in_cells(letter: Letter) -> Iterator[str]:
    for left, right in zip_longest(letter.head, letter.right, fillvalue=""):
        yield f"{left}\t{right}"
    yield from letter.middle
    if len(letter.signed) < 2:
        for left, right in zip_longest(letter.list, letter.foot(), fillvalue=""):
            yield f"{left}\t{right}"
    else:
        yield "\t".join(" ".join(one.posts) for one in letter.signed)
        yield "\t".join(one.printed for one in letter.signed)
        yield from letter.list
    yield from letter.tail


def on_one_line(letter: Letter) -> Iterator[str]:
    yield from (*letter.above, *letter.left, " ".join(letter.motto))
    yield from (letter.no, *letter.about, letter.date, *letter.middle, " ".join(letter.list))
    for one in letter.signed:
        yield " ".join((*one.posts, "(Đã ký)", one.printed))
    yield from letter.tail


def in_the_gazette(letter: Letter) -> Iterator[str]:
    yield from ("2 CÔNG BÁO/Số 459 + 460/Ngày 11-03-2025", "VĂN BẢN QUY PHẠM PHÁP LUẬT")
    yield from (*letter.left, *letter.above, *letter.motto, letter.no, letter.date, *letter.about)
    for line in letter.middle:
        yield from wrapped(line, 75)
    yield from (*letter.foot(), *letter.list, *letter.tail)


FORMS: tuple[Callable[[Letter], Iterator[str]], ...] = (
    paragraphs, motto_first, ruled, columns, glued, in_cells, on_one_line, in_the_gazette,
)  # fmt: skip


def beside(left: Sequence[str], right: Sequence[str], gap: str) -> Iterator[str]:
    """Yield lines of two columns set beside one another."""
    for one, other in zip_longest(left, right, fillvalue=""):
        yield f"{one:<46}{gap}{other}".rstrip() if other else one


def wrapped(line: str, width: int) -> Iterator[str]:
    """Yield a paragraph in lines no longer than `width`."""
    row = ""
    for word in line.split():
        if row and len(row) + 1 + len(word) > width:
            yield row
            row = word
        else:
            row = f"{row} {word}".strip()
    yield row


def _listed(entries: Sequence[str]) -> Lines:
    ends = [*(";" for _ in entries[1:]), "."]
    return tuple(f"- {entry}{end}" for entry, end in zip(entries, ends, strict=True))
