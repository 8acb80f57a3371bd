"""Accounts, roles and the policy every page declares."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccessConfig(AppConfig):
    """Registers the start-up check and writes log-ins into the journal."""

    name = "filrouge.access"
    label = "access"
    verbose_name = _("Accounts and rights")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Connect the check and the log-in receivers (both register on import)."""
        from . import checks, signals  # noqa: F401
