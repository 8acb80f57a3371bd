"""A row in every table about persons, what a query without any filter shows, and pages that ask it.

The pages below stand for a developer's mistake: they never ask who reads.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db import connection, models, transaction
from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import path
from django.utils import timezone

from filrouge.access import isolation, row_security
from filrouge.access.compartments import BY_ROW, TABLES, Compartment
from filrouge.access.links import Block, BreakGlass, CareLink, Recusal, Restriction
from filrouge.access.models import User
from filrouge.access.policy import ANYONE, policy
from filrouge.config.urls import urlpatterns as product
from filrouge.dossiers.models import AskedOpening
from filrouge.imports.models import ImportedChange, ImportedRecord, ImportRun
from filrouge.people.models import Candidate, Person
from filrouge.privacy.models import Hold, PersonRequest, Statement
from tests.dossiers import lives

TODAY = date(2026, 3, 2)
ROWS_SAY = Compartment.HOUSING
"""The compartment written in rows that each say their own."""


def fill() -> Person:
    """Somebody with a row in every table about persons."""
    bruant = lives.person(41, followed=True)
    encounter = lives.records(bruant)["encounter"]
    worker = User.objects.create(username="ronce", role="care_worker")
    other = User.objects.create(username="genet", role="hf_director")
    CareLink.objects.create(
        person=bruant, worker=worker, opened_by=other, kind="referent", start=TODAY, end=TODAY
    )
    Recusal.objects.create(person=bruant, worker=other)
    Block.objects.create(person=bruant, worker=other, recorded_by=worker)
    Restriction.objects.create(person=bruant, kind="asked", recorded_by=worker)
    BreakGlass.objects.create(person=bruant, worker=worker, reason="Appel du veilleur de nuit.")
    AskedOpening.objects.create(worker=worker, number=41, reason="Appel du veilleur.")
    Candidate.objects.create(code="C-ortie", referred_on=TODAY)
    Hold.objects.create(person=bruant, ground="claim", placed_by=other)
    PersonRequest.objects.create(
        person=bruant, kind="access", received_on=TODAY, due_on=TODAY + timedelta(30),
        recorded_by=other,
    )  # fmt: skip
    Statement.objects.create(
        person=bruant, encounter=encounter, text="Ce n'est pas ainsi.", recorded_by=worker
    )
    run = ImportRun.objects.create(actor=other)
    record = ImportedRecord.objects.create(
        table="people_person", object_id=bruant.pk, row=1, created_by=run, changed_by=run
    )
    ImportedChange.objects.create(run=run, record=record, values={}, parts={}, origin={})
    for model in row_security.protected_models():
        if not model._base_manager.exists():
            _any_row(model, bruant, worker)
    return bruant


def _any_row(model: type[models.Model], person: Person, worker: User) -> None:
    """A row of a model that says its compartment in each, or that nothing above knows yet."""
    values: dict[str, Any] = {}
    for field in model._meta.concrete_fields:
        if field.primary_key or field.has_default() or field.null:
            continue
        if field.name == BY_ROW.get(model._meta.label_lower):
            values[field.name] = ROWS_SAY.value
        elif field.is_relation:
            target: Any = field.related_model
            known: dict[Any, Any] = {Person: person, User: worker}
            values[field.name] = known.get(target) or target._base_manager.earliest("pk")
        elif field.choices:
            values[field.name] = field.choices[0][0]  # type: ignore[index]
        elif isinstance(field, models.DateTimeField):
            values[field.name] = timezone.now()
        elif isinstance(field, models.DateField):
            values[field.name] = TODAY
        elif isinstance(field, models.IntegerField):
            values[field.name] = 1
        elif isinstance(field, models.BinaryField):
            values[field.name] = b"x"
        else:
            values[field.name] = "x"
    model._base_manager.create(**values)


def door_of(label: str) -> Compartment:
    return ROWS_SAY if label in BY_ROW else TABLES[label]


EVERY_TABLE = " UNION ALL ".join(
    f"SELECT '{model._meta.label_lower}', COUNT(*) FROM {model._meta.db_table}"
    for model in row_security.protected_models()
)
BEHIND = {
    door: frozenset(label for label in (*TABLES, *BY_ROW) if door_of(label) is door)
    for door in Compartment
}


def seen() -> frozenset[str]:
    """The models of which a query without any filter gives at least a row, here and now."""
    with connection.cursor() as cursor:
        cursor.execute(EVERY_TABLE)
        return frozenset(label for label, count in cursor.fetchall() if count)


def behind(doors: frozenset[Compartment]) -> frozenset[str]:
    """The models whose rows these doors may show."""
    installed = {model._meta.label_lower for model in row_security.protected_models()}
    return frozenset().union(*(BEHIND[door] for door in doors)) & installed


@policy(ANYONE)
def everything(_request: HttpRequest) -> HttpResponse:
    return JsonResponse(sorted(seen()), safe=False)


@policy(ANYONE)
def undone(_request: HttpRequest) -> HttpResponse:
    """Reads, fails in a transaction, and reads again."""
    try:
        with transaction.atomic():
            seen()
            with isolation.purpose("figures"):
                Person.objects.count()
                raise ValueError
    except ValueError:
        return JsonResponse(sorted(seen()), safe=False)


@policy(ANYONE)
def broken(_request: HttpRequest) -> HttpResponse:
    with isolation.purpose("figures"), transaction.atomic():
        seen()
        raise ZeroDivisionError


@policy(ANYONE)
def streamed(_request: HttpRequest) -> HttpResponseBase:
    def pieces() -> Iterator[str]:
        yield "["
        yield ",".join(json.dumps(label) for label in sorted(seen()))
        yield "]"

    return StreamingHttpResponse(pieces(), content_type="application/json")


urlpatterns = [
    *product,
    path("forgot/everything/", everything, name="forgot"),
    path("forgot/undone/", undone),
    path("forgot/broken/", broken),
    path("forgot/streamed/", streamed),
]
PATHS = ("everything", "undone", "broken", "streamed")
