"""The app's registration with Django."""

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    """The privacy registry, and what it drives: erasure, retention, rights of the person."""

    name = "filrouge.privacy"
    label = "privacy"
    default_auto_field = "django.db.models.BigAutoField"
