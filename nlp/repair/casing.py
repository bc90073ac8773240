"""Case: a word in lower case and the word as read go in, the word in the case it was written in comes out."""

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
        capitals_near: Whether a word beside it is all capitals.

    >>> cased("đảng", "Pang", capitals_near=False), cased("đích", "PiCH", capitals_near=True)
    ('Đảng', 'ĐÍCH')
    >>> cased("bộ", "BO", capitals_near=False), cased("có", "CO", capitals_near=False)
    ('Bộ', 'có')
    """
    letters = [sign for sign in read if sign.isalpha()]
    if len(letters) > 1 and is_upper(read):
        if capitals_near or len(letters) > 3:
            return word.upper()
        return word if SAME_SHAPE.issuperset(letters) else _titled(word)
    if read[:1] == "I" and word[:1] == "l":
        return word
    if read[:1].isupper():
        return word.upper() if capitals_near and len(letters) == 1 else _titled(word)
    return word


def _titled(word: str) -> str:
    return word[:1].upper() + word[1:]
