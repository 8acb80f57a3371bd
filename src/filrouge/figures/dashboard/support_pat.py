"""Peer And Team support in the Support chapter. Every number is a figure of the catalogue."""

from collections.abc import Mapping

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .drawings import Chart, Labels, bars, family, members
from .prose import Section

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
        (
            (
                _(
                    "PAT accompanied [support.pat.accompaniments.count] institutions: "
                    "[support.pat.accompaniments.list.users_section]."
                ),
                _(
                    "Since it was created, in [support.pat.since], it has accompanied "
                    "[support.pat.teams.since_creation] teams: "
                    "[support.pat.teams.since_creation.brussels] in Brussels and "
                    "[support.pat.teams.since_creation.wallonia] in Wallonia."
                ),
            ),
            (
                _(
                    "The accompaniments of the year took [support.pat.activities.total] "
                    "activities, of which [support.pat.activities.immersions] immersions, "
                    "[support.pat.activities.training_days] training days and "
                    "[support.pat.activities.working_groups] working groups."
                ),
                _(
                    "They took up [support.pat.worktime.accompaniment.share] of the hours worked "
                    "by the team."
                ),
            ),
            (
                _(
                    "Peer workers hired during the year: [support.pat.hires.year], and "
                    "[support.pat.hires.since_creation] since the beginning."
                ),
                _("Hires expected next year: [support.pat.hires.planned_next_year]."),
            ),
            (
                _(
                    "The team gave [support.pat.training.sessions.total] training sessions, over "
                    "[support.pat.training.days.total], with "
                    "[support.pat.training.attendances.total] participants in all; it has "
                    "[support.pat.modules.count] modules ready."
                ),
            ),
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
        (
            (
                _(
                    "[support.pat.intervision.enrolled.{ending}.total] peer workers were enrolled "
                    "in the intervision of the cycle {ending}; "
                    "[support.pat.intervision.enrolled.{starting}.total] are in that of the cycle "
                    "{starting}."
                ),
                _(
                    "They work in [support.pat.intervision.institutions.listed] institutions; "
                    "[x.intervision.peer_workers.attendance.mean] were present at a session on "
                    "average."
                ),
            ),
            (
                _(
                    "Those in charge of teams with peer workers have their own intervision: "
                    "[support.pat.leads_intervision.enrolled] enrolled, from "
                    "[support.pat.leads_intervision.institutions] institutions, "
                    "[support.pat.leads_intervision.sessions] sessions."
                ),
            ),
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
