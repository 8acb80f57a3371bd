"""Which years the records speak of."""

from datetime import date

from django.db.models import Count, Max, Min, Q

from filrouge.followup.models import Encounter, FollowUp

ENOUGH = 20
"""A year counts once it holds a twentieth as many encounters as the fullest one.

A workbook of one year may hold a few rows of the next one: these do not make a year to report on.
"""


def years_covered() -> list[int]:
    """Years whose encounters are recorded, latest first; the last start when there is none.

    Empty when there is no record at all.
    """
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
