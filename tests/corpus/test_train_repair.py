"""Training of the repair: alignment, learnt units, n-gram tables."""

from collections import Counter

import numpy as np
import pytest

from corpus.train.aligned import word_pairs, words_of
from corpus.train.confusions import learnt, remembered
from corpus.train.grams import Grams, continuations, grams, model
from corpus.train.passages import is_good
from nlp.repair.language import LanguageModel, packed


def test_words_are_paired_in_order_and_lost_ones_left_out() -> None:
    read = words_of("Gido duc xx va Pao tao")
    assert list(word_pairs(read, words_of("Giáo dục và Đào tạo"))) == [
        ("Gido", "Giáo"), ("duc", "dục"), ("va", "và"), ("Pao", "Đào"), ("tao", "tạo"),
    ]  # fmt: skip


def test_units_are_learnt_from_pairs() -> None:
    pairs = Counter({("thtr", "thứ"): 20, ("ctr", "cứ"): 20, ("thu", "thu"): 20, ("cu", "cu"): 20})
    units = learnt(pairs)
    assert units["ứ", "tr", False] < 0.5
    assert ("ctr", "cứ") in {(read, true) for true, read, _ in remembered(pairs)}


def test_counts_and_continuations() -> None:
    stream = np.array([3, 4, 3, 4, 5, 4], dtype=np.uint16)
    twos = grams([(2, stream)], 2)
    assert dict(zip(twos.keys.tolist(), twos.counts.tolist(), strict=True))[(3 << 16) | 4] == 4.0
    ends = continuations(Grams(twos.keys, twos.counts), 1)
    assert dict(zip(ends.keys.tolist(), ends.counts.tolist(), strict=True))[4] == 2.0


def test_model_prefers_what_was_seen() -> None:
    words = ["<break>", "<number>", "<unknown>", "căn", "cứ", "cử", "tri"]
    stream = np.array([0, 3, 4, 0, 3, 4, 0, 5, 6] * 30, dtype=np.uint16)
    language = LanguageModel(packed(words, model([(1, stream)], words)))
    after = [
        float(language.score(*(np.array([one]) for one in (0, 0, 3, word)))[0]) for word in (4, 5)
    ]
    assert after[0] > after[1] + 2
    assert np.exp(after[0]) == pytest.approx(1.0, abs=0.2)


def test_only_vietnamese_with_marks_is_learnt_from() -> None:
    assert is_good("Căn cứ Luật Tổ chức chính quyền địa phương")
    assert not is_good("Can cu Luat To chuc chinh quyen dia phuong")
    assert not is_good("The scanner software converts documents")
