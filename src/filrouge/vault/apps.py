"""The app's registration with Django."""

from django.apps import AppConfig
from django.core.signals import request_finished, request_started


class VaultConfig(AppConfig):
    """Keys and sealed texts. Keys taken out for a page are forgotten when it is answered."""

    name = "filrouge.vault"
    label = "vault"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Forget keys at both ends of a request: threads are used again."""
        from .keys import forget

        request_started.connect(forget, dispatch_uid="vault-forget-before")
        request_finished.connect(forget, dispatch_uid="vault-forget-after")
