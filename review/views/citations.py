"""The letters around a letter: a number goes in, what it cites and what cites it come out."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from records.citations import cited_by, cites
from records.models import Document


@require_GET
def citations(request: HttpRequest, letter_id: int) -> HttpResponse:
    """Show the part of the letter's page; asked for once the page stands, for it needs searches."""
    document = get_object_or_404(Document, pk=letter_id)
    cited = cites(document)
    context = {
        "letter": document,
        "cites": [one for one in cited if one.target is not None and one.target != document],
        "cited_by": cited_by(document),
        "absent": len({one.code for one in cited if one.target is None}),
    }
    return render(request, "review/_citations.html", context)
