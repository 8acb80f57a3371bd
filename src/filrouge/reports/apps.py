"""The app's registration with Django."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "filrouge.reports"
    label = "reports"
