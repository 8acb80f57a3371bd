"""Which records each workbook makes, in an order where nothing refers to what comes later."""

from django.db import models

from filrouge.context.models import (
    ContextFigure,
    ListItem,
    PublishedDifference,
    PublishedFigure,
)
from filrouge.directory.models import (
    Agreement,
    DirectoryEntry,
    Organisation,
    OrganisationAlias,
    OrganisationRole,
    Partnership,
    SectorPeriod,
)
from filrouge.exchange import models as exchanges
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
from filrouge.institution import models as institutions
from filrouge.mobile_team import models as mobile
from filrouge.outreach import models as outreaches
from filrouge.peer_support import models as peers
from filrouge.people.models import Candidate, Income, Person
from filrouge.staff.models import Assignment, InternalMeeting, Worker, WorkingTime
from filrouge.training.models import TrainingDay, TrainingModule, TrainingParticipant

from . import (
    exchange,
    housing,
    institution,
    mobile_team,
    names,
    others,
    outreach,
    peer_support,
    people,
    training,
)
from .base import Part, Step


def _workers(model: type[models.Model], name: str = "workers") -> tuple[tuple[str, Part], ...]:
    """The part that holds the workers of a record."""
    field = model._meta.get_field(name)
    through: type[models.Model] = field.remote_field.through  # type: ignore[union-attr]
    return ((name, Part(through, f"{model._meta.model_name}_id", ("worker_id",))),)


def _organisations(model: type[models.Model], name: str) -> tuple[tuple[str, Part], ...]:
    field = model._meta.get_field(name)
    through: type[models.Model] = field.remote_field.through  # type: ignore[union-attr]
    return ((name, Part(through, f"{model._meta.model_name}_id", ("organisation_id",))),)


_ENCOUNTER_PARTS = (
    ("persons", Part(EncounterPerson, "encounter_id", ("person_id",))),
    ("workers", Part(EncounterWorker, "encounter_id", ("worker_id",))),
    ("topics", Part(EncounterTopic, "encounter_id", ("topic",))),
)
_USE_PARTS = (("substances", Part(ReviewedSubstance, "review_id", ("substance", "stopped"))),)

# What several workbooks lean on comes first.
NAMED: tuple[Step, ...] = (
    Step(Organisation, names.organisations, named=True, shared=True, key="key"),
    Step(OrganisationAlias, names.aliases, shared=True, key="key"),
    Step(Worker, names.workers, named=True, shared=True, key="code"),
)
ENTRIES: tuple[Step, ...] = (
    Step(DirectoryEntry, names.entries),
    Step(SectorPeriod, names.sectors),
)
TRAINING_DAYS = Step(TrainingDay, training.days, parts=_workers(TrainingDay, "trainers"))
PUBLIC_ACTIONS = Step(
    outreaches.PublicAction,
    outreach.actions,
    parts=_workers(outreaches.PublicAction) + _organisations(outreaches.PublicAction, "partners"),
)
GROUPS: tuple[Step, ...] = (
    Step(exchanges.Group, exchange.groups, named=True),
    Step(exchanges.Animator, exchange.animators),
    Step(exchanges.Enrolment, exchange.enrolments),
    Step(exchanges.Session, exchange.sessions),
)
EVERYWHERE: tuple[Step, ...] = (
    Step(PublishedFigure, others.published),
    Step(ContextFigure, others.typed),
    Step(ListItem, others.list_items),
)

HOUSING_FIRST: tuple[Step, ...] = (
    *NAMED,
    Step(Person, people.persons, named=True),
    Step(Landlord, housing.landlords, named=True),
    Step(Dwelling, housing.dwellings, named=True),
    Step(FollowUp, people.follow_ups),
    Step(FollowUpTerm, people.terms),
    Step(OrganisationRole, people.referring_roles),
    Step(Candidate, people.candidates),
    Step(Income, people.incomes),
    Step(FunctioningScore, people.scores),
    Step(SymptomReview, people.symptom_reviews),
    Step(UseReview, people.use_reviews, parts=_USE_PARTS),
    Step(Encounter, people.encounters, parts=_ENCOUNTER_PARTS),
    Step(RentLine, housing.rent_lines),
    Step(Stay, housing.stays),
    Step(Title, housing.titles),
    Step(MaterialIssue, others.material),
    Step(NetworkLink, people.network_links),
    TRAINING_DAYS,
    Step(Agreement, others.agreements),
    *EVERYWHERE,
)
INSTITUTION: tuple[Step, ...] = (
    *NAMED,
    *ENTRIES,
    Step(institutions.Funder, institution.funders, named=True),
    Step(institutions.Member, institution.members),
    Step(institutions.Mandate, institution.mandates),
    Step(institutions.FundingLine, institution.funding_lines),
    Step(institutions.Due, institution.dues),
    Step(institutions.Donation, institution.donations),
    Step(institutions.Approval, institution.approvals),
    Step(institutions.QualityAxis, institution.quality_axes),
    Step(institutions.QualityObjective, institution.objectives),
    Step(Assignment, institution.assignments),
    Step(InternalMeeting, institution.meetings),
    *EVERYWHERE,
)
CONNECT: tuple[Step, ...] = (
    *NAMED,
    *ENTRIES,
    *GROUPS,
    Step(
        exchanges.Event,
        exchange.events,
        named=True,
        parent="parent_id",
        parts=_organisations(exchanges.Event, "co_organisers"),
    ),
    Step(exchanges.EventParticipant, exchange.participants),
    Step(exchanges.SteeringSeat, exchange.steering),
    PUBLIC_ACTIONS,
    Step(outreaches.Publication, outreach.publications),
    Step(outreaches.Body, outreach.bodies, named=True),
    Step(outreaches.BodyMeeting, outreach.body_meetings),
    Step(outreaches.NewsletterEdition, outreach.editions),
    Step(outreaches.NewsletterItem, outreach.items),
    Step(outreaches.AudienceSnapshot, outreach.followers),
    Step(outreaches.ChannelMeasure, outreach.measures),
    Step(outreaches.SocialPost, outreach.posts),
    *EVERYWHERE,
)
SUPPORT: tuple[Step, ...] = (
    *NAMED,
    *ENTRIES,
    Step(mobile.Request, mobile_team.requests, named=True),
    Step(mobile.Intervention, mobile_team.interventions, parts=_workers(mobile.Intervention)),
    Step(mobile.SupervisionProcess, mobile_team.supervisions, named=True),
    Step(
        mobile.SupervisionSession,
        mobile_team.supervision_sessions,
        parts=_workers(mobile.SupervisionSession),
    ),
    Step(peers.Accompaniment, peer_support.accompaniments, named=True),
    Step(peers.Activity, peer_support.activities, parts=_workers(peers.Activity)),
    Step(peers.Hire, peer_support.hires),
    *GROUPS,
    Step(exchanges.Attendance, exchange.attendances),
    Step(TrainingModule, training.modules),
    TRAINING_DAYS,
    Step(TrainingParticipant, training.participants),
    PUBLIC_ACTIONS,
    Step(peers.LeadContact, peer_support.lead_contacts),
    Step(Partnership, mobile_team.partnerships),
    Step(WorkingTime, mobile_team.working_time),
    *EVERYWHERE,
)

DIFFERENCES: tuple[Step, ...] = (Step(PublishedDifference, others.differences),)

# The first ones win where two workbooks of one year disagree (`matching.rank`).
STEPS: dict[str, tuple[Step, ...]] = {
    "connect": CONNECT,
    "support": SUPPORT,
    "institution": INSTITUTION,
    "housing_first": HOUSING_FIRST,
    "differences": DIFFERENCES,
}
ALL_STEPS: tuple[Step, ...] = tuple(
    {step.model: step for steps in STEPS.values() for step in steps}.values()
)
"""One step per model."""
