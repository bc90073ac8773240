"""Files handed in through the browser: one file a request comes in, its letter goes out.

The answer says that a file is kept only once it is on the disk and has its row.
"""

from collections.abc import Mapping

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from records import uploads
from records.arrivals import Origin
from records.errors import DiskFull, NoBytes, RecordsError, TooLarge
from records.states import Outcome, Source
from review.access import reviewers_only
from review.views.files import plain_name

KEPT = 202
STATUS: Mapping[type[RecordsError], int] = {NoBytes: 400, TooLarge: 413, DiskFull: 507}
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
    name = plain_name(file.name or "")[-LONGEST_NAME:]
    origin = Origin(name, _label(request), Source.WEB)
    try:
        arrival = uploads.take(file, origin, now=timezone.now())
    except RecordsError as error:
        return JsonResponse({"code": error.code, "message": error.vi}, status=STATUS[type(error)])
    same = arrival.outcome == Outcome.DUPLICATE
    message = _("Đã có văn bản này từ trước.") if same else _("Đã nhận, đang chờ đọc.")
    return JsonResponse({"letter": arrival.document_id, "message": message}, status=KEPT)


def _label(request: HttpRequest) -> str:
    return " ".join(request.POST.get("nhan", "").split())[:100]
