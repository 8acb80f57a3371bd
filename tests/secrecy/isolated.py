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
from filrouge.followup.models import GroupActivity, OutreachRound
from filrouge.housing.models import Arrears, FurnitureItem
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
    _beside()
    for model in sorted(row_security.protected_models(), key=_after_what_it_needs):
        if not model._base_manager.exists():
            _any_row(model, bruant, worker)
    return bruant


FIRST = ("housing.ledgerentry", "housing.inspection", "housing.arrears")
"""Rows that others lead to."""
FITTING: dict[str, dict[str, Any]] = {
    "dossiers.sharednote": {"purpose": "works", "audience": "care_team"},
    "followup.closetie": {"kind": "friend"},
    "followup.groupattendance": {"status": "present"},
    "housing.advance": {"reason": "other", "budget": "other"},
    "housing.arrears": {"creditor": "energy"},
    "housing.guarantee": {"kind": "cpas"},
    "housing.ledgerentry": {"kind": "advance"},
    "housing.dwellingphoto": {"kind": "jpg"},
    "housing.inspection": {"kind": "visit"},
    "housing.inspectionphoto": {"kind": "jpg"},
    "housing.keyhandover": {"holder": "team"},
    "housing.titlestep": {"code": "signature"},
    "people.homelessnessperiod": {"situation": "1", "certainty": "told"},
}
"""What the rules of the database ask of a row."""
OF_A_PERSON = {
    "followup.encounterdraft", "followup.task", "housing.inspection", "people.homelessnessperiod",
}  # fmt: skip
"""Records that may be of nobody: here they are of somebody."""


def _after_what_it_needs(model: type[models.Model]) -> tuple[bool, str]:
    label = model._meta.label_lower
    return label not in FIRST, label


def _beside() -> None:
    """What rows about persons lead to and is about nobody."""
    GroupActivity.objects.create(kind="sport", day=TODAY)
    OutreachRound.objects.create(day=TODAY)
    FurnitureItem.objects.create(name="Lit")


def _any_row(model: type[models.Model], person: Person, worker: User) -> None:
    """A row of a model that says its compartment in each, or that nothing above knows yet."""
    label = model._meta.label_lower
    values: dict[str, Any] = dict(FITTING.get(label, {}))
    if label in OF_A_PERSON:
        values["person"] = person
    if label == "housing.instalment":
        values["arrears"] = Arrears.objects.earliest("pk")
    for field in model._meta.concrete_fields:
        if field.primary_key or field.has_default() or field.null or field.name in values:
            continue
        if field.name == BY_ROW.get(label):
            values[field.name] = ROWS_SAY.value
        elif field.is_relation:
            target: Any = field.related_model
            known: dict[Any, Any] = {Person: person, User: worker}
            values[field.name] = known.get(target) or target._base_manager.earliest("pk")
        else:
            values[field.name] = _plain(field)
    model._base_manager.create(**values)


def _plain(field: Any) -> Any:
    """Some value that a field takes."""
    if field.choices:
        return field.choices[0][0]
    kinds: tuple[tuple[type[models.Field[Any, Any]], Any], ...] = (
        (models.DateTimeField, timezone.now()),
        (models.DateField, TODAY),
        (models.IntegerField, 1),
        (models.BinaryField, b"x"),
    )
    return next(
        (value for kind, value in kinds if isinstance(field, kind)), "" if field.blank else "x"
    )


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
