"""The persons accompanied, their incomes, and the candidates who are not followed yet."""

from typing import override

from django.conf import settings
from django.db import models
from django.db.models import Q

from filrouge.common.models import Record, one_of, ordered
from filrouge.common.overlap import NoOverlap
from filrouge.directory.models import Organisation
from filrouge.vocabulary import lists


class Person(Record):
    """A person accompanied, known by the number of the paper file."""

    compartment = "identity"

    number = models.PositiveIntegerField(unique=True)
    first_name = models.CharField(max_length=100, blank=True)
    last_name = models.CharField(max_length=100, blank=True)
    sex = models.CharField(max_length=1)
    birth_date = models.DateField()
    referrer = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True)
    referred_on = models.DateField(null=True, blank=True)
    ethos = models.PositiveSmallIntegerField(null=True, blank=True)
    street_months_24 = models.PositiveSmallIntegerField(null=True, blank=True)
    street_months_36 = models.PositiveSmallIntegerField(null=True, blank=True)
    street_months_total = models.PositiveSmallIntegerField(null=True, blank=True)
    has_administrator = models.BooleanField(null=True, blank=True)

    class Meta:
        constraints = [
            one_of("sex", lists.get("sex").codes, "person_sex_known"),
            models.CheckConstraint(
                condition=Q(ethos__isnull=True) | Q(ethos__in=[1, 2]), name="person_ethos_1_or_2"
            ),
        ]

    @override
    def __str__(self) -> str:
        name = f"{self.first_name} {self.last_name}".strip()
        return name or f"N° {self.number}"


class Income(Record):
    """A kind of income over days (last day included); "none" excludes every other kind."""

    compartment = "housing"

    person = models.ForeignKey(Person, models.PROTECT, related_name="incomes")
    kind = models.CharField(max_length=40)
    start = models.DateField()
    end = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            one_of("kind", lists.get("income_kind").codes, "income_kind_known"),
            ordered("start", "end", "income_end_after_start"),
            NoOverlap(name="income_kind_no_overlap", same=("person", "kind")),
            NoOverlap(name="income_none_alone", same=("person",), apart=("kind", "none")),
        ]

    @override
    def __str__(self) -> str:
        return lists.get("income_kind").label(self.kind)


class Candidate(Record):
    """Somebody referred, not followed yet.

    The code is enough; the identity may be added to prepare an entry, and moves to the person then
    (`became`). No free text: a candidate has no key to seal one with. `contact` is who comes along
    from the referring service, `cumulates` whether mental health and addiction add up (rule 20 of
    eligibility). An entered candidate keeps state and planned entry, which past figures rest on.
    """

    compartment = "identity"

    code = models.CharField(max_length=40, unique=True)
    first_name = models.CharField(max_length=100, blank=True, default="", db_default="")
    last_name = models.CharField(max_length=100, blank=True, default="", db_default="")
    sex = models.CharField(max_length=1, blank=True, default="", db_default="")
    birth_date = models.DateField(null=True, blank=True)
    referrer = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True)
    referred_on = models.DateField(null=True, blank=True)
    contact = models.CharField(max_length=100, blank=True, default="", db_default="")
    ethos = models.PositiveSmallIntegerField(null=True, blank=True)
    street_months_24 = models.PositiveSmallIntegerField(null=True, blank=True)
    street_months_36 = models.PositiveSmallIntegerField(null=True, blank=True)
    cumulates = models.BooleanField(null=True, blank=True)
    priority = models.CharField(max_length=40, blank=True, default="", db_default="")
    state = models.CharField(max_length=40, blank=True)
    planned_entry = models.DateField(null=True, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    decision_reason = models.CharField(max_length=40, blank=True, default="", db_default="")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    became = models.OneToOneField(
        Person, models.PROTECT, null=True, blank=True, related_name="candidacy"
    )

    class Meta:
        constraints = [
            one_of(
                "state", lists.get("candidate_state").codes, "candidate_state_known", blank=True
            ),
            one_of("sex", lists.get("sex").codes, "candidate_sex_known", blank=True),
            models.CheckConstraint(
                condition=Q(ethos__isnull=True) | Q(ethos__in=[1, 2]), name="candidate_ethos_1_or_2"
            ),
        ]

    @override
    def __str__(self) -> str:
        return self.code

    @property
    def full_name(self) -> str:
        """The name when it is known, else nothing."""
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def is_eligible(self) -> bool | None:
        """The 6-of-24 or 12-of-36 months rule; None when neither count is recorded."""
        if self.street_months_24 is None and self.street_months_36 is None:
            return None
        return (self.street_months_24 or 0) >= 6 or (self.street_months_36 or 0) >= 12


class HomelessnessPeriod(Record):
    """Where a candidate, then the person, lived over days (last day included), and how surely.

    `situation` is an ETHOS category, at home or in an institution; `source` is the service that
    attests or tells it. Periods do not overlap: a day has one situation.
    """

    compartment = "identity"

    candidate = models.ForeignKey(
        Candidate, models.CASCADE, null=True, blank=True, related_name="periods"
    )
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="situations"
    )
    situation = models.CharField(max_length=40)
    start = models.DateField()
    end = models.DateField(null=True, blank=True)
    certainty = models.CharField(max_length=40)
    source = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True)

    class Meta:
        constraints = [
            one_of("situation", lists.get("living_situation").codes, "situation_known"),
            one_of("certainty", lists.get("certainty").codes, "situation_certainty_known"),
            ordered("start", "end", "situation_end_after_start"),
            models.CheckConstraint(
                condition=Q(candidate__isnull=True) ^ Q(person__isnull=True),
                name="situation_of_one",
            ),
            NoOverlap(name="situation_candidate_no_overlap", same=("candidate",)),
            NoOverlap(name="situation_person_no_overlap", same=("person",)),
        ]

    @override
    def __str__(self) -> str:
        return lists.get("living_situation").label(self.situation)
