"""What a reader does with records: finds, filters, corrects, is refused with a sentence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from filrouge.audit.models import Provenance
from filrouge.directory.models import Organisation, OrganisationAlias
from filrouge.exchange.models import Enrolment, Group
from filrouge.institution.models import FundingLine
from filrouge.mobile_team.models import Intervention, Request
from filrouge.records.declaration import Kind, kind_at
from filrouge.staff.models import Worker
from tests.harness.client import StrictClient
from tests.records.factory import make, typed, values_of

pytestmark = pytest.mark.django_db
Clients = Callable[[str], StrictClient]
SUPPORT, CONNECT, FINANCE = "support_worker", "connect_officer", "finance_director"


def kind(slug: str) -> Kind:
    found = kind_at(slug)
    assert found is not None
    return found


@pytest.fixture
def actor(user_of: Callable[[str], Any]) -> Any:
    return user_of(FINANCE)


def request_of(code: str, received: date, **more: Any) -> Request:
    name = f"Maison {code[0]}"
    organisation, _made = Organisation.objects.get_or_create(name=name)
    values = {"kind": "intervention", "sector": "housing", "outcome": "phone_only"} | more
    return Request.objects.create(
        code=code, received_on=received, organisation=organisation, **values
    )


# Finding


def test_the_index_counts_every_kind(client_of: Clients) -> None:
    request_of("A1", date(2024, 1, 5))
    page = client_of(SUPPORT).get("/fiches/support/").content.decode()
    assert 'href="/fiches/demandes/"' in page
    assert "/fiches/membres/" not in page
    assert "/fiches/membres/" in client_of(SUPPORT).get("/fiches/").content.decode()


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("", ["A2", "B1", "A1"]),
        ("?annee=2024", ["A2", "B1"]),
        ("?outcome=waiting", ["B1"]),
        ("?outcome=phone_only&annee=2024", ["A2"]),
        ("?q=maison+b", ["B1"]),
        ("?q=MAÎSON", ["A2", "B1", "A1"]),
        ("?tri=code", ["A1", "A2", "B1"]),
        ("?tri=-code", ["B1", "A2", "A1"]),
        ("?organisation=0", []),
        ("?annee=x&tri=secret", ["A2", "B1", "A1"]),
    ],
)
def test_filters_words_and_order(query: str, codes: list[str], client_of: Clients) -> None:
    request_of("A1", date(2023, 5, 1))
    request_of("A2", date(2024, 6, 1))
    request_of("B1", date(2024, 2, 1), outcome="waiting")
    response = client_of(SUPPORT).get(f"/fiches/demandes/{query}")
    assert [name.split(" · ")[0] for _url, name, _cells in response.context["lines"]] == codes


def test_a_filter_says_how_many_it_keeps_and_of_how_many(client_of: Clients) -> None:
    request_of("A1", date(2023, 5, 1))
    request_of("A2", date(2024, 6, 1))
    request_of("A3", date(2024, 7, 1), outcome="waiting")
    page = client_of(SUPPORT).get("/fiches/demandes/?annee=2024").content.decode()
    assert "2 sur 3" in page
    assert "2023 (1)" in page
    assert "En attente (1)" in page


@pytest.mark.parametrize("rows", [1, 3])
def test_a_list_takes_nine_queries(
    rows: int, client_of: Clients, django_assert_num_queries: Any
) -> None:
    """Session, account, count, rows, and one for each of the five filters."""
    for number in range(rows):
        request_of(f"A{number}", date(2024, 1, 1 + number))
    client = client_of(SUPPORT)
    with django_assert_num_queries(9):
        client.get("/fiches/demandes/")


@pytest.mark.parametrize("rows", [1, 3])
def test_a_page_takes_eight_queries(
    rows: int, client_of: Clients, django_assert_num_queries: Any
) -> None:
    """Session, account, record, counts of what rests on it, rows and workers, origin, history."""
    asked = request_of("A1", date(2024, 1, 5))
    for number in range(rows):
        done = Intervention.objects.create(request=asked, day=date(2024, 2, 1 + number))
        done.workers.add(Worker.objects.create(code=f"W{number}"))
    client = client_of(SUPPORT)
    with django_assert_num_queries(8):
        client.get(f"/fiches/demandes/{asked.pk}/")


def test_25_lines_and_more(client_of: Clients) -> None:
    for number in range(30):
        request_of(f"A{number:02}", date(2024, 1, 1))
    client = client_of(SUPPORT)
    assert len(client.get("/fiches/demandes/").context["lines"]) == 25
    assert len(client.get("/fiches/demandes/?n=50").context["lines"]) == 30
    part = client.get(
        "/fiches/demandes/?n=50", headers={"hx-request": "true", "hx-target": "rows"}
    ).content.decode()
    assert part.lstrip().startswith('<div id="rows">')


# A record


def test_what_rests_on_a_record_and_where_it_came_from(client_of: Clients) -> None:
    asked = request_of("A1", date(2024, 1, 5))
    done = Intervention.objects.create(request=asked, day=date(2024, 2, 1))
    Provenance.objects.create(
        table="mobile_team_request",
        object_id=asked.pk,
        run_id=3,
        workbook="support_2024.xlsx",
        sheet="Demandes",
        row=12,
    )
    page = client_of(SUPPORT).get(f"/fiches/demandes/{asked.pk}/").content.decode()
    assert f'href="/fiches/interventions/{done.pk}/"' in page
    assert f'href="/fiches/interventions/nouvelle/?request={asked.pk}"' in page
    assert "support_2024.xlsx › Demandes › 12" in page


def test_a_reader_without_the_right_gets_no_button(client_of: Clients) -> None:
    asked = request_of("A1", date(2024, 1, 5))
    for address in ("/fiches/demandes/", f"/fiches/demandes/{asked.pk}/"):
        page = client_of("hf_director").get(address).content.decode()
        assert "corriger/" not in page
        assert "nouvelle/" not in page


def test_no_name_in_the_title_of_a_page(client_of: Clients, actor: Any) -> None:
    member = make(kind("membres"), 1, actor)
    page = client_of(FINANCE).get(f"/fiches/membres/{member.pk}/").content.decode()
    assert f"<title>Membre {member.pk} · Filrouge</title>" in page


def test_history_tells_who_changed_what(client_of: Clients, actor: Any) -> None:
    asked = make(kind("demandes"), 1, actor)
    client = client_of(SUPPORT)
    data = typed(kind("demandes"), values_of(kind("demandes"), 1, actor), version="1")
    client.post(f"/fiches/demandes/{asked.pk}/corriger/", {**data, "planned_start": "2024-03-09"})
    page = client.get(f"/fiches/demandes/{asked.pk}/").content.decode()
    assert "support_worker.test · fiche corrigée" in page
    assert "Début prévu 1 jan. 2024 → 9 mars 2024" in page


# Writing


@pytest.mark.parametrize(
    ("slug", "role", "changes", "field", "sentence"),
    [
        ("demandes", SUPPORT, {"code": ""}, "code", "Ce champ est obligatoire."),
        (
            "demandes",
            SUPPORT,
            {"received_on": "31/31"},
            "received_on",
            "Saisissez une date valide.",
        ),
        (
            "demandes",
            SUPPORT,
            {"first_response_on": "2023-12-31"},
            "first_response_on",
            "« Première réponse » ne peut pas précéder « Reçu le ».",
        ),
        (
            "demandes",
            SUPPORT,
            {"outcome": "file_opened", "file_code": ""},
            "file_code",
            "Un dossier ouvert a un numéro.",
        ),
        (
            "demandes",
            SUPPORT,
            {"motive": ""},
            "motive",
            "Une demande d’intervention le précise.",
        ),
        (
            "demandes",
            SUPPORT,
            {"organisation": "Nulle part"},
            "organisation",
            "« Nulle part » : inconnu. Choisissez un nom proposé, ou ajoutez d’abord sa fiche.",
        ),
        ("personnel", FINANCE, {"fte": "1,2"}, "fte", "« ETP » va de 0 à 1."),
        (
            "newsletters",
            CONNECT,
            {"unique_openers": "900"},
            "unique_openers",
            "Il ne peut y avoir plus d’ouvreurs que de newsletters délivrées.",
        ),
        (
            "newsletters",
            CONNECT,
            {"code": "mars 2024"},
            "code",
            "Une année et un mois, comme 2024-03.",
        ),
        (
            "engagements",
            SUPPORT,
            {"state": "signed", "contract_on": ""},
            "contract_on",
            "Un contrat signé a sa date.",
        ),
        (
            "reunions-internes",
            FINANCE,
            {"kind": "away_day", "days": ""},
            "days",
            "Une mise au vert dit combien de jours elle a duré.",
        ),
        (
            "groupes",
            CONNECT,
            {"cycle": "cette année"},
            "cycle",
            "Deux années, comme 2023-2024.",
        ),
        ("financements", FINANCE, {"year": "24"}, "year", None),
        ("financements", FINANCE, {"amount_cents": "12,345"}, "amount_cents", None),
        (
            "cotisations",
            FINANCE,
            {"amount_cents": "cent"},
            "amount_cents",
            "Écrivez un montant en euros, comme 1234,50 : deux décimales au plus.",
        ),
    ],
)
def test_bad_input_gives_a_sentence_at_its_field(
    slug: str,
    role: str,
    changes: dict[str, str],
    field: str,
    sentence: str | None,
    client_of: Clients,
    actor: Any,
) -> None:
    data = typed(kind(slug), values_of(kind(slug), 1, actor), **changes)
    response = client_of(role).post(f"/fiches/{slug}/nouvelle/", data)
    assert response.status_code == 422
    errors = response.context["form"].errors
    assert list(errors) == [field]
    assert sentence is None or errors[field] == [sentence]
    assert not kind(slug).model._default_manager.exists()


def test_a_code_is_taken_once(client_of: Clients, actor: Any) -> None:
    data = typed(kind("evenements"), values_of(kind("evenements"), 1, actor))
    client = client_of(CONNECT)
    assert client.post("/fiches/evenements/nouvelle/", data).status_code == 302
    again = client.post("/fiches/evenements/nouvelle/", data)
    assert again.context["form"].errors == {
        "code": ["Une autre fiche a déjà la même valeur pour « Code »."]
    }


def test_a_second_worker_of_an_institution_needs_a_derogation(
    client_of: Clients, actor: Any
) -> None:
    first = make(kind("inscriptions"), 1, actor)
    Enrolment.objects.update(derogation="")
    values = values_of(kind("inscriptions"), 1, actor)
    data = typed(kind("inscriptions"), values, participant="P9", derogation="")
    client = client_of(CONNECT)
    refused = client.post("/fiches/inscriptions/nouvelle/", data)
    assert list(refused.context["form"].errors) == ["derogation"]
    data["derogation"] = "Deux antennes"
    assert client.post("/fiches/inscriptions/nouvelle/", data).status_code == 302
    assert Enrolment.objects.filter(group=first.group).count() == 2


def test_euros_are_stored_in_cents(client_of: Clients, actor: Any) -> None:
    data = typed(kind("financements"), values_of(kind("financements"), 1, actor))
    data["amount_cents"] = "-1234,5"
    client = client_of(FINANCE)
    client.post("/fiches/financements/nouvelle/", data)
    line = FundingLine.objects.get()
    assert line.amount_cents == -123_450
    page = client.get(f"/fiches/financements/{line.pk}/").content.decode()
    assert "-1\u202f234,50\u202f€" in page.replace("\xa0", "\u202f")


def test_workers_by_code_and_organisations_by_any_name(client_of: Clients) -> None:
    asked = request_of("A1", date(2024, 1, 5))
    Worker.objects.bulk_create([Worker(code="LPZ"), Worker(code="MER")])
    OrganisationAlias.objects.create(organisation=asked.organisation, name="Le Nid")
    client = client_of(SUPPORT)
    data = {"request": "A1", "day": "2024-02-01", "workers": "lpz; MER;", "duration_min": "45"}
    assert client.post("/fiches/interventions/nouvelle/", data).status_code == 302
    done = Intervention.objects.get()
    assert sorted(worker.code for worker in done.workers.all()) == ["LPZ", "MER"]
    assert done.worker_count == 2
    found = client.get("/fiches/demandes/?organisation=" + str(asked.organisation_id))
    assert len(found.context["lines"]) == 1
    contact = {"day": "2024-02-01", "organisation": "LE NID"}
    assert client.post("/fiches/contacts-responsables/nouvelle/", contact).status_code == 302


def test_what_one_was_looking_at_is_already_filled_in(client_of: Clients) -> None:
    group = Group.objects.create(
        programme="connect", code="G1", cycle="2023-2024", audience="front_line"
    )
    page = client_of(CONNECT).get(f"/fiches/seances/nouvelle/?group={group.pk}").content.decode()
    assert f'<option value="{group.pk}" selected>' in page


def test_a_record_others_rest_on_stays(client_of: Clients) -> None:
    asked = request_of("A1", date(2024, 1, 5))
    url = reverse("records:delete", args=["organisations", asked.organisation_id])
    refused = client_of(SUPPORT).post(url, {"word": "supprimer", "version": "1"})
    assert refused.status_code == 422
    assert "Demandes (1)" in refused.content.decode()
    assert Organisation.objects.count() == 1


def test_deleting_what_a_colleague_just_corrected_is_refused(client_of: Clients) -> None:
    asked = request_of("A1", date(2024, 1, 5))
    Request.objects.update(revision=2)
    url = f"/fiches/demandes/{asked.pk}/supprimer/"
    refused = client_of(SUPPORT).post(url, {"word": "supprimer", "version": "1"})
    assert refused.status_code == 422
    assert Request.objects.count() == 1


def test_an_unknown_kind_is_not_found(client_of: Clients) -> None:
    assert client_of(SUPPORT).get("/fiches/locataires/").status_code == 404
