"""What stands at the edges of a page: its number is left out, the number of a table's row is not."""

from dataclasses import replace

from nlp.document import LayerSource, Line, TextLayer
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


def test_recipients_go_on_at_the_top_of_the_next_page() -> None:
    first = (
        at(330, 700, "Căn cứ kế hoạch năm học, Sở yêu cầu các đơn vị thực hiện:"),
        at(1000, 900, "GIÁM ĐỐC"),
        at(230, 905, "Nơi nhận:"),
        at(230, 940, "- Như trên;"),
        at(1000, 1200, "Nguyễn Văn Mẫu"),
    )
    second = (at(230, 200, "- Các phòng;"), at(230, 240, "- Lưu: VT."), at(230, 600, "PHỤ LỤC"))

    def listed(*pages: tuple[Line, ...]) -> list[str]:
        layers = [
            TextLayer(index, round(WIDTH_PX), round(HEIGHT_PX), lines, source=LayerSource.OCR)
            for index, lines in enumerate(pages)
        ]
        zones = zones_of_pages(layers, NO_LEXICONS)
        found = [zone for zone in zones if zone.name is ZoneName.RECIPIENTS]
        return [line.text for zone in found for line in zone.lines]

    assert listed(first, second) == ["Nơi nhận:", "- Như trên;", "- Các phòng;", "- Lưu: VT."]
    annex = (at(230, 200, "Mẫu báo cáo"), at(230, 240, "- Lưu: VT."))
    assert listed(first, annex) == ["Nơi nhận:", "- Như trên;"]
