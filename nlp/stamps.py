"""The words of stamps on a letter: stamped text in, which stamp out."""

from collections.abc import Sequence

from rapidfuzz import fuzz

from nlp.folding import letters

# Decree 30/2020/NĐ-CP, Annex I, part II, 8 and the law on state secrets.
URGENCY = ("HỎA TỐC", "THƯỢNG KHẨN", "KHẨN")
SECRECY = ("TUYỆT MẬT", "TỐI MẬT", "MẬT")
MARKS = (*URGENCY, *SECRECY)
ARRIVAL = "cong van den"
FORM = frozenset(("den", "so", "ngay", "chuyen"))
LIKE, SURELY_LIKE, WORD_LIKE = 75, 90, 66


def is_arrival(text: str) -> bool:
    """Tell whether folded letters are those of the incoming stamp.

    >>> is_arrival("so giao duc va dao tao gong van den so cv"), is_arrival("so ngay chuyen")
    (True, True)
    >>> is_arrival("hoa toc")
    False
    """
    return fuzz.partial_ratio(ARRIVAL, text) >= LIKE or len(FORM & set(text.split())) > 1


def printed_mark(text: str) -> str | None:
    """Return the mark that is all a printed line says.

    >>> printed_mark("HOẢ TỐC"), printed_mark("Khẩn."), printed_mark("BẢO MẬT")
    ('HỎA TỐC', 'KHẨN', None)
    """
    plain = text.strip(" .:;-*_[]()|").upper().replace("HOẢ", "HỎA")
    return plain if plain in MARKS else None


def mark_in(text: str, marks: Sequence[str]) -> str | None:
    """Return the mark a stamped line consists of.

    >>> mark_in("[Hỏa TỐC!", URGENCY), mark_in("KHẢN", URGENCY), mark_in("HÓA THỂ", URGENCY)
    ('HỎA TỐC', 'KHẨN', None)
    """
    folded = letters(text)
    best = max(marks, key=lambda mark: fuzz.ratio(folded, letters(mark)))
    return best if _is_mark(folded, letters(best)) else None


def _is_mark(read: str, mark: str) -> bool:
    """Tell whether letters are a mark's, word for word: a seal's words are red, too."""
    words, names = read.split(), mark.split()
    if len(words) != len(names):
        return fuzz.ratio("".join(words), "".join(names)) >= SURELY_LIKE
    return fuzz.ratio(read, mark) >= LIKE and all(
        fuzz.ratio(word, name) >= WORD_LIKE for word, name in zip(words, names, strict=True)
    )
