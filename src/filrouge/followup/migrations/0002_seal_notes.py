"""Notes of encounters are sealed with the key of the person; those already written too."""

import uuid
from typing import Any

from django.db import migrations, models

import filrouge.vault.fields


def _written(apps: Any, alias: str) -> Any:
    encounters = apps.get_model("followup", "Encounter")._base_manager.using(alias)
    return encounters.only("pk", "lead_id", "seal", "note")


def seal(apps: Any, schema_editor: Any) -> None:
    """Each row gets an identity of its own (adding the column gave all the same)."""
    alias = schema_editor.connection.alias
    for encounter in _written(apps, alias).iterator(1000):
        # Read as ciphertext by the field, what was there is still in clear.
        clear = str(encounter.__dict__["note"] or "")
        encounter.seal, encounter.note = uuid.uuid4(), clear
        encounter.save(using=alias, update_fields=["seal", "note"])


def open_again(apps: Any, schema_editor: Any) -> None:
    """Put the clear text back, below the field that would refuse it."""
    alias = schema_editor.connection.alias
    table = apps.get_model("followup", "Encounter")._meta.db_table
    rows = [(one.note, one.pk) for one in _written(apps, alias).iterator(1000) if one.note]
    with schema_editor.connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {table} SET note = %s WHERE id = %s", rows)  # noqa: S608


class Migration(migrations.Migration):
    dependencies = [("followup", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="encounter",
            name="seal",
            field=models.UUIDField(default=uuid.uuid4, editable=False),
        ),
        migrations.AlterField(
            model_name="encounter",
            name="note",
            field=filrouge.vault.fields.SealedText(blank=True, person="lead"),
        ),
        migrations.RunPython(seal, open_again),
    ]
