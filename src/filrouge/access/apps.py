"""Accounts, roles and the policy every page declares."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class AccessConfig(AppConfig):
    """Registers the start-up check and writes log-ins into the journal."""

    name = "filrouge.access"
    label = "access"
    verbose_name = _("Accounts and rights")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Connect the checks and the log-in receivers (on import), and row security."""
        from . import checks, checks_operating, signals  # noqa: F401

        post_migrate.connect(_protect_rows, dispatch_uid="row-security")


def _protect_rows(sender: AppConfig, using: str, **_kwargs: Any) -> None:
    """Put the rules of row security on the tables of the app that was just migrated."""
    from .row_security import protect

    protect(using, sender)
