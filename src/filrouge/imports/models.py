"""Runs of the import, what each of them made and changed."""

from typing import override

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ImportRun(models.Model):
    """One import of one or several workbooks: all of it is stored, or nothing.

    `problems` holds the diagnostics as `Diagnostic.dump` writes them; rows shown in them leave out
    names, addresses and notes.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("in progress")
        STORED = "stored", _("stored")
        UNCHANGED = "unchanged", _("nothing new")
        CHECKED = "checked", _("checked, nothing stored")
        REFUSED = "refused", _("refused, nothing stored")
        FAILED = "failed", _("interrupted, nothing stored")
        UNDONE = "undone", _("undone")

    state = models.CharField(max_length=20, choices=State.choices, default=State.WAITING)
    dry_run = models.BooleanField(default=False)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now, db_index=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    """When what the run replaced was done away with: it can be undone no more."""
    error_count = models.PositiveIntegerField(default=0)
    warning_count = models.PositiveIntegerField(default=0)
    notice_count = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict, blank=True)
    problems = models.JSONField(default=list, blank=True)
    left_out = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-created_at", "-id"]

    @override
    def __str__(self) -> str:
        return f"{self.pk} {self.state}"

    @property
    def is_over(self) -> bool:
        return self.state not in {self.State.WAITING, self.State.RUNNING}

    @property
    def can_be_undone(self) -> bool:
        return self.state == self.State.STORED and self.closed_at is None


class ImportedFile(models.Model):
    """A file of a run. `stored_name` is its name in the imports folder until it is purged."""

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="files")
    name = models.CharField(max_length=200)
    stored_name = models.CharField(max_length=80, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    source = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["id"]

    @override
    def __str__(self) -> str:
        return self.name


class ImportedRecord(models.Model):
    """A record that an import made, and how to find it again when its row comes back.

    `identity` is a digest of what makes a row the same row; `fingerprint` a digest of all its
    values; `revision` that of the record when an import last wrote it.
    """

    table = models.CharField(max_length=64)
    object_id = models.BigIntegerField()
    identity = models.CharField(max_length=32)
    fingerprint = models.CharField(max_length=32)
    revision = models.PositiveIntegerField(default=1)
    source = models.CharField(max_length=60)
    sheet = models.CharField(max_length=100)
    row = models.PositiveIntegerField()
    created_by = models.ForeignKey(ImportRun, models.PROTECT, related_name="created_records")
    changed_by = models.ForeignKey(ImportRun, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["table", "identity"], name="imported_identity_once"),
            models.UniqueConstraint(fields=["table", "object_id"], name="imported_object_once"),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.table} {self.object_id}"


class ImportedChange(models.Model):
    """The state of a record, and of its `ImportedRecord`, before a run changed it."""

    run = models.ForeignKey(ImportRun, models.PROTECT, related_name="changes")
    record = models.ForeignKey(ImportedRecord, models.CASCADE, related_name="changes")
    values = models.JSONField()
    parts = models.JSONField(default=dict)
    origin = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "record"], name="imported_change_once")
        ]

    @override
    def __str__(self) -> str:
        return f"{self.run_id}: {self.record_id}"
