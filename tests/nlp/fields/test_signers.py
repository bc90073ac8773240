"""Who signed, with which mark, on whose behalf; and how sure that is under a seal."""

from dataclasses import replace

import pytest

from corpus.load import lexicons
from nlp.document import Confidence
from nlp.fields import signers
from nlp.record import Signer
from nlp.zones import ZoneName
from tests.nlp.building import doc_of, zone

CASES = [
    ("GIÁM ĐỐC\nNguyễn Văn Mẫu", [Signer("Nguyễn Văn Mẫu", "GIÁM ĐỐC")]),
    (
        "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nTrần Thị Mẫu",
        [Signer("Trần Thị Mẫu", "PHÓ GIÁM ĐỐC", "KT", "GIÁM ĐỐC")],
    ),
    (
        "T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\nLê Văn Mẫu",
        [Signer("Lê Văn Mẫu", "PHÓ BÍ THƯ", "TM", "BAN THƯỜNG VỤ")],
    ),
    (
        "TÍM BAN THƯỜNG VỤ\nKIT BÍ THƯ\nPHÓ BÍ THƯ\nLê Văn Mẫu",
        [Signer("Lê Văn Mẫu", "PHÓ BÍ THƯ", "KT", "BÍ THƯ")],
    ),
    (
        "TL. CHỦ TỊCH\nKT. CHÁNH VĂN PHÒNG\nPHÓ CHÁNH VĂN PHÒNG\nĐỗ Văn Mẫu",
        [Signer("Đỗ Văn Mẫu", "PHÓ CHÁNH VĂN PHÒNG", "KT", "CHÁNH VĂN PHÒNG")],
    ),
    ("uyễn Văn Mẫu", [Signer("Nguyễn Văn Mẫu")]),
]


def found(text: str) -> list[tuple[Signer, float]]:
    doc = doc_of(zone(text, ZoneName.SIGNATURE))
    return [(one.value, one.certainty) for one in signers.find(doc, lexicons())]  # type: ignore[misc]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_signers(text: str, expected: list[Signer]) -> None:
    assert [value for value, _ in found(text)] == expected


def test_a_name_whose_family_the_seal_hides_is_less_sure() -> None:
    ((_, whole),) = found("GIÁM ĐỐC\nĐỗ Thị Hồng Mẫu")
    ((_, cut),) = found("GIÁM ĐỐC\nThị Hồng Mẫu")
    assert cut < whole


def test_an_unsigned_letter_has_no_signer() -> None:
    assert not list(signers.find(doc_of(zone("Căn cứ kế hoạch năm học;")), lexicons()))


def test_a_deputy_read_without_a_mark_signs_for_his_head_and_is_doubted() -> None:
    printed = zone("PHÓ GIÁM ĐỐC\nVũ Thị Mây", ZoneName.SIGNATURE)
    read = replace(
        printed,
        lines=tuple(
            replace(
                one, words=tuple(replace(word, confidence=Confidence(0.9)) for word in one.words)
            )
            for one in printed.lines
        ),
    )
    [found] = signers.find(doc_of(read), lexicons())
    assert found.value == Signer("Vũ Thị Mây", "PHÓ GIÁM ĐỐC", "KT", "GIÁM ĐỐC")
    assert found.certainty <= 0.5
    [as_printed] = signers.find(doc_of(printed), lexicons())
    assert as_printed.value == Signer("Vũ Thị Mây", "PHÓ GIÁM ĐỐC", None, None)
