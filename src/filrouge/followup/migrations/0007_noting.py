import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import filrouge.vault.fields


class Migration(migrations.Migration):
    dependencies = [
        ("followup", "0006_life_facts"),
        ("people", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="encounter",
            name="place",
            field=filrouge.vault.fields.SealedText(
                blank=True, db_default="", default="", max_length=200, person="lead"
            ),
        ),
        migrations.AddField(
            model_name="encounter",
            name="cancelled_by",
            field=models.CharField(blank=True, db_default="", default="", max_length=8),
        ),
        migrations.AddField(
            model_name="encounter",
            name="recorded_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="encounter",
            constraint=models.CheckConstraint(
                condition=models.Q(("cancelled_by__in", ["them", "us", ""])),
                name="encounter_cancelled_by_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="encounter",
            constraint=models.CheckConstraint(
                condition=models.Q(("cancelled_by", ""), ("status", "cancelled"), _connector="OR"),
                name="encounter_cancelled_by_somebody",
            ),
        ),
        migrations.CreateModel(
            name="EncounterDraft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("typed", filrouge.vault.fields.SealedText(blank=True, person="person")),
                ("seal", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("service_typed", models.TextField(blank=True, editable=False)),
                ("saved_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("stored_as", models.BigIntegerField(editable=False, null=True)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="encounter_drafts",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["owner", "saved_at"], name="encounter_draft_of")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("person__isnull", False), ("service_typed", "")),
                            models.Q(("person__isnull", True), ("typed", "")),
                            _connector="OR",
                        ),
                        name="encounter_draft_sealed_once",
                    )
                ],
            },
        ),
    ]
