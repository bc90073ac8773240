"""Letters in the database: bytes go in, a stored letter comes out."""

import io

from django.utils import timezone

from records import services, store
from records.arrivals import Origin, receive
from records.models import Arrival, Document
from records.services import Lease

READER = "elsewhere 1:1 1:1"


def arrive(content: bytes, *, name: str = "công văn.pdf", label: str = "") -> Arrival:
    """Receive a file as the watched folder would."""
    with store.staged(io.BytesIO(content)) as copy:
        return receive(copy, Origin(name, label), now=timezone.now())


def letter(content: bytes = b"letter") -> Document:
    """Return a letter that waits."""
    document = arrive(content).document
    assert document is not None
    return document


def reading(content: bytes = b"letter", *, reader: str = READER) -> tuple[Document, Lease]:
    """Return a letter that is being read, and the lease."""
    document = letter(content)
    claimed = services.claim(
        document.pk, token="t" + document.sha256[:20], reader=reader, now=timezone.now(), seconds=60
    )
    assert claimed is not None
    return claimed, Lease(claimed.pk, claimed.lease_token)
