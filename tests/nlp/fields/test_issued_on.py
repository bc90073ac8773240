"""Place and date of issue; a blank day gives the month, an unreadable one nothing."""

import pytest

from corpus.load import lexicons
from nlp.fields import issued_on
from nlp.record import FieldName
from nlp.zones import ZoneName
from tests.nlp.building import doc_of, zone

CASES = [
    ("Hà Nội, ngày28 tháng 10 năm 2015", "Hà Nội", "2015-10-28"),
    ("Hà Nội, ngày 05 tháng 12 năm 2025", "Hà Nội", "2025-12-05"),
    ("Hải Phòng, ngày … tháng 02 năm 2026", "Hải Phòng", "2026-02"),
    ("Hải Phòng, ngày ? tháng 02 năm 2026", "Hải Phòng", None),
    ("Hải Phòng, ngày 31 tháng 02 năm 2026", "Hải Phòng", None),
    ("Hải Phòng, ngày    tháng    năm 2026", "Hải Phòng", None),
]


@pytest.mark.parametrize(("line", "place", "day"), CASES)
def test_place_and_date(line: str, place: str, day: str | None) -> None:
    head = zone(f"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n{line}", ZoneName.HEAD_RIGHT)
    found = {one.name: one.value for one in issued_on.find(doc_of(head), lexicons())}
    assert found.get(FieldName.PLACE) == place
    assert found.get(FieldName.ISSUED_ON) == day


def test_dates_of_the_body_are_not_the_letters_own() -> None:
    assert not list(issued_on.find(doc_of(zone("ngày 05 tháng 12 năm 2025")), lexicons()))
