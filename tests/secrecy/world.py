"""The whole product with something on nearly every page, and each address with a real object."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.apps import apps
from django.db import connections, models
from django.urls import reverse

from filrouge.access.models import User
from filrouge.access.policy import ROLES
from filrouge.demo import api
from filrouge.imports.models import ImportRun
from filrouge.people.models import Person
from filrouge.records.declaration import Kind, kinds
from tests.access.matrix import ARGUMENTS, Page, arguments_of, pages
from tests.harness.client import StrictClient
from tests.reports import editions

READERS = (*ROLES, "", "unknown")
"""Every role, an account whose role was not given yet, one whose role is not known any more."""
VISITOR = "nobody"


def build() -> None:
    """The demonstration's records and accounts, and a small report that is published."""
    api.create_accounts()
    api.load()
    director = User.objects.filter(role="hf_director").earliest("pk")
    editions.publish(director, editions.edition())


@cache
def all_pages() -> tuple[Page, ...]:
    return tuple(pages())


def address(place: Page) -> str:
    """The address with arguments that lead to something, where something is known."""
    known = ARGUMENTS | _objects(place)
    return reverse(place.name, kwargs=arguments_of(place.route, known))


def _objects(place: Page) -> dict[str, Any]:
    models_: dict[str, type[models.Model]] = {
        "imports": ImportRun,
        "records": _kind().model,
        "directory": apps.get_model("directory", "Organisation"),
        "dossiers": Person,
    }
    model = models_.get(place.name.partition(":")[0])
    first = model._default_manager.order_by("pk").first() if model else None
    return {} if first is None else {"pk": first.pk}


def _kind() -> Kind:
    return next(kind for kind in kinds() if kind.slug == ARGUMENTS["kind_slug"])


def reader(role: str, *, enforce_csrf: bool = False) -> StrictClient:
    """A client logged in under a role; `VISITOR` is nobody."""
    client = StrictClient(enforce_csrf_checks=enforce_csrf, raise_request_exception=False)
    if role != VISITOR:
        user, _made = User.objects.get_or_create(
            username=f"{role or 'none'}.edge", defaults={"role": role}
        )
        client.force_login(user)
    return client


def let_go(response: Any) -> None:
    """Close what an answer left unread: files are sent in pieces.

    Not `response.close()`: that says that the request is over, at which Django closes the
    connection to PostgreSQL in the middle of the test.
    """
    for close in response._resource_closers:
        close()


def census() -> dict[str, int]:
    """How many rows each table holds."""
    there = {alias: connections[alias].introspection.table_names() for alias in connections}
    return {
        model._meta.db_table: model._base_manager.using(_alias(model)).count()
        for model in apps.get_models()
        if model._meta.db_table in there[_alias(model)]
    }


def _alias(model: type[models.Model]) -> str:
    return "keys" if model._meta.app_label == "vault" else "default"


def body(response: Any) -> bytes:
    """The whole answer, files sent in pieces included.

    Reading them to the end lets them go. Closing an answer by hand would tell Django that a request
    is over, and Django would close the connection in the middle of the test's transaction.
    """
    pieces = response.streaming_content if response.streaming else [response.content]
    return b"".join(pieces)
