"""The overview: nothing but the day comes in, figures and deadlines go out."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from review.figures import DAYS, PLOT_HEIGHT, coming, figures, overdue


@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """Show how many letters wait, what is due, and how well they are read."""
    today = timezone.localdate()
    context = {
        "figures": figures(today),
        "coming": coming(today),
        "overdue": overdue(today),
        "days": DAYS,
        "height": PLOT_HEIGHT,
        "today": today.isoformat(),
    }
    return render(request, "review/overview.html", context)
