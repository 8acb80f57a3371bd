"""Makes a database k times as large by SQL alone: copies of every record of the programmes.

Organisations and what is one per organisation (landlords, funders, bodies), what is one a month
(editions of the newsletter), and published figures are shared by the copies.
"""

from collections.abc import Iterator

from django.db import connection, models, transaction

from filrouge.common.overlap import rules, write_triggers
from filrouge.directory.models import Partnership
from filrouge.exchange import models as exchange
from filrouge.followup import models as followup
from filrouge.harm_reduction.models import MaterialIssue
from filrouge.housing.models import Dwelling, RentLine, Stay, Title
from filrouge.institution import models as institution
from filrouge.mobile_team import models as mobile_team
from filrouge.outreach import models as outreach
from filrouge.peer_support import models as peer_support
from filrouge.people.models import Candidate, Income, Person
from filrouge.staff.models import Assignment, InternalMeeting, Worker, WorkingTime
from filrouge.training.models import TrainingDay, TrainingModule, TrainingParticipant

HOUSING_FIRST: tuple[type[models.Model], ...] = (
    Person,
    Income,
    Candidate,
    followup.FollowUp,
    followup.FollowUpTerm,
    followup.Encounter,
    followup.EncounterPerson,
    followup.EncounterWorker,
    followup.EncounterTopic,
    followup.FunctioningScore,
    followup.SymptomReview,
    followup.UseReview,
    followup.ReviewedSubstance,
    followup.NetworkLink,
    Dwelling,
    RentLine,
    Stay,
    Title,
    MaterialIssue,
)
OTHERS: tuple[type[models.Model], ...] = (
    Assignment,
    InternalMeeting,
    WorkingTime,
    Partnership,
    institution.Member,
    institution.Mandate,
    institution.FundingLine,
    institution.Due,
    institution.Donation,
    institution.Approval,
    institution.QualityAxis,
    institution.QualityObjective,
    exchange.Group,
    exchange.Animator,
    exchange.Enrolment,
    exchange.Session,
    exchange.Attendance,
    exchange.Event,
    exchange.Event.co_organisers.through,
    exchange.EventParticipant,
    exchange.SteeringSeat,
    outreach.PublicAction,
    outreach.PublicAction.partners.through,
    outreach.PublicAction.workers.through,
    outreach.Publication,
    outreach.BodyMeeting,
    outreach.NewsletterItem,
    outreach.AudienceSnapshot,
    outreach.ChannelMeasure,
    outreach.SocialPost,
    mobile_team.Request,
    mobile_team.Intervention,
    mobile_team.Intervention.workers.through,
    mobile_team.SupervisionProcess,
    mobile_team.SupervisionSession,
    mobile_team.SupervisionSession.workers.through,
    peer_support.Accompaniment,
    peer_support.Activity,
    peer_support.Activity.workers.through,
    peer_support.Hire,
    peer_support.LeadContact,
    TrainingModule,
    TrainingDay,
    TrainingDay.trainers.through,
    TrainingParticipant,
)
COPIED: tuple[type[models.Model], ...] = (Worker, *HOUSING_FIRST, *OTHERS)
"""In the order of their references: what is referred to comes first."""

NUMBERS = {(Person, "number")}
CODES = {
    (Dwelling, "code"),
    (Candidate, "code"),
    (Worker, "code"),
    (Assignment, "replaces"),
    (institution.Member, "name"),
    (institution.Mandate, "name"),
    (exchange.Group, "code"),
    (exchange.Animator, "code"),
    (exchange.Enrolment, "participant"),
    (exchange.Attendance, "participant"),
    (exchange.Event, "code"),
    (exchange.EventParticipant, "participant"),
    (outreach.NewsletterItem, "title"),
    (outreach.SocialPost, "news"),
    (mobile_team.Request, "code"),
    (mobile_team.Request, "file_code"),
    (mobile_team.SupervisionProcess, "code"),
    (peer_support.Accompaniment, "code"),
    (peer_support.Hire, "code"),
    (TrainingModule, "code"),
    (TrainingDay, "session"),
    (TrainingParticipant, "session"),
    (TrainingParticipant, "participant"),
}
"""What tells one record from another: each copy has its own."""


def multiply(times: int) -> None:
    """Leave `times` copies of the data, the first one being what the database holds now."""
    highest = {model: _highest(model, "id") for model in COPIED}
    with _Unchecked(), connection.cursor() as cursor:
        for model in COPIED:
            names, values = zip(*_columns(model, highest), strict=True)
            table = model._meta.db_table
            cursor.execute(
                f"WITH RECURSIVE copy(k) AS "
                f"(SELECT 1 UNION ALL SELECT k + 1 FROM copy WHERE k < %s) "
                f"INSERT INTO {table} ({', '.join(names)}) "
                f"SELECT {', '.join(values)} FROM copy CROSS JOIN {table} WHERE id <= %s",
                [times - 1, highest[model]],
            )


def _highest(model: type[models.Model], field: str) -> int:
    return int(model._default_manager.aggregate(top=models.Max(field))["top"] or 0)


def _columns(
    model: type[models.Model], highest: dict[type[models.Model], int]
) -> Iterator[tuple[str, str]]:
    """Each column of a table with its value in the copy number k."""
    for field in model._meta.concrete_fields:
        column = f'"{field.column}"'
        if field.primary_key:
            yield column, f"{column} + k * {highest[model]}"
        elif field.related_model in highest:
            yield column, f"{column} + k * {highest[field.related_model]}"
        elif (model, field.name) in NUMBERS:
            yield column, f"{column} + k * {_highest(model, field.name)}"
        elif (model, field.name) in CODES:
            yield column, f"CASE WHEN {column} = '' THEN '' ELSE {column} || '-' || k END"
        else:
            yield column, column


class _Unchecked:
    """A block without overlap and reference checks: copies of valid records are valid.

    A temporary database only. On leaving, the rules are back and the planner knows the new sizes
    (PostgreSQL would do it by itself a minute later, in the middle of the measures).
    """

    def __enter__(self) -> None:
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                for model, rule in rules():
                    for name, _sql in rule.trigger_sql(model):
                        cursor.execute(f'DROP TRIGGER IF EXISTS "{name}"')
                cursor.execute("PRAGMA foreign_keys = OFF")
                cursor.execute("PRAGMA synchronous = OFF")
            else:
                cursor.execute("SET session_replication_role = replica")
        self.transaction = transaction.atomic()
        self.transaction.__enter__()

    def __exit__(self, *error: object) -> None:
        self.transaction.__exit__(*error)  # type: ignore[arg-type]
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute("PRAGMA foreign_keys = ON")
                write_triggers()
            else:
                cursor.execute("SET session_replication_role = DEFAULT")
            cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")
