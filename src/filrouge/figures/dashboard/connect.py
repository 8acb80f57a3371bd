"""The Connect dashboard: intervision, meetings, representation, newsletter, networks."""

from collections.abc import Mapping

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .drawings import Chart, bars, family, members
from .sections import Section

_BODIES = ("rezone", "brusshelp", "forum", "brumenta", "lbsm", "cocof_ambulatory", "doucheflux")
_EVENTS = ("study_day", "round_table", "study_morning", "political_debate", "open_meeting")

SECTIONS = (
    Section(
        "intervision",
        _("Intervision"),
        (
            "connect.intervision.{starting}.participants",
            "connect.intervision.{starting}.groups",
            "connect.intervision.sessions.total",
            "connect.intervision.group.typical_size",
        ),
        ("intervision_sectors", "intervision_groups"),
    ),
    Section(
        "events",
        _("Debates and meetings"),
        (
            "connect.debates.count",
            "connect.roundtable.day.attendance.connect",
            "connect.roundtable.participants",
            "connect.ehpad_event.participants",
        ),
        ("events",),
    ),
    Section(
        "representation",
        _("Representation and publications"),
        (
            "connect.representation.all.meetings.total",
            "connect.representation.instances",
            "connect.interventions.count",
            "connect.publications.year.count",
        ),
        ("bodies",),
    ),
    Section(
        "newsletter",
        _("The newsletter"),
        (
            "connect.newsletter.editions",
            "connect.newsletter.subscribers",
            "connect.newsletter.open_rate.mean",
            "connect.newsletter.items.total",
        ),
        ("rubrics", "newsletter_themes"),
    ),
    Section(
        "networks",
        _("Social networks"),
        (
            "connect.social.posts",
            "connect.social.posts.own.share",
            "connect.linkedin.followers",
            "connect.facebook.followers",
        ),
        ("audiences", "post_themes"),
    ),
)

CHARTS: Mapping[str, Chart] = {
    "intervision_sectors": family(
        lambda: gettext("Sectors of the participants, share of enrolments"),
        lambda: gettext("Sector"),
        "x.connect.intervision.sector.*.share",
        "sector",
    ),
    "intervision_groups": family(
        lambda: gettext("Enrolments by group, cycle that begins"),
        lambda: gettext("Group"),
        "connect.intervision.{starting}.*.enrolments",
    ),
    "events": bars(
        lambda: gettext("Meetings held, by kind"),
        lambda: gettext("Kind"),
        members("x.connect.events.{code}", "event_kind", _EVENTS),
    ),
    "bodies": bars(
        lambda: gettext("Meetings attended, by body"),
        lambda: gettext("Body"),
        members("connect.representation.{code}.meetings", "represented_body", _BODIES),
    ),
    "rubrics": bars(
        lambda: gettext("News items, by heading"),
        lambda: gettext("Heading"),
        members("connect.newsletter.items.{code}", "newsletter_rubric"),
    ),
    "newsletter_themes": family(
        lambda: gettext("Themes of the newsletter, share of items"),
        lambda: gettext("Theme"),
        "connect.newsletter.sector.*.share",
        "theme",
        "sector",
    ),
    "audiences": bars(
        lambda: gettext("Followers gained, relative to the first count"),
        lambda: gettext("Channel"),
        members("x.connect.{code}.audience.growth_rate", "channel"),
    ),
    "post_themes": family(
        lambda: gettext("Themes of the posts about the sector, share"),
        lambda: gettext("Theme"),
        "connect.social.sector.*.share",
        "theme",
        "sector",
    ),
}
