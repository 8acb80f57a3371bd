"""How a candidate and their past situations are asked: forms like those of records, not listed
among them, for whoever prepares entries only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from filrouge.records.declaration import Kind

from .models import Candidate, HomelessnessPeriod

SITUATION_WORDS = {
    "situation": _("Situation"),
    "end": _("Last day (included)"),
    "certainty": _("How surely it is known"),
    "source": _("Told or attested by"),
}
SITUATION_LISTS = {"situation": "living_situation", "certainty": "certainty"}
SITUATION_REFUSALS = {
    name: ("start", _("Another situation is recorded on these days: end it first."))
    for name in ("situation_candidate_no_overlap", "situation_person_no_overlap")
}


def not_to_come(record: Any, values: Mapping[str, Any]) -> None:
    """A situation is lived, not planned: it began by today."""
    if record.start > timezone.localdate():
        raise ValidationError({"start": gettext("A situation begins today at the latest.")})


def _possible(record: Any, values: Mapping[str, Any]) -> None:
    """Dates and numbers that can be true."""
    today: date = timezone.localdate()
    errors = {}
    if record.referred_on and record.referred_on > today:
        errors["referred_on"] = gettext("The day of the referral is today at the latest.")
    if record.birth_date and record.birth_date >= today:
        errors["birth_date"] = gettext("The date of birth is in the past.")
    for name, most in (("street_months_24", 24), ("street_months_36", 36)):
        if (getattr(record, name) or 0) > most:
            errors[name] = gettext("At most %(most)s months.") % {"most": most}
    of_24, of_36 = record.street_months_24, record.street_months_36
    if not errors and None not in (of_24, of_36) and not of_24 <= of_36 <= of_24 + 12:
        errors["street_months_36"] = gettext(
            "The last 24 months are among the last 36: from %(least)s to %(most)s months."
        ) % {"least": of_24, "most": of_24 + 12}
    if errors:
        raise ValidationError(errors)


CANDIDATE = Kind(
    slug="candidats",
    model=Candidate,
    plural=_("Candidates"),
    singular=_("Candidate"),
    heading=("code",),
    hidden=("state", "planned_entry", "decided_on", "decision_reason", "decided_by", "became"),
    lists={"sex": "sex", "priority": "candidate_priority"},
    labels={
        "code": _("Code of the candidate"),
        "first_name": _("First name"),
        "last_name": _("Last name"),
        "sex": _("Sex"),
        "birth_date": _("Date of birth"),
        "referrer": _("Referred by"),
        "referred_on": _("Referred on"),
        "contact": _("Who comes along from this service"),
        "ethos": _("ETHOS category (1 street, 2 emergency shelter)"),
        "street_months_24": _("Months in the street, of the last 24"),
        "street_months_36": _("Months in the street, of the last 36"),
        "cumulates": _("Mental health and addiction add up"),
        "priority": _("Comes first, because"),
    },
    checks=_possible,
    refusals={"candidate_ethos_1_or_2": ("ethos", _("The ETHOS category is 1 or 2."))},
)
_PERIOD = Kind(
    slug="parcours-candidat",
    model=HomelessnessPeriod,
    plural=_("Past situations"),
    singular=_("Past situation"),
    heading=("situation", "start"),
    hidden=("candidate", "person"),
    lists=SITUATION_LISTS,
    labels=SITUATION_WORDS,
    checks=not_to_come,
    refusals=SITUATION_REFUSALS,
)


def period_of(candidate: Candidate) -> Kind:
    """The kind of a situation of one candidate."""

    def belongs(record: Any, values: Mapping[str, Any]) -> None:
        record.candidate = candidate

    return replace(_PERIOD, prepare=belongs)
