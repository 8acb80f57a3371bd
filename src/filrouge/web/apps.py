"""The app's registration with Django."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "filrouge.web"
    label = "web"
