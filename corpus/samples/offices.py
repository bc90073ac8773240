"""Sets a letter as another office would: a letter in, the same in a drawn layout, of the Party, or joint, out."""

from dataclasses import replace
from random import Random

from corpus.samples.layout import layout_of
from corpus.samples.letter import SampleLetter, SampleSigner
from nlp.stamps import URGENCY

PARTY, JOINT = 0.07, 0.14
"""Shares of the forms, added up."""
URGENT = 0.1
SECRETARIES = (("BÍ THƯ", "T/M BAN CHẤP HÀNH"), ("PHÓ BÍ THƯ", "T/M BAN THƯỜNG VỤ"))
NAMES = ("Phùng Gia Bảo", "Tạ Thị Hồng Vân", "Quách Văn Lãm", "Mai Ngọc Trân", "Hà Thúc Kháng")
"""Made-up people."""
HEADS = ("GIÁM ĐỐC", "CỤC TRƯỞNG", "TỔNG GIÁM ĐỐC", "CHỦ TỊCH", "HIỆU TRƯỞNG")


def relaid(letter: SampleLetter, chance: Random) -> SampleLetter:
    """Return a letter in the layout of some office; some become party letters, some have two signers.

    Some are urgent.
    """
    letter = replace(letter, layout=layout_of(chance))
    drawn = chance.random()
    if chance.random() < URGENT:
        letter = replace(letter, urgency=chance.choice(URGENCY))
    if drawn < PARTY:
        return _of_the_party(letter, chance)
    return _joint(letter, chance) if drawn < JOINT else letter


def _of_the_party(letter: SampleLetter, chance: Random) -> SampleLetter:
    """Return what a party committee would make of it (Hướng dẫn 36-HD/VPTW)."""
    post, mark = chance.choice(SECRETARIES)
    (signer,) = letter.signers
    symbol = f"{letter.document_type}/ĐU"
    office = f"ĐẢNG ỦY {letter.place.upper()}"
    return replace(
        letter,
        form="party",
        issuer_parent=f"ĐẢNG BỘ TỈNH {letter.place.upper()}",
        issuer=office,
        symbol=symbol,
        signers=(SampleSigner(signer.name, post, (mark,)),),
        seal_ring=("ĐẢNG CỘNG SẢN VIỆT NAM", letter.place.upper()),
        seal_centre=("BAN CHẤP HÀNH", "ĐẢNG BỘ", letter.place.upper()),
    )


def _joint(letter: SampleLetter, chance: Random) -> SampleLetter:
    second = SampleSigner(chance.choice(NAMES), chance.choice(HEADS))
    return replace(letter, signers=(second, *letter.signers))
