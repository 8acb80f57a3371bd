"""The app's registration with Django."""

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "filrouge.imports"
    label = "imports"
