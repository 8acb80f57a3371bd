"""The partners around a person, by function."""

from typing import override
from uuid import uuid4

from django.db import models

from filrouge.common.models import Record, ordered
from filrouge.directory.models import Organisation
from filrouge.people.models import Person
from filrouge.vault.fields import SealedText


class NetworkLink(Record):
    """A partner of a person for one function, over days (last day included).

    `commune` is set for a public centre for social action, which is one per commune.
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

    class Meta:
        constraints = [
            ordered("start", "end", "network_end_after_start"),
        ]
        indexes = [models.Index(fields=["start", "end"], name="network_by_dates")]

    @override
    def __str__(self) -> str:
        return f"{self.partner_id} ({self.function})"
