"""What the confidence of a value rests on."""

from corpus.load import lexicons
from nlp.confidence import Evidence
from nlp.document import Box, Confidence, LayerSource, Line, TextLayer, Word
from nlp.draft import examined
from nlp.record import FieldName

HEAD = (
    ("SỞ Y TẾ", 200, 100),
    ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 700, 100),
    ("Số: 12 /SYT-VP", 200, 170),
    ("Kính gửi: Các đơn vị", 500, 400),
)
SURE = {"Số:": 0.6, "12": 0.98, "/SYT-VP": 0.7}


def evidence() -> dict[FieldName, Evidence]:
    lines = []
    for text, left, top in HEAD:
        words = []
        for place, word in enumerate(text.split()):
            box = Box(left + 90 * place, top, left + 80 + 90 * place, top + 30)
            words.append(Word(word, box, Confidence(SURE.get(word, 0.95))))
        lines.append(Line(tuple(words)))
    layer = TextLayer(0, 1654, 2339, tuple(lines), source=LayerSource.OCR)
    return {one.name: seen for one, seen in examined([layer], lexicons())}


def test_a_number_is_as_sure_as_its_digits_and_a_symbol_as_its_letters() -> None:
    seen = evidence()
    assert (seen[FieldName.NUMBER].words, seen[FieldName.NUMBER].core) == ((0.98,), 0.98)
    assert (seen[FieldName.SYMBOL].words, seen[FieldName.SYMBOL].core) == ((0.7,), 0.7)
    assert (seen[FieldName.CODE].words, seen[FieldName.CODE].core) == ((0.98, 0.7), 0.7)


def test_a_symbol_that_names_the_issuer_does_not_vouch_for_the_number() -> None:
    seen = evidence()
    assert (seen[FieldName.SYMBOL].agreement, seen[FieldName.CODE].agreement) == (1, 0)
