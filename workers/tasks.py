"""The Celery tasks, one per step: load a row, call one public function, store what it says."""

import logging
import time
from collections.abc import Callable
from itertools import count
from uuid import uuid4

from celery import shared_task
from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string

from corpus.load import lexicons, mended
from ingest.archive import write_archive
from ingest.errors import IngestError
from ingest.intake import accept
from nlp.draft import draft
from nlp.taught import with_lessons
from records import copies, lessons, services, store, stretches
from records.errors import WrongState
from records.layers import layers_of
from records.models import Document
from records.previews import archive_path, preview_folder
from records.queue import TASKS, Step
from workers import attempt, previews
from workers.attempt import patiently
from workers.failures import may_pass
from workers.flow import after
from workers.options import read_options

log = logging.getLogger(__name__)
# Here, so that what it needs is loaded once, before the worker divides into processes.
read = import_string(settings.VANTHU_READER)


@shared_task(name=TASKS[Step.READ].name)
def read_document(document_id: int) -> None:
    """Received file → stored text layers and record; a long letter gives way after its turn."""
    trying = attempt.begin(document_id)
    if trying is None:
        return
    with trying, store.local_copy(trying.document.stored) as path:
        lease, document = trying.lease, trying.document
        unread = stretches.unread(document, now=timezone.now())
        nth = count(document.page_rows.count() + 1)
        reading = read(
            path,
            read_options(document),
            on_page=lambda _page, pages: trying.page_done(next(nth), pages),
            only=unread if document.pages else None,
            enough=_turn(),
        )
        patiently(
            lambda: services.store_pages(
                lease, reading.layers, pages=reading.pages, media_type=reading.media_type
            )
        )
        whole = len(reading.layers) == reading.pages
        layers = reading.layers if whole else layers_of(document)
        if len(layers) < reading.pages:
            patiently(lambda: services.pause(lease, now=timezone.now()))
            return
        made = mended(layers)
        taught = with_lessons(lexicons(), lessons.heeded())
        found = draft([layer for layer, _mends in made], taught, reading.signatures)
        mends = {layer.page_index: those for layer, those in made if those}
        then = after(Step.READ)
        patiently(
            lambda: services.store_draft(lease, found, mends=mends, now=timezone.now(), then=then)
        )


@shared_task(name=TASKS[Step.READ_AHEAD].name)
def read_ahead(document_id: int) -> None:
    """Some pages of a long letter → stored text layers; what fails here is left to `read_document`."""
    token, seconds = uuid4().hex, settings.VANTHU_TURN_S + settings.VANTHU_LEASE_S
    pages = stretches.take(document_id, token=token, now=timezone.now(), seconds=seconds)
    if pages is None:
        return
    document = Document.objects.get(pk=document_id)
    try:
        with store.local_copy(document.stored) as path:
            reading = read(path, read_options(document), only=pages, enough=_turn())
        patiently(lambda: stretches.store(document_id, token, reading.layers, now=timezone.now()))
    except (IngestError, OSError, WrongState) as error:
        log.warning("letter %s: pages not read ahead: %r", document_id, error)
    finally:
        patiently(lambda: stretches.release(document_id, token, now=timezone.now()))


def _turn() -> Callable[[], bool]:
    """Return what tells whether other letters should have their turn."""
    end = time.monotonic() + settings.VANTHU_TURN_S
    return lambda: time.monotonic() > end


@shared_task(name=TASKS[Step.DRAW].name)
def draw_pages(document_id: int) -> None:
    """Received file → one image per page for the staff's pages; drawn ones are left alone."""
    document = copies.begin(document_id)
    if document is None:
        return
    folder, look = preview_folder(settings.VANTHU_PREVIEWS, document.sha256), ""
    turns = dict(document.page_rows.values_list("index", "turned"))
    try:
        with store.local_copy(document.stored) as path:
            previews.draw(path, folder, turns, read_options(document))
        look = previews.look_of(folder)
    except (IngestError, OSError) as error:
        log.warning("letter %s: no page images: %r", document_id, error)
        if may_pass(error):
            return
    patiently(lambda: copies.drawn(document_id, now=timezone.now(), look=look))


@shared_task(name=TASKS[Step.ARCHIVE].name)
def archive_letter(document_id: int) -> None:
    """Received file and stored words → searchable PDF/A copy; one that is there is left alone."""
    document = copies.begin(document_id) if settings.VANTHU_ARCHIVE else None
    if document is None:
        return
    target = archive_path(settings.VANTHU_ARCHIVES, document.sha256)
    layers = layers_of(document)
    if len(layers) < document.pages or (document.archived_at and target.exists()):
        return
    options = read_options(document)
    try:
        with store.local_copy(document.stored) as path:
            spelt = [layer for layer, _mends in mended(layers)]
            write_archive(accept(path, options), spelt, target, options)
    except (IngestError, OSError) as error:
        log.warning("letter %s: no archive copy: %r", document_id, error)
        if may_pass(error):
            return
    patiently(lambda: copies.archived(document_id, now=timezone.now()))
