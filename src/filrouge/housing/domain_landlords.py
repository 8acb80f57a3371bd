"""The work with landlords: one stage further, an agreement evaluated."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from filrouge.audit import journal
from filrouge.directory.models import Agreement

from .models import Landlord, LandlordAgreement, LandlordStage
from .models.landlords import STAGES

PROGRAMME = "housing_first"


@transaction.atomic
def reach_stage(
    *, actor: Any, landlord: Landlord, stage: str, day: date, note: str = ""
) -> LandlordStage:
    """From a day on the work with a landlord is at a stage; the stages before are kept. Raises
    `ValidationError` by field, for a day to come too."""
    if stage not in STAGES:
        raise ValidationError({"stage": _("Choose one of the stages.")})
    if day > timezone.localdate():
        raise ValidationError({"day": _("This day is not there yet.")})
    made = LandlordStage.objects.create(landlord=landlord, stage=stage, day=day, note=note.strip())
    journal.record(
        actor=actor,
        action="housing.reach_stage",
        subject=f"housing_landlord {landlord.pk}",
        detail={"stage": stage},
    )
    return made


@transaction.atomic
def evaluate_agreement(*, actor: Any, agreement: LandlordAgreement, day: date) -> LandlordAgreement:
    """An agreement with a landlord is evaluated on a day.

    Written once: the evaluation that figures count, a dated agreement of the directory, is made
    from it, and is found again if it is already there.
    """
    if agreement.evaluated_on is not None:
        raise ValidationError({"day": _("This agreement is already evaluated.")})
    if day < agreement.start:
        raise ValidationError({"day": _("The evaluation is not before the agreement.")})
    if day > timezone.localdate():
        raise ValidationError({"day": _("This day is not there yet.")})
    agreement.evaluated_on, agreement.revision = day, agreement.revision + 1
    agreement.save(update_fields=["evaluated_on", "revision"])
    Agreement.objects.get_or_create(
        organisation_id=agreement.landlord.organisation_id, programme=PROGRAMME, evaluated_on=day
    )
    journal.record(
        actor=actor,
        action="housing.evaluate_agreement",
        subject=f"housing_landlordagreement {agreement.pk}",
    )
    return agreement
