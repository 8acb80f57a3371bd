"""Notes are ciphertext at rest, bound to their row, and gone with the key of the person."""

import sqlite3
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, connections, transaction
from django.utils.translation import gettext as _

from filrouge.followup.models import Encounter
from filrouge.imports import writing
from filrouge.imports.records import ALL_STEPS
from filrouge.people.models import Person
from filrouge.vault import fields, keys, master
from filrouge.vault.fields import NotSealed
from filrouge.vault.models import PersonKey

pytestmark = pytest.mark.django_db(transaction=False)
CANARY = "mésange-séneçon-canari"


@pytest.fixture(autouse=True)
def _no_key_in_hand() -> None:
    keys.forget()


def person(number: int) -> Person:
    return Person.objects.create(number=number, sex="F", birth_date=date(1980, 5, 7))


def meeting(lead: Person, note: str = CANARY) -> Encounter:
    return Encounter.objects.create(
        kind="home_visit", status="held", day=date(2024, 3, 1), lead=lead, note=note
    )


def stored(encounter: Encounter) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT note FROM followup_encounter WHERE id = %s", [encounter.pk])
        return str(cursor.fetchone()[0])


def read(encounter: Encounter) -> str:
    keys.forget()
    return Encounter.objects.get(pk=encounter.pk).note


def test_a_note_is_read_in_clear_and_stored_sealed() -> None:
    one = meeting(person(1))
    assert one.note == read(one) == CANARY
    assert stored(one).startswith(f"fr1:{one.lead_id}:1:")
    assert CANARY not in stored(one)


def test_a_blank_note_stays_blank_and_needs_no_key() -> None:
    one = meeting(person(1), "")
    assert (stored(one), read(one)) == ("", "")
    assert not PersonKey.objects.exists()


def test_saving_again_keeps_the_note_and_a_correction_changes_it() -> None:
    one = Encounter.objects.get(pk=meeting(person(1)).pk)
    before = stored(one)
    one.save()
    assert stored(one) == before
    one.note = "autre chose"
    one.save()
    assert read(one) == "autre chose"
    one.refresh_from_db(fields=["note"])
    assert one.note == "autre chose"


def test_many_notes_are_sealed_and_opened_with_few_questions() -> None:
    leads = [person(number) for number in range(1, 13)]
    fresh = [
        Encounter(kind="home_visit", status="held", day=date(2024, 3, 1), lead=lead, note=CANARY)
        for lead in leads
    ]
    fields.seal_all(fresh)
    Encounter.objects.bulk_create(fresh)
    keys.forget()
    found = list(Encounter.objects.order_by("pk"))
    with connections["keys"].execute_wrapper(_counted := _Counter()):
        fields.take_keys(found)
        assert {one.note for one in found} == {CANARY}
    assert _counted.count == 1


class _Counter:
    def __init__(self) -> None:
        self.count = 0

    def __call__(self, execute, sql, params, many, context):  # type: ignore[no-untyped-def]
        self.count += 1
        return execute(sql, params, many, context)


def test_clear_text_is_refused_by_bulk_ways() -> None:
    """Negative control of the field: what goes round `pre_save` fails closed."""
    one = meeting(person(1))
    with pytest.raises(NotSealed):
        Encounter.objects.filter(pk=one.pk).update(note=CANARY)
    with pytest.raises(NotSealed):
        Encounter.objects.bulk_update([one], ["note"])


def test_an_import_updates_a_note_and_its_undo_puts_it_back() -> None:
    one = meeting(person(1), "première")
    step = next(step for step in ALL_STEPS if step.model is Encounter)
    before = writing.stored_values(Encounter, [one.pk])[one.pk]
    assert "première" not in str(before)
    values = {"note": "deuxième", "lead_id": one.lead_id}
    writing.update(step, [(one.pk, values, {}, 2)])
    assert read(one) == "deuxième"
    back = writing.typed(Encounter, before)
    revision = back.pop("revision")
    writing.update(step, [(one.pk, back, {}, revision)])
    assert read(one) == "première"


def test_a_note_follows_an_encounter_that_changes_person() -> None:
    one, other = Encounter.objects.get(pk=meeting(person(1)).pk), person(2)
    one.lead = other
    one.save()
    assert stored(one).startswith(f"fr1:{other.pk}:")
    assert read(one) == CANARY


@pytest.mark.parametrize("change", ["seal", "note", "lead_id"])
def test_a_ciphertext_moved_elsewhere_does_not_open(change: str) -> None:
    here, there = meeting(person(1)), meeting(person(2), "autre")
    value = stored(there) if change == "note" else None
    if change == "seal":
        value = uuid4().hex
    if change == "lead_id":
        value = str(there.lead_id)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE followup_encounter SET {change} = %s WHERE id = %s", [value, here.pk]
        )
    assert read(here) == _("unreadable (erased)")


def test_two_notes_of_one_person_cannot_be_swapped() -> None:
    lead = person(1)
    here, there = meeting(lead), meeting(lead, "autre")
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE followup_encounter SET note = %s WHERE id = %s", [stored(there), here.pk]
        )
    assert read(here) == _("unreadable (erased)")


def test_binding_to_the_row_is_what_stops_a_swap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control: without the seal in what is bound, the swap would open."""
    monkeypatch.setattr(fields.SealedText, "_bound_to", lambda *_arguments: b"")
    lead = person(1)
    here, there = meeting(lead), meeting(lead, "autre")
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE followup_encounter SET note = %s WHERE id = %s", [stored(there), here.pk]
        )
    assert read(here) == "autre"


def test_a_destroyed_key_makes_notes_unreadable_for_good() -> None:
    one = meeting(person(1))
    assert keys.destroy(one.lead_id)
    assert not keys.destroy(one.lead_id)
    again = Encounter.objects.get(pk=one.pk)
    assert again.note == _("unreadable (erased)")
    ciphertext = stored(one)
    again.save()
    assert stored(one) == ciphertext
    with pytest.raises(keys.Erased):
        meeting(again.lead)
    row = PersonKey.objects.get()
    assert (bytes(row.wrapped), row.erased_at is not None) == (b"", True)
    with pytest.raises(IntegrityError), transaction.atomic(using="keys"):
        PersonKey.objects.update(wrapped=b"x")


def test_a_key_of_a_person_who_never_had_one_is_never_made_after_erasure() -> None:
    lead = person(1)
    assert not keys.destroy(lead.pk)
    with pytest.raises(keys.Erased):
        meeting(lead)


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
def test_no_note_in_clear_in_the_files(tmp_path: Path) -> None:
    """Raw bytes of copies of both databases, and of the file of master keys (G21)."""
    one = meeting(person(1))
    Person.objects.filter(pk=one.lead_id).update(last_name="Controle-Bergeronnette")
    copies = b""
    for alias in ("default", "keys"):
        file = tmp_path / alias
        with sqlite3.connect(file) as copy:
            connections[alias].connection.backup(copy)
        copy.close()
        copies += file.read_bytes()
    copies += settings.VAULT_MASTER_KEYS.read_bytes()
    assert b"Controle-Bergeronnette" in copies  # the search itself works
    assert CANARY.encode() not in copies
    raw = keys._unwrapped(PersonKey.objects.get(), master.load(fresh=False))
    assert raw not in copies
    assert raw.hex().encode() not in copies


def test_the_migration_seals_what_was_in_clear_and_can_be_taken_back() -> None:
    from importlib import import_module

    from django.apps import apps
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor

    from filrouge.imports.models import ImportedChange, ImportedRecord, ImportRun

    lead = person(1)
    blank, told = meeting(lead, ""), meeting(lead, "")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE followup_encounter SET note = %s WHERE id = %s", [CANARY, told.pk])
        cursor.execute("UPDATE followup_encounter SET seal = %s", [blank.seal.hex])
    run = ImportRun.objects.create()
    record = ImportedRecord.objects.create(
        table="followup_encounter", object_id=told.pk, row=2, created_by=run, changed_by=run
    )
    kept = {"lead_id": lead.pk, "note": CANARY}
    ImportedChange.objects.create(run=run, record=record, values=kept, origin={})
    editor = BaseDatabaseSchemaEditor(connection)
    notes = import_module("filrouge.followup.migrations.0002_seal_notes")
    former = import_module("filrouge.imports.migrations.0002_seal_former_values")
    for _twice in range(2):
        former.seal(apps, editor)
    notes.seal(apps, editor)
    assert (read(told), read(blank)) == (CANARY, "")
    assert CANARY not in stored(told)
    assert Encounter.objects.values("seal").distinct().count() == 2
    values = ImportedChange.objects.get().values
    assert CANARY not in str(values)
    put_back = Encounter(**writing.typed(Encounter, values))
    assert Encounter.note.field.opened(put_back, put_back.__dict__["note"]) == CANARY
    notes.open_again(apps, editor)
    assert stored(told) == CANARY
