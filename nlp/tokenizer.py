"""A rule tokenizer for Vietnamese official text: text out = text in."""

import re

from spacy.tokens import Doc
from spacy.vocab import Vocab

# A run of letters (with combining marks), a run of digits, or one other character.
# Vietnamese syllables are separated by blanks, so a syllable is a token.
TOKEN = re.compile(r"[^\W\d_]+|\d+|\s|.", re.DOTALL)


class SyllableTokenizer:
    """Splits text into syllables, numbers, single signs and line feeds.

    >>> [token.text for token in SyllableTokenizer(Vocab())("Số: 15/KH-UBND")]
    ['Số', ':', '15', '/', 'KH', '-', 'UBND']
    """

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Return the Doc of `text`; a single blank after a token is its trailing space."""
        words: list[str] = []
        spaces: list[bool] = []
        for match in TOKEN.finditer(text):
            piece = match.group()
            if piece == " " and words and not spaces[-1]:
                spaces[-1] = True
            else:
                words.append(piece)
                spaces.append(False)
        return Doc(self.vocab, words=words, spaces=spaces)
