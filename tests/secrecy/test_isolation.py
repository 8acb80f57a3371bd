"""Isolation in the database: without a context no row about a person, with one those of its doors.

Each sabotage at the end must be seen by `row_security.faults` or by what a query shows.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import psycopg
import pytest
from django.db import DatabaseError, connection, models, transaction
from django.test.utils import isolate_apps

from filrouge.access import checks, compartments, isolation, row_security
from filrouge.access.compartments import TABLES, Compartment
from filrouge.access.files import DOORS
from filrouge.access.postgresql.base import DatabaseWrapper
from filrouge.common.models import Record
from filrouge.common.periods import Period
from filrouge.config import cli
from filrouge.dossiers import sections
from filrouge.figures import engine
from filrouge.people.models import Person
from filrouge.privacy import registry
from tests.dossiers import lives
from tests.secrecy import isolated

ONE_DOOR = [frozenset({door}) for door in Compartment]


@pytest.mark.postgresql
@pytest.mark.django_db
def test_the_role_is_ordinary_and_owns_every_protected_table() -> None:
    assert row_security.privileges() == ""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tablename FROM pg_tables WHERE tableowner = current_user"
            " AND NOT pg_has_role(current_user, 'pg_read_all_data', 'member')"
        )
        owned = {name for (name,) in cursor.fetchall()}
    assert {model._meta.db_table for model in row_security.protected_models()} <= owned


@pytest.mark.postgresql
@pytest.mark.django_db
def test_without_context_nothing_with_one_its_doors() -> None:
    isolated.fill()
    assert row_security.faults() == []
    assert isolated.seen() == isolated.behind(isolation.EVERYTHING)
    with isolation.doors(isolation.NOTHING):
        assert isolated.seen() == frozenset()
    for doors in [*ONE_DOOR, *DOORS.values(), *isolation.PURPOSES.values()]:
        with isolation.doors(doors):
            assert isolated.seen() == isolated.behind(doors)


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_a_plain_connection_of_the_owner_sees_nothing() -> None:
    isolated.fill()
    parameters = connection.get_connection_params()
    known = {name: parameters[name] for name in ("dbname", "user", "host") if name in parameters}
    with psycopg.connect(**known) as plain:
        assert {count for _label, count in plain.execute(isolated.EVERY_TABLE)} == {0}
        changed = plain.execute("UPDATE people_person SET last_name = 'x'")
        assert changed.rowcount == 0
        assert plain.execute("DELETE FROM followup_encounter").rowcount == 0


@pytest.mark.postgresql
@pytest.mark.django_db
def test_without_context_nothing_is_written() -> None:
    bruant = isolated.fill()
    with isolation.doors({Compartment.HEALTH}):
        assert Person.objects.update(last_name="x") == 0
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            lives.person(42)
    bruant.refresh_from_db()
    assert bruant.last_name == lives.canary("last", 41)


def leak_after(undo: Callable[[], None]) -> bool:
    """Whether rows show without context after `undo` undid a change of context."""
    isolated.seen()
    undo()
    with isolation.doors(isolation.NOTHING):
        return bool(isolated.seen())


def _rolled_back() -> None:
    with pytest.raises(ValueError), transaction.atomic(), isolation.doors(isolation.NOTHING):
        isolated.seen()
        raise ValueError


def _committed() -> None:
    with transaction.atomic(), isolation.doors(isolation.NOTHING):
        isolated.seen()


def _savepoint() -> None:
    with transaction.atomic():
        isolated.seen()
        _rolled_back()
        with isolation.doors(isolation.NOTHING):
            assert isolated.seen() == frozenset()


def _failed() -> None:
    with (
        pytest.raises(DatabaseError),
        transaction.atomic(),
        isolation.doors(isolation.NOTHING),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT 1 / 0")


UNDOINGS = [_rolled_back, _committed, _savepoint, _failed]


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_what_a_transaction_undoes_leaves_nothing_open() -> None:
    isolated.fill()
    for undo in UNDOINGS:
        assert not leak_after(undo), undo
        assert isolated.seen() == isolated.behind(isolation.EVERYTHING)


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_forgetting_that_the_setting_is_undone_too_is_seen(monkeypatch: Any) -> None:
    isolated.fill()
    plain = DatabaseWrapper.__mro__[1]._rollback  # type: ignore[attr-defined]
    monkeypatch.setattr(DatabaseWrapper, "_rollback", plain)
    assert leak_after(_rolled_back)


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_a_connection_goes_back_to_the_pool_empty() -> None:
    isolated.fill()
    assert isolated.seen()
    connection.close()
    connection.ensure_connection()
    held = connection.connection
    assert held is not None
    found = held.execute("SELECT current_setting('filrouge.doors', true)").fetchone()
    assert found[0] in ("", None)
    assert {count for _label, count in held.execute(isolated.EVERY_TABLE)} == {0}


@pytest.mark.postgresql
@pytest.mark.django_db
def test_a_migration_sees_every_row() -> None:
    isolated.fill()
    with isolation.doors(isolation.NOTHING):
        with connection.schema_editor():
            assert Person.objects.exists()
        assert not Person.objects.exists()


@pytest.mark.django_db
def test_figures_are_the_same_with_and_without_context(monkeypatch: Any) -> None:
    for number in (41, 42, 43):
        lives.records(lives.person(number, followed=True))
    period = Period.year(2024)
    whole = {id_: figure.result for id_, figure in engine.compute(period).items()}
    assert whole["hf.tenants.followed"].value == 3
    with isolation.doors(isolation.NOTHING):
        assert {id_: figure.result for id_, figure in engine.compute(period).items()} == whole
    if connection.vendor == "postgresql":  # the sabotage: the engine keeps the reader's doors
        monkeypatch.setitem(isolation.PURPOSES, "figures", isolation.NOTHING)
        with isolation.doors(isolation.NOTHING):
            assert engine.compute(period)["hf.tenants.followed"].result.value == 0


def test_a_command_sees_every_row_what_serves_pages_none() -> None:
    with isolation.doors(isolation.NOTHING):
        for verb, seen in (("privacy", isolation.EVERYTHING), ("serve", isolation.NOTHING)):
            with cli._seeing(verb):
                assert isolation.current() == seen


@pytest.mark.postgresql
@pytest.mark.django_db
def test_the_rule_is_worked_out_once_a_statement() -> None:
    """Once a row, a count of 500,000 rows took five times as long."""
    for model in row_security.protected_models():
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN SELECT count(*) FROM {model._meta.db_table}")
            lines = [line.strip() for (line,) in cursor.fetchall()]
        filters = [line for line in lines if "Filter" in line]
        assert "current_setting" not in "".join(filters), lines
        assert any("InitPlan" in line for line in lines), lines


# --- every table has its compartment ------------------------------------------------------------


def test_every_model_about_persons_has_the_compartment_that_the_file_shows() -> None:
    declared = {*TABLES, *compartments.BY_ROW}
    assert {kind.model for _model, kind in registry.of_persons()} <= declared
    assert declared <= set(registry.stored_models())
    assert not set(TABLES) & set(compartments.BY_ROW)
    for door, held in sections.held().items():
        for model in held:
            assert TABLES.get(model._meta.label_lower, door) is door
    assert all(Compartment.IDENTITY in doors for doors in DOORS.values())


def test_a_model_about_persons_without_compartment_stops_the_start_up(monkeypatch: Any) -> None:
    assert row_security.undeclared() == []
    with isolate_apps("filrouge.people"):

        class Warning(Record):
            person = models.ForeignKey(Person, models.PROTECT)

            class Meta:
                app_label = "people"

    assert row_security.undeclared([Warning]) == ["people.warning"]
    less = {label: door for label, door in TABLES.items() if label != "housing.stay"}
    monkeypatch.setattr(row_security, "TABLES", less)
    found = checks.check_every_nominative_model_has_a_compartment()
    assert [(one.id, "housing.stay" in one.msg) for one in found] == [("access.E002", True)]


# --- sabotages ----------------------------------------------------------------------------------

SABOTAGES = {
    "no policy": "DROP POLICY filrouge_doors ON people_person",
    "row security is not forced on the owner": (
        "ALTER TABLE people_person NO FORCE ROW LEVEL SECURITY"
    ),
    "row security is not enabled": "ALTER TABLE people_person DISABLE ROW LEVEL SECURITY",
    "a policy that says something else": (
        "ALTER POLICY filrouge_doors ON people_person USING (true)"
    ),
    "another policy, everybody": "CREATE POLICY everybody ON people_person USING (true)",
}


@pytest.mark.postgresql
@pytest.mark.django_db
@pytest.mark.parametrize("fault", SABOTAGES)
def test_a_table_less_protected_is_seen_and_mended(fault: str) -> None:
    isolated.fill()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(SABOTAGES[fault])
    assert f"people_person: {fault}" in row_security.faults()
    with isolation.doors(isolation.NOTHING):
        shown = isolated.seen()
    with isolation.doors({Compartment.IDENTITY}):
        hidden = isolated.behind(isolation.current()) - isolated.seen()
    assert (shown, hidden) != (frozenset(), frozenset())
    if "another" not in fault:  # a policy that is not ours is for somebody to look at
        row_security.protect()
        assert row_security.faults() == []
        with isolation.doors(isolation.NOTHING):
            assert isolated.seen() == frozenset()
