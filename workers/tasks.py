"""The Celery tasks, one per step: load a row, call one public function, store what it says."""

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from corpus.load import lexicons
from ingest.read import read
from nlp.draft import draft
from records import services, store
from records.models import Document
from records.previews import preview_folder
from records.queue import TASKS, Step
from workers import attempt, previews
from workers.flow import after
from workers.options import read_options


@shared_task(name=TASKS[Step.READ].name)
def read_document(document_id: int) -> None:
    """Received file → stored text layers and record."""
    trying = attempt.begin(document_id)
    if trying is None:
        return
    with trying, store.local_copy(trying.document.stored) as path:
        reading = read(path, read_options(), on_page=trying.page_done)
        services.store_reading(trying.lease, reading.layers, media_type=reading.media_type)
        found = draft(reading.layers, lexicons())
        services.store_draft(trying.lease, found, now=timezone.now(), then=after(Step.READ))


@shared_task(name=TASKS[Step.DRAW].name)
def draw_pages(document_id: int) -> None:
    """Received file → one image per page for the staff's pages; drawn ones are left alone."""
    document = Document.objects.get(pk=document_id)
    folder = preview_folder(settings.VANTHU_PREVIEWS, document.sha256)
    with store.local_copy(document.stored) as path:
        previews.draw(path, folder, read_options())
