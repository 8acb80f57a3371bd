"""The app's registration with Django."""

from django.apps import AppConfig


class HarmReductionConfig(AppConfig):
    name = "filrouge.harm_reduction"
    label = "harm_reduction"
