"""One worker per institution and front-line group, unless a derogation says why."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from filrouge.directory.models import Organisation
from filrouge.exchange.models import Enrolment, Group
from filrouge.imports import api
from filrouge.imports.records.exchange import NOT_MOTIVATED
from tests.figures.test_expected import DATA

pytestmark = pytest.mark.django_db


def enrolment(audience: str, participant: str, derogation: str = "") -> Enrolment:
    group, _ = Group.objects.get_or_create(
        code="G1", defaults={"cycle": "2023-2024", "audience": audience, "start": date(2023, 9, 1)}
    )
    body, _ = Organisation.objects.get_or_create(key="la hulotte", defaults={"name": "La Hulotte"})
    return Enrolment(
        group=group,
        organisation=body,
        participant=participant,
        sector="mental_health",
        status="accepted",
        derogation=derogation,
    )


def test_the_database_refuses_a_second_worker_and_the_form_says_why() -> None:
    for one in (enrolment("front_line", "T1"), enrolment("front_line", "T2", "deux équipes")):
        one.full_clean()
        one.save()
    third = enrolment("front_line", "T3")
    with pytest.raises(ValidationError, match="dérogation"):
        third.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        third.save()


def test_groups_of_peer_workers_have_no_such_rule() -> None:
    for one in (enrolment("peer_workers", "P1"), enrolment("peer_workers", "P2")):
        one.full_clean()
        one.save()
    assert Enrolment.objects.count() == 2


def test_an_imported_breach_is_kept_and_marked() -> None:
    assert api.run_import([DATA / "2024" / "connect_2024.xlsx"], actor=None).ok
    marked = Enrolment.objects.filter(derogation=NOT_MOTIVATED)
    assert all(one.one_per_institution and one.status == "accepted" for one in marked)
    for one in marked:
        others = Enrolment.objects.filter(group=one.group, organisation=one.organisation)
        assert others.count() > 1
