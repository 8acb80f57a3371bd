"""The database refuses to change or remove what was published."""

from typing import Any

from django.db import migrations

from filrouge.reports.triggers import protect, unprotect


def _protect(_apps: Any, schema_editor: Any) -> None:
    protect(schema_editor.connection.alias)


def _unprotect(_apps: Any, schema_editor: Any) -> None:
    unprotect(schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_initial"), ("context", "0002_frozenfigure")]

    operations = [migrations.RunPython(_protect, _unprotect)]
