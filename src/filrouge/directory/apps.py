"""The app's registration with Django."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "filrouge.directory"
    label = "directory"
