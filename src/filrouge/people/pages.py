"""Pages of a person's file: identity, incomes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from filrouge.records.declaration import Kind, register

from .kinds import SITUATION_LISTS, SITUATION_REFUSALS, SITUATION_WORDS, not_to_come
from .models import HomelessnessPeriod, Income, Person


def _born_before_follow_up(record: Any, values: Mapping[str, Any]) -> None:
    """A person is born before being accompanied."""
    first = record.follow_ups.order_by("start").first() if record.pk else None
    if first and record.birth_date >= first.start:
        raise ValidationError(
            {"birth_date": gettext("The date of birth is not before the start of the follow-up.")}
        )


register(
    Kind(
        slug="identite",
        model=Person,
        of="id",
        plural=_("Identities"),
        singular=_("Identity"),
        heading=("number",),
        order=("number",),
        lists={"sex": "sex"},
        labels={
            "number": _("Number of the paper file"),
            "first_name": _("First name"),
            "last_name": _("Last name"),
            "sex": _("Sex"),
            "birth_date": _("Date of birth"),
            "referrer": _("Referred by"),
            "referred_on": _("Referred on"),
            "ethos": _("ETHOS category (1 street, 2 emergency shelter)"),
            "street_months_24": _("Months in the street, of the last 24"),
            "street_months_36": _("Months in the street, of the last 36"),
            "street_months_total": _("Months in the street, in all"),
            "has_administrator": _("Administrator of goods"),
        },
        checks=_born_before_follow_up,
        refusals={"person_ethos_1_or_2": ("ethos", _("The ETHOS category is 1 or 2."))},
    ),
    Kind(
        slug="revenus",
        model=Income,
        of="person",
        also=frozenset({"care_worker"}),
        plural=_("Incomes"),
        singular=_("Income"),
        heading=("kind", "start"),
        columns=("end",),
        order=("-start",),
        lists={"kind": "income_kind"},
        labels={"end": _("Last day (included)")},
        refusals={
            "income_kind_no_overlap": (
                "start",
                _("The same income is already recorded on these days: end it first."),
            ),
            "income_none_alone": (
                "kind",
                _("“No income” cannot stand on the same days as another income: end it first."),
            ),
        },
    ),
    Kind(
        slug="parcours",
        model=HomelessnessPeriod,
        of="person",
        plural=_("Past situations"),
        singular=_("Past situation"),
        heading=("situation", "start"),
        columns=("end", "certainty"),
        order=("-start",),
        hidden=("candidate",),
        lists=SITUATION_LISTS,
        labels=SITUATION_WORDS,
        checks=not_to_come,
        refusals=SITUATION_REFUSALS,
    ),
)
