"""What stands at the edges of a page: its number is left out, the number of a table's row is not."""

from dataclasses import replace

from nlp.document import LayerSource, TextLayer
from nlp.layout.page import zones_of_pages
from nlp.zones import ZoneName
from tests.nlp.building import NO_LEXICONS
from tests.nlp.layout.paper import HEIGHT_PX, WIDTH_PX, at


def body_of_second_page(*, celled: bool) -> list[str]:
    first = at(230, 700, "Căn cứ kế hoạch năm học, Sở yêu cầu các đơn vị thực hiện:")
    number, work = at(240, 120, "2"), at(400, 120, "Rà soát hồ sơ")
    if celled:
        number, work = replace(number, cell=(0, 0, 0)), replace(work, cell=(0, 0, 1))
    layers = [
        TextLayer(index, round(WIDTH_PX), round(HEIGHT_PX), lines, source=LayerSource.OCR)
        for index, lines in enumerate(((first,), (number, work)))
    ]
    zones = zones_of_pages(layers, NO_LEXICONS)
    found = [zone for zone in zones if zone.page_index == 1 and zone.name is ZoneName.BODY]
    return [line.text for zone in found for line in zone.lines]


def test_the_number_of_a_page_is_left_out() -> None:
    assert body_of_second_page(celled=False) == ["Rà soát hồ sơ"]


def test_the_number_of_a_row_is_kept() -> None:
    assert body_of_second_page(celled=True) == ["2", "Rà soát hồ sơ"]
