"""The web application that gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()
# Pages are imported now: the first visitor would else wait for it, longest on a busy machine.
get_resolver().url_patterns  # noqa: B018
