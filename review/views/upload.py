"""Files handed in through the browser: one file a request comes in, its letter goes out.

The answer says that a file is kept only once it is on the disk and has its row.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from records import arrivals, store
from records.states import Outcome
from review.access import reviewers_only
from review.views.files import plain_name

KEPT = 202
MEGABYTE = 1024 * 1024
LONGEST_NAME = 255


@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Show the page to drop files on, or keep one file."""
    reviewers_only(request)
    if request.method == "GET":
        return render(request, "review/upload.html", {"most": settings.VANTHU_MAX_MB})
    file = request.FILES.get("tep")
    if file is None or isinstance(file, list):
        return JsonResponse({"message": _("Không nhận được tệp nào.")}, status=400)
    if (file.size or 0) > settings.VANTHU_MAX_MB * MEGABYTE:
        return JsonResponse({"message": _("Tệp quá lớn.")}, status=413)
    name = plain_name(file.name or "")[-LONGEST_NAME:]
    with store.staged(file) as copy:
        arrival = arrivals.receive(copy, name=name, label=_label(request), now=timezone.now())
    same = arrival.outcome == Outcome.DUPLICATE
    message = _("Đã có văn bản này từ trước.") if same else _("Đã nhận, đang chờ đọc.")
    return JsonResponse({"letter": arrival.document_id, "message": message}, status=KEPT)


def _label(request: HttpRequest) -> str:
    return " ".join(request.POST.get("nhan", "").split())[:100]
