"""Pages on their side or head are told and turned; good pages are not asked about."""

import pytest
from PIL import Image

from ingest.ocr.upright import is_doubtful, turn_of, turned, worth
from ingest.options import ReadOptions
from nlp.document import Box, Confidence, Line, Word
from tests.ingest.ocr.print import line, printed

SENTENCE = "Thực hiện kế hoạch của Ủy ban nhân dân tỉnh về việc tổ chức hội nghị tổng kết năm học"
GARBLED = "uẻɥ ʇɔọ oɐq ɐɔ ıĐ ƃuộp pɥ ueq xqz wkr tgf hnb vcx plm qwz zzx rtv"


def page() -> Image.Image:
    """Return a page of print."""
    rows = [(120, 200 + 48 * k, 30, SENTENCE) for k in range(30)]
    return Image.fromarray(printed((1654, 2339), rows))


def sure(text: str, confidence: float) -> list[Line]:
    return [line((100, 100, 1500, 130), text, sure=confidence)]


def test_a_good_reading_is_not_doubted() -> None:
    assert not is_doubtful(sure(SENTENCE, 0.95), page())


@pytest.mark.parametrize(("text", "confidence"), [(GARBLED, 0.9), (SENTENCE, 0.3), ("a", 0.9)])
def test_a_bad_reading_of_a_page_with_ink_is_doubted(text: str, confidence: float) -> None:
    assert is_doubtful(sure(text, confidence), page())


def test_words_on_end_are_doubted_and_worth_nothing() -> None:
    words = [
        Word(text, Box(100, 100 + 80 * k, 130, 170 + 80 * k), Confidence(0.95))
        for k, text in enumerate(SENTENCE.split())
    ]
    assert is_doubtful([Line(tuple(words))], page())
    assert worth([Line(tuple(words))]) == 0.0
    assert worth(sure(SENTENCE, 0.9)) > 10


def test_a_blank_page_is_not_turned() -> None:
    assert not is_doubtful([], Image.new("L", (1654, 2339), "white"))


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_is_turned_back(turn: int) -> None:
    upright = page()
    lying = upright.rotate(turn, expand=True)
    found = turn_of(lying, ReadOptions())
    assert found == turn
    assert turned(lying, found).tobytes() == upright.tobytes()


def test_nothing_is_said_of_a_page_without_letters() -> None:
    assert turn_of(Image.new("L", (800, 1000), "white"), ReadOptions()) == 0
