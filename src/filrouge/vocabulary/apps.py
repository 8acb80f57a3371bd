"""The app's registration with Django."""

from django.apps import AppConfig


class VocabularyConfig(AppConfig):
    name = "filrouge.vocabulary"
    label = "vocabulary"
