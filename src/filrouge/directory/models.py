"""Organisations: one record each, whatever part they play, with other names and dated roles."""

from typing import override

from django.db import models
from django.utils import timezone

from filrouge.common.models import Record, ordered
from filrouge.common.text import label_key


class Organisation(Record):
    """A body outside the association. `key` is the name as labels are compared."""

    name = models.CharField(max_length=200)
    key = models.CharField(max_length=200, unique=True, editable=False)
    commune = models.CharField(max_length=5, blank=True)
    # A service of a public centre belongs to the centre: they are one institution.
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="services"
    )

    @override
    def __str__(self) -> str:
        return self.name

    @override
    def save(self, *args: object, **kwargs: object) -> None:
        self.key = label_key(self.name)
        super().save(*args, **kwargs)  # type: ignore[arg-type]


class OrganisationAlias(models.Model):
    """Another name under which an organisation is written in the records."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=200)
    key = models.CharField(max_length=200, unique=True, editable=False)
    # The name of a record merged into this one: imports that write it mean this one too.
    merged = models.BooleanField(default=False)

    @override
    def __str__(self) -> str:
        return self.name

    @override
    def save(self, *args: object, **kwargs: object) -> None:
        self.key = label_key(self.name)
        super().save(*args, **kwargs)  # type: ignore[arg-type]


class OrganisationRole(Record):
    """A dated part an organisation plays, e.g. referrer (of a `kind`); both ends included."""

    REFERRER = "referrer"

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="roles")
    role = models.CharField(max_length=40)
    kind = models.CharField(max_length=40, blank=True)
    start = models.DateField(null=True, blank=True)
    end = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [ordered("start", "end", "role_end_after_start")]
        indexes = [models.Index(fields=["role", "start"], name="role_by_start")]

    @override
    def __str__(self) -> str:
        return f"{self.organisation} ({self.role})"


class Agreement(Record):
    """A collaboration agreement; without a date it was never evaluated."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="agreements")
    programme = models.CharField(max_length=40, default="housing_first")
    evaluated_on = models.DateField(null=True, blank=True, db_index=True)

    @override
    def __str__(self) -> str:
        return str(self.organisation)


class DirectoryEntry(Record):
    """How the directory of a programme (connect, support, institution) writes an organisation.

    Two programmes may spell one organisation differently: each publishes its own spelling.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="entries")
    directory = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    commune = models.CharField(max_length=5, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "directory"], name="entry_once")
        ]

    @override
    def __str__(self) -> str:
        return self.name


class SectorPeriod(Record):
    """The sector of an organisation from a day on, as the directory of a programme says.

    Without a day, since ever. Figures use the sector frozen on each record, never this one.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="sectors")
    directory = models.CharField(max_length=40, blank=True)
    sector = models.CharField(max_length=40)
    start = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "directory", "start"], name="sector_once_a_day"
            )
        ]

    @override
    def __str__(self) -> str:
        return f"{self.organisation_id}: {self.sector}"


class Partnership(Record):
    """A partnership of a kind over days, both ends included."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="partnerships")
    kind = models.CharField(max_length=40)
    start = models.DateField()
    end = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [ordered("start", "end", "partnership_end_after_start")]

    @override
    def __str__(self) -> str:
        return f"{self.organisation_id} ({self.kind})"


class OrganisationMerge(models.Model):
    """Two records of one institution made one, with what it takes to part them again.

    `kept` and `merged` are ids and not relations: a merge is no record that names an institution,
    and the merged one no longer exists. `before` holds the merged record and what was moved.
    """

    kept = models.BigIntegerField(db_index=True)
    merged = models.BigIntegerField()
    name = models.CharField(max_length=200)
    before = models.JSONField()
    actor_name = models.CharField(max_length=150, blank=True)
    at = models.DateTimeField(default=timezone.now)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]

    @override
    def __str__(self) -> str:
        return self.name
