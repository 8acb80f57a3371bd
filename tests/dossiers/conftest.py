"""Accounts with a team, clients of them, and the persons that a page materialises."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from filrouge.access.models import User
from filrouge.people.models import Person
from tests.access.relations import TEAM
from tests.harness.client import StrictClient

type Workers = Callable[..., User]
type Logged = Callable[[User], StrictClient]


@pytest.fixture
def worker(db: None) -> Workers:
    """Make an account: `worker("care_worker", name="pic", teams=";icm;")`."""

    def make(role: str, name: str = "merle", teams: str = f";{TEAM};") -> User:
        return User.objects.create(username=f"{name}.{role}", role=role, teams=teams)

    return make


@pytest.fixture
def logged() -> Logged:
    """A strict client of an account."""

    def log_in(user: User) -> StrictClient:
        client = StrictClient()
        client.force_login(user)
        return client

    return log_in


@pytest.fixture
def materialised(monkeypatch: pytest.MonkeyPatch) -> Iterator[set[int]]:
    """The keys of the persons made from the database since the set was last emptied."""
    seen: set[int] = set()
    plain = Person.from_db.__func__  # type: ignore[attr-defined]

    def from_db(cls: Any, db: Any, names: Any, values: Any, **more: Any) -> Any:
        made = plain(cls, db, names, values, **more)
        seen.add(made.pk)
        return made

    monkeypatch.setattr(Person, "from_db", classmethod(from_db))
    yield seen
