"""Facts about partners and trainings: network, referrers, agreements, training days."""

from collections.abc import Iterator
from typing import Any

from filrouge.directory.models import Agreement, OrganisationRole
from filrouge.followup.models import NetworkLink
from filrouge.training.models import TrainingDay

from .base import RowFact
from .scope import DIMENSIONS, Scope


def _network(scope: Scope) -> Iterator[dict[str, Any]]:
    period = scope.period
    rows = NetworkLink.objects.filter(start__lte=period.end).exclude(end__lt=period.start)
    for pk, person_id, partner_id, partner, function, commune, start, end in rows.order_by(
        "partner__key", "pk"
    ).values_list(
        "pk", "person_id", "partner_id", "partner__name", "function", "commune", "start", "end"
    ):
        if person_id in scope.followed:
            yield {
                "id": pk,
                "person_ids": (person_id,),
                "partner_id": partner_id,
                "partner": partner,
                "function": function,
                "centre_commune": commune,
                "start": start,
                "end": end,
            }


def _referrers(scope: Scope) -> Iterator[dict[str, Any]]:
    period = scope.period
    rows = (
        OrganisationRole.objects.filter(role=OrganisationRole.REFERRER)
        .exclude(start__gt=period.end)
        .exclude(end__lt=period.start)
        .order_by("organisation__key", "pk")
    )
    for pk, name, kind, start, end in rows.values_list(
        "pk", "organisation__name", "kind", "start", "end"
    ):
        yield {
            "id": pk,
            "person_ids": (),
            "organisation": name,
            "kind": kind,
            "start": start,
            "end": end,
        }


def _agreements(scope: Scope) -> Iterator[dict[str, Any]]:
    days = (scope.period.start, scope.period.end)
    rows = Agreement.objects.filter(programme="housing_first", evaluated_on__range=days)
    for pk, key, name, day in rows.order_by("organisation__key", "pk").values_list(
        "pk", "organisation__key", "organisation__name", "evaluated_on"
    ):
        yield {"id": pk, "person_ids": (), "partner_key": key, "partner": name, "day": day}


def _training_days(scope: Scope) -> Iterator[dict[str, Any]]:
    days = (scope.period.start, scope.period.end)
    rows = TrainingDay.objects.filter(owner="housing_first", day__range=days)
    for row in rows.order_by("day", "pk").values(
        "pk", "session", "module", "day", "duration_days", "status"
    ):
        yield {
            "id": row["pk"],
            "person_ids": (),
            "session": row["session"],
            "module": row["module"],
            "day": row["day"],
            "duration_days": row["duration_days"],
            "status": row["status"],
        }


FACTS = (
    RowFact(
        name="network",
        grain="One row per link of a followed person with a partner that touches the period.",
        compartment="care",
        table="followup_networklink",
        columns=("partner", "function", "start", "end"),  # organisations only, no person
        breakdowns=DIMENSIONS,
        vocabularies={"function": "network_function"},
        build=_network,
    ),
    RowFact(
        name="referrer",
        grain="One row per referring service active in the period.",
        compartment="open",
        table="directory_organisationrole",
        columns=("organisation", "kind", "start", "end"),
        vocabularies={"kind": "referrer_kind"},
        build=_referrers,
    ),
    RowFact(
        name="agreement",
        grain="One row per agreement evaluated in the period, on the day of the evaluation.",
        compartment="open",
        table="directory_agreement",
        columns=("partner", "day"),
        build=_agreements,
    ),
    RowFact(
        name="training_day",
        grain="One row per day of training in the period.",
        compartment="open",
        table="training_trainingday",
        columns=("session", "module", "day", "duration_days", "status"),
        vocabularies={"status": "training_status"},
        build=_training_days,
    ),
)
