"""What the figures of a programme are worth: how much of what they stand on is known."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Model, Q
from django.utils.translation import gettext_lazy as _

from filrouge.exchange.models import Event, EventParticipant
from filrouge.institution.models import FundingLine
from filrouge.mobile_team.models import Intervention, Request
from filrouge.outreach.models import BodyMeeting, Publication, SocialPost
from filrouge.peer_support.models import Activity
from filrouge.staff.models import Assignment

from ..facts.scope import UNKNOWN, Scope
from .counting import (
    FACE_TO_FACE,
    WITH_DURATION,
    WITH_TOPIC,
    Tally,
    alive,
    encounters,
    enrolments,
    followed,
    persons_of,
    rows,
    table,
)

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True)
class Gauge:
    """`label` says what is known, `missing` what is counted when it is not.

    `mended_by` names who writes it when no group does; `table` is the model whose list shows the
    records, `narrowed` what its address asks for.
    """

    code: str
    label: "StrPromise"
    missing: "StrPromise"
    count: Callable[[Scope], Tally]
    mended_by: "StrPromise"
    table: type[Model] | None = None
    narrowed: str = ""


_TEAM = _("the team")
_MOBILE = _("the mobile team")
_PAT = _("the PAT team")
_TRAINING = _("the training team")
_CONNECT = _("the Connect team")
_FINANCE = _("finance")

_COUNTED = Q(audience__isnull=False) | Q(pk__in=EventParticipant.objects.values("event_id"))

COVERAGE: Mapping[str, tuple[Gauge, ...]] = {
    "housing_first": (
        Gauge(
            "scores",
            _("Functioning scores at entry and now"),
            _("persons without both scores"),
            followed(persons_of("functioning", paired=True), alive),
            _TEAM,
        ),
        Gauge(
            "symptoms",
            _("Symptoms reviewed"),
            _("persons without a review of symptoms"),
            followed(persons_of("symptoms")),
            _TEAM,
        ),
        Gauge(
            "use",
            _("Consumption reviewed"),
            _("persons without a review of consumption"),
            followed(persons_of("use")),
            _TEAM,
        ),
        Gauge(
            "incomes",
            _("Income known"),
            _("persons whose income is not known"),
            followed(persons_of("income")),
            _TEAM,
        ),
        Gauge(
            "street",
            _("Time without a home known"),
            _("persons whose time without a home is not known"),
            followed(persons_of("followed", street_months__isnull=False)),
            _TEAM,
        ),
        Gauge(
            "topics",
            _("Visits, outings and case conferences with their topics"),
            _("encounters held without a topic"),
            encounters(WITH_TOPIC, FACE_TO_FACE),
            _TEAM,
        ),
        Gauge(
            "durations",
            _("Duration of the encounters"),
            _("encounters held without a duration"),
            encounters(WITH_DURATION),
            _TEAM,
        ),
    ),
    "support": (
        Gauge(
            "answers",
            _("Date of the first contact"),
            _("requests without the date of the first contact"),
            rows("request", {"answered__isnull": False}, received=True, kind="intervention"),
            _MOBILE,
            Request,
            "first_response_on=-",
        ),
        Gauge(
            "requesters",
            _("Sector of those who ask"),
            _("requests whose sector is not known"),
            rows("request", {"sector__ne": UNKNOWN}, received=True),
            _MOBILE,
            Request,
            "sector=unknown",
        ),
        Gauge(
            "interventions",
            _("Duration of the interventions"),
            _("interventions without a duration"),
            table(Intervention, "day", Q(duration_min__isnull=False)),
            _MOBILE,
            Intervention,
        ),
        Gauge(
            "activities",
            _("Workers named in the accompaniments"),
            _("activities without a worker"),
            table(Activity, "day", Q(worker_count__gt=0)),
            _PAT,
            Activity,
        ),
        Gauge(
            "trainees",
            _("Sector of the participants in training"),
            _("participants whose sector is not known"),
            rows("trainee", {"sector__ne": UNKNOWN}),
            _TRAINING,
        ),
    ),
    "connect": (
        Gauge(
            "enrolments",
            _("Sector of the participants in intervision"),
            _("enrolments whose sector is not known"),
            enrolments,
            _CONNECT,
        ),
        Gauge(
            "presences",
            _("Sessions held with their presences"),
            _("sessions held without any presence noted"),
            rows("intervision_session", {"recorded": True}, status="held"),
            _CONNECT,
        ),
        Gauge(
            "events",
            _("Persons counted at the meetings"),
            _("meetings whose public was not counted"),
            table(Event, "start", _COUNTED),
            _CONNECT,
            Event,
        ),
        Gauge(
            "bodies",
            _("Presence noted at the meetings of bodies"),
            _("meetings of bodies where nobody says who came"),
            table(BodyMeeting, "day", Q(present__isnull=False)),
            _CONNECT,
            BodyMeeting,
        ),
        Gauge(
            "publications",
            _("Date of the publications"),
            _("publications without a date"),
            table(Publication, "action_year", Q(published_on__isnull=False)),
            _CONNECT,
            Publication,
        ),
        Gauge(
            "posts",
            _("Reach of the posts"),
            _("posts whose reach is not known"),
            table(SocialPost, "day", Q(reach__isnull=False)),
            _CONNECT,
            SocialPost,
        ),
    ),
    "institution": (
        Gauge(
            "programmes",
            _("Programme of the funding"),
            _("funding lines without a programme"),
            table(FundingLine, "year", ~Q(programme="")),
            _FINANCE,
            FundingLine,
            "programme=-",
        ),
        Gauge(
            "received",
            _("Date on which the money came"),
            _("funding lines without the date of receipt"),
            table(FundingLine, "year", Q(received_on__isnull=False)),
            _FINANCE,
            FundingLine,
        ),
        Gauge(
            "posts",
            _("Working time of those in post"),
            _("positions with no working time"),
            rows("position", {"fte__gt": 0}, active=True),
            _FINANCE,
            Assignment,
        ),
    ),
}
"""By programme, in the order of its sections."""
