"""The journal of who did or read what, and where records came from."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    """Puts the journal's triggers back after each migration."""

    name = "filrouge.audit"
    label = "audit"
    verbose_name = _("Journal")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Connect to ``post_migrate``: a table rebuilt on SQLite silently loses its triggers."""
        post_migrate.connect(_protect_journal, sender=self)


def _protect_journal(sender: AppConfig, using: str, **_kwargs: Any) -> None:
    """Install the triggers on the database that was just migrated."""
    from .triggers import protect

    protect(using)
