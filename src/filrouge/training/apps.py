"""The app's registration with Django."""

from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "filrouge.training"
    label = "training"
