"""Facts about the institution: members, board, money received, approvals, quality plan.

What is dated is read on the last day of the period; what belongs to a year, when the period is one.
"""

from collections.abc import Iterator
from typing import Any

from filrouge.common.text import label_key
from filrouge.institution.models import (
    Approval,
    Donation,
    Due,
    Funder,
    FundingLine,
    Mandate,
    Member,
    QualityAxis,
    QualityObjective,
)

from .base import RowFact
from .scope import Scope

DUES, GIFTS = "Cotisations", "Dons"


def _valid(scope: Scope, model: Any) -> Any:
    """Rows valid on the last day; their end is the first day no longer valid."""
    last = scope.period.end
    return model.objects.filter(start__lte=last).exclude(end__lte=last).order_by("name", "pk")


def _members(scope: Scope) -> Iterator[dict[str, Any]]:
    for row in _valid(scope, Member):
        yield {
            "id": row.pk,
            "person_ids": (),
            "name": row.name,
            "name_key": label_key(row.name),
            "kind": row.kind,
            "start": row.start,
        }


def _mandates(scope: Scope) -> Iterator[dict[str, Any]]:
    """A co-president is not counted again among the administrators."""
    rows = list(_valid(scope, Mandate))
    presiding = {label_key(row.name) for row in rows if row.kind == "copresident"}
    for row in rows:
        key = label_key(row.name)
        yield {
            "id": row.pk,
            "person_ids": (),
            "name": row.name,
            "name_key": key,
            "kind": "copresident" if key in presiding else row.kind,
            "start": row.start,
        }


def _funders(scope: Scope) -> Iterator[dict[str, Any]]:
    rows = Funder.objects.order_by("organisation__key")
    for pk, name, thanked in rows.values_list("pk", "organisation__name", "thanked"):
        yield {"id": pk, "person_ids": (), "organisation": name, "thanked": bool(thanked)}


def _funding_lines(scope: Scope) -> Iterator[dict[str, Any]]:
    """The lines that finance the year, whenever they were received."""
    if not scope.period.is_year:
        return
    rows = FundingLine.objects.filter(year=scope.period.start.year)
    for row in rows.order_by("funder__organisation__key", "pk").values(
        "pk",
        "funder__organisation__name",
        "programme",
        "axis",
        "amount_cents",
        "received_on",
        "own_report",
    ):
        yield {
            "id": row["pk"],
            "person_ids": (),
            "organisation": row["funder__organisation__name"],
            "funder": row["funder__organisation__name"],
            "programme": row["programme"],
            "axis": row["axis"],
            "cents": row["amount_cents"],
            "amount": row["amount_cents"] / 100,
            "day": row["received_on"],
            "own_report": bool(row["own_report"]),
        }


def _sources(scope: Scope) -> Iterator[dict[str, Any]]:
    """Every source with what it gives to the year: dues and gifts are sources like the others."""
    if not scope.period.is_year:
        return
    totals: dict[str, tuple[str, int]] = {}

    def add(name: str, cents: int) -> None:
        key = label_key(name)
        totals[key] = (totals.get(key, (name, 0))[0], totals.get(key, (name, 0))[1] + cents)

    year = scope.period.start.year
    for line in _funding_lines(scope):
        add(line["organisation"], line["cents"])
    for cents in Due.objects.filter(year=year).values_list("amount_cents", flat=True):
        add(DUES, cents)
    for cents in Donation.objects.filter(day__year=year).values_list("amount_cents", flat=True):
        add(GIFTS, cents)
    for key, (name, cents) in sorted(totals.items()):
        yield {
            "id": 0,
            "person_ids": (),
            "organisation": name,
            "funder": name,
            "source_key": key,
            "cents": cents,
            "amount": cents / 100,
        }


def _approvals(scope: Scope) -> Iterator[dict[str, Any]]:
    """Approvals in force in the last year of the period, the latest last."""
    year = scope.period.end.year
    rows = Approval.objects.exclude(start_year__gt=year).exclude(end_year__lt=year)
    for row in rows.order_by("start_year", "pk"):
        known = row.start_year is not None and row.end_year is not None
        yield {
            "id": row.pk,
            "person_ids": (),
            "name": row.name,
            "organisation": row.authority,
            "authority_key": label_key(row.authority),
            "programme": row.programme,
            "programme_key": label_key(row.programme),
            "years": row.end_year - row.start_year + 1 if known else None,  # type: ignore[operator]
            "min_years": row.min_years,
        }


def _axes(scope: Scope) -> Iterator[dict[str, Any]]:
    """Quality axes of every year, in the order of the sheet."""
    for pk, year, text in QualityAxis.objects.order_by("year", "position", "pk").values_list(
        "pk", "year", "text"
    ):
        current = scope.period.is_year and year == scope.period.start.year
        yield {"id": pk, "person_ids": (), "year": year, "text": text, "current": current}


def _objectives(scope: Scope) -> Iterator[dict[str, Any]]:
    """Objectives of the plan that contains the year, else of the next one."""
    year = scope.period.end.year
    rows = list(QualityObjective.objects.order_by("start_year", "pk"))
    plans = {(row.start_year, row.end_year) for row in rows}
    containing = [plan for plan in plans if plan[0] <= year <= plan[1]]
    chosen = max(containing) if containing else min((p for p in plans if p[0] > year), default=None)
    for row in rows:
        if (row.start_year, row.end_year) == chosen:
            yield {"id": row.pk, "person_ids": (), "level": row.level, "text": row.text}


FACTS = (
    RowFact(
        name="member",
        grain="One row per member of the general assembly on the last day of the period.",
        compartment="open",
        table="institution_member",
        columns=("name", "kind", "start"),
        vocabularies={"kind": "member_kind"},
        build=_members,
    ),
    RowFact(
        name="mandate",
        grain="One row per mandate in the board on the last day of the period.",
        compartment="open",
        table="institution_mandate",
        columns=("name", "kind", "start"),
        vocabularies={"kind": "mandate_kind"},
        build=_mandates,
    ),
    RowFact(
        name="funder",
        grain="One row per funder of the directory.",
        compartment="open",
        table="institution_funder",
        columns=("organisation", "thanked"),
        build=_funders,
    ),
    RowFact(
        name="funding_line",
        grain="One row per line of funding, on the year it finances.",
        compartment="open",
        table="institution_fundingline",
        columns=("organisation", "programme", "axis", "amount", "day"),
        breakdowns=("funder",),
        vocabularies={"programme": "programme", "axis": "support_axis"},
        build=_funding_lines,
    ),
    RowFact(
        name="source",
        grain="One row per source of the year, dues and gifts included.",
        compartment="open",
        table="",
        columns=("organisation", "amount"),
        breakdowns=("funder",),
        build=_sources,
    ),
    RowFact(
        name="approval",
        grain="One row per approval in force in the last year of the period.",
        compartment="open",
        table="institution_approval",
        columns=("name", "organisation", "programme", "years", "min_years"),
        build=_approvals,
    ),
    RowFact(
        name="quality_axis",
        grain="One row per quality axis, on its year.",
        compartment="open",
        table="institution_qualityaxis",
        columns=("year", "text"),
        build=_axes,
    ),
    RowFact(
        name="quality_objective",
        grain="One row per objective of the plan that holds in the period.",
        compartment="open",
        table="institution_qualityobjective",
        columns=("level", "text"),
        vocabularies={"level": "plan_level"},
        build=_objectives,
    ),
)
