"""The Celery app: settings come from Django, tasks from `workers.tasks`."""

import os

from celery import Celery

from workers import lifeline

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("vanthu", include=["workers.tasks"])
app.config_from_object("django.conf:settings", namespace="CELERY")
app.set_default()
lifeline.connect()
