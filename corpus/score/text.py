"""Read text and gold text in, words right and character error out."""

import re
import unicodedata
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class TextScore:
    """How well a text was read.

    Attributes:
        words: The gold's tokens that contain a letter.
        words_right: Those read exactly.
        characters: Length of the gold, white space collapsed.
        edits: Edit distance of the whole text to the gold.
    """

    words: int
    words_right: int
    characters: int
    edits: int

    @property
    def words_right_share(self) -> float:
        """Share of the gold's words read exactly; 1.0 when there are none."""
        return self.words_right / self.words if self.words else 1.0

    @property
    def character_error(self) -> float:
        """Edits per character of the gold; 0.0 when the gold is empty and nothing was read."""
        return self.edits / max(self.characters, 1)

    def __add__(self, other: "TextScore") -> "TextScore":
        return TextScore(
            self.words + other.words,
            self.words_right + other.words_right,
            self.characters + other.characters,
            self.edits + other.edits,
        )


def score_text(gold: str, read: str) -> TextScore:
    """Compare the text of a page with its gold, line by line.

    Lines are aligned first (as whole lines, cheapest pairing in order), then the words inside each
    pair, so that a lost line costs its own words only.

    >>> score_text("Kính gửi: Sở Y tế", "Kinh gửi: Sở Y tế").words_right
    4
    """
    gold_lines, read_lines = _lines(gold), _lines(read)
    words = right = 0
    pairs = _paired(gold_lines, read_lines)
    for index, line in enumerate(gold_lines):
        tokens = line.split(" ")
        words += sum(map(_is_word, tokens))
        right += _right_in_line(tokens, " ".join(read_lines[at] for at in pairs[index]).split(" "))
    flat_gold, flat_read = " ".join(gold_lines), " ".join(read_lines)
    return TextScore(words, right, len(flat_gold), Levenshtein.distance(flat_gold, flat_read))


def _lines(text: str) -> list[str]:
    plain = unicodedata.normalize("NFC", text)
    return [line for line in (BLANKS.sub(" ", one).strip() for one in plain.split("\n")) if line]


def _is_word(token: str) -> bool:
    return any(sign.isalpha() for sign in token)


def _right_in_line(gold: list[str], read: list[str]) -> int:
    blocks = Levenshtein.editops(gold, read).as_matching_blocks()
    return sum(_is_word(gold[block.a + step]) for block in blocks for step in range(block.size))


def _paired(gold: list[str], read: list[str]) -> list[list[int]]:
    """Return for each gold line the read lines that stand for it (none or one).

    Equal numbers of lines pair one to one, as in a text repaired line for line. Otherwise the
    pairing in order with the least total edit distance is taken.
    """
    if len(gold) == len(read):
        return [[at] for at in range(len(gold))]
    cost = _costs(gold, read)
    pairs: list[list[int]] = [[] for _ in gold]
    row, column = len(gold), len(read)
    while row and column:
        here = cost[row][column]
        if here == cost[row - 1][column] + len(gold[row - 1]):
            row -= 1
        elif here == cost[row][column - 1] + len(read[column - 1]):
            column -= 1
        else:
            row, column = row - 1, column - 1
            pairs[row].append(column)
    return pairs


def _costs(gold: list[str], read: list[str]) -> list[list[int]]:
    cost = [[0] * (len(read) + 1) for _ in range(len(gold) + 1)]
    for row in range(1, len(gold) + 1):
        cost[row][0] = cost[row - 1][0] + len(gold[row - 1])
    for column in range(1, len(read) + 1):
        cost[0][column] = cost[0][column - 1] + len(read[column - 1])
    for row, line in enumerate(gold, start=1):
        for column, other in enumerate(read, start=1):
            cost[row][column] = min(
                cost[row - 1][column - 1] + Levenshtein.distance(line, other),
                cost[row - 1][column] + len(line),
                cost[row][column - 1] + len(other),
            )
    return cost
