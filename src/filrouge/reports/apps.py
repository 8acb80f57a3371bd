"""The app's registration with Django."""

from typing import Any, override

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ReportsConfig(AppConfig):
    """Puts the triggers of what was published back after each migration."""

    name = "filrouge.reports"
    label = "reports"

    @override
    def ready(self) -> None:
        """Connect to ``post_migrate``: a table rebuilt on SQLite silently loses its triggers."""
        post_migrate.connect(_protect_published, sender=self)


def _protect_published(sender: AppConfig, using: str, **_kwargs: Any) -> None:
    """Install the triggers on the database that was just migrated."""
    from .triggers import protect

    protect(using)
