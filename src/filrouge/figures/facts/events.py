"""Facts that stay in the database: encounters, their topics, the material handed over."""

from collections import defaultdict

from django.db.models import QuerySet

from filrouge.followup.models import Encounter, EncounterPerson, EncounterTopic
from filrouge.followup.models.encounters import FACE_TO_FACE_KINDS
from filrouge.harm_reduction.models import MaterialIssue

from .base import TableFact
from .scope import DIMENSIONS, Scope


def _encounters(scope: Scope) -> QuerySet[Encounter]:
    days = (scope.period.start, scope.period.end)
    return Encounter.objects.filter(day__range=days, outside_follow_up=False)


def _topics(scope: Scope) -> QuerySet[EncounterTopic]:
    return EncounterTopic.objects.filter(
        encounter__day__range=(scope.period.start, scope.period.end),
        encounter__outside_follow_up=False,
        encounter__status="held",
        encounter__kind__in=FACE_TO_FACE_KINDS,
    )


def _material(scope: Scope) -> QuerySet[MaterialIssue]:
    return MaterialIssue.objects.filter(day__range=(scope.period.start, scope.period.end))


def _persons(encounters: dict[int, int]) -> dict[int, tuple[int, ...]]:
    """Persons of each row, given the encounter of each row."""
    met: defaultdict[int, list[int]] = defaultdict(list)
    ids = set(encounters.values())
    rows = EncounterPerson.objects.filter(encounter_id__in=ids).order_by("pk")
    for encounter, person in rows.values_list("encounter_id", "person_id"):
        met[encounter].append(person)
    return {row: tuple(met[encounter]) for row, encounter in encounters.items()}


def _of_encounters(_scope: Scope, ids: list[int]) -> dict[int, tuple[int, ...]]:
    return _persons({id_: id_ for id_ in ids})


def _of_topics(_scope: Scope, ids: list[int]) -> dict[int, tuple[int, ...]]:
    rows = EncounterTopic.objects.filter(pk__in=ids).values_list("pk", "encounter_id")
    return _persons(dict(rows))


FACTS = (
    TableFact(
        name="encounter",
        grain="One row per encounter, on its day; a couple met together is one encounter.",
        compartment="care",
        table="followup_encounter",
        columns=("number", "day", "kind", "status", "duration", "travel"),
        breakdowns=DIMENSIONS,
        vocabularies={"kind": "encounter_kind", "status": "encounter_status"},
        queryset=_encounters,
        paths={
            "day": "day",
            "kind": "kind",
            "status": "status",
            "duration": "duration_min",
            "travel": "travel_min",
            "persons": "person_count",
        },
        grouped_by=("day", "status", "kind"),
        lead="lead_id",
        shared="pk",
        person_ids=_of_encounters,
    ),
    TableFact(
        name="topic",
        grain="One row per topic of a held visit, outing or case conference, on its day.",
        compartment="care",
        table="followup_encountertopic",
        columns=("number", "day", "kind", "topic"),
        breakdowns=DIMENSIONS,
        vocabularies={"topic": "topic", "kind": "encounter_kind"},
        queryset=_topics,
        paths={"day": "encounter__day", "kind": "encounter__kind", "topic": "topic"},
        lead="encounter__lead_id",
        shared="encounter_id",
        person_ids=_of_topics,
    ),
    TableFact(
        name="material",
        grain="One row per handing over of an item, on its day.",
        compartment="open",
        table="harm_reduction_materialissue",
        columns=("day", "item", "quantity"),
        vocabularies={"item": "material"},
        queryset=_material,
        paths={"day": "day", "item": "item", "quantity": "quantity"},
        grouped_by=("item",),
    ),
)
