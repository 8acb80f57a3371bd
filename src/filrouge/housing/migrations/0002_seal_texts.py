"""Why somebody left a dwelling is sealed with the key of the person."""

import filrouge.vault.fields
from filrouge.vault.migrating import open_rows, seal_rows
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('housing', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='stay',
            name='seal',
            field=models.UUIDField(default=uuid.uuid4, editable=False),
        ),
        migrations.AlterField(
            model_name='stay',
            name='exit_reason',
            field=filrouge.vault.fields.SealedText(blank=True, max_length=200, person='person'),
        ),
        migrations.RunPython(seal_rows("housing", "Stay", "exit_reason"), open_rows("housing", "Stay", "exit_reason")),
    ]
