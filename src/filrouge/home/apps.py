"""The app's registration with Django."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "filrouge.home"
    label = "home"
