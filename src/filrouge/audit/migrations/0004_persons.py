"""The persons that each line of the journal concerns, in a table that is quick to search."""

import django.db.models.deletion
from typing import Any

from django.db import migrations, models

from filrouge.audit import triggers


def _fill(_apps: Any, schema_editor: Any) -> None:
    triggers.fill(schema_editor.connection.alias)
    triggers.protect(schema_editor.connection.alias)


def _drop(_apps: Any, schema_editor: Any) -> None:
    triggers.drop_fill(schema_editor.connection.alias)
    triggers.PERSONS.unprotect(schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_chain")]

    operations = [
        migrations.CreateModel(
            name="JournalPerson",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("person", models.BigIntegerField(verbose_name="person concerned")),
                (
                    "entry",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="concerned",
                        to="audit.journalentry",
                        verbose_name="journal entry",
                    ),
                ),
            ],
            options={
                "verbose_name": "person of a journal entry",
                "verbose_name_plural": "people of journal entries",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("person", "entry"), name="audit_journal_person_once"
                    )
                ],
            },
        ),
        migrations.RunPython(_fill, _drop),
    ]
