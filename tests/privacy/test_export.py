"""A person gets everything that is held about them, and nothing about anybody else."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from filrouge.access.links import CareLink, Recusal
from filrouge.audit import journal
from filrouge.audit.models import JournalEntry
from filrouge.demo.api import workbooks
from filrouge.directory.models import Organisation
from filrouge.followup.models import Encounter, NetworkLink, SymptomReview, UseReview
from filrouge.imports import api
from filrouge.people.models import Person
from filrouge.privacy import export, registry
from filrouge.privacy.readable import said_of
from filrouge.vault import keys

pytestmark = pytest.mark.django_db


def given(person: Person, actor: Any = None) -> dict[str, Any]:
    keys.forget()
    return export.export(actor=actor, person=person)


def missing(data: dict[str, Any], person: Person) -> list[str]:
    """Two-way comparison with the base: models, records and fields that one side lacks."""
    gaps = []
    for model, kind in registry.of_persons():
        stored = set(registry.records_of(model, kind, person.pk).values_list("pk", flat=True))
        told = data["fiches"].get(kind.model)
        if told is None:
            gaps.append(kind.model)
        elif kind.model not in export.NOT_GIVEN:
            if {row["id"] for row in told} != stored:
                gaps.append(f"{kind.model}: records")
            names = {field.name for field in model._meta.concrete_fields}
            gaps += [f"{kind.model}: fields" for row in told if set(row) != names]
    return gaps


def test_no_model_no_record_and_no_field_is_missing() -> None:
    """G25, on every person of the demonstration."""
    assert api.run_import(workbooks()[3:], actor=None).ok
    people = list(Person.objects.all())
    assert len(people) > 50
    for person in people:
        assert missing(given(person), person) == []


def test_what_is_left_out_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control: a model, a record, a field."""
    person = Person.objects.create(number=1, sex="F", birth_date=date(1980, 1, 1))
    data = given(person)
    assert missing(data, person) == []
    del data["fiches"]["people.person"][0]["sex"]
    del data["fiches"]["people.income"]
    Encounter.objects.create(
        kind="home_visit", status="held", day=date(2024, 3, 1), lead=person
    ).attendances.create(person=person)
    assert set(missing(data, person)) == {
        "people.person: fields",
        "people.income",
        "followup.encounter: records",
        "followup.encounterperson: records",
    }


def test_third_parties_are_masked_and_narratives_opened(user_of: Callable[[str], Any]) -> None:
    worker = user_of("care_worker")
    person = Person.objects.create(number=1, sex="F", birth_date=date(1980, 1, 1))
    Encounter.objects.create(
        kind="home_visit",
        status="held",
        day=date(2024, 3, 1),
        lead=person,
        note="Va mieux. [[Sa voisine Fauvette boit.]] Revient lundi.",
    )
    maker = Organisation.objects.create(name="Maison Tilleul", key="maison tilleul")
    NetworkLink.objects.create(
        person=person, partner=maker, detail="Dr Pinson", function="x", start=date(2024, 1, 1)
    )
    CareLink.objects.create(
        person=person, worker=worker, kind="referent", start=date(2024, 1, 1), end=date(2024, 2, 1)
    )
    Recusal.objects.create(person=person, worker=worker)
    data = given(person, worker)
    text = export.as_json(data)
    assert json.loads(text) == data
    note = data["fiches"]["followup.encounter"][0]["note"]
    assert note == f"Va mieux. {export.MASKED} Revient lundi."
    assert data["fiches"]["access.carelink"][0]["worker"] == export.MASKED
    assert data["fiches"]["access.recusal"] == {"nombre": 1}
    for word in ("Fauvette", "Pinson", worker.username):
        assert word not in text


def test_the_access_log_is_the_journal_of_this_person(user_of: Callable[[str], Any]) -> None:
    reader = user_of("care_worker")
    one, two = (
        Person.objects.create(number=n, sex="F", birth_date=date(1980, 1, 1)) for n in (1, 2)
    )
    for persons in ([one.pk], [two.pk], [one.pk, two.pk], [one.pk * 10 + two.pk * 1000]):
        journal.record(actor=reader, action="dossiers.read_file", persons=persons)
    told = given(one, reader)["consultations"]
    assert [line["acte"] for line in told] == [
        "dossiers.read_file",
        "dossiers.read_file",
        "privacy.export_person",
    ]
    assert told[0]["rôle"] == reader.role_label


def test_no_journal_no_export(monkeypatch: pytest.MonkeyPatch) -> None:
    person = Person.objects.create(number=1, sex="F", birth_date=date(1980, 1, 1))

    class Full(Exception):
        pass

    def refuse(*_arguments: Any, **_named: Any) -> None:
        raise Full

    monkeypatch.setattr(JournalEntry, "save", refuse)
    with pytest.raises(Full):
        given(person)


def test_why_a_question_has_no_answer_is_said_in_words() -> None:
    """A person reads words in their copy, never codes."""
    for model, stored, told in (
        (
            SymptomReview,
            "paranoia=refused;cognitive=not_asked",
            "paranoïa (refus de répondre), troubles cognitifs (pas demandé)",
        ),
        (UseReview, "substances=unknown;injection=refused", "injection (refus de répondre)"),
    ):
        said = said_of(model, model._meta.get_field("unanswered"), stored, {})
        assert told in said
        for code in ("refused", "not_asked", "unknown", "="):
            assert code not in said
