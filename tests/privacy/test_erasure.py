"""Erasing a person: nothing of them is left, and no past figure changes."""

from base64 import b64decode
from contextlib import suppress
from datetime import date
from typing import Any

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import connection, connections

from filrouge.access.links import Block, BreakGlass, CareLink, Recusal, Restriction
from filrouge.audit.models import JournalEntry, Provenance
from filrouge.common.periods import Period, full_years
from filrouge.demo.api import workbooks
from filrouge.figures import engine
from filrouge.followup.models import Encounter, FollowUp
from filrouge.housing.models import Stay
from filrouge.imports import api
from filrouge.imports.models import ImportedChange, ImportedRecord, ImportRun
from filrouge.people.models import Person
from filrouge.privacy import erasure
from filrouge.vault import keys
from filrouge.vault.fields import sealed_fields
from filrouge.vault.models import PersonKey

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker(user_of: Any) -> Any:
    return user_of("care_worker")


@pytest.fixture
def heron(worker: Any) -> Person:
    """A person with a note, links and closings."""
    one = Person.objects.create(
        number=41, first_name="Héron", last_name="Armoise", sex="F", birth_date=date(1980, 5, 17)
    )
    FollowUp.objects.create(person=one, start=date(2023, 1, 1))
    meeting = Encounter.objects.create(
        kind="home_visit", status="held", day=date(2024, 3, 1), lead=one, note="récit d’armoise"
    )
    meeting.attendances.create(person=one)
    CareLink.objects.create(
        person=one, worker=worker, kind="referent", start=date(2024, 1, 1), end=date(2025, 1, 1)
    )
    for model in (Recusal, Block):
        model.objects.create(person=one, worker=worker)
    Restriction.objects.create(person=one, kind="asked")
    BreakGlass.objects.create(person=one, worker=worker, reason="Armoise a téléphoné")
    return one


def erase(person: Person, actor: Any = None) -> erasure.Erasure:
    keys.forget()
    return erasure.erase_person(actor=actor, person=person, digest=erasure.preview(person).digest)


def everything_stored() -> str:
    """Every value of every table of the main database, the journal included."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            found += [repr((table, row)) for row in cursor.fetchall()]
    return "\n".join(found)


def test_the_preview_says_what_goes_and_changes_nothing(heron: Person) -> None:
    before = everything_stored()
    told = erasure.preview(heron)
    assert told.deleted == {
        "access.block": 1,
        "access.carelink": 1,
        "access.recusal": 1,
        "access.restriction": 1,
    }
    assert told.emptied == {"access.breakglass": 1, "followup.encounter": 1}
    assert told.kept["people.person"] == told.kept["followup.followup"] == 1
    assert (told.shared_lost, told.shared_left) == (0, 0)
    assert everything_stored() == before


def test_nothing_of_the_person_is_left(heron: Person, worker: Any) -> None:
    assert "Armoise" in everything_stored()  # the search itself works
    done = erase(heron, worker)
    text = everything_stored()
    for word in ("Héron", "Armoise", "armoise", "1980-05-17", "datetime.date(1980, 5, 17)"):
        assert word not in text
    heron.refresh_from_db()
    assert (heron.first_name, heron.last_name) == ("", "")
    assert heron.number >= erasure.FIRST_DRAWN
    assert erasure.is_erased(heron)
    assert not CareLink.objects.exists()
    assert not Recusal.objects.exists()
    line = JournalEntry.objects.get(action="privacy.erase_person")
    assert (line.persons, line.subject) == ([heron.pk], f"erasure {done.pk}")
    assert PersonKey.objects.get(person=heron.pk).erased_at is not None


def copy_of_notes() -> list[tuple[str, int, bytes, bytes]]:
    """What a copy of the database holds of each note: text, seal, and what it is bound to."""
    field = next(one for one in sealed_fields(Encounter) if one.name == "note")
    found = []
    for meeting in Encounter.objects.all():
        stored = Encounter.objects.filter(pk=meeting.pk).values_list("note", flat=True).get()
        _form, _person, generation, content = str(stored).split(":")
        bound = field._bound_to(meeting, int(generation))
        found.append((str(stored), meeting.pk, b64decode(content), bound))
    return found


def opened_by_any_key(copies: list[tuple[str, int, bytes, bytes]]) -> int:
    """How many notes of the copies any key of the stores opens: every person's, and the masters."""
    keys.forget()
    held = PersonKey.objects.filter(erased_at__isnull=True).values_list("person", flat=True)
    ciphers = [keys.key_of(person).cipher for person in held]
    ciphers += [AESGCM(key) for key in keys._master().keys.values()]
    opened = 0
    for _stored, _pk, content, bound in copies:
        for cipher in ciphers:
            with suppress(InvalidTag):
                cipher.decrypt(content[: keys.NONCE], content[keys.NONCE :], bound)
                opened += 1
    return opened


def test_old_copies_of_the_database_give_no_narrative_back(heron: Person) -> None:
    """G22: copies of 29, 7 and 1 days ago beside the key store of today; every key is tried."""
    for number in range(5):
        other = Person.objects.create(number=90 + number, sex="M", birth_date=date(1970, 1, 2))
        keys.make([other.pk])
    copies = []
    for _days_ago in (29, 7, 1):
        Encounter.objects.create(
            kind="home_visit", status="held", day=date(2024, 3, 2), lead=heron, note="autre récit"
        )
        copies += copy_of_notes()
    assert len(copies) == 2 + 3 + 4
    assert opened_by_any_key(copies) == len(copies)  # the verifier opens what can be opened
    erase(heron)
    assert opened_by_any_key(copies) == 0
    # Put back as they were, the pages show none of them either.
    with connection.cursor() as cursor:
        for stored, pk, _content, _bound in copies:
            cursor.execute("UPDATE followup_encounter SET note = %s WHERE id = %s", [stored, pk])
    keys.forget()
    assert not any("récit" in meeting.note for meeting in Encounter.objects.all())


def test_a_copy_opens_when_the_key_was_not_destroyed(
    heron: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control of the test above: the key is what erases."""
    monkeypatch.setattr(keys, "destroy", lambda _person: True)
    erase(heron)
    keys.forget()
    assert Encounter.objects.get().note == "récit d’armoise"


def test_a_file_that_changed_meanwhile_is_not_erased(heron: Person) -> None:
    digest = erasure.preview(heron).digest
    FollowUp.objects.update(start=date(2023, 1, 2))
    with pytest.raises(erasure.FileChanged):
        erasure.erase_person(actor=None, person=heron, digest=digest)
    heron.refresh_from_db()
    assert heron.last_name == "Armoise"
    assert Encounter.objects.get().note == "récit d’armoise"


def test_an_erasure_cut_short_is_ended_by_the_next(
    heron: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The power goes after the key, before the database confirms."""
    destroy = keys.destroy

    class Cut(BaseException):
        pass

    def then_cut(person: int) -> bool:
        destroy(person)
        raise Cut

    with monkeypatch.context() as patch:
        patch.setattr(keys, "destroy", then_cut)
        with pytest.raises(Cut):
            erase(heron)
    heron.refresh_from_db()
    assert heron.last_name == "Armoise"
    erase(heron)
    assert "Armoise" not in everything_stored()
    with pytest.raises(erasure.AlreadyErased):
        erase(Person.objects.get())


def test_notes_shared_with_somebody_else_are_told(heron: Person) -> None:
    other = Person.objects.create(number=42, sex="M", birth_date=date(1970, 1, 2))
    Encounter.objects.update(person_count=2)
    meeting = Encounter.objects.create(
        kind="outing", status="held", day=date(2024, 3, 2), lead=other, note="x", person_count=2
    )
    for person in (heron, other):
        meeting.attendances.create(person=person)
    told = erasure.preview(heron)
    assert (told.shared_lost, told.shared_left) == (1, 1)


@pytest.mark.parametrize(
    ("born", "ends", "day"),
    [
        (date(1980, 5, 17), [], 1),
        (date(1980, 5, 17), [date(2024, 5, 16)], 17),
        (date(1980, 5, 17), [date(2024, 5, 9), date(2023, 5, 20), date(2022, 4, 2)], 10),
        (date(1980, 2, 29), [date(2024, 2, 28)], 29),
    ],
)
def test_ages_at_ends_of_months_and_of_follow_ups_never_change(
    born: date, ends: list[date], day: int
) -> None:
    one = Person.objects.create(number=1, sex="F", birth_date=born)
    for end in ends:
        FollowUp.objects.create(
            person=one, start=end.replace(day=1), end=end, end_reason="death", resumed=False
        )
    blurred = erasure.blurred_birth(one)
    assert blurred == born.replace(day=day)
    months = [Period.months(year, n, n).end for year in range(2000, 2026) for n in range(1, 13)]
    for reference in (*months, *ends):
        assert full_years(blurred, reference) == full_years(born, reference), reference


def test_a_coarser_day_would_change_an_age() -> None:
    """Negative control: the first of January is not the same for a quarter."""
    reference = Period.months(2024, 1, 3).end
    assert full_years(date(1980, 1, 1), reference) != full_years(date(1980, 5, 17), reference)


def figures(period: Period) -> dict[str, tuple[str, object, object]]:
    report = engine.compute(period)
    return {id_: (one.text, one.numerator, one.base) for id_, one in report.items()}


def test_no_past_figure_changes_when_persons_are_erased() -> None:
    assert api.run_import(workbooks(), actor=None).ok
    periods = [
        Period.year(2024),
        Period.year(2023),
        Period.parse("2024-T1"),
        Period.parse("2024-05"),
    ]
    before = {period: figures(period) for period in periods}
    assert len(before[periods[0]]) > 300
    ended = FollowUp.objects.filter(end__isnull=False).values("person")
    chosen = [*Person.objects.filter(pk__in=ended)[:6], *Person.objects.exclude(pk__in=ended)[:6]]
    chosen += [visit.lead for visit in Encounter.objects.filter(person_count=2)[:2]]
    run = ImportRun.objects.get()
    for person in {one.pk: one for one in chosen}.values():
        erase(person)
        assert not Provenance.objects.filter(table="people_person", object_id=person.pk).exists()
    for period in periods:
        assert figures(period) == before[period]
    assert not ImportedChange.objects.filter(run=run).exists()
    assert ImportedRecord.objects.filter(table="people_person", fingerprint="").count() >= 12
    # The same workbooks do not bring anybody back.
    again = api.run_import(workbooks(), actor=None)
    assert not again.ok
    assert {"edited_since", "person_erased"} & {one.code for one in again.diagnostics}
    assert not Person.objects.filter(pk=chosen[0].pk).exclude(first_name="").exists()


def test_a_careless_erasure_would_change_figures() -> None:
    """Negative control: deleting stays with the person, as one might think of doing."""
    assert api.run_import(workbooks()[3:], actor=None).ok
    before = figures(Period.year(2024))
    Stay.objects.filter(person=Person.objects.order_by("pk")[0]).delete()
    assert figures(Period.year(2024)) != before


def test_the_certificate_names_nobody(heron: Person, worker: Any) -> None:
    done = erase(heron, worker)
    text = erasure.certificate(done)
    assert f"no {done.pk}" in text
    assert "Récits : 2, illisibles" in text
    for word in ("Héron", "Armoise", "41", "1980", worker.username):
        assert word not in text


def test_databases_are_two() -> None:
    assert set(connections) == {"default", "keys"}
