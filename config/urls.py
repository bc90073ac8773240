"""Which address shows what."""

from django.contrib import admin
from django.urls import include, path

from config import health
from feed import pages
from feed import trackers as forms
from feed.api import api
from review.views.login import Login

handler400 = "review.views.errors.bad_request"
handler403 = "review.views.errors.forbidden"
handler404 = "review.views.errors.not_found"
handler500 = "review.views.errors.server_error"

urlpatterns = [
    path("healthz", health.healthz),
    path("readyz", health.readyz),
    path("metrics", health.metrics),
    path("api/", api.urls),
    # Django's own login knows no pause after wrong passwords.
    path("admin/login/", Login.as_view(redirect_authenticated_user=False)),
    path("noi-nhan/", pages.trackers, name="trackers"),
    path("noi-nhan/<int:delivery_id>/gui-lai", pages.again, name="send-again"),
    path("noi-nhan/them", forms.add, name="add-tracker"),
    path("noi-nhan/<int:endpoint_id>/thu", forms.probe, name="probe-tracker"),
    path("noi-nhan/<int:endpoint_id>/ngung", forms.stop, name="stop-tracker"),
    path("noi-nhan/<int:endpoint_id>/chay", forms.start, name="start-tracker"),
    path("noi-nhan/<int:endpoint_id>/phat-lai", forms.replay, name="replay-tracker"),
    path("admin/", admin.site.urls),
    path("", include("review.urls")),
]
