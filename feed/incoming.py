"""Letters that come with their record (edXML): a message goes in, a letter without OCR comes out."""

import io
from typing import Annotated
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from ninja import Header, Query, Router, Status

from feed.auth import Allowed
from feed.edxml_in import LARGEST_XML, draft_of, packed_in
from feed.errors import NoEdxml
from feed.schemas import Problem, Receipt
from records import services, uploads
from records.arrivals import Origin
from records.services import Lease
from records.states import Outcome, Source
from records.tokens import Scope

MIB = 1024 * 1024
XML = "application/xml"
TURN_S = 60
LONGEST_NAME = 255

router = Router(tags=["letters"])


@router.post(
    "/edxml",
    response={202: Receipt, 409: Problem, 507: Problem},
    auth=Allowed(Scope.UPLOAD),
    summary="Hand in a letter as edXML",
    openapi_extra={
        "requestBody": {"required": True, "content": {XML: {"schema": {"type": "string"}}}}
    },
)
def take(
    request: HttpRequest,
    *,
    label: Annotated[str, Query(max_length=100)] = "",
    idempotency_key: Annotated[str | None, Header(alias="Idempotency-Key", max_length=200)] = None,
) -> Status[Receipt]:
    """Keep a letter whose sender says what it says: no page is read. 202 once it is durable.

    The original is the file packed into the message, or else the message itself.

    Raises:
        NoEdxml: The message does not keep to feed/edxml.xsd.
    """
    xml = request.read(LARGEST_XML + 1)
    draft = draft_of(xml)
    packed = packed_in(xml, most=settings.VANTHU_MAX_MB * MIB)
    if packed is not None and not packed.content:
        raise NoEdxml
    name, content = ("van-ban.edxml", xml) if packed is None else (packed.name, packed.content)
    now = timezone.now()
    origin = Origin(name[-LONGEST_NAME:], label, Source.API, idempotency_key)
    with transaction.atomic():
        arrival = uploads.take(io.BytesIO(content), origin, now=now)
        document_id = arrival.document_id
        if arrival.outcome == Outcome.STORED and document_id is not None:
            # Its reading is asked for when this is committed; by then there is nothing to read.
            lease = Lease(document_id, uuid4().hex)
            if services.claim(
                document_id, token=lease.token, reader="edxml", now=now, seconds=TURN_S
            ):
                services.store_draft(lease, draft, now=now)
    duplicate = arrival.outcome == Outcome.DUPLICATE
    return Status(202, Receipt(letter=document_id, duplicate=duplicate))
