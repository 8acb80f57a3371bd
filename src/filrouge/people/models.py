"""The persons accompanied, their incomes, and the candidates who are not followed yet."""

from typing import override

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
    """Somebody referred, not followed yet: no name is kept, only the code."""

    compartment = "identity"

    code = models.CharField(max_length=40, unique=True)
    referrer = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True)
    referred_on = models.DateField(null=True, blank=True)
    ethos = models.PositiveSmallIntegerField(null=True, blank=True)
    street_months_24 = models.PositiveSmallIntegerField(null=True, blank=True)
    street_months_36 = models.PositiveSmallIntegerField(null=True, blank=True)
    state = models.CharField(max_length=40, blank=True)
    planned_entry = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            one_of(
                "state", lists.get("candidate_state").codes, "candidate_state_known", blank=True
            ),
            models.CheckConstraint(
                condition=Q(ethos__isnull=True) | Q(ethos__in=[1, 2]), name="candidate_ethos_1_or_2"
            ),
        ]

    @override
    def __str__(self) -> str:
        return self.code

    @property
    def is_eligible(self) -> bool | None:
        """The 6-of-24 or 12-of-36 months rule; None when neither count is recorded."""
        if self.street_months_24 is None and self.street_months_36 is None:
            return None
        return (self.street_months_24 or 0) >= 6 or (self.street_months_36 or 0) >= 12
