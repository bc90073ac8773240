"""Posts whose beginning a seal covers are read from pieces of their row, a deputy's below a head's."""

import pytest

from ingest.ink import Gray
from ingest.ocr.hidden_post import as_deputy, with_posts
from ingest.options import ReadOptions
from nlp.document import Box, Line
from tests.ingest.ocr.print import line, printed

BLOCK = Box(0, 0, 900, 400)


def signed(*posts: str) -> Gray:
    """Return a block with posts, each in the middle of its own line."""
    rows = enumerate(posts)
    return printed((900, 400), [(300 - 33 * at, 60 + 40 * at, 34, post) for at, post in rows])


def read(page: Gray, seen: list[Line], ends: list[Line]) -> list[str]:
    found = with_posts(seen, ends, [page], BLOCK, options=ReadOptions())
    return [one.text for one in found]


@pytest.mark.engine
def test_a_post_is_read_by_its_end() -> None:
    end = line((412, 62, 590, 92), "TRƯỞNG")
    assert read(signed("HIỆU TRƯỞNG"), [], [end]) == ["HIỆU TRƯỞNG"]


@pytest.mark.engine
def test_a_deputy_below_a_head_is_found() -> None:
    head = line((300, 62, 480, 92), "GIÁM ĐỐC")
    assert read(signed("GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), [head], []) == ["GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]


@pytest.mark.engine
def test_a_head_alone_stays_alone() -> None:
    head = line((300, 62, 480, 92), "GIÁM ĐỐC")
    assert read(signed("GIÁM ĐỐC", ""), [head], []) == ["GIÁM ĐỐC"]


def test_lines_outside_the_block_and_other_lines_stay() -> None:
    outside, name = line((300, 462, 480, 492), "GIÁM ĐỐC"), line((300, 300, 480, 330), "Vũ Thị Mây")
    assert read(signed(""), [outside, name], []) == [outside.text, name.text]


@pytest.mark.parametrize(
    ("text", "post"),
    [
        ("Hồ GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
        ("Ó CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
        ("KT. CHỦ TỊCH", "KT. CHỦ TỊCH"),
    ],
)
def test_what_is_left_of_pho_is_spelled(text: str, post: str) -> None:
    assert as_deputy(line((0, 0, 300, 30), text)).text == post
