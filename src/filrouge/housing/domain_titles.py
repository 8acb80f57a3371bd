"""The steps before a title ends: done, or no longer."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from filrouge.audit import journal

from .models import Title, TitleStep
from .models.titles import STEPS


@transaction.atomic
def tick_step(*, actor: Any, title: Title, code: str, day: date) -> TitleStep:
    """A step is done; done twice, the first day stays. `ValidationError` for an unknown step."""
    if code not in STEPS:
        raise ValidationError({"code": _("Choose one of the steps.")})
    step, made = TitleStep.objects.get_or_create(
        title=title, code=code, defaults={"done_on": day, "by": actor}
    )
    if made:
        _write(actor, "housing.tick_step", title, code)
    return step


@transaction.atomic
def untick_step(*, actor: Any, title: Title, code: str) -> None:
    """A step ticked by mistake is not done; the journal keeps both acts."""
    gone, _each = TitleStep.objects.filter(title=title, code=code).delete()
    if gone:
        _write(actor, "housing.untick_step", title, code)


def _write(actor: Any, action: str, title: Title, code: str) -> None:
    journal.record(
        actor=actor,
        action=action,
        subject=f"housing_title {title.pk}",
        persons=[title.person_id],
        detail={"step": code},
    )
