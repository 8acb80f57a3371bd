"""Pages of the staff: workers, positions, internal meetings, working time."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from filrouge.records.declaration import (
    CONNECT,
    INSTITUTION,
    SUPPORT,
    Finder,
    Kind,
    register,
    register_finder,
)
from filrouge.vocabulary import lists

from .models import Assignment, FollowedTraining, InternalMeeting, Worker, WorkingTime

HF_DIRECTOR = "hf_director"
HF_TEAMS = frozenset(code for code in lists.get("staff_team").codes if code.startswith("hf_"))
"""The teams that the direction of Housing First answers for."""
OWN_TEAMS = {HF_DIRECTOR: ("team", HF_TEAMS)}


def find(codes: Iterable[str]) -> dict[str, Worker]:
    """Workers by their code, whatever its case."""
    wanted = {code: code.upper() for code in codes}
    known = {one.code: one for one in Worker.objects.filter(code__in=[*wanted, *wanted.values()])}
    found = {code: known.get(code) or known.get(upper) for code, upper in wanted.items()}
    return {code: one for code, one in found.items() if one is not None}


register_finder(
    Worker,
    Finder(
        find,
        lambda: list(Worker.objects.order_by("code").values_list("code", flat=True)),
        lambda worker: worker.code,
    ),
)
register(
    Kind(
        slug="intervenants",
        model=Worker,
        programmes=(INSTITUTION, SUPPORT, CONNECT),
        plural=_("Workers"),
        singular=_("Worker"),
        heading=("code",),
        search=("code",),
        order=("code",),
        hidden=("account",),
        also=frozenset({HF_DIRECTOR}),
    ),
    Kind(
        slug="personnel",
        model=Assignment,
        programmes=(INSTITUTION,),
        plural=_("Positions"),
        singular=_("Position"),
        heading=("worker", "function"),
        columns=("team", "funder", "start", "end", "fte"),
        filters=("team", "function"),
        year="start",
        search=("worker__code", "funder__key"),
        order=("worker__code", "start"),
        labels={
            "replaces": _("Replaces"),
            "certification": _("Certification"),
            "is_trainer": _("Trainer"),
        },
        lists={"team": "staff_team", "function": "staff_function"},
        within=OWN_TEAMS,
    ),
    Kind(
        slug="reunions-internes",
        model=InternalMeeting,
        programmes=(INSTITUTION,),
        plural=_("Internal meetings"),
        singular=_("Internal meeting"),
        heading=("day", "team"),
        columns=("kind", "days"),
        filters=("team", "kind"),
        year="day",
        order=("-day", "team"),
        labels={"days": _("Duration (days)")},
        lists={"team": "staff_team", "kind": "meeting_kind"},
        refusals={"away_day_has_days": ("days", _("An away day says how many days it lasted."))},
        within=OWN_TEAMS,
    ),
    Kind(
        slug="temps-de-travail",
        model=WorkingTime,
        programmes=(SUPPORT,),
        plural=_("Working time"),
        singular=_("Working time"),
        heading=("month", "team"),
        columns=("activity", "hours"),
        filters=("team", "activity"),
        year="month",
        order=("-month", "team"),
        labels={"month": _("Month")},
        lists={"activity": "work_activity"},
        suggests={"team": "staff_team"},
        months=("month",),
        within=OWN_TEAMS,
    ),
    Kind(
        slug="formations-suivies",
        model=FollowedTraining,
        programmes=(INSTITUTION,),
        plural=_("Trainings followed"),
        singular=_("Training followed"),
        heading=("subject", "day"),
        columns=("worker", "hours", "organiser"),
        year="day",
        search=("subject", "worker__code"),
        order=("-day",),
        labels={"hours": _("Hours"), "subject": _("Subject"), "organiser": _("Given by")},
        also=frozenset({HF_DIRECTOR}),
        refusals={
            "followed_training_hours_sane": ("hours", _("From a few minutes to 24 hours.")),
        },
    ),
)
