"""Which address shows what."""

from django.contrib import admin
from django.urls import include, path

from feed.api import api

urlpatterns = [
    path("api/", api.urls),
    path("admin/", admin.site.urls),
    path("", include("review.urls")),
]
