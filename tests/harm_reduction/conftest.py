"""Accounts and clients of the pages of material."""

from tests.dossiers.conftest import logged, worker

__all__ = ["logged", "worker"]
