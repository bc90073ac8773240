"""The issuing body and the body above it."""

import pytest

from corpus.load import lexicons
from nlp.fields import issuer
from nlp.record import FieldName
from nlp.zones import ZoneName
from tests.nlp.building import doc_of, zone

CASES = [
    ("UBND TỈNH A\nSỞ Y TẾ", "UBND TỈNH A", "Sở Y tế"),
    (
        "UBND TỈNH CAO BẰNG\nSỞ NÔNG NGHIỆP VÀ MÔI\nTRƯỜNG\nSố: 1/TTr-SNNMT",
        "UBND tỉnh Cao Bằng",
        "Sở Nông nghiệp và Môi trường",
    ),
    ("BẢO HIỂM XÃ HỘI VIỆT NAM\nBẢO HIỂM XÃ HỘI\nTỈNH TÂY NINH", "bảo hiểm xã hội việt nam", "bảo hiểm xã hội tỉnh tây ninh"),
    ("ỦY BAN NHÂN DÂN\nTỈNH GIA LAI\nSố: 5/QĐ-UBND", None, "Ủy ban nhân dân tỉnh Gia Lai"),
    ("UBND TỈNH CAO BẰNG ˆ\nSỞ Y TẾ ^", "UBND tỉnh Cao Bằng", "Sở Y tế"),
    ("CHÍNH PHỦ", None, "Chính phủ"),
    ("BỘ KẾ HOẠCH VÀ ĐẦU\nTƯ", None, "Bộ Kế hoạch và Đầu tư"),
    ("BỘ Y TẾ\nTP", None, "Bộ Y tế"),
    ("UBND TỈNH PHÚTHỌ\nSỞ Y TẾ\nSố: 5/SYT", "UBND tỉnh Phú Thọ", "Sở Y tế"),
    ("BỘ Y TẾ -\nBỘ TÀI CHÍNH\nSố: 5/2010/TTLT-BYT-BTC", None, "Bộ Y tế - Bộ Tài chính"),
    ("LIÊN NGÀNH\nSỞ Y TẾ\nBẢO HIỂM XÃ HỘI\nSố: 5/HDLN-SYT-BHXH", None, "Sở Y tế - Bảo hiểm xã hội"),
]  # fmt: skip


@pytest.mark.parametrize(("head", "parent", "name"), CASES)
def test_the_bold_line_is_the_issuer(head: str, parent: str | None, name: str) -> None:
    found = {
        x.name: x.value for x in issuer.find(doc_of(zone(head, ZoneName.HEAD_LEFT)), lexicons())
    }
    assert str(found[FieldName.ISSUER]).lower() == name.lower()
    above = found.get(FieldName.ISSUER_PARENT)
    assert (above and str(above).lower()) == (parent and parent.lower())


def test_a_letter_without_a_head_has_no_issuer() -> None:
    assert not list(issuer.find(doc_of(zone("Căn cứ kế hoạch năm học;")), lexicons()))


def test_a_place_alone_is_a_doubtful_issuer() -> None:
    def sure(head: str) -> float:
        [found] = issuer.find(doc_of(zone(head, ZoneName.HEAD_LEFT)), lexicons())
        return float(found.certainty)

    assert sure("PHÚ THỌ") < 0.5 < sure("UBND TỈNH PHÚ THỌ")
