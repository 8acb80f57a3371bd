"""The app's registration with Django."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class RecordsConfig(AppConfig):
    """Collects the `pages` module of every installed app at start-up."""

    name = "filrouge.records"
    label = "records"

    def ready(self) -> None:
        """Read the declarations; a mistake in one stops the start-up."""
        autodiscover_modules("pages")
