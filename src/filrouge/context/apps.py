"""The app's registration with Django."""

from django.apps import AppConfig


class ContextConfig(AppConfig):
    name = "filrouge.context"
    label = "context"
