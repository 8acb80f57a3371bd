"""The app's registration with Django."""

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    """The privacy registry, and what it drives: erasure, retention, rights of the person."""

    name = "filrouge.privacy"
    label = "privacy"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say to the pages of files what this app keeps and writes down."""
        from filrouge.dossiers import log, own_words

        from .statements import words_of
        from .words import ACTS

        own_words.add_source("statements", words_of)
        log.WORDS.update(ACTS)
