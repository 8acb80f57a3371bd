"""The journal becomes a chain: lines already written take their place in it."""

from typing import Any

from django.db import migrations, models

from filrouge.audit import chain
from filrouge.audit.triggers import JOURNAL


def _chain(apps: Any, schema_editor: Any) -> None:
    alias = schema_editor.connection.alias
    JOURNAL.unprotect(alias)
    entries = apps.get_model("audit", "JournalEntry").objects.using(alias)
    before = chain.GENESIS
    for number, entry in enumerate(entries.order_by("at", "id").iterator(1000), start=1):
        entry.number = number
        entry.content_digest = chain.content_digest(vars(entry))
        entry.digest = before = chain.link(before, number, entry.content_digest)
        entry.save(update_fields=["number", "content_digest", "digest"])
    JOURNAL.protect(alias)


class Migration(migrations.Migration):
    # Rows and columns change in turn, which PostgreSQL refuses inside one transaction.
    dependencies = [("audit", "0002_protect_journal")]

    operations = [
        migrations.AddField(
            model_name="journalentry",
            name="number",
            field=models.PositiveBigIntegerField(
                null=True, unique=True, verbose_name="place in the chain"
            ),
        ),
        migrations.AddField(
            model_name="journalentry",
            name="content_digest",
            field=models.CharField(
                blank=True, db_default="", default="", editable=False, max_length=64
            ),
        ),
        migrations.AddField(
            model_name="journalentry",
            name="digest",
            field=models.CharField(
                blank=True, db_default="", default="", editable=False, max_length=64
            ),
        ),
        migrations.RunPython(_chain, migrations.RunPython.noop),
    ]
