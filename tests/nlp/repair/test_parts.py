"""The parts of the repair: pieces, channel, language model, case, edits, verdict."""

import numpy as np
import pytest

from corpus.load import mended, repairer
from nlp.document import Box, LayerSource, Line, TextLayer, Verdict, Word
from nlp.repair.casing import cased
from nlp.repair.channel import Channel
from nlp.repair.language import LanguageModel, Table, packed
from nlp.repair.layers import repaired_text_layer
from nlp.repair.misreadings import Misreadings
from nlp.repair.pieces import Kind, pieces_of
from nlp.repair.quality import Quality, are_strange, quality

WORDS = ("của", "cùa", "cứ", "cử", "thứ")
UNITS = {("c", "c"): 0.0, ("a", "a"): 0.0, ("ủ", "ti"): 1.0, ("ù", "ti"): 2.0, ("ứ", "tr"): 0.5,
         ("th", "th"): 0.1}  # fmt: skip
GARBLED = "Can ctr Chi thi s6 03/CT-UBND ngay 26/01/2026 ctia Uy ban nhan dan thanh phé vé viéc"


def kinds(line: str) -> list[tuple[str, str]]:
    return [(piece.text, str(piece.kind)) for piece in pieces_of(line)]


@pytest.mark.parametrize(
    ("line", "text", "kind"),
    [
        ("co’ quan", "co’", Kind.WORD),
        ("(UBND)", "UBND", Kind.WORD),
        ("27thang", "27", Kind.NUMBER),
        ("b) Quyen", "b", Kind.NUMBER),
        ("II. MUC", "II", Kind.NUMBER),
        ("15/QD-TTg;", "15/QD-TTg", Kind.CODE),
        ("a.b@c.vn,", "a.b@c.vn", Kind.ADDRESS),
        ("www.c.vn", "www.c.vn", Kind.ADDRESS),
        ("CO2", "CO2", Kind.NUMBER),
        ("d6i", "d6i", Kind.WORD),
        ("XIV", "XIV", Kind.NUMBER),
        ("VI", "VI", Kind.WORD),
        ("|. MUC DICH", "|", Kind.NUMERAL),
        ("Il. NOI DUNG", "Il", Kind.NUMERAL),
        ("tr6( len", "tr6(", Kind.WORD),
        ("tinh( xa) co", "tinh", Kind.WORD),
        ("tinh(7);", "tinh", Kind.WORD),
        ("\\la Dao", "\\la", Kind.WORD),
        ("?cep loai", "?cep", Kind.WORD),
        ("V~, d6", "V~", Kind.WORD),
        ("k! nam", "k!", Kind.WORD),
        ("Chao!", "Chao", Kind.WORD),
        ("d(ra vao", "d(ra", Kind.WORD),
        ("xa(2b) va", "xa", Kind.WORD),
    ],
)
def test_pieces(line: str, text: str, kind: Kind) -> None:
    assert kinds(line)[0] == (text, str(kind))


def test_pieces_say_where_they_stand() -> None:
    line = "S6: 03/CT-UBND  Phong,ngay co’ “Gido” d‘cfy"
    assert all(line[one.start : one.end] == one.text for one in pieces_of(line))


def test_channel_finds_the_cheapest_word_first() -> None:
    channel = Channel(WORDS, Misreadings(UNITS, {}))
    (ways,) = channel.candidates(["ctia"])
    assert [WORDS[at] for at, _ in ways] == ["của", "cùa"]


def test_channel_finds_unseen_misreadings_only_wildly() -> None:
    channel = Channel(WORDS, Misreadings(UNITS, {}))
    assert channel.candidates(["zt#r"]) == [[]]
    (ways,) = channel.candidates(["ct#r"], wildly=True)
    assert WORDS[ways[0][0]] == "cứ"


def test_channel_remembers_whole_words() -> None:
    channel = Channel(WORDS, Misreadings(UNITS, {"x": (("của", 0.3),)}))
    (ways,) = channel.candidates(["x"])
    assert [WORDS[at] for at, _ in ways] == ["của"]


def test_language_model_gives_back_what_was_packed() -> None:
    words = ["<break>", "<number>", "<unknown>", "căn", "cứ", "cử"]
    ones = Table(np.arange(6, dtype=np.uint64), np.log(np.full(6, 1 / 6)), np.full(6, -0.5))
    twos = Table(np.array([(3 << 16) | 4], dtype=np.uint64), np.array([-0.2]), np.array([0.0]))
    none = Table(np.zeros(0, dtype=np.uint64), np.zeros(0), np.zeros(0))
    model = LanguageModel(packed(words, [ones, twos, none, none]))

    def chance(before: int, word: int) -> float:
        return float(model.score(*(np.array([one]) for one in (0, 0, before, word)))[0])

    assert chance(3, 4) == pytest.approx(-0.2, abs=0.05)
    assert chance(3, 5) == pytest.approx(np.log(1 / 6) - 0.5, abs=0.05)


@pytest.mark.parametrize(
    ("word", "read", "near", "right"),
    [
        ("đảng", "Pang", False, "Đảng"),
        ("đích", "PiCH", True, "ĐÍCH"),
        ("trường", "truOng", False, "trường"),
        ("lực", "Ipc", False, "lực"),
        ("có", "CO", False, "có"),
        ("xã", "XA", True, "XÃ"),
        ("bộ", "BQ", False, "Bộ"),
        ("lý", "VT", False, "lý"),
        ("năm", "D'am", False, "năm"),
        ("sĩ", "SI", False, "sĩ"),
    ],
)
def test_case(word: str, read: str, near: bool, right: str) -> None:  # noqa: FBT001
    assert cased(word, read, capitals_near=near) == right


def test_verdict() -> None:
    def verdict(line: str) -> Quality:
        return quality([list(pieces_of(line))])

    assert verdict("Căn cứ Chỉ thị số 03 của Ủy ban nhân dân") is Quality.GOOD
    assert verdict(GARBLED) is Quality.GARBLED
    assert verdict("Uû ban nh©n d©n tØnh H¶i D­¬ng §éc lËp Tù do H¹nh phóc") is not Quality.GARBLED
    assert verdict("12 / 34") is Quality.GOOD
    assert are_strange([]) == []


def layer(text: str, verdict: Verdict) -> TextLayer:
    box = Box(0, 0, 1, 1)
    lines = tuple(Line(tuple(Word(word, box) for word in row.split())) for row in text.split("\n"))
    return TextLayer(0, 1, 1, lines, source=LayerSource.EMBEDDED, verdict=verdict)


def test_only_layers_without_an_image_are_repaired() -> None:
    bad, good = layer(GARBLED, Verdict.ONLY_LAYER), layer(GARBLED, Verdict.GOOD_LAYER)
    (mended_bad, mends), (same, none) = mended([bad, good])
    assert none == ()
    assert [mend.after for mend in mends if mend.line == 0][:2] == ["Căn", "cứ"]
    assert same is good
    assert mended_bad.text.startswith("Căn cứ Chỉ thị số 03/CT-UBND ngày 26/01/2026 của Ủy ban")
    assert [len(line.words) for line in mended_bad.lines] == [len(line.words) for line in bad.lines]
    assert mended([good]) == [(good, ())]


def test_repaired_words_of_plain_text_are_as_sure_as_their_repair() -> None:
    found = repaired_text_layer(GARBLED, repairer())
    words = {word.text: word.confidence for line in found.lines for word in line.words}
    assert words["03/CT-UBND"] == 1.0
    assert 0.0 < words["cứ"] <= 1.0
    assert repaired_text_layer("Căn cứ", repairer()).text == "Căn cứ"
