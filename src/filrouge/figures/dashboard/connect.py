"""The Connect chapter of a year, as written. Every number is a figure of the catalogue."""

from collections.abc import Mapping

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .drawings import Chart, bars, family, members
from .prose import Section

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
        (
            (
                _(
                    "The cycle {ending} brought together "
                    "[connect.intervision.{ending}.participants] participants in "
                    "[connect.intervision.{ending}.groups] groups."
                ),
                _(
                    "The cycle {starting}, begun in the autumn, has "
                    "[connect.intervision.{starting}.participants] participants in "
                    "[connect.intervision.{starting}.groups] groups; groups held in Dutch: "
                    "[connect.intervision.{starting}.groups.nl]."
                ),
            ),
            (
                _(
                    "Over the calendar year the groups met [connect.intervision.sessions.total] "
                    "times."
                ),
                _(
                    "A group has [connect.intervision.group.typical_size] participants on average "
                    "and [connect.intervision.animators_per_group] animators, one from social "
                    "work and one from mental health."
                ),
                _(
                    "In the cycle {starting}, animators who lead a group for the first time: "
                    "[connect.intervision.{starting}.animators.new]."
                ),
            ),
            (
                _(
                    "Participants came from [connect.intervision.{ending}.sectors] sectors in the "
                    "cycle {ending} and come from [connect.intervision.{starting}.sectors] in the "
                    "cycle {starting}."
                ),
                _(
                    "The sector most present accounts for "
                    "[x.intervision.front_line.sectors.largest_share] of the enrolments."
                ),
            ),
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
        (
            (
                _(
                    "Political debates held: [connect.debates.count], prepared with "
                    "[connect.debates.organisers.count] organisers; persons present: "
                    "[connect.debates.attendance.detail]."
                ),
            ),
            (
                _(
                    "The study day of the round tables was attended by "
                    "[connect.roundtable.day.attendance.connect] persons."
                ),
                _(
                    "Its [connect.roundtable.tables.count] round tables brought together "
                    "[connect.roundtable.participants] participants and "
                    "[connect.roundtable.facilitators] facilitators, from "
                    "[connect.roundtable.institutions] institutions and "
                    "[connect.roundtable.sectors] sectors."
                ),
                _(
                    "The day was organised with [connect.roundtable.coorganisers]; "
                    "[connect.roundtable.steering.organisations] organisations steered it."
                ),
            ),
            (
                _(
                    "The study morning on the elderly in precarity brought together "
                    "[connect.ehpad_event.participants] participants and "
                    "[connect.ehpad_event.speakers] speakers, from "
                    "[connect.ehpad_event.institutions] institutions and "
                    "[connect.ehpad_event.sectors] sectors."
                ),
            ),
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
        (
            (
                _(
                    "Connect sits in [connect.representation.instances] bodies and attended "
                    "[connect.representation.meetings.total] of their meetings."
                ),
                _(
                    "With the [connect.representation.teams.meetings.total] meetings attended by "
                    "the teams, that makes [connect.representation.all.meetings.total]."
                ),
            ),
            (
                _(
                    "Public interventions of the year: [connect.interventions.count]; advocacy "
                    "and communication actions: [connect.advocacy_actions.count]; requests for "
                    "expertise answered: [connect.solicitations.count]."
                ),
                _("Dissertation juries attended: [connect.juries.dissertations]."),
            ),
            (
                _(
                    "Publications of the year: [connect.publications.year.count]. The collection "
                    "has [connect.collection.titles.count] titles, and "
                    "[connect.research.count] pieces of research were published."
                ),
            ),
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
        (
            (
                _(
                    "[connect.newsletter.editions] editions of the newsletter were sent, with "
                    "[connect.newsletter.items.total] news items: "
                    "[connect.newsletter.items.sector_news] about the sector, "
                    "[connect.newsletter.items.events] events, "
                    "[connect.newsletter.items.press] from the press, "
                    "[connect.newsletter.items.smes_news] about the association and "
                    "[connect.newsletter.items.publications] publications."
                ),
            ),
            (
                _(
                    "An edition is opened by [connect.newsletter.open_rate.mean] of those who "
                    "receive it on average: [connect.newsletter.january.open_rate] in January, "
                    "[connect.newsletter.september.open_rate] in September."
                ),
                _(
                    "The newsletter had [connect.newsletter.subscribers] subscribers at the end "
                    "of the year."
                ),
                _(
                    "Subscribers gained since the first count: "
                    "[x.connect.newsletter.subscribers.growth]."
                ),
            ),
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
        (
            (
                _(
                    "[connect.social.posts] posts went out on [connect.social.networks] networks, "
                    "that is [connect.social.posts_per_week] a week; "
                    "[connect.social.posts.own.share] tell what the association does."
                ),
            ),
            (
                _(
                    "At the end of the year [connect.linkedin.followers] persons followed the "
                    "LinkedIn page (gained: [connect.linkedin.followers.growth]) and "
                    "[connect.facebook.followers] the Facebook page (gained: "
                    "[connect.facebook.followers.growth])."
                ),
                _(
                    "The LinkedIn posts were seen by [connect.linkedin.reach] persons, those on "
                    "Facebook by [connect.facebook.reach]."
                ),
                _(
                    "The post most seen on LinkedIn reached [connect.linkedin.post.top1.reach] "
                    "persons and was clicked [connect.linkedin.post.top1.clicks] times."
                ),
            ),
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
