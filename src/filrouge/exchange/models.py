"""Exchanges between professionals: intervision groups of every audience, and events.

One mechanism serves the front line (Connect), peer workers and team leads (PAT).
"""

from typing import override

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from filrouge.common.models import Record, one_of, ordered
from filrouge.directory.models import Organisation
from filrouge.vocabulary import lists


class Group(Record):
    """An intervision group of a cycle ("2023-2024", two school years in its name).

    Each programme (connect, support) gives codes to its own groups.
    """

    programme = models.CharField(max_length=40)
    code = models.CharField(max_length=60)
    cycle = models.CharField(max_length=9)
    audience = models.CharField(max_length=40)
    name = models.CharField(max_length=200, blank=True)
    weekday = models.CharField(max_length=40, blank=True)
    half_day = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=10, blank=True)
    start = models.DateField(null=True, blank=True)
    end = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            one_of("audience", lists.get("intervision_audience").codes, "group_audience_known"),
            ordered("start", "end", "group_end_after_start"),
            models.UniqueConstraint(fields=["programme", "code"], name="group_code_once"),
        ]

    @override
    def __str__(self) -> str:
        return self.code


class Animator(Record):
    """An animator of a group, for one of the two sides; at most one per side."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="animators")
    code = models.CharField(max_length=60)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True)
    side = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            one_of("side", lists.get("animator_side").codes, "animator_side_known", blank=True),
            models.UniqueConstraint(fields=["group", "code"], name="animator_once_a_group"),
            models.UniqueConstraint(
                fields=["group", "side"], condition=~Q(side=""), name="animator_one_per_side"
            ),
        ]

    @override
    def __str__(self) -> str:
        return self.code


class Enrolment(Record):
    """A participant in a group, with the sector frozen on that day.

    In front-line groups a second worker of one institution needs a derogation that says why.
    """

    FRONT_LINE = "front_line"

    group = models.ForeignKey(Group, models.PROTECT, related_name="enrolments")
    participant = models.CharField(max_length=60)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="enrolments")
    sector = models.CharField(max_length=40)
    enrolled_on = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=40)
    derogation = models.CharField(max_length=300, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    # Follows from the audience of the group: a database rule reads one table only.
    one_per_institution = models.BooleanField(default=False, editable=False)

    class Meta:
        constraints = [
            one_of("status", lists.get("enrolment_status").codes, "enrolment_status_known"),
            models.UniqueConstraint(
                fields=["group", "organisation"],
                condition=Q(one_per_institution=True, status="accepted", derogation=""),
                name="one_worker_per_institution",
                violation_error_message=_(
                    "This institution already has a worker in the group: say why in “derogation”."
                ),
            ),
        ]
        indexes = [models.Index(fields=["group", "status"], name="enrolment_by_group")]

    @override
    def clean(self) -> None:
        self.one_per_institution = self.group.audience == self.FRONT_LINE

    @override
    def __str__(self) -> str:
        return self.participant


class Session(Record):
    """A meeting of a group on a day, hosted by an institution."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="sessions")
    day = models.DateField(db_index=True)
    host = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True)
    status = models.CharField(max_length=40)
    themes = models.TextField(blank=True)

    class Meta:
        constraints = [
            one_of("status", lists.get("session_status").codes, "session_status_known"),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.group_id} {self.day}"


class Attendance(Record):
    """Whether a participant was at the meeting of a group on a day."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="attendances")
    day = models.DateField(db_index=True)
    participant = models.CharField(max_length=60)
    present = models.BooleanField(null=True, blank=True)

    @override
    def __str__(self) -> str:
        return f"{self.group_id} {self.day} {self.participant}"


class Event(Record):
    """An event, one record whoever organises it; dated by its first day."""

    code = models.CharField(max_length=60, unique=True)
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=300, blank=True)
    start = models.DateField(db_index=True)
    end = models.DateField(null=True, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True)
    programmes = models.CharField(max_length=200, blank=True)  # codes between semicolons
    co_organisers: "models.ManyToManyField[Organisation, models.Model]" = models.ManyToManyField(
        Organisation, related_name="co_organised_events"
    )
    audience = models.PositiveIntegerField(null=True, blank=True)
    language = models.CharField(max_length=10, blank=True)

    class Meta:
        constraints = [
            one_of("kind", lists.get("event_kind").codes, "event_kind_known"),
            ordered("start", "end", "event_end_after_start"),
        ]

    @override
    def __str__(self) -> str:
        return self.title or self.code


class EventParticipant(Record):
    """Somebody at an event, with the institution and sector of that day."""

    event = models.ForeignKey(Event, models.PROTECT, related_name="participants")
    participant = models.CharField(max_length=60)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True)
    sector = models.CharField(max_length=40)
    role = models.CharField(max_length=40)
    present = models.BooleanField(null=True, blank=True)

    class Meta:
        constraints = [one_of("role", lists.get("event_role").codes, "event_role_known")]

    @override
    def __str__(self) -> str:
        return self.participant


class SteeringSeat(Record):
    """An organisation in the steering committee of an event."""

    event = models.ForeignKey(Event, models.PROTECT, related_name="steering")
    organisation = models.ForeignKey(Organisation, models.PROTECT)
    start = models.DateField(null=True, blank=True)
    end = models.DateField(null=True, blank=True)

    @override
    def __str__(self) -> str:
        return str(self.organisation)
