"""The picture of the confidence is well-formed and puts each bin where it belongs."""

from xml.etree import ElementTree as ET

from corpus.score.reliability import MARGIN, SIDE, groups, picture

VALUES = [*((0.5 + at / 200, at % 2 == 0) for at in range(50)), *((0.99, True),) * 50]
SVG = "{http://www.w3.org/2000/svg}"


def test_every_value_is_in_one_bin() -> None:
    assert sum(count for _, _, count in groups(VALUES)) == len(VALUES)
    assert groups([]) == []


def test_surer_bins_lie_to_the_right_and_all_inside() -> None:
    dots = ET.fromstring(picture(VALUES)).iter(f"{SVG}circle")
    places = [(float(dot.attrib["cx"]), float(dot.attrib["cy"])) for dot in dots]
    assert places == sorted(places, key=lambda place: place[0])
    assert all(MARGIN <= x <= MARGIN + SIDE and MARGIN <= y <= MARGIN + SIDE for x, y in places)
    assert places[-1][1] == MARGIN


def test_without_values_only_the_frame_is_drawn() -> None:
    root = ET.fromstring(picture([]))
    assert not list(root.iter(f"{SVG}circle"))
