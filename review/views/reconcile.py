"""The account of every file: nothing comes in; what was seen, where it is and what lies about goes out."""

import time

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from records.account import left_lying, reconcile

# More names than these help nobody.
MOST_SHOWN = 200


@require_GET
def reconciled(request: HttpRequest) -> HttpResponse:
    """Show that files seen = letters stored + duplicates + refused, and what is not taken."""
    lying = left_lying(time.time())[:MOST_SHOWN]
    context = {"account": reconcile(), "lying": lying}
    return render(request, "review/reconcile.html", context)
