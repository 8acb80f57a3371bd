"""Encounters with tenants: what was planned, held, missed or cancelled."""

from typing import override
from uuid import uuid4

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from filrouge.common.models import Record, one_of
from filrouge.directory.models import Organisation
from filrouge.people.models import Person
from filrouge.staff.models import Worker
from filrouge.vault.fields import SealedText
from filrouge.vocabulary import lists

MISSABLE_KINDS = ("home_visit", "outing")
FACE_TO_FACE_KINDS = ("home_visit", "outing", "case_conference")


class Encounter(Record):
    """One event on one day, with one person or several (a couple met together is one event).

    `lead` is the first person named: breakdowns by team, sex or commune count the event once,
    under that person, and the note is sealed with that person's key. `outside_follow_up` marks a
    held event before the start of a follow-up or after an end other than death, of any of its
    persons: kept, but in no figure. `cancelled_by` says who called a cancelled one off, empty when
    nobody noted it. `recorded_by` is empty for what an import brought.
    """

    compartment = "care"

    kind = models.CharField(max_length=40)
    status = models.CharField(max_length=40)
    day = models.DateField()
    time = models.TimeField(null=True, blank=True)
    duration_min = models.DecimalField(
        max_digits=6, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    travel_min = models.DecimalField(
        max_digits=6, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    note = SealedText(blank=True, person="lead")
    seal = models.UUIDField(default=uuid4, editable=False)
    place = SealedText(blank=True, default="", db_default="", person="lead", max_length=200)
    cancelled_by = models.CharField(max_length=8, blank=True, default="", db_default="")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    outside_follow_up = models.BooleanField(default=False)
    lead = models.ForeignKey(Person, models.PROTECT, related_name="+")
    person_count = models.PositiveSmallIntegerField(default=1)
    persons: "models.ManyToManyField[Person, EncounterPerson]" = models.ManyToManyField(
        Person, through="EncounterPerson", related_name="encounters"
    )
    workers: "models.ManyToManyField[Worker, EncounterWorker]" = models.ManyToManyField(
        Worker, through="EncounterWorker", related_name="encounters"
    )

    class Meta:
        constraints = [
            one_of("kind", lists.get("encounter_kind").codes, "encounter_kind_known"),
            one_of("status", lists.get("encounter_status").codes, "encounter_status_known"),
            one_of(
                "cancelled_by",
                lists.get("cancelled_by").codes,
                "encounter_cancelled_by_known",
                blank=True,
            ),
            models.CheckConstraint(
                condition=Q(cancelled_by="") | Q(status="cancelled"),
                name="encounter_cancelled_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(status="tenant_absent") | Q(kind__in=MISSABLE_KINDS),
                name="encounter_absent_visit_or_outing",
            ),
            models.CheckConstraint(
                condition=Q(duration_min__isnull=True)
                | Q(duration_min__gt=0, duration_min__lte=600),
                name="encounter_duration_sane",
            ),
            models.CheckConstraint(
                condition=Q(travel_min__isnull=True) | Q(travel_min__gt=0, travel_min__lte=600),
                name="encounter_travel_sane",
            ),
        ]
        indexes = [
            # Counting a year of encounters reads this index alone.
            models.Index(
                fields=["day", "status", "kind", "outside_follow_up", "lead", "duration_min"],
                name="encounter_by_day",
            )
        ]

    @override
    def __str__(self) -> str:
        return f"{lists.get('encounter_kind').label(self.kind)} {self.day}"


class EncounterPerson(models.Model):
    """A person met in an encounter."""

    encounter = models.ForeignKey(Encounter, models.CASCADE, related_name="attendances")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["encounter", "person"], name="encounter_person_once")
        ]

    @override
    def __str__(self) -> str:
        return f"{self.encounter_id}: {self.person_id}"


class EncounterWorker(models.Model):
    """A worker who took part in an encounter."""

    encounter = models.ForeignKey(Encounter, models.CASCADE, related_name="+")
    worker = models.ForeignKey(Worker, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["encounter", "worker"], name="encounter_worker_once")
        ]

    @override
    def __str__(self) -> str:
        return f"{self.encounter_id}: {self.worker_id}"


class EncounterTopic(models.Model):
    """A topic talked about in an encounter; kind and topic are separate facts."""

    encounter = models.ForeignKey(Encounter, models.CASCADE, related_name="topics")
    topic = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["encounter", "topic"], name="encounter_topic_once"),
        ]

    @override
    def __str__(self) -> str:
        return lists.get("topic").label(self.topic)


class EncounterPartner(models.Model):
    """An organisation that took part in an encounter: a case conference, an outing, a visit."""

    encounter = models.ForeignKey(Encounter, models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["encounter", "organisation"], name="encounter_partner_once"
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.encounter_id}: {self.organisation_id}"
