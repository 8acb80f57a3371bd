"""Writing in the journal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, cast

from django.db import Error

from .models import JournalEntry

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser
    from django.contrib.auth.models import AnonymousUser


class NoJournal(Exception):
    """The journal cannot be written: nothing about anybody leaves, nothing is changed."""


def record(
    *,
    actor: AbstractBaseUser | AnonymousUser | None,
    action: str,
    subject: str = "",
    persons: Iterable[int] = (),
    detail: Mapping[str, Any] | None = None,
) -> JournalEntry:
    """Write one line in the current transaction.

    A reading of people's records is written *before* the page is built, so that a journal that
    cannot be written means no page. ``action`` is ``app.verb_noun``; ``subject`` and ``detail``
    hold identifiers and counts, never names. Raises `NoJournal`, which the caller must not catch:
    the reader is answered by `edges.NoJournalNoPage`.
    """
    known = actor if actor is not None and actor.is_authenticated else None
    try:
        return JournalEntry.objects.create(
            actor_id=cast("int | None", known.pk) if known else None,
            actor_name=known.get_username() if known else "",
            action=action,
            subject=subject,
            persons=sorted(set(persons)),
            detail=dict(detail or {}),
        )
    except (Error, OSError) as error:
        raise NoJournal from error
