"""A fact looked at again: still true, changed, or not asked this time."""

from typing import override

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from filrouge.access.files import LABELS, Compartment
from filrouge.common.models import one_of
from filrouge.people.models import Person


class Confirmation(models.Model):
    """What a worker answered about one stale fact of a file, on a day.

    `compartment` is the part of the file where the fact stands: who reads it reads this. `about`
    is the key of the record in question where there can be several (an encounter, a title).
    """

    class Subject(models.TextChoices):
        SCORE = "score", _("global functioning")
        SYMPTOMS = "symptoms", _("symptoms")
        USE = "use", _("use of substances")
        INCOME = "income", _("incomes")
        NETWORK = "network", _("network")
        REFERENT = "referent", _("referent")
        TITLE = "title", _("title of occupation")
        ENCOUNTER = "encounter", _("encounter to complete")

    class Answer(models.TextChoices):
        CONFIRMED = "confirmed", _("still true")
        CHANGED = "changed", _("has changed")
        NOT_ASKED = "not_asked", _("not asked")

    person = models.ForeignKey(Person, models.PROTECT, related_name="confirmations")
    compartment = models.CharField(
        max_length=12, choices=[(one.value, LABELS[one]) for one in Compartment]
    )
    subject = models.CharField(max_length=12, choices=Subject.choices)
    about = models.PositiveBigIntegerField(null=True, blank=True)
    answer = models.CharField(max_length=12, choices=Answer.choices)
    day = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("fact looked at again")
        constraints = [
            one_of("compartment", [one.value for one in Compartment], "confirmation_compartment"),
            one_of(
                "subject",
                ["score", "symptoms", "use", "income", "network", "referent", "title", "encounter"],
                "confirmation_subject",
            ),
            one_of("answer", ["confirmed", "changed", "not_asked"], "confirmation_answer"),
        ]
        indexes = [models.Index(fields=["person", "subject", "day"], name="confirmation_by_person")]

    @override
    def __str__(self) -> str:
        return f"{self.subject}: {self.answer}"
