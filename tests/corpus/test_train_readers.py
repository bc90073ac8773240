"""Readers that are learnt and invented, and the stream of words they misread."""

from collections import Counter

import numpy as np

from corpus.train.personas import KINDS, Learnt, Persona, table
from corpus.train.readers import reader_of
from corpus.train.stream import marks, surfaces_of, targets_of, words_of_lines
from nlp.repair.encoding import LONGEST, Alphabet
from nlp.repair.language import RESERVED

SURFACES = ["", "0", "\ufffd", "ngành", "Giáo", "dục", "VIỆT", "xyz"]
ALPHABET = Alphabet(
    "".join(sorted({sign for word in SURFACES for sign in word} | set("abdginuvyGEIT6")))
)
BARE = {"à": "a", "á": "a", "ụ": "u", "Ệ": "E"}


def learnt() -> Learnt:
    pairs = Counter({("nganh", "ngành"): 20, ("ngdnh", "ngành"): 10, ("duc", "dục"): 30})
    readers = {"eng": reader_of(pairs), "tesseract_vie": reader_of(Counter({("dục", "dục"): 5}))}
    return Learnt(readers, BARE)


def test_a_reader_remembers_frequent_words_and_units() -> None:
    reader = reader_of(Counter({("ngdnh", "ngành"): 10, ("duc", "dục"): 30}))
    assert reader["words"]["ngành"] == {"ngdnh": 10.0}
    assert max(reader["units"]["à"], key=lambda read: reader["units"]["à"][read]) == "d"


def test_every_kind_of_persona_reads_every_word() -> None:
    kinds = set()
    for seed in range(120):
        persona = Persona(learnt(), np.random.default_rng(seed))
        kinds.add(persona.kind)
        reads = [persona.read(word) for word in SURFACES[3:]]
        assert all(reads)
        if persona.kind == "clean":
            assert reads == SURFACES[3:]
        if persona.kind == "stripped":
            assert reads[:4] == ["nganh", "Giao", "duc", "VIET"]
    assert kinds == set(KINDS)


def test_a_table_is_the_same_for_the_same_seed_and_keeps_what_is_no_word() -> None:
    one = table(learnt(), SURFACES, ALPHABET, 7)
    assert one.shape == (2, len(SURFACES), LONGEST)
    assert (one == table(learnt(), SURFACES, ALPHABET, 7)).all()
    assert not one[:, 0].any()
    assert one[0, 1].tolist() == one[1, 1].tolist()


def test_lines_become_words_breaks_and_numbers() -> None:
    assert marks("27/02/2026") == ("0",)
    words = list(words_of_lines(["Ngành Giáo dục, năm 2026.", "Nơi nhận"]))
    assert words == ["", "Ngành", "Giáo", "dục", "năm", "0", "", "", "Nơi", "nhận"]


def test_surfaces_know_their_word() -> None:
    words = [*RESERVED, "ngành", "hòa"]
    surfaces = surfaces_of(Counter({"Hoà": 3, "abc": 1}), words)
    ids = {word: at for at, word in enumerate(words)}
    target = dict(zip(surfaces, targets_of(surfaces, ids).tolist(), strict=True))
    assert target["Hoà"] == target["HÒA"] == 4
    assert (target[""], target["0"], target["abc"]) == (0, 1, 2)
