"""What one computation reads, each table once: the period and the lives it touches."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import F, Q, Value

from filrouge.access import isolation
from filrouge.common.periods import Period, full_years
from filrouge.context.models import ContextFigure, FrozenFigure, ListItem, PublishedFigure
from filrouge.followup.models import FollowUp, FollowUpTerm
from filrouge.housing.models import NO_INTERMEDIARY, Dwelling, Stay
from filrouge.people.models import Person

from .lifelines import FollowUpSpan, Life, StaySpan, join_stays

AGE_CLASSES = ((0, 17), (18, 24), (25, 34), (35, 44), (45, 54), (55, 64), (65, 200))
UNKNOWN = "unknown"


def age_class(age: int) -> str:
    """The class of an age in full years: "45-54", "65+"."""
    for low, high in AGE_CLASSES:
        if low <= age <= high:
            return f"{low}+" if high > 150 else f"{low}-{high}"
    return UNKNOWN


class Scope:
    """The records of a period, loaded on first use and kept for the computation only."""

    def __init__(self, period: Period) -> None:
        self.period = period

    @cached_property
    @isolation.purpose("figures")
    def everyone(self) -> dict[int, Life]:
        """Everybody whose follow-up started by the end of the period, in order of number."""
        started = FollowUp.objects.filter(start__lte=self.period.end)
        lives = {
            row[0]: Life(*row)
            for row in Person.objects.filter(pk__in=started.values("person_id"))
            .order_by("number")
            .values_list("pk", "number", "sex", "birth_date", "referred_on", "street_months_total")
        }
        spans = FollowUp.objects.order_by("start")
        for row in spans.values_list("person_id", "pk", "start", "end", "end_reason"):
            if row[0] in lives:
                lives[row[0]].follow_ups.append(FollowUpSpan(*row[1:]))
        stays: defaultdict[int, list[StaySpan]] = defaultdict(list)
        for person_id, pk, dwelling, start, end, destination in Stay.objects.order_by(
            "start", "pk"
        ).values_list("person_id", "pk", "dwelling_id", "start", "end", "destination"):
            stays[person_id].append(StaySpan((pk,), dwelling, start, end, destination))
        for person_id, own in stays.items():
            if person_id in lives:
                lives[person_id].stays = join_stays(own)
        return lives

    @cached_property
    @isolation.purpose("figures")
    def followed(self) -> dict[int, Life]:
        """The lives with a follow-up that touches the period, with their team and funding."""
        followed = {k: life for k, life in self.everyone.items() if life.span_in(self.period)}
        terms = FollowUpTerm.objects.filter(effective_on__lte=self.period.end)
        for row in terms.order_by("effective_on", "-initial", "pk").values_list(
            "person_id", "effective_on", "team", "funding"
        ):
            if row[0] in followed:
                followed[row[0]].terms.append(row[1:])
        return followed

    @cached_property
    def dwellings(self) -> dict[int, dict[str, Any]]:
        """Every dwelling with its landlord, the intermediary that holds for it, and its rent."""
        found = {}
        for row in Dwelling.objects.values(
            "pk",
            "code",
            "commune",
            "intermediary",
            "rent_cents",
            "landlord_id",
            "landlord__kind",
            "landlord__project",
            "landlord__intermediary",
            "landlord__organisation__name",
            "landlord__organisation__key",
        ):
            own = row["intermediary"] or row["landlord__intermediary"]
            found[row["pk"]] = {**row, "intermediary": "" if own == NO_INTERMEDIARY else own}
        return found

    @cached_property
    def dimensions(self) -> dict[str, dict[int, str]]:
        """Per dimension, the value of each followed person in the period."""
        values: dict[str, dict[int, str]] = {name: {} for name in DIMENSIONS}
        for life in self.followed.values():
            team, funding = life.term_on(life.first_day(self.period))
            reference = life.reference_day(self.period)
            stay = life.stay_on(reference)
            commune = self.dwellings[stay.dwelling]["commune"] if stay else ""
            age = full_years(life.birth_date, reference)
            for name, value in zip(
                DIMENSIONS, (team, funding, life.sex, age_class(age), commune), strict=True
            ):
                values[name][life.id] = value or UNKNOWN
        return values

    @cached_property
    def published(self) -> dict[str, dict[int, str]]:
        """Values published for other years, by indicator and year.

        What the last frozen edition of a year says wins over what was imported.
        """
        found: defaultdict[str, dict[int, str]] = defaultdict(dict)
        columns = ("indicator", "year", "value", "edition")
        imported = PublishedFigure.objects.annotate(edition=Value(0)).values_list(*columns)
        frozen = FrozenFigure.objects.annotate(edition=F("publication")).values_list(*columns)
        for indicator, year, value, _edition in imported.union(frozen, all=True).order_by(
            "edition"
        ):
            found[indicator][year] = value
        return found

    @cached_property
    def typed(self) -> dict[str, dict[int, tuple[str, str]]]:
        """Figures typed from outside, by indicator and year: value and source."""
        found: defaultdict[str, dict[int, tuple[str, str]]] = defaultdict(dict)
        for indicator, year, value, source in ContextFigure.objects.values_list(
            "indicator", "year", "value", "source"
        ):
            found[indicator][year] = (value, source)
        return found

    @cached_property
    def items(self) -> dict[tuple[str, int], list[str]]:
        """Elements of the published lists, by list and year, as typed."""
        found: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
        for name, year, text in ListItem.objects.order_by("position", "pk").values_list(
            "name", "year", "text"
        ):
            found[name, year].append(text)
        return found

    def by_person(self, rows: Any, make: Callable[..., Any]) -> dict[int, list[Any]]:
        """Rows (person first) grouped by person, for followed persons only."""
        grouped: defaultdict[int, list[Any]] = defaultdict(list)
        for person_id, *rest in rows:
            if person_id in self.followed:
                grouped[person_id].append(make(*rest))
        return grouped


DIMENSIONS = ("team", "funding", "sex", "age_class", "commune")
"""Dimensions of persons, read from their lives in the period."""
OWN_DIMENSIONS = ("staff_team", "funder", "sector", "motive", "region")
"""Dimensions that a row holds itself."""


def touching(start: date, end: date, *, first: str = "start", last: str = "end") -> Q:
    """Rows whose days, both ends included, touch those from `start` to `end`."""
    return Q(**{f"{first}__lte": end}) & (
        Q(**{f"{last}__isnull": True}) | Q(**{f"{last}__gte": start})
    )
