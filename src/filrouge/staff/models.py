"""Workers, known by their code; their positions over time; internal meetings; working time."""

from typing import override

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from filrouge.common.models import Record, one_of, ordered
from filrouge.directory.models import Organisation
from filrouge.vocabulary import lists


class Worker(Record):
    """Somebody of the association who meets people or trains others; `account`, who logs in."""

    code = models.CharField(max_length=20, unique=True)
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="worker"
    )

    @override
    def __str__(self) -> str:
        return self.code


class Assignment(Record):
    """A position over days (last day worked included); a changed working time is a new one.

    `fte` is a share of full time, between 0 and 1. `funder` pays it.
    """

    worker = models.ForeignKey(Worker, models.PROTECT, related_name="assignments")
    team = models.CharField(max_length=40)
    function = models.CharField(max_length=40)
    fte = models.DecimalField(max_digits=5, decimal_places=4)
    funder = models.ForeignKey(Organisation, models.PROTECT, related_name="positions")
    start = models.DateField()
    end = models.DateField(null=True, blank=True)
    replaces = models.CharField(max_length=20, blank=True)
    certification = models.CharField(max_length=200, blank=True)
    is_trainer = models.BooleanField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(fte__gte=0, fte__lte=1), name="fte_between_0_and_1"),
            ordered("start", "end", "assignment_end_after_start"),
        ]
        indexes = [models.Index(fields=["start", "end"], name="assignment_by_dates")]

    @override
    def __str__(self) -> str:
        return f"{self.worker_id}: {self.function}"


class InternalMeeting(Record):
    """A meeting of a team; `days` is the length of an away day."""

    team = models.CharField(max_length=40)
    kind = models.CharField(max_length=40)
    day = models.DateField(db_index=True)
    days = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)

    class Meta:
        constraints = [
            one_of("kind", lists.get("meeting_kind").codes, "meeting_kind_known"),
            models.CheckConstraint(
                condition=~Q(kind="away_day") | Q(days__isnull=False), name="away_day_has_days"
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.team} {self.day}"


class WorkingTime(Record):
    """Hours of a team in a month (`month` is its first day) for one activity."""

    team = models.CharField(max_length=40)
    month = models.DateField(db_index=True)
    activity = models.CharField(max_length=40)
    hours = models.DecimalField(max_digits=8, decimal_places=2)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(hours__gte=0), name="working_time_not_negative")
        ]

    @override
    def __str__(self) -> str:
        return f"{self.team} {self.month}"


class FollowedTraining(Record):
    """A training that a worker followed; `hours` of that day. No figure counts it."""

    worker = models.ForeignKey(Worker, models.PROTECT, related_name="trainings_followed")
    day = models.DateField(db_index=True)
    hours = models.DecimalField(max_digits=4, decimal_places=2)
    subject = models.CharField(max_length=200)
    organiser = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(hours__gt=0, hours__lte=24), name="followed_training_hours_sane"
            )
        ]

    @override
    def __str__(self) -> str:
        return f"{self.subject} {self.day}"


class Absence(Record):
    """Days on which a worker is not there, first and last included."""

    worker = models.ForeignKey(Worker, models.CASCADE, related_name="absences")
    start = models.DateField()
    end = models.DateField()
    kind = models.CharField(max_length=40)

    class Meta:
        constraints = [
            one_of("kind", lists.get("absence_kind").codes, "absence_kind_known"),
            ordered("start", "end", "absence_end_after_start"),
        ]
        indexes = [models.Index(fields=["start", "end"], name="absence_by_dates")]

    @override
    def __str__(self) -> str:
        return lists.get("absence_kind").label(self.kind)


class CalendarFeed(models.Model):
    """The address at which a calendar program reads an account's agenda, known by its digest."""

    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_feed"
    )
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=timezone.now)

    @override
    def __str__(self) -> str:
        return str(self.account_id)
