"""Case: a word in lower case and the word as read go in, the word in the case it was written in comes out."""

from nlp.repair.misreadings import bare

# Letters whose capital has the same shape: a reader cannot tell "CO" from "co".
SAME_SHAPE = frozenset("cosvxzuwCOSVXZUW0")


def is_upper(read: str) -> bool:
    """Tell whether most letters of a word are capitals.

    >>> is_upper("PiCH"), is_upper("truOng"), is_upper("A")
    (True, False, True)
    """
    capitals = sum(sign.isupper() for sign in read)
    return capitals * 2 > sum(sign.isalpha() for sign in read)


def cased(word: str, read: str, *, capitals_near: bool) -> str:
    """Return `word` in the case of `read`.

    Args:
        word: Lower case.
        read: As it stood in the text.
        capitals_near: Whether the words around it are all capitals.

    >>> cased("đảng", "Pang", capitals_near=False), cased("đích", "PiCH", capitals_near=True)
    ('Đảng', 'ĐÍCH')
    >>> cased("bộ", "BO", capitals_near=False), cased("có", "CO", capitals_near=False)
    ('Bộ', 'có')
    """
    letters = [sign for sign in read if sign.isalpha()]
    if len(letters) > 1 and is_upper(read):
        certain = read.isupper() and not SAME_SHAPE.issuperset(letters[1:])
        if capitals_near or certain or len(letters) > 3:
            return word.upper()
        return word if SAME_SHAPE.issuperset(letters) else _titled(word)
    if _is_only_a_shape(word[:1], read[:1]):
        return word
    if capitals_near and any(sign.isupper() for sign in letters[1:] or letters):
        return word.upper()
    if read[:1].isupper():
        return _titled(word)
    return word


def _is_only_a_shape(true: str, read: str) -> bool:
    """Tell whether a small letter was taken for a capital that looks like it.

    >>> _is_only_a_shape("l", "J"), _is_only_a_shape("ứ", "G"), _is_only_a_shape("đ", "P")
    (True, True, False)
    """
    return (true == "l" and read in "IJ") or (bare(true) in "ouae" and read in "GQ6&")


def _titled(word: str) -> str:
    return word[:1].upper() + word[1:]
