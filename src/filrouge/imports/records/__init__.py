"""Which records a workbook makes, in an order where nothing refers to what comes later."""

from filrouge.context.models import (
    ContextFigure,
    ListItem,
    PublishedDifference,
    PublishedFigure,
)
from filrouge.directory.models import (
    Agreement,
    Organisation,
    OrganisationAlias,
    OrganisationRole,
)
from filrouge.followup.models import (
    Encounter,
    EncounterPerson,
    EncounterTopic,
    EncounterWorker,
    FollowUp,
    FollowUpTerm,
    FunctioningScore,
    NetworkLink,
    ReviewedSubstance,
    SymptomReview,
    UseReview,
)
from filrouge.harm_reduction.models import MaterialIssue
from filrouge.housing.models import Dwelling, Landlord, RentLine, Stay, Title
from filrouge.people.models import Candidate, Income, Person
from filrouge.staff.models import Worker
from filrouge.training.models import TrainingDay

from . import housing, names, others, people
from .base import Part, Step

_ENCOUNTER_PARTS = (
    ("persons", Part(EncounterPerson, "encounter_id", ("person_id",))),
    ("workers", Part(EncounterWorker, "encounter_id", ("worker_id",))),
    ("topics", Part(EncounterTopic, "encounter_id", ("topic",))),
)
_USE_PARTS = (("substances", Part(ReviewedSubstance, "review_id", ("substance", "stopped"))),)
_TRAINING_PARTS = (
    ("trainers", Part(TrainingDay.trainers.through, "trainingday_id", ("worker_id",))),
)

HOUSING_FIRST: tuple[Step, ...] = (
    Step(Organisation, names.organisations, named=True, shared=True, unique=("key",)),
    Step(OrganisationAlias, names.aliases, shared=True, unique=("key",)),
    Step(Worker, names.workers, named=True, shared=True, unique=("code",)),
    Step(Person, people.persons, named=True, unique=("number",)),
    Step(Landlord, housing.landlords, named=True, unique=("organisation_id",)),
    Step(Dwelling, housing.dwellings, named=True, unique=("code",)),
    Step(FollowUp, people.follow_ups),
    Step(FollowUpTerm, people.terms, unique=("person_id", "effective_on", "initial")),
    Step(OrganisationRole, people.referring_roles),
    Step(Candidate, people.candidates, unique=("code",)),
    Step(Income, people.incomes),
    Step(FunctioningScore, people.scores),
    Step(SymptomReview, people.symptom_reviews),
    Step(UseReview, people.use_reviews, parts=_USE_PARTS),
    Step(Encounter, people.encounters, parts=_ENCOUNTER_PARTS),
    Step(RentLine, housing.rent_lines, unique=("dwelling_id", "start")),
    Step(Stay, housing.stays),
    Step(Title, housing.titles),
    Step(MaterialIssue, others.material),
    Step(NetworkLink, people.network_links),
    Step(TrainingDay, others.trainings, parts=_TRAINING_PARTS),
    Step(Agreement, others.agreements),
    Step(PublishedFigure, others.published, unique=("indicator", "year")),
    Step(ContextFigure, others.typed, unique=("indicator", "year")),
    Step(ListItem, others.list_items),
)

DIFFERENCES: tuple[Step, ...] = (
    Step(PublishedDifference, others.differences, unique=("indicator", "year")),
)

STEPS: dict[str, tuple[Step, ...]] = {"housing_first": HOUSING_FIRST, "differences": DIFFERENCES}
ALL_STEPS: tuple[Step, ...] = tuple(step for steps in STEPS.values() for step in steps)
