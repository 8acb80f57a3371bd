"""Pages of the directory: list, one institution, merge with its preview, undo, rights."""

from __future__ import annotations

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from filrouge.directory.models import (
    Organisation,
    OrganisationAlias,
    OrganisationMerge,
    OrganisationRole,
    SectorPeriod,
)
from filrouge.mobile_team.models import Request
from filrouge.people.models import Candidate
from tests.directory.test_merge import asked, institution
from tests.figures.test_pages import Clients, page

pytestmark = pytest.mark.django_db
EDITORS = ("support_worker", "connect_officer", "finance_director", "hf_director")


def test_filters_by_sector_commune_role_and_any_name(client_of: Clients) -> None:
    merle, geai = institution("Maison du Merle", commune="21004"), institution("Foyer du Geai")
    SectorPeriod.objects.create(organisation=merle, sector="housing")
    OrganisationRole.objects.create(organisation=geai, role="referrer")
    OrganisationAlias.objects.create(organisation=geai, name="Géai-Accueil")
    client = client_of("care_worker")
    for query, wanted in (
        ("", {"Maison du Merle", "Foyer du Geai"}),
        ("?secteur=housing", {"Maison du Merle"}),
        ("?commune=21004", {"Maison du Merle"}),
        ("?role=roles", {"Foyer du Geai"}),
        ("?q=geai-accueil", {"Foyer du Geai"}),
        ("?role=inconnu&q=zzz", set()),
    ):
        found = page(client, f"/repertoire/{query}")
        assert {link.get_text() for link in found.select("tbody th a")} == wanted, query


def test_freshness_is_the_last_day_a_record_names_it(client_of: Clients) -> None:
    merle = institution("Maison du Merle")
    asked(merle, "D001")
    Request.objects.filter(code=asked(merle, "D002").code).update(received_on=date(2024, 9, 17))
    client = client_of("connect_officer")
    assert page(client, "/repertoire/").select_one("time")["datetime"] == "2024-09-17"  # type: ignore[index]
    found = page(client, f"/repertoire/{merle.pk}/")
    link = found.select_one('a[href^="/fiches/demandes/"]')
    assert link is not None
    assert link.find_parent("tr").select_one(".num").get_text() == "2"  # type: ignore[union-attr]


def test_freshness_says_no_day_of_a_record_that_the_reader_may_not_see(
    client_of: Clients,
) -> None:
    merle = institution("Maison du Merle")
    Candidate.objects.create(code="C001", referrer=merle, referred_on=date(2024, 2, 1))
    for role, told in (("care_worker", True), ("connect_officer", False)):
        found = page(client_of(role), "/repertoire/")
        assert bool(found.select_one("tbody time")) is told


def test_records_about_persons_show_only_to_who_may_know_them(client_of: Clients) -> None:
    merle = institution("Maison du Merle")
    Candidate.objects.create(code="C001", referrer=merle, referred_on=date(2024, 2, 1))
    address = f"/repertoire/{merle.pk}/"
    assert "Candidatures adressées" in page(client_of("care_worker"), address).get_text()
    assert "Candidatures adressées" not in page(client_of("finance_director"), address).get_text()


@pytest.mark.parametrize("count", [1, 3])
def test_asks_as_much_whatever_the_institutions(
    client_of: Clients, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        one = institution(f"Maison {number}")
        SectorPeriod.objects.create(organisation=one, sector="housing")
        for turn in range(count):
            asked(one, f"D{number}{turn}")
    client = client_of("care_worker")
    client.get("/repertoire/")
    with django_assert_num_queries(30):
        client.get("/repertoire/")
    pk = Organisation.objects.order_by("pk")[0].pk
    with django_assert_num_queries(32):
        client.get(f"/repertoire/{pk}/")


@pytest.mark.parametrize("role", EDITORS)
def test_preview_then_merge_then_undo(client_of: Clients, role: str) -> None:
    kept, merged = institution("Maison du Merle"), institution("Merle (maison)")
    asked(merged, "D001")
    client = client_of(role)
    address = f"/repertoire/{kept.pk}/fusionner/"
    preview = page(client, address, data={"avec": "MERLE (maison)"})
    assert "Merle (maison)" in preview.select_one("ul.list").get_text()  # type: ignore[union-attr]
    assert Organisation.objects.count() == 2
    assert client.post(address, {"avec": "Merle (maison)"}).status_code == 302
    assert Request.objects.get().organisation == kept
    found = page(client, f"/repertoire/{kept.pk}/")
    assert found.select_one('form[action^="/repertoire/fusions/"]')
    done = OrganisationMerge.objects.get()
    client.post(f"/repertoire/fusions/{done.pk}/annuler/")
    assert Request.objects.get().organisation == merged
    assert not page(client, f"/repertoire/{kept.pk}/").select('form[action^="/repertoire/fus"]')


def test_who_may_not_merge_sees_no_way_to_and_is_refused(client_of: Clients) -> None:
    kept, merged = institution("Maison du Merle"), institution("Merle (maison)")
    client = client_of("care_worker")
    assert not page(client, f"/repertoire/{kept.pk}/").select('a[href$="/fusionner/"]')
    address = f"/repertoire/{kept.pk}/fusionner/"
    assert client.get(address).status_code == 403
    assert client.post(address, {"avec": merged.name}).status_code == 403
    assert client.post("/repertoire/fusions/1/annuler/").status_code == 403
    assert Organisation.objects.count() == 2


def test_an_unknown_name_and_a_refused_pair_are_said(client_of: Clients) -> None:
    kept = institution("Maison du Merle")
    service = institution("Service du jour", parent=kept)
    client = client_of("hf_director")
    address = f"/repertoire/{kept.pk}/fusionner/"
    unknown = page(client, address, data={"avec": "Zzz"})
    assert not unknown.select(f'form[method=post][action="{address}"]')
    refused = page(client, address, data={"avec": service.name})
    assert "service" in refused.select_one("main").get_text()  # type: ignore[union-attr]
    assert client.post(address, {"avec": service.name}).status_code == 200
    assert Organisation.objects.count() == 2
