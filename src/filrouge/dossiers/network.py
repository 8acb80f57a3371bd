"""Who is around a person in one month: partners by function, those close, the landlord.

A tie counts for a month when one of its days falls in it. Housing comes from the stays, never
typed twice; who may not open that part of the file has no such sector.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count, Max
from django.utils import formats
from django.utils.translation import gettext as _

from filrouge.common.periods import Period, months_later
from filrouge.followup.models import CloseTie, EncounterPartner, NetworkLink, Strength
from filrouge.housing.models import Stay
from filrouge.vocabulary import lists

HOUSING = "housing"
RELATIONAL = "relational"
PRIVATE = "private"
MET_SINCE = 6
"""Months during which a partner met is proposed for the map."""
MOST_MONTHS = 600


@dataclass(frozen=True, slots=True)
class Tie:
    """One tie of the map. `organisation`: a name that may leave in a list of partners."""

    sector: str
    label: str
    start: date
    end: date | None
    """Last day, included."""
    strength: int = 0
    wish: str = ""
    detail: str = ""
    organisation: bool = False
    slug: str = ""
    key: int = 0
    place: int = 0
    """Its number on the drawing and in the list."""

    def runs_in(self, month: Period) -> bool:
        """Whether a day of the tie falls in a month."""
        return self.start <= month.end and (self.end is None or self.end >= month.start)

    @property
    def words(self) -> str:
        """Strength, wish and time, as one sentence."""
        said = [str(Strength(self.strength).label)] if self.strength else []
        if self.wish:
            wish = lists.get("tie_wish").label(self.wish)
            said.append(_("wish: %(wish)s") % {"wish": wish})
        since = formats.date_format(self.start, "F Y")
        said.append(_("since %(month)s") % {"month": since})
        if self.end:
            said.append(_("until %(month)s") % {"month": formats.date_format(self.end, "F Y")})
        return " · ".join(said)


@dataclass(frozen=True, slots=True)
class Sector:
    """A function around the person, with its ties."""

    code: str
    label: str
    ties: tuple[Tie, ...]


@dataclass(frozen=True, slots=True)
class Met:
    """An organisation met with the person lately that is not on the map."""

    key: int
    name: str
    times: int
    last: date


def ties_of(person_id: int, *, housing: bool) -> list[Tie]:
    """Every tie of a person, past and present, in order of start."""
    found = [*_partners(person_id), *_close(person_id)]
    if housing:
        found += _homes(person_id)
    return sorted(found, key=lambda tie: (tie.start, tie.label))


def _partners(person_id: int) -> Iterator[Tie]:
    for link in NetworkLink.objects.filter(person=person_id).select_related("partner"):
        detail = [link.detail] if link.detail else []
        if link.commune:
            detail.append(lists.get("commune").label(link.commune))
        yield Tie(
            sector=link.function,
            label=link.partner.name,
            start=link.start,
            end=link.end,
            strength=link.strength or 0,
            wish=link.wish,
            detail=", ".join(detail),
            organisation=True,
            slug="reseau",
            key=link.pk,
        )


def _close(person_id: int) -> Iterator[Tie]:
    for tie in CloseTie.objects.filter(person=person_id):
        yield Tie(
            sector=RELATIONAL,
            label=tie.label,
            start=tie.start,
            end=tie.end,
            strength=tie.strength or 0,
            wish=tie.wish,
            detail=str(tie),
            slug="proches",
            key=tie.pk,
        )


def _homes(person_id: int) -> Iterator[Tie]:
    stays = Stay.objects.filter(person=person_id)
    for start, end, kind, name in stays.values_list(
        "start", "end", "dwelling__landlord__kind", "dwelling__landlord__organisation__name"
    ):
        yield Tie(
            sector=HOUSING,
            label=_("private owner") if kind == PRIVATE else name,
            start=start,
            end=end,
            detail=_("landlord"),
            organisation=kind != PRIVATE,
        )


def months(ties: Iterable[Tie], today: date) -> list[Period]:
    """The months from the first tie to today, latest first; this month when there is no tie."""
    first = min((tie.start for tie in ties), default=today).replace(day=1)
    found: list[Period] = []
    month = today.replace(day=1)
    while (month >= first or not found) and len(found) < MOST_MONTHS:
        found.append(Period.months(month.year, month.month, month.month))
        month = months_later(month, -1)
    return found


def sectors(ties: Iterable[Tie], month: Period, *, housing: bool) -> list[Sector]:
    """The map of a month: every function in the order of its list, then housing; ties numbered."""
    here = [tie for tie in ties if tie.runs_in(month)]
    functions = lists.get("network_function")
    codes = list(dict.fromkeys([*functions.codes, *(tie.sector for tie in here)]))
    codes = [code for code in codes if code != HOUSING] + ([HOUSING] if housing else [])
    made, place = [], 0
    for code in codes:
        own = []
        for tie in here:
            if tie.sector == code:
                place += 1
                own.append(replace(tie, place=place))
        label = _("housing") if code == HOUSING else functions.label(code)
        made.append(Sector(code, label, tuple(own)))
    return made


def met_lately(person_id: int, today: date) -> list[Met]:
    """Organisations met with the person in the last months and not among the ties of today."""
    known = NetworkLink.objects.filter(person=person_id).exclude(end__lt=today)
    rows = EncounterPartner.objects.filter(
        encounter__attendances__person=person_id,
        encounter__status="held",
        encounter__day__range=(months_later(today, -MET_SINCE), today),
    ).exclude(organisation__in=known.values("partner"))
    return [
        Met(*row)
        for row in rows.values_list("organisation", "organisation__name")
        .annotate(times=Count("encounter", distinct=True), last=Max("encounter__day"))
        .order_by("-last", "organisation__name")
    ]
