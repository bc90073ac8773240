"""The types of letters and their abbreviations: the heading of a letter in, its type out."""

from collections.abc import Mapping

from rapidfuzz import fuzz

from nlp.folding import letters

# Out of 100, on folded letters of a heading as long as the type's name.
LIKE = 86
# Names of bodies that look like types ("HỘI ĐỒNG" and "HỢP ĐỒNG", "PHÒNG VĂN" and "PHƯƠNG ÁN").
BODIES = ("hoi dong", "phong ", "bo ", "so ", "ban ", "van phong", "cuc ", "vien ", "truong ",
          "cong an ", "cong ty ", "cong doan ", "cong trinh ", "chi cuc ", "lien doan ")  # fmt: skip


def leading_type(text: str, document_types: Mapping[str, str]) -> str | None:
    """Return the printed name of the type a heading in capitals begins with.

    Args:
        text: One line.
        document_types: Printed name in capitals to abbreviation.

    >>> leading_type("KÉ HOẠCH", {"KẾ HOẠCH": "KH"})
    'KẾ HOẠCH'
    >>> leading_type("Kế hoạch này", {"KẾ HOẠCH": "KH"}) is None
    True
    """
    words = text.split()
    best: tuple[float, str] | None = None
    for name in document_types:
        count = len(name.split())
        head = " ".join(words[:count])
        if len(words) < count or not _is_capital(head):
            continue
        likeness = _likeness(letters(head), letters(name))
        if likeness >= LIKE and (best is None or (likeness, len(name)) > (best[0], len(best[1]))):
            best = (likeness, name)
    return None if best is None else best[1]


def _likeness(head: str, name: str) -> float:
    """Return how alike two folded names are; what begins like a body must be the type itself."""
    if f"{head} ".startswith(BODIES) and head != name:
        return 0.0
    return fuzz.ratio(head, name)


def is_type(text: str, name: str) -> bool:
    """Tell whether a line says a type's name, letter for letter, and nothing before it.

    >>> is_type("QUYẾT ĐỊNH:", "QUYẾT ĐỊNH"), is_type("PHƯỜNG HOÀN", "PHƯƠNG ÁN")
    (True, False)
    """
    return f"{letters(text)} ".startswith(f"{letters(name)} ")


def named_type(text: str, document_types: Mapping[str, str]) -> str | None:
    """Return the type that is all a heading says, whatever its case ("Nghị định").

    >>> named_type("Nghị định:", {"NGHỊ ĐỊNH": "NĐ"}), named_type("Nghị định này", {"NGHỊ ĐỊNH": "NĐ"})
    ('NGHỊ ĐỊNH', None)
    """
    plain = text.strip(" .:*").upper()
    return plain if plain in document_types else None


def _is_capital(text: str) -> bool:
    """Tell whether nearly all letters are capitals: OCR may lower one of them."""
    signs = [sign for sign in text if sign.isalpha()]
    return len(signs) > 1 and sum(sign.isupper() for sign in signs) >= 0.8 * len(signs)
