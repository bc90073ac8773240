"""Text without marks and case, for comparing what OCR may have misread; same length as the text."""

import re

from unidecode import unidecode

BLANKS = re.compile(r"\s+")


def fold(text: str) -> str:
    """Return `text` in lower case without marks, one character for each character.

    >>> fold("Số: 15/KH-UBND, Độc lập")
    'so: 15/kh-ubnd, doc lap'
    """
    return text.translate(_FOLDED)


class _Folded(dict[int, str]):
    """What each character becomes, found out when it first occurs: letters are folded by millions."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        plain = (sign if sign.isascii() else unidecode(sign)).lower()
        self[code] = plain if len(plain) == 1 else sign
        return self[code]


_FOLDED = _Folded()


def squeeze(text: str) -> str:
    r"""Join lines and runs of blanks into single blanks.

    >>> squeeze(" a \n b ")
    'a b'
    """
    return BLANKS.sub(" ", text).strip()


def letters(text: str) -> str:
    """Return only the letters of the folded text, single blanks between words.

    >>> letters("Nơi nhận :-")
    'noi nhan'
    """
    return " ".join(re.findall(r"[a-z]+", fold(text)))
