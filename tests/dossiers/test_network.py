"""The map of ties: by month, drawn and listed; organisations only leave it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from filrouge.audit.models import JournalEntry
from filrouge.directory.models import Organisation
from filrouge.dossiers import network
from filrouge.followup.models import CloseTie, EncounterPartner, NetworkLink
from filrouge.followup.partners import partners_field, set_partners
from filrouge.housing.models import Dwelling, Landlord, Stay
from filrouge.people.models import Person
from tests.dossiers import lives
from tests.dossiers.conftest import Logged, Workers

pytestmark = pytest.mark.django_db
QUERIES = 20


def organisation(name: str) -> Organisation:
    return Organisation.objects.create(name=name, key=name.lower())


def link(who: Person, name: str, function: str = "social", **more: Any) -> NetworkLink:
    values: dict[str, Any] = {"start": date(2026, 2, 10)} | more
    return NetworkLink.objects.create(
        person=who, partner=organisation(name), function=function, **values
    )


def close(who: Person, label: str, **more: Any) -> CloseTie:
    values: dict[str, Any] = {"kind": "relative", "start": date(2026, 2, 1)} | more
    return CloseTie.objects.create(person=who, label=label, **values)


def home(who: Person, name: str, kind: str = "ais") -> Stay:
    landlord = Landlord.objects.create(organisation=organisation(name), kind=kind)
    dwelling = Dwelling.objects.create(
        code=f"L{landlord.pk}", commune="21007", landlord=landlord, capacity=1
    )
    return Stay.objects.create(person=who, dwelling=dwelling, start=date(2026, 1, 1))


def page(client: Any, who: Person, name: str = "network", **query: str) -> str:
    answer = client.get(reverse(f"dossiers:{name}", args=[who.pk]), query)
    assert answer.status_code == 200
    found: str = answer.content.decode()
    return found


def test_a_tie_counts_for_the_months_it_touches(worker: Workers, logged: Logged) -> None:
    who, client = lives.person(1, followed=True), logged(worker("care_worker"))
    link(who, "Maison Fougère", start=date(2026, 2, 10), end=date(2026, 3, 1))
    link(who, "Clinique Bruyère", "psychiatric", start=date(2026, 3, 31), strength=3, wish="less")
    for month, inside, outside in (
        ("2026-02", "Maison Fougère", "Clinique Bruyère"),
        ("2026-04", "Clinique Bruyère", "Maison Fougère"),
    ):
        html = page(client, who, mois=month)
        assert inside in html
        assert outside not in html
    both = page(client, who, mois="2026-03")
    assert "Maison Fougère" in both
    assert "Clinique Bruyère" in both
    assert "weight-3" in both
    assert "?mois=2026-02" in both
    assert "?mois=2026-04" in both


@pytest.mark.parametrize("asked", ["", "2019-01", "nonsense", "2026-13", "x" * 400])
def test_an_unknown_month_is_this_month(worker: Workers, logged: Logged, asked: str) -> None:
    who, client = lives.person(1, followed=True), logged(worker("care_worker"))
    link(who, "Maison Fougère")
    html = page(client, who, mois=asked)
    assert f'value="{timezone.localdate():%Y-%m}" selected' in html


def test_the_drawing_and_the_list_say_the_same(worker: Workers, logged: Logged) -> None:
    """Each tie has its number on the drawing and in the list; the drawing names nobody."""
    who, client = lives.person(1, followed=True), logged(worker("care_worker"))
    for number in range(5):
        link(who, f"Maison Fougère {number}", "medical")
    close(who, "ma soeur Mésange", wish="more", strength=2)
    html = page(client, who)
    start = html.index('<svg class="network"')
    drawing = html[start : html.index("</svg>", start)]
    listed = html[html.index("network-list") :]
    for place in range(1, 7):
        assert f">{place}</tspan>" in drawing
        assert f'<span class="place">{place}</span>' in listed
    assert 'role="img"' in drawing
    assert lives.canary("last", 1) not in drawing
    assert "ma soeur Mésange" in listed
    assert "script" not in drawing
    assert "style" not in drawing


def test_a_map_without_ties_is_drawn(worker: Workers, logged: Logged) -> None:
    html = page(logged(worker("care_worker")), lives.person(1, followed=True))
    assert '<svg class="network"' in html


def test_housing_is_a_sector_for_who_may_open_it(worker: Workers, logged: Logged) -> None:
    who = lives.person(1, followed=True)
    home(who, "AIS Coquelicot")
    assert "AIS Coquelicot" in page(logged(worker("care_worker")), who)
    assert "AIS Coquelicot" not in page(logged(worker("peer_worker")), who)


def test_who_has_not_the_part_has_not_the_page(worker: Workers, logged: Logged) -> None:
    who, other = lives.person(1, followed=True), lives.person(2)
    housing = logged(worker("housing_officer"))
    care = logged(worker("care_worker", name="pic"))
    for name in ("network", "network_list"):
        assert housing.get(reverse(f"dossiers:{name}", args=[who.pk])).status_code in {403, 404}
        assert care.get(reverse(f"dossiers:{name}", args=[other.pk])).status_code == 404


def test_the_list_holds_organisations_only(worker: Workers, logged: Logged) -> None:
    """No person, nobody close, no private owner, no detail; nothing a spreadsheet would run."""
    who, client = lives.person(1, followed=True), logged(worker("care_worker"))
    link(who, "=Maison Fougère", "medical", detail="docteure Sittelle")
    close(who, "ma soeur Mésange")
    home(who, "Pinson Lierre", kind="private")
    text = page(client, who, "network_list")
    assert "'=Maison Fougère;médicale" in text
    for kept in ("Sittelle", "Mésange", "Pinson", lives.canary("last", 1), str(who.pk) + ";"):
        assert kept not in text
    assert len(text.strip().splitlines()) == 2
    assert JournalEntry.objects.filter(action="dossiers.export_network").count() == 1


def met(who: Person, name: str, days_ago: int, status: str = "held") -> Organisation:
    encounter, partner = lives.encounter(who), organisation(name)
    encounter.day, encounter.status = timezone.localdate() - timedelta(days=days_ago), status
    encounter.save()
    set_partners(encounter, [partner])
    return partner


def test_partners_met_lately_are_proposed(worker: Workers, logged: Logged) -> None:
    who, client = lives.person(1, followed=True), logged(worker("care_worker"))
    lately = met(who, "Planning Ortie", 20)
    met(who, "Asbl Ronce", 400)
    met(who, "Asbl Prunelle", 5, "planned")
    known = met(who, "Maison Fougère", 3)
    NetworkLink.objects.create(
        person=who, partner=known, function="social", start=date(2026, 2, 10)
    )
    assert [one.name for one in network.met_lately(who.pk, timezone.localdate())] == [
        "Planning Ortie"
    ]
    html = page(client, who)
    assert f"?partner={lately.pk}" in html
    assert "Asbl Ronce" not in html
    form = client.get(f"/personnes/{who.pk}/fiches/reseau/nouvelle/?partner={lately.pk}")
    assert "Planning Ortie" in form.content.decode()


def test_partners_of_an_encounter_are_typed_and_kept() -> None:
    who, one, other = lives.person(1), organisation("Asbl Ronce"), organisation("Asbl Ortie")
    encounter = lives.encounter(who)
    assert set(partners_field().clean("Asbl Ronce; Asbl Ortie")) == {one, other}
    set_partners(encounter, [one, other])
    set_partners(encounter, [other])
    kept = EncounterPartner.objects.values_list("organisation__name", flat=True)
    assert list(kept) == ["Asbl Ortie"]


def test_a_tie_close_to_the_person_is_written_by_a_page(worker: Workers, logged: Logged) -> None:
    who, client = lives.person(1, followed=True), logged(worker("care_worker"))
    address = f"/personnes/{who.pk}/fiches/proches/nouvelle/"
    values = {"label": "ma soeur", "kind": "relative", "strength": "3", "wish": "keep"}
    answer = client.post(address, values | {"start": "2026-03-01"})
    assert answer.status_code == 302
    tie = CloseTie.objects.get()
    assert (tie.label, tie.strength, tie.wish) == ("ma soeur", 3, "keep")
    refused = client.post(address, values | {"start": "2026-03-01", "strength": "9"})
    assert refused.status_code == 422
    assert JournalEntry.objects.filter(action="followup.create_closetie").count() == 1


@pytest.mark.parametrize("rows", [1, 3])
def test_as_many_questions_for_one_tie_as_for_three(
    worker: Workers,
    logged: Logged,
    django_assert_num_queries: DjangoAssertNumQueries,
    rows: int,
) -> None:
    who, client = lives.person(1, followed=True), logged(worker("care_worker"))
    for number in range(rows):
        link(who, f"Maison Fougère {number}", detail="bureau 3")
        close(who, f"amie {number}")
        met(who, f"Asbl Ronce {number}", 9)
    home(who, "AIS Coquelicot")
    page(client, who)
    with django_assert_num_queries(QUERIES):
        page(client, who)


def test_the_slider_counts_months_from_the_first_tie(worker: Workers, logged: Logged) -> None:
    """Without any script: the rank of the month is an address like another."""
    who, client = lives.person(1, followed=True), logged(worker("care_worker"))
    link(who, "Maison Fougère", start=date(2026, 2, 10), end=date(2026, 3, 1))
    first = page(client, who, rang="0")
    assert "Février 2026" in first
    assert 'type="range"' in first
    assert "Maison Fougère" in page(client, who, rang="1")
    assert "Maison Fougère" not in page(client, who, rang="2")
    latest = page(client, who)
    for odd in ("99999", "9999", "-1", "x"):
        shown = page(client, who, rang=odd)
        assert shown.count("selected") == latest.count("selected")
        assert "Maison Fougère" not in shown
