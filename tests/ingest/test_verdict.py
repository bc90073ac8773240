"""What embedded text is worth: print is taken, what scanners guessed is not."""

import json
import random
from pathlib import Path

import pytest
from unidecode import unidecode

from ingest.embedded import embedded_lines
from ingest.intake import accept
from ingest.options import ReadOptions
from ingest.pages import PageFacts, PlacedImage
from ingest.verdict import judge, measure
from nlp.document import Box, Line, Verdict, Word
from tests.ingest.making import LETTER

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "scans"
PRINT = PageFacts(0, 595, 842)
SCAN = PageFacts(0, 595, 842, (PlacedImage(1654, 2339, 200, 200),))
HALF_SCAN = PageFacts(0, 595, 842, (PlacedImage(1654, 900, 200, 200),))

ENGLISH = """The Ministry of Education and Training invites all provincial departments to send their
comments on the draft circular before the end of the month so that the final version can be
submitted to the Government Office for review together with the report of the working group."""
FRENCH = """Le ministère de l'éducation nationale vous prie de bien vouloir transmettre vos
observations sur le projet de circulaire avant la fin du mois, afin que la version définitive
puisse être présentée au Gouvernement. La société, été, théâtre, réunion générale, idée."""
GARBLED = """Can dr Thong tir s6 26/2016/TT-BGDDT ngay30/12/2016 cita BO truing BO Gido dpc va Dao tao ban
hanh Quy the Tuyen sinh, to chirc b6i duang, xet chon va phan b6 vao hoc trinh dO dai hgc cao
ding su pham trung cap su pham doi vcri hoc sinh he du bi dai hoc va thong bao chi tieu tuyen
mod du bi dai h9c nam vdi cac thi sinh thuOc d6i tugng cila nhom uu tien va khu vuc cua tinh"""
TCVN3 = """Uû ban nh©n d©n tØnh yªu cÇu c¸c ®¬n vÞ khÈn tr­¬ng rµ so¸t, tæng hîp sè liÖu b¸o c¸o kÕt qu¶
thùc hiÖn vÒ Së Gi¸o dôc vµ §µo t¹o tr­íc ngµy 10 th¸ng 3"""
VNI = """UÛy ban nhaân daân tænh yeâu caàu caùc ñôn vò khaån tröông raø soaùt, toång hôïp soá lieäu
baùo caùo keát quaû thöïc hieän veà Sôû Giaùo duïc vaø Ñaøo taïo tröôùc ngaøy 10 thaùng 3"""
# The same glyphs under the names 29 places further up, as fonts without a mapping have them.
SHIFTED = "".join(chr(ord(sign) - 29) if sign > "=" else sign for sign in unidecode(LETTER))
CONSONANTS = "bcd fgh jkl mnp qrs tvw xzb cdf ghj klm npq rst vwx " * 2
SIGNED = """Người ký: Sở Y tế
Thời gian ký: 24.04.2018 15:17:44 +07:00"""


def lines(text: str) -> list[Line]:
    box = Box(0, 0, 1, 1)
    return [Line(tuple(Word(part, box) for part in row.split())) for row in text.splitlines()]


@pytest.mark.parametrize(
    ("text", "page", "verdict"),
    [
        ("", PRINT, Verdict.NO_LAYER),
        (LETTER, PRINT, Verdict.GOOD_LAYER),
        (LETTER.upper(), PRINT, Verdict.GOOD_LAYER),
        (ENGLISH, PRINT, Verdict.GOOD_LAYER),
        (FRENCH, PRINT, Verdict.GOOD_LAYER),
        ("Trang 2", PRINT, Verdict.GOOD_LAYER),
        ("1 2 3 4,5 6/7", PRINT, Verdict.GOOD_LAYER),
        (LETTER, SCAN, Verdict.GOOD_LAYER),
        (LETTER, HALF_SCAN, Verdict.GOOD_LAYER),
        (GARBLED, SCAN, Verdict.BAD_LAYER),
        (GARBLED, HALF_SCAN, Verdict.BAD_LAYER),
        (unidecode(LETTER), SCAN, Verdict.BAD_LAYER),
        (unidecode(LETTER), PRINT, Verdict.BAD_LAYER),
        (ENGLISH, SCAN, Verdict.NOT_LETTER),
        (ENGLISH * 2, SCAN, Verdict.BAD_LAYER),
        (TCVN3, PRINT, Verdict.LEGACY),
        (TCVN3, SCAN, Verdict.NOT_LETTER),
        (VNI, PRINT, Verdict.LEGACY),
        (SIGNED, PRINT, Verdict.NOT_LETTER),
        (SIGNED, SCAN, Verdict.NOT_LETTER),
        (SHIFTED, PRINT, Verdict.BAD_LAYER),
        (CONSONANTS, PRINT, Verdict.BAD_LAYER),
        ("(cid:12)(cid:7) (cid:33)", PRINT, Verdict.BAD_LAYER),
        ("\ue001\ue002\ue003 \ue004", PRINT, Verdict.BAD_LAYER),
    ],
)
def test_verdict(text: str, page: PageFacts, verdict: Verdict) -> None:
    found = judge(lines(text), page)
    assert found.verdict is verdict, found.reason
    assert found.reason


def test_a_slightly_wrong_layer_over_a_scan_is_read_again() -> None:
    """Good recognition still splits and confuses words; print does not."""
    wrong = LETTER.replace("Kế", "K ể").replace("dục", "đuc").replace("được", "dươc")
    assert judge(lines(LETTER), SCAN).verdict is Verdict.GOOD_LAYER
    assert judge(lines(wrong), SCAN).verdict is Verdict.BAD_LAYER
    assert judge(lines(wrong), PRINT).verdict is Verdict.GOOD_LAYER


def test_numbers_codes_and_abbreviations_are_not_counted() -> None:
    found = measure(lines("Số: 15/KH-UBND ngày 05/02/2026, UBND, THPT, GDĐT; a@b.vn"))
    assert (found.words, found.legal) == (2, 1.0)


def test_rates_stay_between_nothing_and_all() -> None:
    letters = "abđơ©ïộ1(:)/ -\ufffd"
    chance = random.Random(4)
    for _ in range(200):
        found = measure(lines("".join(chance.choices(letters, k=60))))
        for rate in (found.legal, found.marked, found.wordlike, found.signs, found.unmapped):
            assert 0.0 <= rate <= 1.0


def test_verdicts_on_real_scans() -> None:
    gold = sorted((SHARED / "gold").glob("*.json")) if SHARED.exists() else []
    if not gold:
        pytest.skip(f"the real scans are not here: {SHARED}")
    expected = {"none": Verdict.NO_LAYER, "bad": Verdict.BAD_LAYER, "good": Verdict.GOOD_LAYER}
    # A portal's line over a scan is called a bad layer there.
    same = {Verdict.NOT_LETTER: Verdict.BAD_LAYER}
    wrong = []
    for path in gold:
        file = accept(SHARED / "pdf" / f"{path.stem}.pdf", ReadOptions())
        first = judge(embedded_lines(file, ReadOptions())[0], file.pages[0])
        says = json.loads(path.read_text(encoding="utf-8"))["text_layer"]
        if same.get(first.verdict, first.verdict) is not expected[says]:
            wrong.append((path.stem, says, first))
    assert not wrong
