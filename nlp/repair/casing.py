"""Case: a word in lower case and the word as read go in, the word in the case it was written in comes out."""

from collections.abc import Sequence

from unidecode import unidecode

from nlp.repair.misreadings import bare

# Letters whose capital has the same shape: a reader cannot tell "CO" from "co".
SAME_SHAPE = frozenset("cosvxzuwCOSVXZUW0I")

SURELY_CAPITALS = 3


def is_upper(read: str) -> bool:
    """Tell whether most letters of a word are capitals.

    >>> is_upper("PiCH"), is_upper("truOng"), is_upper("A")
    (True, False, True)
    """
    return sum(map(str.isupper, read)) * 2 > sum(map(str.isalpha, read))


def cased(word: str, read: str, *, capitals_near: bool, starts: bool = False) -> str:
    """Return `word` in the case of `read`.

    Args:
        word: Lower case.
        read: As it stood in the text.
        capitals_near: Whether the words around it are all capitals.
        starts: Whether a line or sentence begins here.

    >>> cased("đảng", "Pang", capitals_near=False), cased("đích", "PiCH", capitals_near=True)
    ('Đảng', 'ĐÍCH')
    >>> cased("bộ", "BO", capitals_near=False), cased("có", "CO", capitals_near=False)
    ('Bộ', 'có')
    >>> cased("lý", "VT", capitals_near=False), cased("tướng", "Wang", capitals_near=False)
    ('lý', 'tướng')
    """
    letters = [sign for sign in read if sign.isalpha()]
    if not (starts or capitals_near) and _is_another(word, letters):
        return word
    if len(letters) > 1 and is_upper(read):
        # A capital that is no letter of the word was put for something else.
        plain = set(map(bare, word))
        own = {sign for sign in letters[1:] if sign.lower() in plain}
        certain = read.isupper() and not SAME_SHAPE.issuperset(own)
        if capitals_near or certain or len(letters) > SURELY_CAPITALS:
            return word.upper()
        return word if SAME_SHAPE.issuperset(letters) else _titled(word)
    if capitals_near and any(sign.isupper() for sign in letters[1:] or letters):
        return word.upper()
    if read[:1].isupper():
        return _titled(word)
    return word


def _is_another(true: str, letters: Sequence[str]) -> bool:
    """Tell whether the first letter read is none that begins the word: its case says nothing.

    The one capital that is mostly misread as other capitals is Đ.

    >>> _is_another("lời", "Jo"), _is_another("ứng", "Gng"), _is_another("đảng", "Pang")
    (True, True, False)
    """
    return true[0] != "đ" and bool(letters) and bare(true[0]) != unidecode(letters[0]).lower()


def _titled(word: str) -> str:
    return word[:1].upper() + word[1:]
