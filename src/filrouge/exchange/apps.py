"""The app's registration with Django."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "filrouge.exchange"
    label = "exchange"
