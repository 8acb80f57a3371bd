"""Accounts with a team, and clients of them."""

from tests.dossiers.conftest import logged, materialised, worker

__all__ = ["logged", "materialised", "worker"]
