"""The app's registration with Django."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "filrouge.demo"
    label = "demo"
