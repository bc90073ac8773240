"""The picture has a bar for each comparison, as long as its ratio, and says which promise is kept."""

from xml.etree import ElementTree as ET

from bench.picture import BARS, KEPT, LONGEST, MISSED, PLAIN, picture
from bench.rows import Row, as_json

SVG = "{http://www.w3.org/2000/svg}"


def test_bars_are_as_long_as_ratios() -> None:
    rows = [
        Row("reading <a page>", "s", 1.0, 2.0, 1.15, "tesseract & co"),
        Row("time", "s", 3.0, 4.0, 0.5, "ocrmypdf"),
        Row("memory", "MB", 400, None, 700),
        Row("all", "s", 9.0, 3.0, None, "tesseract"),
    ]
    drawn = ET.fromstring(picture(as_json(rows)))
    bars = drawn.findall(f"{SVG}rect")[1:]
    unit = BARS / LONGEST
    assert [float(bar.get("width", 0)) for bar in bars] == [unit / 2, round(unit * 0.75), BARS]
    assert [bar.get("fill") for bar in bars] == [KEPT, MISSED, PLAIN]
    assert "reading <a page>" in "".join(drawn.itertext())
    assert len(drawn.findall(f"{SVG}path")) == 3
