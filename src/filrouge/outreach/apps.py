"""The app's registration with Django."""

from django.apps import AppConfig


class OutreachConfig(AppConfig):
    name = "filrouge.outreach"
    label = "outreach"
