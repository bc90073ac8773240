"""The picture of the channel."""

from pathlib import Path
from xml.etree import ElementTree

from corpus.score.misreadings import columns, picture, shares

ROWS = "unit\tứ\tir\tlower\t0.1\nunit\tạ\ta\tlower\t0.01\nunit\tb\tb\tlower\t0.0\nword\tcủa\tcua\t\t0.2\n"


def test_the_picture_shows_each_reading_with_its_share(tmp_path: Path) -> None:
    table = tmp_path / "misread.tsv"
    table.write_text(ROWS, encoding="utf-8")
    found = shares(table)
    assert columns(found) == ["a", "ir"]
    drawn = ElementTree.fromstring(picture(found))
    titles = {one.text for one in drawn.iter("{http://www.w3.org/2000/svg}title")}
    assert titles == {"ứ → ir: 90%", "ạ → a: 99%"}
