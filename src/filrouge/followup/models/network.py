"""Who is around a person: partners by function, and those close to them."""

from typing import override
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from filrouge.common.models import Record, one_of, ordered
from filrouge.directory.models import Organisation
from filrouge.people.models import Person
from filrouge.vault.fields import SealedText
from filrouge.vocabulary import lists

WISHES = lists.get("tie_wish").codes


class Strength(models.IntegerChoices):
    """How much a tie holds, as the person says; null is "not said"."""

    WEAK = 1, _("weak tie")
    MIDDLING = 2, _("middling tie")
    STRONG = 3, _("strong tie")


def _strength_known(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(strength__isnull=True) | Q(strength__in=Strength.values), name=name
    )


class NetworkLink(Record):
    """A partner of a person for one function, over days (last day included).

    `commune` is set for a public centre for social action, which is one per commune. `strength`
    and `wish` (what the person would like of this tie) are the person's own words; no figure
    reads them.
    """

    compartment = "care"

    person = models.ForeignKey(Person, models.PROTECT, related_name="network")
    partner = models.ForeignKey(Organisation, models.PROTECT, related_name="network_links")
    detail = SealedText(blank=True, person="person", max_length=200)
    seal = models.UUIDField(default=uuid4, editable=False)
    commune = models.CharField(max_length=5, blank=True)
    function = models.CharField(max_length=40)
    start = models.DateField()
    end = models.DateField(null=True, blank=True)
    strength = models.PositiveSmallIntegerField(null=True, blank=True, choices=Strength.choices)
    wish = models.CharField(max_length=10, blank=True, default="", db_default="")

    class Meta:
        constraints = [
            ordered("start", "end", "network_end_after_start"),
            _strength_known("network_strength_known"),
            one_of("wish", WISHES, "network_wish_known", blank=True),
        ]
        indexes = [models.Index(fields=["start", "end"], name="network_by_dates")]

    @override
    def __str__(self) -> str:
        return f"{self.partner_id} ({self.function})"


class CloseTie(Record):
    """Somebody close to a person, over days (last day included): family, a friend, a neighbour.

    About a third party: a short label, sealed, that need not be a name ("my sister"). In no figure
    and in no export of partners.
    """

    compartment = "care"

    person = models.ForeignKey(Person, models.PROTECT, related_name="close_ties")
    label = SealedText(person="person", max_length=60)
    seal = models.UUIDField(default=uuid4, editable=False)
    kind = models.CharField(max_length=20)
    strength = models.PositiveSmallIntegerField(null=True, blank=True, choices=Strength.choices)
    wish = models.CharField(max_length=10, blank=True)
    start = models.DateField()
    end = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            ordered("start", "end", "close_tie_end_after_start"),
            _strength_known("close_tie_strength_known"),
            one_of("wish", WISHES, "close_tie_wish_known", blank=True),
            one_of("kind", lists.get("close_tie_kind").codes, "close_tie_kind_known"),
        ]

    @override
    def __str__(self) -> str:
        return lists.get("close_tie_kind").label(self.kind)
