"""The app's registration with Django."""

from django.apps import AppConfig


class PeerSupportConfig(AppConfig):
    name = "filrouge.peer_support"
    label = "peer_support"
