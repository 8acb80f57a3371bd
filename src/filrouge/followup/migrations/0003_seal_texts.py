"""The words beside a partner are sealed with the key of the person."""

import filrouge.vault.fields
from filrouge.vault.migrating import open_rows, seal_rows
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('followup', '0002_seal_notes'),
    ]

    operations = [
        migrations.AddField(
            model_name='networklink',
            name='seal',
            field=models.UUIDField(default=uuid.uuid4, editable=False),
        ),
        migrations.AlterField(
            model_name='networklink',
            name='detail',
            field=filrouge.vault.fields.SealedText(blank=True, max_length=200, person='person'),
        ),
        migrations.RunPython(seal_rows("followup", "NetworkLink", "detail"), open_rows("followup", "NetworkLink", "detail")),
    ]
