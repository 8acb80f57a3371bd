"""How a gauge counts: the records a figure needs, and those of them that say what it asks.

Nothing but counts: a record is known or missing, in a group that can mend it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, F, Model, OuterRef, Q

from filrouge.access import isolation
from filrouge.followup.models import Encounter, EncounterTopic
from filrouge.followup.models.encounters import FACE_TO_FACE_KINDS

from .. import facts
from ..facts.scope import UNKNOWN, Scope
from ..kernel.conditions import matcher
from .drawings import cycles

if TYPE_CHECKING:
    from ..kernel.conditions import Row

type Tally = Mapping[str, tuple[int, int]]
"""By group: how many are known, of how many."""


def _tally(rows: Iterable[tuple[str, bool]]) -> Tally:
    found: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
    for group, known in rows:
        found[group][0] += known
        found[group][1] += 1
    return {group: (known, base) for group, (known, base) in found.items()}


# --- persons accompanied and encounters, by team ------------------------------------------------


def followed(
    known: Callable[[Scope], set[int]], among: "Callable[[Row], bool]" = lambda _row: True
) -> Callable[[Scope], Tally]:
    """Persons followed in the period (those of `among`), and which of them are known."""

    def count(scope: Scope) -> Tally:
        said = known(scope)
        rows = facts.ALL["followed"].every(scope)
        return _tally((row["team"], row["id"] in said) for row in rows if among(row))

    return count


def persons_of(fact: str, **where: object) -> Callable[[Scope], set[int]]:
    """Persons who have a row of a fact that passes a filter."""
    passes = matcher(tuple(where.items()))

    def found(scope: Scope) -> set[int]:
        rows = (row for row in facts.ALL[fact].every(scope) if passes(row))
        return {person for row in rows for person in row["person_ids"]}

    return found


def alive(row: "Row") -> bool:
    return not row["deceased"]


def held(scope: Scope) -> Q:
    """The encounters that count: held in the period, within a follow-up."""
    days = (scope.period.start, scope.period.end)
    return Q(day__range=days, outside_follow_up=False, status="held")


ALL = Q()
FACE_TO_FACE = Q(kind__in=FACE_TO_FACE_KINDS)
# Not "among those that have one": PostgreSQL would list the topics of ten years to count one.
WITH_TOPIC = Q(Exists(EncounterTopic.objects.filter(encounter=OuterRef("pk"))))
WITH_DURATION = Q(duration_min__isnull=False)


def encounters(known: Q, among: Q = ALL) -> Callable[[Scope], Tally]:
    """Encounters by the team of their first person, as breakdowns count them."""

    @isolation.purpose("figures")
    def count(scope: Scope) -> Tally:
        teams = scope.dimensions["team"]
        rows = Encounter.objects.filter(held(scope), among).order_by()
        found: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
        for lead, base, said in (
            rows.annotate(whom=F("lead_id") + 0)
            .values("whom")
            .annotate(base=Count("pk"), said=Count("pk", filter=known))
            .values_list("whom", "base", "said")
        ):
            group = found[teams.get(lead, UNKNOWN)]
            group[0], group[1] = group[0] + said, group[1] + base
        return {group: (said, base) for group, (said, base) in found.items()}

    return count


@isolation.purpose("figures")
def missing_by_worker(scope: Scope, team: str = "") -> Mapping[str, Mapping[str, int]]:
    """By gauge, the encounters held that lack something, for each worker who took part.

    One held by two workers counts for both: either can mend it.
    """
    rows = Encounter.objects.filter(held(scope)).order_by()
    if team:
        teams = scope.dimensions["team"]
        rows = rows.filter(lead__in=[person for person, code in teams.items() if code == team])
    found: dict[str, dict[str, int]] = {"topics": {}, "durations": {}}
    for worker, topics, durations in (
        rows.filter(workers__isnull=False)
        .values("workers__code")
        .annotate(
            untold=Count("pk", filter=FACE_TO_FACE & ~WITH_TOPIC),
            untimed=Count("pk", filter=~WITH_DURATION),
        )
        .values_list("workers__code", "untold", "untimed")
    ):
        for gauge, number in (("topics", topics), ("durations", durations)):
            if number:
                found[gauge][worker] = number
    return found


# --- open records ------------------------------------------------------------------------------


def rows(fact: str, known: Mapping[str, object], **among: object) -> Callable[[Scope], Tally]:
    """Rows of a fact that pass a filter, and which of them pass `known` too."""
    counted, said = matcher(tuple(among.items())), matcher(tuple(known.items()))

    def count(scope: Scope) -> Tally:
        rows = facts.ALL[fact].every(scope)
        return _tally(("", said(row)) for row in rows if counted(row))

    return count


def enrolments(scope: Scope) -> Tally:
    """Enrolments that count in the cycles that end or begin in the year."""
    named = {cycle.replace("_", "-") for cycle in cycles(scope.period).values()}
    rows = (row for row in facts.ALL["enrolment"].every(scope) if row["counted"])
    return _tally(("", bool(row["sector_known"])) for row in rows if row["cycle"] in named)


def table(model: type[Model], day: str, known: Q, among: Q = ALL) -> Callable[[Scope], Tally]:
    """Records of the days of the period (`day` may be a year), and those that say `known`."""

    @isolation.purpose("figures")
    def count(scope: Scope) -> Tally:
        period = scope.period
        first, last = period.start, period.end
        days = (first.year, last.year) if day.endswith("year") else (first, last)
        rows = model._default_manager.filter(among, **{f"{day}__range": days})
        found = rows.aggregate(base=Count("pk"), said=Count("pk", filter=known))
        return {"": (found["said"], found["base"])}

    return count
