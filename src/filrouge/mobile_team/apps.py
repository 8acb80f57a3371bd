"""The app's registration with Django."""

from django.apps import AppConfig


class MobileTeamConfig(AppConfig):
    name = "filrouge.mobile_team"
    label = "mobile_team"
