"""Records of persons whose file is closed to the reader: counted in the figure, never shown."""

from __future__ import annotations

import re
from typing import Any

import pytest

from filrouge.access.models import CareLink, Recusal
from filrouge.audit.models import JournalEntry
from filrouge.figures.facts import base
from filrouge.followup.models import Encounter, EncounterPerson, SymptomReview
from filrouge.people.models import Person
from tests.figures import lives
from tests.figures.test_pages import Clients, page

pytestmark = pytest.mark.django_db
VISITS = "/chiffres/2024/hf.encounters.home_visits/donnees/"
PERSONS = "/chiffres/2024/hf.tenants.followed/donnees/"
SYMPTOMS = "/chiffres/2024/hf.symptoms.depression/donnees/"


@pytest.fixture
def reader(user_of: Any) -> Any:
    """Who works in ACT only."""
    user = user_of("care_worker")
    user.teams = ";act;"
    user.save()
    return user


def rows(found: Any) -> list[str]:
    return [row.get_text(" ") for row in found.select("tbody:not(#more) tr")]


def closed(found: Any) -> int:
    """The number that the sentence on closed files gives."""
    note = found.select_one("main .note strong, main .note")
    return int(re.findall(r"\d+", note.get_text())[0]) if note else 0


@pytest.mark.parametrize("address", [VISITS, PERSONS], ids=["in the database", "in memory"])
def test_closed_files_are_counted_in_one_sentence(
    client_of: Clients, reader: Any, address: str
) -> None:
    mine = [lives.followed(number, visits=1) for number in (1, 2)]
    for number in (3, 4, 5):
        lives.followed(number, team="icm", visits=1)
    found = page(client_of("care_worker"), address)
    assert "5 enregistrements" in found.get_text()
    assert len(rows(found)) == 2
    assert closed(found) == 3
    entry = JournalEntry.objects.get(action="figures.read_records")
    assert entry.persons == sorted(person.pk for person in mine)


def test_nobody_outside_the_reader_s_files_by_an_encounter_of_two(
    client_of: Clients, reader: Any
) -> None:
    mine, other = lives.followed(1, visits=0), lives.followed(2, team="icm", visits=0)
    for first, second in ((mine, other), (other, mine)):
        made = Encounter.objects.create(
            kind="home_visit", status="held", day=lives.date(2024, 4, 1), lead=first, person_count=2
        )
        for one in (first, second):
            EncounterPerson.objects.create(encounter=made, person=one)
    found = page(client_of("care_worker"), VISITS)
    assert rows(found) == []
    assert closed(found) == 2
    assert not JournalEntry.objects.filter(action="figures.read_records").exists()


def test_pages_go_on_with_what_may_be_shown(client_of: Clients, reader: Any) -> None:
    lives.followed(1, visits=28)
    lives.followed(2, team="icm", visits=28)
    client = client_of("care_worker")
    first, second = page(client, VISITS), page(client, f"{VISITS}?page=2")
    assert (len(rows(first)), len(rows(second))) == (25, 3)
    more = first.select_one("#more a")
    assert more is not None
    assert more.get_text().split()[0] == "3"
    assert second.select_one("#more a") is None
    assert client.get(f"{VISITS}?page=3").status_code == 404
    assert closed(first) == closed(second) == 28


def test_one_group_counts_its_own(client_of: Clients, reader: Any) -> None:
    lives.followed(1, visits=2)
    lives.followed(2, team="icm", visits=3)
    found = page(client_of("care_worker"), f"{VISITS}?par=team&groupe=icm")
    assert "3 enregistrements" in found.get_text()
    assert (len(rows(found)), closed(found)) == (0, 3)
    found = page(client_of("care_worker"), f"{VISITS}?par=team&groupe=act")
    assert (len(rows(found)), closed(found)) == (2, 0)


def test_a_recusal_and_a_link_act_here_too(client_of: Clients, reader: Any) -> None:
    mine, other = lives.followed(1, visits=1), lives.followed(2, team="icm", visits=1)
    Recusal.objects.create(person=mine, worker=reader)
    today = lives.date.today()
    CareLink.objects.create(person=other, worker=reader, kind="occasional", start=today, end=today)
    found = page(client_of("care_worker"), VISITS)
    assert [row.strip().startswith("2 · ") for row in rows(found)] == [True]


def test_health_is_not_read_through_a_figure(client_of: Clients) -> None:
    """A peer worker holds the right to care records, not the health compartment."""
    person = lives.followed(1, visits=1)
    SymptomReview.objects.create(person=person, day=lives.date(2024, 5, 1), depression=True)
    assert len(rows(page(client_of("care_worker"), SYMPTOMS))) == 1
    found = page(client_of("peer_worker"), SYMPTOMS)
    assert (len(rows(found)), closed(found)) == (0, 1)


def test_the_figure_stays_whole(client_of: Clients, reader: Any) -> None:
    lives.followed(1, visits=2)
    lives.followed(2, team="icm", visits=3)
    text = page(client_of("care_worker"), "/chiffres/2024/hf.encounters.home_visits/").get_text()
    assert re.search(r"\b5\b", text)


@pytest.mark.parametrize(
    "sabotage",
    [
        lambda monkey: monkey.setattr(
            base.OpenFiles, "ids", frozenset(Person.objects.values_list("pk", flat=True))
        ),
        lambda monkey: monkey.setattr(base.TableFact, "_open", lambda self, files: base.Q()),
        lambda monkey: monkey.setattr(
            base.TableFact,
            "_open",
            lambda self, files: base.Q(**{f"{self.lead}__in": files.asked}),
        ),
    ],
    ids=["memory", "database", "lead only"],
)
def test_a_filter_that_is_removed_is_noticed(
    client_of: Clients, reader: Any, sabotage: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine, other = lives.followed(1, visits=0), lives.followed(2, team="icm", visits=0)
    made = Encounter.objects.create(
        kind="home_visit", status="held", day=lives.date(2024, 4, 1), lead=mine, person_count=2
    )
    for one in (mine, other):
        EncounterPerson.objects.create(encounter=made, person=one)
    sabotage(monkeypatch)
    client = client_of("care_worker")
    shown = [*rows(page(client, VISITS)), *rows(page(client, PERSONS))]
    assert any("2 · Bruyère" in row for row in shown)
