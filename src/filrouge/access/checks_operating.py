"""Start-up: keys that others can read or guess stop the program; a proxy left unsaid is told."""

from __future__ import annotations

import stat
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register
from django.db import connections

DEBUG_SERVED = "access.E010"
WEAK_KEY = "access.E011"
KEYS_READABLE = "access.E012"
NO_PROXY = "access.W010"
FEWEST_CHARACTERS = 32
FEWEST_DIFFERENT = 10


@register()
def check_operation(app_configs: Sequence[Any] | None = None, **_kwargs: Any) -> list[CheckMessage]:
    """Django system check; what is served over HTTPS is in use by people."""
    return [*_debug(), *_secret_key(), *_key_files(), *_proxy()]


def _debug() -> Iterator[CheckMessage]:
    if settings.DEBUG and settings.HTTPS:
        yield Error(
            "FILROUGE_DEBUG=1 montre l'intérieur du programme : ôtez-le d'un service en HTTPS.",
            id=DEBUG_SERVED,
        )


def _secret_key() -> Iterator[CheckMessage]:
    key = str(settings.SECRET_KEY)
    if settings.HTTPS and (len(key) < FEWEST_CHARACTERS or len(set(key)) < FEWEST_DIFFERENT):
        yield Error(
            "La clé secrète se devine : ôtez FILROUGE_SECRET_KEY, une autre sera tirée au sort.",
            id=WEAK_KEY,
        )


def key_files() -> list[Path]:
    """The files whose reader could open narratives or sign the journal."""
    store = connections["keys"].settings_dict["NAME"]
    return [Path(settings.VAULT_MASTER_KEYS), Path(settings.JOURNAL_KEY), Path(str(store))]


def _key_files() -> Iterator[CheckMessage]:
    for file in key_files():
        try:
            open_to_others = _reached_by_others(file)
        except OSError:
            continue
        if open_to_others:
            yield Error(
                f"Les clés {file} sont lisibles par d'autres : faites « chmod 600 {file} ».",
                id=KEYS_READABLE,
            )


def _reached_by_others(file: Path) -> bool:
    """Whether the file can be read by others, and its folder entered by them."""
    readable = stat.S_IMODE(file.stat().st_mode) & 0o077
    entered = stat.S_IMODE(file.parent.stat().st_mode) & 0o077
    return bool(readable and entered)


def _proxy() -> Iterator[CheckMessage]:
    if settings.HTTPS and not settings.ALLAUTH_TRUSTED_PROXY_COUNT:
        yield Warning(
            "FILROUGE_HTTPS=1 sans FILROUGE_PROXY : l'adresse de chacun serait celle du serveur "
            "mandataire, et les essais de mots de passe de tous seraient comptés ensemble. Donnez "
            "par FILROUGE_PROXY combien de mandataires se suivent (1 d'ordinaire).",
            id=NO_PROXY,
        )
