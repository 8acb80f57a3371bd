"""Peer And Team support in the Support dashboard."""

from collections.abc import Mapping

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .drawings import Chart, Labels, bars, family, members
from .sections import Section

_ACTIVITIES: Labels = {
    "support.pat.activities.immersions": lambda: gettext("Immersions"),
    "support.pat.activities.training_days": lambda: gettext("Training days"),
    "support.pat.activities.working_groups": lambda: gettext("Working groups"),
    "support.pat.activities.other_meetings": lambda: gettext("Other meetings"),
    "support.pat.activities.team_meetings": lambda: gettext("Team meetings"),
    "support.pat.activities.job_interviews": lambda: gettext("Job interviews"),
}

SECTIONS = (
    Section(
        "pat",
        _("Peer And Team support (PAT)"),
        (
            "support.pat.accompaniments.count",
            "support.pat.activities.total",
            "support.pat.hires.year",
            "support.pat.training.attendances.total",
        ),
        ("activities", "work_time", "accompanied_sectors"),
    ),
    Section(
        "peers",
        _("Intervision of peer workers"),
        (
            "support.pat.intervision.enrolled.{starting}.total",
            "support.pat.intervision.institutions.listed",
            "support.pat.leads_intervision.enrolled",
            "x.intervision.peer_workers.attendance.mean",
        ),
        ("peer_sectors",),
    ),
)

CHARTS: Mapping[str, Chart] = {
    "activities": bars(
        lambda: gettext("Activities of the accompaniments"),
        lambda: gettext("Activity"),
        _ACTIVITIES,
    ),
    "work_time": bars(
        lambda: gettext("Hours worked by the PAT team"),
        lambda: gettext("Activity"),
        members("x.support.pat.worktime.{code}.hours", "work_activity"),
    ),
    "accompanied_sectors": family(
        lambda: gettext("Sectors accompanied, share"),
        lambda: gettext("Sector"),
        "support.pat.accompaniments.sector.*.share",
        "sector",
    ),
    "peer_sectors": family(
        lambda: gettext("Sectors of the peer workers, share of enrolments"),
        lambda: gettext("Sector"),
        "support.pat.intervision.sector.*.share",
        "sector",
    ),
}
