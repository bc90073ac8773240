"""Tells Django about this app and its start-up checks."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """What the office keeps."""

    name = "records"
    verbose_name = "Văn bản"

    def ready(self) -> None:
        """Register the checks of wrong settings."""
        from django.core.checks import register

        from records.checks import CHECKS

        for check in CHECKS:
            register(check)
