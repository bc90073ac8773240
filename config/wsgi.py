"""The web application that gunicorn serves."""

import os
from collections.abc import Mapping
from typing import Any

from django import setup
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.http.multipartparser import MultiPartParserError
from django.urls import get_resolver
from django.utils.http import parse_header_parameters

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

# What Python's reading of header parameters raises for malformed ones (RFC 2231 half kept to).
MALFORMED = (ValueError, TypeError)
UNKNOWN = "application/octet-stream"


class Request(WSGIRequest):
    """A request whose malformed headers are the sender's mistake (4xx), not a fault of ours."""

    def __init__(self, environ: dict[str, Any]) -> None:
        """Take a kind of content that cannot be read for an unknown one."""
        try:
            parse_header_parameters(environ.get("CONTENT_TYPE", ""))
        except MALFORMED:
            environ["CONTENT_TYPE"] = UNKNOWN
        super().__init__(environ)

    def parse_file_upload(self, META: Mapping[str, Any], post_data: Any) -> Any:
        """Read a multipart body."""
        try:
            return super().parse_file_upload(META, post_data)
        except TypeError as error:
            raise MultiPartParserError("a part has a malformed header") from error


class Application(WSGIHandler):
    """Django's, with requests of our own."""

    request_class = Request


setup(set_prefix=False)
application = Application()
# Pages are imported now: the first visitor would else wait for it, longest on a busy machine.
get_resolver().url_patterns  # noqa: B018
