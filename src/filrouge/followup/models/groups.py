"""What is done with several at once: group activities, rounds in the street."""

from typing import override

from django.db import models
from django.db.models import Q

from filrouge.common.models import Record, one_of
from filrouge.directory.models import Organisation
from filrouge.people.models import Person
from filrouge.staff.models import Worker
from filrouge.vocabulary import lists

from .encounters import Encounter

LONGEST_MIN = 1440
"""Minutes: an activity lasts a day at most; a stay of two days is two activities."""


class GroupActivity(Record):
    """An activity with tenants on one day. `others` came without being followed, or unnamed.

    No figure counts it. The place is a room or a street, never somebody's home.
    """

    kind = models.CharField(max_length=40)
    day = models.DateField(db_index=True)
    duration_min = models.PositiveSmallIntegerField(null=True, blank=True)
    place = models.CharField(max_length=100, blank=True)
    partner = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    workers: "models.ManyToManyField[Worker, models.Model]" = models.ManyToManyField(
        Worker, blank=True, related_name="+"
    )
    others = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            one_of("kind", lists.get("group_activity_kind").codes, "group_activity_kind_known"),
            models.CheckConstraint(
                condition=Q(duration_min__isnull=True)
                | Q(duration_min__gt=0, duration_min__lte=LONGEST_MIN),
                name="group_activity_duration_sane",
            ),
        ]

    @override
    def __str__(self) -> str:
        return lists.get("group_activity_kind").label(self.kind)


class GroupAttendance(Record):
    """Who came, was excused or did not come. `day` is that of the activity, for the file."""

    compartment = "care"

    activity = models.ForeignKey(GroupActivity, models.CASCADE, related_name="attendances")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    day = models.DateField()
    status = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["activity", "person"], name="group_attendance_once"),
            one_of("status", lists.get("group_attendance").codes, "group_attendance_known"),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.activity_id}: {self.person_id}"


class OutreachRound(Record):
    """A walk of the team in the street. `contacts`: people met whose file nobody opened.

    `zone` is a commune. Persons who are known have an encounter each (`RoundEncounter`).
    """

    day = models.DateField(db_index=True)
    zone = models.CharField(max_length=40, blank=True)
    duration_min = models.PositiveSmallIntegerField(null=True, blank=True)
    contacts = models.PositiveSmallIntegerField(default=0)
    workers: "models.ManyToManyField[Worker, models.Model]" = models.ManyToManyField(
        Worker, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(duration_min__isnull=True)
                | Q(duration_min__gt=0, duration_min__lte=LONGEST_MIN),
                name="outreach_round_duration_sane",
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.day}"


class RoundEncounter(models.Model):
    """An encounter that took place during a round."""

    round = models.ForeignKey(OutreachRound, models.CASCADE, related_name="encounters")
    encounter = models.OneToOneField(Encounter, models.CASCADE, related_name="+")

    @override
    def __str__(self) -> str:
        return f"{self.round_id}: {self.encounter_id}"
