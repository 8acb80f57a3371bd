"""What a new column asks of tables that already hold rows."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import models
from django.db.migrations import AddField, CreateModel, Migration
from django.db.migrations.loader import MigrationLoader

FILLED_ROW_BY_ROW = {
    ("followup", "0002_seal_notes", "seal"),
    ("followup", "0003_seal_texts", "seal"),
    ("housing", "0002_seal_texts", "seal"),
    ("access", "0004_seal_texts", "seal"),
}
"""Filled by the same migration with a value of its own for each row: no default can say it."""


def without_default(migration: Migration) -> Iterator[tuple[str, str, str]]:
    """Columns that must hold something, and that the database would not know how to fill.

    A table made by the same migration holds no row yet.
    """
    made = {one.name_lower for one in migration.operations if isinstance(one, CreateModel)}
    for operation in migration.operations:
        if isinstance(operation, AddField) and operation.model_name_lower not in made:
            field = operation.field
            stored = not isinstance(field, models.ManyToManyField)
            if stored and not field.null and not field.has_db_default():
                yield migration.app_label, migration.name, operation.name


def test_a_new_column_is_empty_or_has_a_default_in_the_database() -> None:
    loader = MigrationLoader(None, ignore_no_migrations=True)
    found = {
        column
        for (_app, _name), migration in loader.disk_migrations.items()
        if type(migration).__module__.startswith("filrouge.") and not migration.initial
        for column in without_default(migration)
    }
    assert found == FILLED_ROW_BY_ROW


@pytest.mark.parametrize(
    ("field", "seen"),
    [
        (models.TextField(default=""), True),
        (models.TextField(default="", db_default=""), False),
        (models.DateField(null=True), False),
    ],
)
def test_a_column_without_one_is_seen(field: models.Field[object, object], seen: bool) -> None:
    migration = Migration("0002", "people")
    migration.operations = [AddField("person", "new", field)]
    assert bool(list(without_default(migration))) is seen


@pytest.mark.parametrize("same", [True, False])
def test_a_table_of_the_same_migration_is_empty(same: bool) -> None:
    migration = Migration("0002", "people")
    migration.operations = [
        CreateModel("Pebble" if same else "Feather", fields=[]),
        AddField("pebble", "new", models.DateField()),
    ]
    assert bool(list(without_default(migration))) is not same
