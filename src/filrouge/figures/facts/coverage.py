"""Which years the records speak of."""

from collections import Counter
from collections.abc import Mapping
from datetime import date

from django.db.models import Count, Max, Min, Model, Q

from filrouge.access import isolation
from filrouge.followup.models import Encounter, FollowUp
from filrouge.institution.models import FundingLine
from filrouge.mobile_team.models import Request
from filrouge.outreach.models import NewsletterEdition

ENOUGH = 20
"""A year counts once it holds a twentieth as many encounters as the fullest one.

A workbook of one year may hold a few rows of the next one: these do not make a year to report on.
"""
ENOUGH_OF_OTHERS = 2
"""Half as many for the other programmes: they write few rows, and carry some over the year."""
OTHERS: Mapping[str, tuple[type[Model], str]] = {
    "support": (Request, "received_on__year"),
    "connect": (NewsletterEdition, "day__year"),
    "institution": (FundingLine, "year"),
}
"""One kind of record of each other programme, which every year of it has."""


def years_of(programme: str) -> set[int]:
    """Years whose work is recorded in one programme."""
    if programme == "housing_first":
        return set(_years_of_encounters())
    return _years_of(*OTHERS[programme])


def years_covered() -> list[int]:
    """Years whose work is recorded, whatever the programme, latest first.

    Empty when there is no record at all.
    """
    return sorted({*_years_of_encounters(), *_years_of_others()}, reverse=True)


@isolation.purpose("figures")
def _years_of_encounters() -> list[int]:
    """The years with encounters, the last start of a follow-up when there is none."""
    span = Encounter.objects.aggregate(first=Min("day"), last=Max("day"))
    if not span["first"]:
        start = FollowUp.objects.aggregate(last=Max("start"))["last"]
        return [start.year] if start else []
    years = range(span["last"].year, span["first"].year - 1, -1)
    counts = Encounter.objects.aggregate(
        **{
            f"y{year}": Count("pk", filter=Q(day__range=(date(year, 1, 1), date(year, 12, 31))))
            for year in years
        }
    )
    most = max(counts.values())
    return [year for year in years if counts[f"y{year}"] * ENOUGH >= most]


def _years_of_others() -> set[int]:
    return {year for model, path in OTHERS.values() for year in _years_of(model, path)}


def _years_of(model: type[Model], path: str) -> set[int]:
    rows = model._default_manager.order_by().values_list(path).annotate(Count("pk"))
    counts = Counter(dict(rows))
    most = max(counts.values(), default=0)
    return {year for year, count in counts.items() if count * ENOUGH_OF_OTHERS >= most}
