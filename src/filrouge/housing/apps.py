"""The app's registration with Django."""

from django.apps import AppConfig


class HousingConfig(AppConfig):
    name = "filrouge.housing"
    label = "housing"
