"""Which database holds what: keys in a file of their own, everything else in the main one.

A copy of the main database is then worth nothing without the key store, whose own copies are
short-lived: otherwise destroying a key would destroy nothing.
"""

from __future__ import annotations

from typing import Any

ALIAS = "keys"
APP = "vault"


class KeysRouter:
    """Sends the models of this app to the key store and keeps all others out of it."""

    def db_for_read(self, model: Any, **_hints: Any) -> str | None:
        return ALIAS if model._meta.app_label == APP else None

    def db_for_write(self, model: Any, **_hints: Any) -> str | None:
        return ALIAS if model._meta.app_label == APP else None

    def allow_migrate(self, db: str, app_label: str, **_hints: Any) -> bool:
        return (db == ALIAS) == (app_label == APP)
