"""What imports replaced is kept to undo them: its texts about persons are sealed too."""

from django.db import migrations

from filrouge.vault.migrating import seal_former_values


class Migration(migrations.Migration):
    dependencies = [
        ("imports", "0002_seal_former_values"),
        ("housing", "0002_seal_texts"),
        ("followup", "0003_seal_texts"),
    ]

    operations = [
        migrations.RunPython(
            seal_former_values("housing_stay", "housing", "Stay", "exit_reason"),
            migrations.RunPython.noop,
        ),
        migrations.RunPython(
            seal_former_values("followup_networklink", "followup", "NetworkLink", "detail"),
            migrations.RunPython.noop,
        ),
    ]
