"""Who has answered a letter: a number goes in, the addressed units with their answers come out."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from records.models import Document
from records.replies import replies


@require_GET
def answers(request: HttpRequest, letter_id: int) -> HttpResponse:
    """Show which of the addressed units have answered, and which are late."""
    document = get_object_or_404(Document, pk=letter_id)
    lines = replies(document, today=timezone.localdate().isoformat())
    expected = [line for line in lines if line.expected]
    context = {
        "letter": document,
        "lines": lines,
        "asked": len(expected),
        "answered": sum(line.letter is not None for line in expected),
    }
    return render(request, "review/replies.html", context)
