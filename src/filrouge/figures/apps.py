"""The app's registration with Django."""

from django.apps import AppConfig


class FiguresConfig(AppConfig):
    name = "filrouge.figures"
    label = "figures"
