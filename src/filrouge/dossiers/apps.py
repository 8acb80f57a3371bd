"""The app's registration with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DossiersConfig(AppConfig):
    """The pages of a person's file; tells colleagues when one is opened without a link."""

    name = "filrouge.dossiers"
    label = "dossiers"
    verbose_name = _("Files")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Connect what tells colleagues."""
        from . import notices  # noqa: F401
