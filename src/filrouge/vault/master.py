"""Master keys: versions in one file outside every database, readable by the service only.

The newest version wraps; older ones only unwrap, and leave the file once nothing needs them and
the copies of the key store that do are past their thirty days.
"""

from __future__ import annotations

import json
import os
import secrets
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

COPIES_LIVE = timedelta(days=30)
"""Longest life of a copy of the key store."""


class MasterKeyError(Exception):
    """The master keys cannot be used; the message says what to do, in French."""


@dataclass(frozen=True, slots=True)
class Master:
    """The versions of the master key. `retired`: when a version stopped wrapping."""

    current: int
    keys: Mapping[int, bytes]
    retired: Mapping[int, datetime]

    def key(self, version: int) -> bytes:
        """The key of a version. MasterKeyError when it is not in the file."""
        try:
            return self.keys[version]
        except KeyError:
            raise MasterKeyError(f"La clé maîtresse no {version} manque.") from None


_known: dict[Path, tuple[tuple[int, int], Master]] = {}


def is_there() -> bool:
    """Whether the file of the master keys exists."""
    file: Path = settings.VAULT_MASTER_KEYS
    return file.exists()


def load(*, fresh: bool) -> Master:
    """The master keys. `fresh`: the key store is empty, so that a first key may be drawn.

    MasterKeyError when the file is missing, damaged, or readable by others.
    """
    file: Path = settings.VAULT_MASTER_KEYS
    try:
        about = file.stat()
    except FileNotFoundError:
        if not fresh:
            raise MasterKeyError(
                f"Les clés maîtresses ne sont pas à leur place ({file}) : remettez ce fichier. "
                "Sans lui, aucun récit n'est lisible."
            ) from None
        return _first(file)
    if stat.S_IMODE(about.st_mode) & 0o077:
        raise MasterKeyError(
            f"Le fichier {file} est lisible par d'autres : faites « chmod 600 {file} »."
        )
    mark = (about.st_mtime_ns, about.st_ino)
    if _known.get(file, (None,))[0] != mark:
        _known[file] = (mark, _read(file))
    return _known[file][1]


def _first(file: Path) -> Master:
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    master = Master(1, {1: secrets.token_bytes(32)}, {})
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:  # another process was first
        return load(fresh=False)
    _write(handle, master)
    return master


def _read(file: Path) -> Master:
    try:
        said = json.loads(file.read_text("ascii"))
        keys = {int(version): bytes.fromhex(key) for version, key in said["keys"].items()}
        retired = {int(v): datetime.fromisoformat(at) for v, at in said["retired"].items()}
        master = Master(int(said["current"]), keys, retired)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise MasterKeyError(f"Le fichier de clés maîtresses {file} est abîmé.") from error
    if any(len(key) != 32 for key in keys.values()) or master.current not in keys:
        raise MasterKeyError(f"Le fichier de clés maîtresses {file} est abîmé.")
    return master


def save(master: Master) -> None:
    """Replace the file at once: a power cut leaves the old one or the new one, never half."""
    file: Path = settings.VAULT_MASTER_KEYS
    beside = file.with_name(f"{file.name}.new")
    beside.unlink(missing_ok=True)
    _write(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), master)
    beside.replace(file)
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _write(handle: int, master: Master) -> None:
    said = {
        "current": master.current,
        "keys": {str(version): key.hex() for version, key in master.keys.items()},
        "retired": {str(version): at.isoformat() for version, at in master.retired.items()},
    }
    with os.fdopen(handle, "w", encoding="ascii") as kept:
        json.dump(said, kept, indent=1)
        kept.flush()
        os.fsync(kept.fileno())


def with_new_version(master: Master) -> Master:
    """One more version, which wraps from now on."""
    version = max(master.keys) + 1
    keys = {**master.keys, version: secrets.token_bytes(32)}
    return Master(version, keys, {**master.retired, master.current: timezone.now()})


def without_old_versions(master: Master, used: set[int]) -> Master:
    """Without versions that wrap nothing and that no living copy of the key store needs."""
    limit = timezone.now() - COPIES_LIVE
    gone = {v for v, at in master.retired.items() if v not in used and at < limit}
    return Master(
        master.current,
        {version: key for version, key in master.keys.items() if version not in gone},
        {version: at for version, at in master.retired.items() if version not in gone},
    )
