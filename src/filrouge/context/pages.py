"""Pages of what comes from outside the records: published and typed figures, printed lists."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from filrouge.common.numbers import figure_text
from filrouge.records.declaration import INSTITUTION, Kind, register

from .models import ContextFigure, ListItem, PublishedFigure

DIRECTORS = frozenset({"hf_director"})
"""Directions write these, each for the report of its programme."""


def _as_kept(record: Any, values: Mapping[str, Any]) -> None:
    """A number is kept as its exact decimal text, as an import does."""
    record.value = figure_text(record.value)


def _at_the_end(record: Any, values: Mapping[str, Any]) -> None:
    """A new element comes last in its list of the year; one that changes list too."""
    others = ListItem.objects.filter(name=record.name, year=record.year).exclude(pk=record.pk or 0)
    now = ListItem.objects.filter(pk=record.pk or 0, name=record.name, year=record.year)
    if not now.exists():
        record.position = (others.aggregate(last=Max("position"))["last"] or 0) + 1


_INDICATOR = _("Identifier of the figure")
_LIST = _("Identifier of the list")

register(
    Kind(
        slug="chiffres-publies",
        model=PublishedFigure,
        programmes=(INSTITUTION,),
        plural=_("Figures published before"),
        singular=_("Figure published before"),
        heading=("indicator", "year"),
        columns=("value",),
        year="year",
        search=("indicator",),
        order=("indicator", "-year"),
        labels={"indicator": _INDICATOR},
        prepare=_as_kept,
        also=DIRECTORS,
    ),
    Kind(
        slug="chiffres-de-contexte",
        model=ContextFigure,
        programmes=(INSTITUTION,),
        plural=_("Figures from outside"),
        singular=_("Figure from outside"),
        heading=("indicator", "year"),
        columns=("value", "source"),
        year="year",
        search=("indicator", "source"),
        order=("indicator", "-year"),
        labels={"indicator": _INDICATOR, "source": _("Source")},
        prepare=_as_kept,
        also=DIRECTORS,
    ),
    Kind(
        slug="listes-imprimees",
        model=ListItem,
        programmes=(INSTITUTION,),
        plural=_("Printed lists"),
        singular=_("Element of a printed list"),
        heading=("name", "year", "text"),
        year="year",
        search=("name", "text"),
        order=("name", "-year", "position"),
        hidden=("position",),
        labels={"name": _LIST},
        prepare=_at_the_end,
        also=DIRECTORS,
    ),
)
