"""Letters with the same code and issuer: both go in, a key comes out that twins share."""

import hashlib

from django.db.models import QuerySet

from nlp.folding import fold
from records.models import Document


def key_of(code: str, issuer: str) -> str:
    """Return the key of a code and an issuer, whatever their marks, case and blanks.

    >>> key_of("15/KH-UBND", "Ủy ban nhân dân") == key_of("15/kh - ubnd", "UỶ BAN NHÂN DÂN")
    True
    >>> key_of("", "Ủy ban nhân dân")
    ''
    """
    if not code or not issuer:
        return ""
    plain = "|".join("".join(fold(text).split()) for text in (code, issuer))
    return hashlib.sha256(plain.encode()).hexdigest()


def twins(document: Document) -> QuerySet[Document]:
    """Return the other letters with the same code and issuer, oldest first."""
    same = Document.objects.filter(twin_key=document.twin_key).exclude(pk=document.pk)
    return same.exclude(twin_key="").order_by("id")
