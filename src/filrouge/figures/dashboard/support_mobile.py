"""The mobile team in the Support chapter. Every number is a figure of the catalogue."""

from collections.abc import Mapping

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .drawings import Chart, bars, by_month, family, members
from .prose import Section

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
        (
            (
                _(
                    "The mobile team received [support.mobile.requests.new] requests for "
                    "intervention, from [support.mobile.institutions.requesting] institutions: "
                    "[support.mobile.requests.with_file] led to a file and "
                    "[support.mobile.requests.phone_only] were settled by telephone."
                ),
                _(
                    "With the [support.mobile.files.carried_over] files opened before the year, "
                    "[support.mobile.files.active] files were followed."
                ),
            ),
            (
                _(
                    "The first contact took [x.support.mobile.response.mean_days] on "
                    "average; [x.support.mobile.response.within_week.share] of the requests had "
                    "one within a week."
                ),
                _(
                    "The team carried out [x.support.mobile.interventions] interventions; the "
                    "person concerned took part in "
                    "[x.support.mobile.interventions.with_user.share] of them."
                ),
            ),
            (
                _(
                    "Worry about somebody's state of mind is the motive of "
                    "[support.mobile.requests.motive.psychological_worry] of the requests, "
                    "reflection on one's practice of "
                    "[support.mobile.requests.motive.practice_reflection] and the risk of "
                    "eviction of [support.mobile.requests.motive.eviction_risk]."
                ),
                _(
                    "[support.mobile.requests.channel.past_contact] of those who ask know the "
                    "team from an earlier contact, [support.mobile.requests.channel.colleague] "
                    "from a colleague."
                ),
            ),
            (
                _(
                    "The team has [support.mobile.staff.workers] workers, that is "
                    "[support.mobile.staff.fte] full-time equivalents."
                ),
            ),
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
        (
            (
                _(
                    "[support.mobile.supervision.teams.requesting] teams asked for a supervision: "
                    "[support.mobile.supervision.teams.engaged] began one, "
                    "[support.mobile.supervision.teams.dropped] gave it up and "
                    "[support.mobile.supervision.teams.waiting] had to wait."
                ),
                _("They met [support.mobile.supervision.meetings.total] times."),
            ),
            (
                _(
                    "Supervisions that go on next year: [support.mobile.supervision.continuing]; "
                    "new requests for next year: "
                    "[support.mobile.supervision.new_requests_next_year]."
                ),
            ),
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
