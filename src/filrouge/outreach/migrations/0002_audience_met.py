"""The audience of a public action is a number of persons, apart from how often it was done."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("outreach", "0001_initial")]

    operations = [
        migrations.RemoveField("publicaction", "audience"),
        migrations.RenameField("publicaction", "audience_count", "number"),
        migrations.AddField(
            "publicaction", "audience", models.PositiveIntegerField(blank=True, null=True)
        ),
    ]
