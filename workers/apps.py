"""Makes the Celery app known to every Django process, the web among them; loads no OCR code."""

from django.apps import AppConfig


class WorkersConfig(AppConfig):
    """The workers and what wakes them."""

    name = "workers"
    verbose_name = "Xử lý"

    def ready(self) -> None:
        """Create the Celery app, without which `records.queue` would have no broker."""
        import workers.app  # noqa: F401
