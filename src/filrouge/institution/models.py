"""The institution: members, mandates, money received, approvals and quality plan.

Amounts are whole cents. Shares are computed by the figures, always on the total of the same year.
"""

from typing import override

from django.db import models
from django.db.models import Q

from filrouge.common.models import Record, one_of, ordered
from filrouge.directory.models import Organisation
from filrouge.vocabulary import lists


class Member(Record):
    """A member of the general assembly from `start` up to, not including, `end`."""

    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=40)
    # Only of a member that is an organisation.
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="memberships"
    )
    start = models.DateField()
    end = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            one_of("kind", lists.get("member_kind").codes, "member_kind_known"),
            ordered("start", "end", "member_end_after_start"),
        ]

    @override
    def __str__(self) -> str:
        return self.name


class Mandate(Record):
    """A mandate in the board from `start` up to, not including, `end`."""

    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=40)
    start = models.DateField()
    end = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            one_of("kind", lists.get("mandate_kind").codes, "mandate_kind_known"),
            ordered("start", "end", "mandate_end_after_start"),
        ]

    @override
    def __str__(self) -> str:
        return self.name


class Funder(Record):
    """A source of funding, and whether the report thanks it on its first page."""

    organisation = models.OneToOneField(Organisation, models.PROTECT, related_name="funder")
    thanked = models.BooleanField(null=True, blank=True)

    @override
    def __str__(self) -> str:
        return str(self.organisation)


class FundingLine(Record):
    """An amount that finances a year, whenever it was received; below 0, a correction."""

    funder = models.ForeignKey(Funder, models.PROTECT, related_name="lines")
    year = models.PositiveSmallIntegerField(db_index=True)
    programme = models.CharField(max_length=40, blank=True)
    axis = models.CharField(max_length=40, blank=True)
    amount_cents = models.BigIntegerField()
    received_on = models.DateField(null=True, blank=True)
    own_report = models.BooleanField(null=True, blank=True)

    @override
    def __str__(self) -> str:
        return f"{self.funder_id} {self.year}"


class Due(Record):
    """The dues of a member for a year."""

    member = models.CharField(max_length=200)
    year = models.PositiveSmallIntegerField(db_index=True)
    amount_cents = models.BigIntegerField()
    paid_on = models.DateField(null=True, blank=True)

    @override
    def __str__(self) -> str:
        return f"{self.member} {self.year}"


class Donation(Record):
    """A gift on its day; the donor may stay unnamed."""

    day = models.DateField(db_index=True)
    donor = models.CharField(max_length=200, blank=True)
    amount_cents = models.BigIntegerField()

    @override
    def __str__(self) -> str:
        return str(self.day)


class Approval(Record):
    """A recognition by an authority, over whole years."""

    name = models.CharField(max_length=200)
    authority = models.CharField(max_length=200, blank=True)
    programme = models.CharField(max_length=40, blank=True)
    start_year = models.PositiveSmallIntegerField(null=True, blank=True)
    end_year = models.PositiveSmallIntegerField(null=True, blank=True)
    min_years = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints = [ordered("start_year", "end_year", "approval_end_after_start")]

    @override
    def __str__(self) -> str:
        return self.name


class QualityAxis(Record):
    """A quality axis of a year, in the order of the plan."""

    year = models.PositiveSmallIntegerField(db_index=True)
    position = models.PositiveIntegerField()
    text = models.CharField(max_length=500)

    @override
    def __str__(self) -> str:
        return self.text


class QualityObjective(Record):
    """An objective of the quality plan, for the years from `start_year` to `end_year`."""

    start_year = models.PositiveSmallIntegerField()
    end_year = models.PositiveSmallIntegerField()
    level = models.CharField(max_length=40)
    text = models.CharField(max_length=500)

    class Meta:
        constraints = [
            one_of("level", lists.get("plan_level").codes, "objective_level_known"),
            models.CheckConstraint(
                condition=Q(end_year__gte=models.F("start_year")), name="objective_years_ordered"
            ),
        ]

    @override
    def __str__(self) -> str:
        return self.text
