"""Requests for an agreement: those that wait are sealed, the others emptied."""

from datetime import timedelta
from typing import Any

from django.db import migrations, models
from django.utils import timezone

STANDS = timedelta(hours=12)


def seal_or_empty(apps: Any, schema_editor: Any) -> None:
    from filrouge.access.adapter import sealer

    asked = apps.get_model("dossiers", "AskedOpening").objects.using(schema_editor.connection.alias)
    waiting = asked.filter(settled_at=None, asked_at__gte=timezone.now() - STANDS)
    kept = list(waiting)
    asked.exclude(pk__in=[one.pk for one in kept]).update(number=0, reason="")
    for one in kept:
        one.reason = sealer().encrypt(one.reason.encode()).decode("ascii")
        one.save(update_fields=["reason"])


class Migration(migrations.Migration):

    dependencies = [
        ('dossiers', '0001_initial'),
    ]

    operations = [
        migrations.AlterField(
            model_name='askedopening',
            name='reason',
            field=models.TextField(blank=True),
        ),
        migrations.RunPython(seal_or_empty, migrations.RunPython.noop),
    ]
