"""Writes the overlap rules after every migration and checks that they are there."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate

from filrouge.common import overlap


def _write_rules(sender: AppConfig, using: str = "default", **_: Any) -> None:
    overlap.write_triggers(using)


class CommonConfig(AppConfig):
    name = "filrouge.common"
    label = "common"

    def ready(self) -> None:
        post_migrate.connect(_write_rules, sender=self, dispatch_uid="overlap-rules")
