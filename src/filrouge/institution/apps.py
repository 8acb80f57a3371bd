"""The app's registration with Django."""

from django.apps import AppConfig


class InstitutionConfig(AppConfig):
    name = "filrouge.institution"
    label = "institution"
