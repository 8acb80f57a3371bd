"""Guesses are counted, per account and per address; beyond the limit they are not even looked at.

At most 10 guesses in 15 minutes on one account, 30 from one address (goal G17 of the design). A
guess is counted *before* the password is looked at and given back when it was right, so that many
at once pass no more than one by one. The owner is not locked out: a passkey is no guess, and a
browser that already logged in to the account has a count of its own. Counting is in the database,
which every process shares and no cache empties; what is counted is kept as a digest.
"""

from __future__ import annotations

import ipaddress
import secrets
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from filrouge.audit import journal

WINDOW = timedelta(minutes=15)
PER_ACCOUNT = 10
PER_ADDRESS = 30
KNOWN_FOR = timedelta(days=60)
"""How long a browser stays known after a log-in."""
_SALT = "filrouge.access.throttle"


class Attempts(models.Model):
    """The guesses of the last 15 minutes against one account, or from one address."""

    key = models.CharField(max_length=64, primary_key=True)
    """Digest of what is counted, so that the table names neither people nor addresses."""
    times = models.JSONField(default=list)
    """Seconds, oldest first."""
    last_at = models.DateTimeField(default=timezone.now, db_index=True)
    told_at = models.DateTimeField(null=True)
    """When the journal was told that the limit was reached: once a window, not at each refusal."""

    objects: ClassVar[models.Manager[Attempts]] = models.Manager()

    def __str__(self) -> str:
        return self.key[:8]


@dataclass(frozen=True, slots=True)
class Count:
    """Something counted, and how often it may happen in a window."""

    what: str
    most: int

    @property
    def key(self) -> str:
        return salted_hmac(_SALT, self.what, algorithm="sha256").hexdigest()


@dataclass(frozen=True, slots=True)
class Guess:
    """A guess that was let through; `give_back` when it was right."""

    counts: tuple[Count, ...]
    at: float

    def give_back(self) -> None:
        with transaction.atomic():
            for row in _rows(self.counts):
                if self.at in row.times:
                    row.times.remove(self.at)
                    row.save(update_fields=["times"])


def count_log_in(request: HttpRequest, account: int | None, typed: str) -> Guess | None:
    """Let a guess at a password through, or not. A name without an account counts like another."""
    owner = f"account {account}" if account else f"name {typed.strip().casefold()}"
    return _count(request, account, owner)


def count_code(request: HttpRequest, account: int) -> Guess | None:
    """Let a guess at a code of the second factor through, or not."""
    return _count(request, account, f"code {account}")


def first_use(account: int, code: str) -> bool:
    """Whether a code was not used in the last 15 minutes: one read over a shoulder is worthless."""
    return take((Count(f"used {account} {code.strip()}", 1),)) is not None


def _count(request: HttpRequest, account: int | None, owner: str) -> Guess | None:
    known = known_browser(request, account)
    if known:
        counts: tuple[Count, ...] = (Count(f"{owner} from {known}", PER_ACCOUNT),)
    else:
        counts = (
            Count(owner, PER_ACCOUNT),
            Count(f"address {address_of(request)}", PER_ADDRESS),
        )
    guess = take(counts)
    if guess is None:
        _tell(counts, account)
    return guess


def take(counts: tuple[Count, ...]) -> Guess | None:
    """Count once in every place, or nowhere when one of them is full."""
    now = time.time()
    since = now - WINDOW.total_seconds()
    with transaction.atomic():
        Attempts.objects.filter(last_at__lt=timezone.now() - WINDOW).delete()
        for count in counts:
            Attempts.objects.get_or_create(pk=count.key)
        rows = {row.pk: row for row in _rows(counts)}
        for count in counts:
            row = rows[count.key]
            row.times = [at for at in row.times if at > since]
            if len(row.times) >= count.most:
                return None
        for row in rows.values():
            row.times.append(now)
            row.last_at = timezone.now()
            row.save(update_fields=["times", "last_at"])
    return Guess(counts, now)


def _rows(counts: Iterable[Count]) -> Iterable[Attempts]:
    """Locked in one order, so that two requests never wait for each other."""
    keys = sorted(count.key for count in counts)
    return Attempts.objects.select_for_update().filter(pk__in=keys).order_by("pk")


@transaction.atomic
def _tell(counts: tuple[Count, ...], account: int | None) -> None:
    """Write in the journal that a limit was reached, once a window; never what was typed."""
    from .models import User

    now = timezone.now()
    most = {count.key: count.most for count in counts}
    full = [row for row in _rows(counts) if len(row.times) >= most[row.pk]]
    if all(row.told_at and row.told_at > now - WINDOW for row in full):
        return
    Attempts.objects.filter(pk__in=[row.pk for row in full]).update(told_at=now)
    owner = User.objects.filter(pk=account).first() if account else None
    name = owner.username if owner else ""
    journal.record(actor=None, action="access.log_in_limited", subject=name)


def address_of(request: HttpRequest) -> str:
    """Where a request comes from. Whoever has one IPv6 address has the 2^64 beside it."""
    from allauth.account.adapter import get_adapter

    address = ipaddress.ip_address(get_adapter().get_client_ip(request))
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ipaddress.IPv6Network((address, 64), strict=False).network_address)
    return str(address)


# Browsers that logged in before


def remember_browser(response: HttpResponse, account: int, password: str) -> None:
    """Give the browser a mark, worth nothing but a count of its own, until the password changes."""
    mark = secrets.token_urlsafe(16)
    response.set_cookie(
        settings.KNOWN_BROWSER_COOKIE,
        f"{mark}.{_proof(mark, account, password)}",
        max_age=int(KNOWN_FOR.total_seconds()),
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )


def known_browser(request: HttpRequest, account: int | None) -> str:
    """The mark of a browser that logged in to the account before, empty for any other."""
    from .models import User

    value = request.COOKIES.get(settings.KNOWN_BROWSER_COOKIE, "")
    mark, _dot, proof = value.partition(".")
    if not (account and proof):
        return ""
    password = User.objects.filter(pk=account).values_list("password", flat=True).first()
    expected = _proof(mark, account, password or "")
    return mark if constant_time_compare(proof, expected) else ""


def _proof(mark: str, account: int, password: str) -> str:
    return salted_hmac(_SALT, f"{mark} {account} {password}", algorithm="sha256").hexdigest()
