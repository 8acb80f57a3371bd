"""Why a file was opened without a link is sealed with the key of its person."""

import filrouge.vault.fields
from filrouge.vault.migrating import open_rows, seal_rows
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0003_attempts'),
    ]

    operations = [
        migrations.AddField(
            model_name='breakglass',
            name='seal',
            field=models.UUIDField(default=uuid.uuid4, editable=False),
        ),
        migrations.AlterField(
            model_name='breakglass',
            name='reason',
            field=filrouge.vault.fields.SealedText(max_length=1000, person='person', verbose_name='reason'),
        ),
        migrations.RunPython(seal_rows("access", "BreakGlass", "reason"), open_rows("access", "BreakGlass", "reason")),
    ]
