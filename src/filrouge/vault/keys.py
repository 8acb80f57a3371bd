"""The key of each person: made at the first text, wrapped by a master key, destroyed on erasure.

A person's texts are enciphered with that key alone (AES-256-GCM). Keys taken out are kept for the
page or the job under way, never longer than half a minute.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import connections, transaction
from django.utils import timezone

from . import master
from .master import Master, MasterKeyError
from .models import PersonKey
from .router import ALIAS

NONCE = 12
KEPT_SECONDS = 30
_BATCH = 500


class NoKey(Exception):
    """The person has no key that opens: never made, erased, or wrapped by one that is gone."""


class Erased(NoKey):
    """The person's key was destroyed, for good."""


@dataclass(frozen=True, slots=True)
class DataKey:
    """A key taken out of the store."""

    generation: int
    cipher: AESGCM


class _Taken(threading.local):
    """The keys a thread has taken out, and when the first was."""

    def __init__(self) -> None:
        self.since = 0.0
        self.keys: dict[int, DataKey] = {}


_taken = _Taken()


def forget(**_signal: Any) -> None:
    """Put down every key this thread holds."""
    _taken.keys.clear()


def _held() -> dict[int, DataKey]:
    now = time.monotonic()
    if now - _taken.since > KEPT_SECONDS:
        _taken.keys.clear()
        _taken.since = now
    return _taken.keys


def key_of(person: int) -> DataKey:
    """The key of a person. Erased, or NoKey when there is none that opens."""
    held = _held()
    if person not in held:
        take([person])
    if person not in held:
        raise Erased if PersonKey.objects.filter(person=person).exists() else NoKey
    return held[person]


def take(persons: Collection[int]) -> None:
    """Take several keys out with one question: before a list of texts is read."""
    held = _held()
    wanted = sorted(set(persons) - set(held))
    for start in range(0, len(wanted), _BATCH):
        some = wanted[start : start + _BATCH]
        for row in PersonKey.objects.filter(person__in=some, erased_at__isnull=True):
            try:
                held[row.person] = DataKey(row.generation, AESGCM(_unwrapped(row, _master())))
            except (InvalidTag, MasterKeyError) as error:
                raise NoKey from error


def make(persons: Iterable[int]) -> None:
    """Make sure that each person has a key. Erased when one was destroyed: nothing is made then."""
    wanted = set(persons)
    held = _held()
    missing = wanted - set(held)
    if not missing:
        return
    with transaction.atomic(using=ALIAS):
        known: dict[int, datetime | None] = {}
        for some in _batches(sorted(missing)):
            rows = PersonKey.objects.filter(person__in=some)
            known.update(rows.values_list("person", "erased_at"))
        if any(known.values()):
            raise Erased
        current = _master()
        fresh = [_new(person, current) for person in sorted(missing - set(known))]
        PersonKey.objects.bulk_create(fresh, batch_size=_BATCH)
    take(missing)


def _new(person: int, current: Master) -> PersonKey:
    row = PersonKey(person=person, generation=1, master=current.current)
    row.wrapped = _wrapped(row, secrets.token_bytes(32), current)
    return row


def destroy(person: int) -> bool:
    """Destroy the key of a person; whether there was one. Doing it again changes nothing.

    The line stays, empty, so that no other key is ever made.
    """
    forget()
    with transaction.atomic(using=ALIAS):
        row, made = PersonKey.objects.get_or_create(
            person=person, defaults={"master": 0, "wrapped": b"", "erased_at": timezone.now()}
        )
        if made or row.erased_at:
            return False
        row.wrapped, row.erased_at = b"", timezone.now()
        row.save(update_fields=["wrapped", "erased_at"])
    return True


def _master() -> Master:
    known = master.is_there() or PersonKey.objects.filter(erased_at__isnull=True).exists()
    return master.load(fresh=not known)


def _bound_to(row: PersonKey, version: int) -> bytes:
    return f"person:{row.person}:{row.generation}:{version}".encode()


def _wrapped(row: PersonKey, key: bytes, by: Master) -> bytes:
    nonce = secrets.token_bytes(NONCE)
    cipher = AESGCM(by.key(by.current))
    return nonce + cipher.encrypt(nonce, key, _bound_to(row, by.current))


def _unwrapped(row: PersonKey, by: Master) -> bytes:
    stored = bytes(row.wrapped)
    cipher = AESGCM(by.key(row.master))
    return cipher.decrypt(stored[:NONCE], stored[NONCE:], _bound_to(row, row.master))


def _batches(items: list[int]) -> Iterator[list[int]]:
    return (items[start : start + _BATCH] for start in range(0, len(items), _BATCH))


@dataclass(frozen=True, slots=True)
class Health:
    """What `filrouge keys check` found."""

    usable: int
    erased: int
    old: int
    unusable: tuple[int, ...]


def check() -> Health:
    """Try to unwrap every key. MasterKeyError when the master keys themselves cannot be used."""
    by = _master()
    usable = old = 0
    unusable = []
    for row in PersonKey.objects.filter(erased_at__isnull=True).iterator():
        try:
            _unwrapped(row, by)
        except (InvalidTag, MasterKeyError):
            unusable.append(row.person)
            continue
        usable += 1
        old += row.master != by.current
    erased = PersonKey.objects.filter(erased_at__isnull=False).count()
    return Health(usable, erased, old, tuple(unusable))


def rotate() -> int:
    """A new version of the master key, every key wrapped by it; how many were.

    All or nothing: one key that does not unwrap refuses the whole (MasterKeyError), before the new
    version is drawn. A rotation cut short is finished first by the next one: the file holds both
    versions from before the first key is wrapped again, so that all stay readable throughout.
    """
    by = _master()
    if broken := check().unusable:
        raise MasterKeyError(f"{len(broken)} clé(s) ne s'ouvrent pas : rien n'a été changé.")
    if not PersonKey.objects.filter(erased_at__isnull=True).exclude(master=by.current).exists():
        by = master.with_new_version(by)
        master.save(by)
    with transaction.atomic(using=ALIAS):
        done = _rewrap(by)
    used = set(PersonKey.objects.filter(erased_at__isnull=True).values_list("master", flat=True))
    master.save(master.without_old_versions(by, used))
    return done


def _rewrap(by: Master) -> int:
    rows = PersonKey.objects.filter(erased_at__isnull=True).exclude(master=by.current)
    changed = [(_wrapped(row, _unwrapped(row, by), by), by.current, row.pk) for row in rows]
    table = PersonKey._meta.db_table
    with connections[ALIAS].cursor() as cursor:
        cursor.executemany(
            f"UPDATE {table} SET wrapped = %s, master = %s WHERE id = %s",  # noqa: S608
            changed,
        )
    return len(changed)
