"""The values that an import replaced, kept to undo it, hold no note in clear either."""

import uuid
from typing import Any

from django.db import migrations

ENCOUNTERS = "followup_encounter"


def seal(apps: Any, schema_editor: Any) -> None:
    encounter = apps.get_model("followup", "Encounter")
    note = encounter._meta.get_field("note")
    changes = apps.get_model("imports", "ImportedChange").objects
    kept = changes.using(schema_editor.connection.alias).filter(record__table=ENCOUNTERS)
    for change in kept.iterator(500):
        if not change.values.get("note") or "seal" in change.values:
            continue
        values = change.values
        former = encounter(seal=uuid.uuid4(), lead_id=values["lead_id"], note=values["note"])
        values |= {"seal": str(former.seal), "note": str(note.sealed(former))}
        change.save(update_fields=["values"])


class Migration(migrations.Migration):
    dependencies = [("imports", "0001_initial"), ("followup", "0002_seal_notes")]

    operations = [migrations.RunPython(seal, migrations.RunPython.noop)]
