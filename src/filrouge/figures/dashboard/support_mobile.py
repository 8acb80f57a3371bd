"""The mobile team in the Support dashboard."""

from collections.abc import Mapping

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .drawings import Chart, bars, by_month, family, members
from .sections import Section

SECTIONS = (
    Section(
        "mobile",
        _("The mobile team"),
        (
            "support.mobile.requests.new",
            "support.mobile.requests.with_file",
            "support.mobile.files.active",
            "x.support.mobile.response.within_week.share",
        ),
        ("requests_by_month", "motives", "channels"),
    ),
    Section(
        "supervision",
        _("Team supervision"),
        (
            "support.mobile.supervision.meetings.total",
            "support.mobile.supervision.teams.engaged",
            "support.mobile.supervision.continuing",
        ),
        ("supervised_teams",),
    ),
)

CHARTS: Mapping[str, Chart] = {
    "requests_by_month": by_month(
        lambda: gettext("Requests for intervention, by month"), "support.mobile.requests.new"
    ),
    "motives": bars(
        lambda: gettext("Motives of the requests, share"),
        lambda: gettext("Motive"),
        members("support.mobile.requests.motive.{code}", "request_motive"),
    ),
    "channels": bars(
        lambda: gettext("How the team was found, share of requests"),
        lambda: gettext("Channel"),
        members("support.mobile.requests.channel.{code}", "discovery_channel"),
    ),
    "supervised_teams": family(
        lambda: gettext("Supervision meetings, by team"),
        lambda: gettext("Team"),
        "support.mobile.supervision.*.meetings",
    ),
}
