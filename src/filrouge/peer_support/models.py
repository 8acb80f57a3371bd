"""Peer And Team support: accompaniments of teams, their activities, the peer workers hired."""

from typing import override

from django.db import models
from django.db.models import Q

from filrouge.common.models import Record, one_of, ordered
from filrouge.directory.models import Organisation
from filrouge.staff.models import Worker
from filrouge.vocabulary import lists


class Accompaniment(Record):
    """The accompaniment of a team towards peer support."""

    code = models.CharField(max_length=60, unique=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="accompaniments")
    team = models.CharField(max_length=200, blank=True)
    sector = models.CharField(max_length=40)
    region = models.CharField(max_length=40)
    funding = models.CharField(max_length=40)
    state = models.CharField(max_length=40)
    start = models.DateField()
    end = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            one_of("region", lists.get("region").codes, "accompaniment_region_known"),
            one_of("state", lists.get("accompaniment_state").codes, "accompaniment_state_known"),
            ordered("start", "end", "accompaniment_end_after_start"),
        ]

    @override
    def __str__(self) -> str:
        return self.code


class Activity(Record):
    """An activity of an accompaniment, by two workers at least."""

    accompaniment = models.ForeignKey(Accompaniment, models.PROTECT, related_name="activities")
    day = models.DateField(db_index=True)
    kind = models.CharField(max_length=40)
    duration_days = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)
    workers: "models.ManyToManyField[Worker, models.Model]" = models.ManyToManyField(
        Worker, related_name="peer_support_activities"
    )
    worker_count = models.PositiveSmallIntegerField(default=0)
    status = models.CharField(max_length=40)

    class Meta:
        constraints = [
            one_of("kind", lists.get("pat_activity_kind").codes, "pat_activity_kind_known"),
            one_of("status", lists.get("activity_status").codes, "pat_activity_status_known"),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.accompaniment_id} {self.day}"


class Hire(Record):
    """The hiring of a peer worker: a contract has a date as soon as it is signed."""

    code = models.CharField(max_length=60, unique=True)
    accompaniment = models.ForeignKey(
        Accompaniment, models.PROTECT, null=True, blank=True, related_name="hires"
    )
    region = models.CharField(max_length=40)
    state = models.CharField(max_length=40)
    contract_on = models.DateField(null=True, blank=True)
    target_year = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            one_of("state", lists.get("hire_state").codes, "hire_state_known"),
            one_of("region", lists.get("region").codes, "hire_region_known"),
            models.CheckConstraint(
                condition=~Q(state__in=["signed", "started", "left"])
                | Q(contract_on__isnull=False),
                name="hire_contract_dated",
            ),
        ]

    @override
    def __str__(self) -> str:
        return self.code


class LeadContact(Record):
    """A contact with somebody who is in charge of a team and of its peer workers."""

    day = models.DateField(db_index=True)
    mode = models.CharField(max_length=100, blank=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True)

    @override
    def __str__(self) -> str:
        return str(self.day)
