"""Whole files are told from half-written ones by looking twice, never by their own time stamps."""

from pathlib import Path

import pytest

from workers.settling import Settling, Signature, is_cut_off, is_passed_over

A = Path(__file__)


def looks(*seen: tuple[float, Signature | None]) -> list[list[Path]]:
    """Return what is ready at each look."""
    settling = Settling(settle_s=2, partial_s=60)
    return [
        list(settling.ready({} if found is None else {A: found}, now=now)) for now, found in seen
    ]


def test_a_file_is_ready_at_the_second_look_after_the_time() -> None:
    same = Signature(5, 1, 1)
    assert looks((0, same), (1, same), (2.5, same)) == [[], [], [A]]


@pytest.mark.parametrize("other", [Signature(6, 1, 1), Signature(5, 2, 1), Signature(5, 1, 2)])
def test_any_change_starts_again(other: Signature) -> None:
    assert looks((0, Signature(5, 1, 1)), (2.5, other), (4, other), (5, other)) == [[], [], [], [A]]


def test_a_file_that_was_away_starts_again() -> None:
    same = Signature(5, 1, 1)
    assert looks((0, same), (3, None), (6, same), (9, same)) == [[], [], [], [A]]


@pytest.mark.parametrize(
    ("content", "cut_off"),
    [
        (b"%PDF-1.4 ...", True),
        (b"%PDF-1.4 ... %%EOF\n", False),
        (b"\xff\xd8\xff\xe0 ...", True),
        (b"\xff\xd8\xff\xe0 ... \xff\xd9\0", False),
        (b"\x89PNG\r\n\x1a\n ...", True),
        (b"\x89PNG\r\n\x1a\n ... IEND\xaeB`\x82", False),
        (b"II*\0 ...", False),
        (b"", False),
    ],
)
def test_an_end_is_missed_where_there_should_be_one(
    tmp_path: Path, *, content: bytes, cut_off: bool
) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    assert is_cut_off(path) is cut_off


@pytest.mark.parametrize("name", [".a.pdf", "~$a.docx", "a.pdf.part", "a.PARTIAL", "a.crdownload"])
def test_partial_names_are_passed_over(name: str) -> None:
    assert is_passed_over(name)
    assert not is_passed_over("a.pdf")
