"""The database refuses to change or remove a line of the journal."""

from typing import Any

from django.db import migrations

from filrouge.audit.triggers import JOURNAL


def _protect(_apps: Any, schema_editor: Any) -> None:
    JOURNAL.protect(schema_editor.connection.alias)


def _unprotect(_apps: Any, schema_editor: Any) -> None:
    JOURNAL.unprotect(schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [migrations.RunPython(_protect, _unprotect)]
