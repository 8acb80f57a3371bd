"""The app's registration with Django."""

from django.apps import AppConfig


class DailyConfig(AppConfig):
    """A day at work: today, the agenda, noting an encounter."""

    name = "filrouge.daily"
    label = "daily"
