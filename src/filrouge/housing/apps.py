"""The app's registration with Django."""

from typing import Any, override

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class HousingConfig(AppConfig):
    """Puts the triggers of the ledger back after each migration."""

    name = "filrouge.housing"
    label = "housing"

    @override
    def ready(self) -> None:
        """Connect to ``post_migrate``: a table rebuilt on SQLite silently loses its triggers."""
        post_migrate.connect(_protect_ledger, sender=self)


def _protect_ledger(sender: AppConfig, using: str, **_kwargs: Any) -> None:
    """Install the triggers on the database that was just migrated."""
    from .triggers import LEDGER

    LEDGER.protect(using)
