"""Events, public actions, publications, bodies, newsletter, social networks."""

from fractions import Fraction
from typing import Any

from filrouge.common.text import sort_key
from filrouge.vocabulary import lists

from .sql import Sql, Values, ratio

KINDS = ("study_day", "round_table", "study_morning", "political_debate", "open_meeting")
TEAM_BODIES = ("function5_crr", "alias", "modus_questions_sante", "sisp_quota")
OWN_BODIES = ("rezone", "brusshelp", "forum", "brumenta", "lbsm", "cocof_ambulatory", "doucheflux")
RUBRICS = ("smes_news", "sector_news", "publications", "press", "events")
THEMES = ("homeless_aid", "drugs_addictions", "mental_health", "intersectoral", "general_health")
TOP = (
    ("reach", (1, 2, 3)),
    ("clicks", (1, 2, 3)),
    ("reactions", (1, 2, 3)),
    ("shares", (2, 3)),
)


def _count(condition: str) -> str:
    return f"COUNT(*) FILTER (WHERE {condition})"


def events(sql: Sql) -> Values:
    table = "kind = 'round_table' AND parent_id IS NOT NULL"
    pat = "programmes LIKE '%;pat;%'"
    began = sql.in_period("start")
    values = sql.measured(
        {f"x.connect.events.{kind}": _count(f"kind = '{kind}'") for kind in KINDS}
        | {
            "connect.debates.count": _count("kind = 'political_debate'"),
            "connect.roundtable.tables.count": _count(table),
            "support.pat.event.round_tables": _count(f"{table} AND {pat}"),
            "support.pat.network.open_meetings": _count(f"kind = 'open_meeting' AND {pat}"),
        },
        f"FROM exchange_event WHERE {began}",
    )
    days = f"IN (SELECT parent_id FROM exchange_event WHERE {began} AND {table})"
    attended = sql.measured(
        {"connect.roundtable.day.attendance.connect": "SUM(audience)"},
        f"FROM exchange_event WHERE id {days}",
    )
    values |= attended
    values["support.pat.event.attendance"] = attended["connect.roundtable.day.attendance.connect"]
    values |= sql.measured(
        {"connect.roundtable.steering.organisations": "COUNT(DISTINCT organisation_id)"},
        f"FROM exchange_steeringseat WHERE event_id {days}",
    )
    return values | sql.measured(
        {"connect.debates.organisers.count": "COUNT(DISTINCT o.organisation_id)"},
        "FROM exchange_event e JOIN exchange_event_co_organisers o ON o.event_id = e.id "
        f"WHERE {sql.in_period('e.start')} AND e.kind = 'political_debate'",
    )


def participants(sql: Sql) -> Values:
    tables = "e.kind = 'round_table' AND e.parent_id IS NOT NULL"
    morning, debate = "e.kind = 'study_morning'", "e.kind = 'political_debate'"
    source = (
        "FROM exchange_eventparticipant p JOIN exchange_event e ON e.id = p.event_id "
        f"WHERE p.present AND {sql.in_period('e.start')}"
    )
    known = "p.sector NOT IN ('', 'unknown')"
    wanted = {
        "connect.roundtable.participants": (
            "p.participant",
            f"{tables} AND p.role = 'participant'",
        ),
        "connect.roundtable.facilitators": (
            "p.participant",
            f"{tables} AND p.role = 'facilitator'",
        ),
        "connect.ehpad_event.participants": (
            "p.participant",
            f"{morning} AND p.role = 'participant'",
        ),
        "connect.ehpad_event.speakers": ("p.participant", f"{morning} AND p.role = 'speaker'"),
        "connect.debates.speakers.fr": (
            "p.participant",
            f"{debate} AND p.role = 'speaker' AND e.language = 'fr'",
        ),
        "connect.debates.speakers.nl": (
            "p.participant",
            f"{debate} AND p.role = 'speaker' AND e.language = 'nl'",
        ),
    }
    for name, which in (("roundtable", tables), ("ehpad_event", morning)):
        own = f"{which} AND p.role = 'participant'"
        wanted[f"connect.{name}.sectors"] = ("p.sector", f"{own} AND {known}")
        wanted[f"connect.{name}.institutions"] = ("p.organisation_id", own)
    values = sql.measured(
        {
            name: f"COUNT(DISTINCT {what}) FILTER (WHERE {test})"
            for name, (what, test) in wanted.items()
        },
        source,
    )
    rows = sql.rows(f"""
        SELECT DISTINCT e.kind, COALESCE(d.name, o.name) FROM exchange_eventparticipant p
        JOIN exchange_event e ON e.id = p.event_id
        JOIN directory_organisation o ON o.id = p.organisation_id
        LEFT JOIN directory_directoryentry d ON d.organisation_id = o.id
          AND d.directory = 'connect'
        WHERE p.present AND p.role = 'participant' AND {sql.in_period("e.start")}
          AND ({tables} OR {morning})
    """)
    for name, kind in (("roundtable", "round_table"), ("ehpad_event", "study_morning")):
        listed = sorted((row[1] for row in rows if row[0] == kind), key=sort_key)
        values[f"connect.{name}.institutions.list"] = tuple(listed)
    return values


def actions(sql: Sql) -> Values:
    own = "programme = 'connect'"
    met = (
        "('student_meeting', 'podcast', 'webinar', 'interview', 'talk', 'presentation', "
        "'working_group')"
    )
    jury = f"{own} AND kind = 'jury'"
    return sql.measured(
        {
            "connect.interventions.count": _count(f"{own} AND kind = 'public_intervention'"),
            "connect.advocacy_actions.count": _count(
                f"{own} AND kind IN ('advocacy', 'communication_action')"
            ),
            "connect.solicitations.count": "COUNT(DISTINCT requester_id) FILTER "
            f"(WHERE {own} AND kind = 'expertise_request')",
            "connect.juries.dissertations": _count(f"{jury} AND level = 'dissertation'"),
            "connect.juries.master": _count(f"{jury} AND level = 'master' AND role = 'president'"),
            "support.pat.representation.actions": _count(f"kind IN {met}"),
            "support.pat.representation.students": "COALESCE(SUM(number) FILTER "
            "(WHERE kind = 'student_meeting'), 0)",
        },
        f"FROM outreach_publicaction WHERE {sql.in_period('day')}",
    )


def publications(sql: Sql) -> Values:
    out = f"published_on <= {sql.end}"
    year = sql.period.start.year
    return sql.measured(
        {
            "connect.table.publications.count": _count(
                f"{out} AND kind = 'collection' AND from_round_table"
            ),
            "connect.collection.titles.count": _count(f"{out} AND kind = 'collection'"),
            "connect.research.count": _count(f"{out} AND kind = 'research'"),
            "connect.publications.year.count": _count(
                f"kind <> 'research' AND action_year = {year}"
            ),
        },
        "FROM outreach_publication",
    )


def bodies(sql: Sql) -> Values:
    teams = "(m.programmes LIKE '%;support;%' OR m.programmes LIKE '%;housing_first;%')"
    rows = sql.rows(f"""
        SELECT COALESCE(d.name, o.name), o.name,
          COUNT(*) FILTER (WHERE m.programmes LIKE '%;connect;%'),
          COUNT(*) FILTER (WHERE {teams}), COUNT(*) FILTER (WHERE m.programmes <> ';pat;'),
          COUNT(*)
        FROM outreach_bodymeeting m JOIN outreach_body b ON b.id = m.body_id
        JOIN directory_organisation o ON o.id = b.organisation_id
        LEFT JOIN directory_directoryentry d ON d.organisation_id = o.id
          AND d.directory = 'connect'
        WHERE m.present AND {sql.in_period("m.day")} GROUP BY 1, 2
    """)
    known = lists.get("represented_body")
    found: dict[str, list[int]] = {}
    for written, name, *numbers in rows:
        code = known.resolve(written) or known.resolve(name) or written
        found[code] = [a + b for a, b in zip(found.get(code, [0] * 4), numbers, strict=True)]

    def of(code: str, column: int) -> int:
        return found.get(code, [0] * 4)[column]

    base = "connect.representation"
    values: Values = {f"{base}.{code}.meetings": of(code, 0) for code in OWN_BODIES}
    return values | (
        {f"{base}.teams.{code}.meetings": of(code, 1) for code in TEAM_BODIES}
        | {f"support.pat.network.{code}_meetings": of(code, 3) for code in ("rev", "comac")}
        | {
            f"{base}.instances": sum(row[0] > 0 for row in found.values()),
            f"{base}.meetings.total": sum(row[0] for row in found.values()),
            f"{base}.teams.meetings.total": sum(row[1] for row in found.values()),
            f"{base}.all.meetings.total": sum(row[2] for row in found.values()),
        }
    )


def newsletter(sql: Sql) -> Values:
    rows = sql.rows(f"""
        SELECT delivered, unique_openers FROM outreach_newsletteredition
        WHERE {sql.in_period("day")}
    """)
    rates = [Fraction(100 * opened, delivered) for delivered, opened in rows]
    mean = sum(rates, start=Fraction(0)) / len(rates) if rates else None
    found = sql.measured(
        {"total": "COUNT(*)", "kinds": "COUNT(DISTINCT kind)"}
        | {name: _count(f"rubric = '{name}'") for name in RUBRICS}
        | {f"#{name}": _count(f"theme = '{name}'") for name in THEMES},
        f"""FROM (SELECT i.*, ROW_NUMBER() OVER (
          PARTITION BY rubric, LOWER(title) ORDER BY edition, id) AS place
        FROM outreach_newsletteritem i) item
        WHERE place = 1 AND edition LIKE '{sql.period.start.year}-%'""",
    )
    base = "connect.newsletter"
    return (
        {f"{base}.items.{name}": found[name] for name in (*RUBRICS, "total")}
        | {
            f"{base}.sector.{name}.share": ratio(found[f"#{name}"], found["total"], 100)
            for name in THEMES
        }
        | {
            f"{base}.editions": len(rows),
            f"{base}.open_rate.mean": mean,
            f"x.{base}.open_rate.mean2": mean,
            f"{base}.content_types.count": found["kinds"],
        }
    )


def audiences(sql: Sql) -> Values:
    """The last numbers of this year and of the year before, by channel."""
    year = sql.part("day", 1, 4)
    rows = sql.rows(f"""
        SELECT channel, told, value FROM (
          SELECT channel, {year} AS told, value, ROW_NUMBER() OVER (
            PARTITION BY channel, {year} ORDER BY day DESC, id) AS place
          FROM outreach_audiencesnapshot WHERE day <= {sql.end}) dated
        WHERE place = 1
    """)
    found: dict[tuple[str, int], Any] = {row[:2]: row[2] for row in rows}
    now = sql.period.start.year
    values: Values = {"connect.newsletter.subscribers": found.get(("newsletter", now))}
    for channel in ("linkedin", "facebook"):
        last, before = found.get((channel, now)), found.get((channel, now - 1))
        values[f"connect.{channel}.followers"] = last
        if last is not None and before:
            values[f"connect.{channel}.followers.growth"] = last - before
            grown = Fraction(100 * (last - before), before)
            values[f"x.connect.{channel}.audience.growth_rate"] = grown
    return values


def posts(sql: Sql) -> Values:
    found = sql.measured(
        {
            "connect.social.networks": "COUNT(DISTINCT network)",
            "connect.social.posts": "COUNT(DISTINCT news)",
            "connect.social.posts.own": "COUNT(DISTINCT news) FILTER "
            "(WHERE post_class = 'own_activity')",
            "sector": "COUNT(DISTINCT news) FILTER (WHERE post_class = 'sector_news')",
        }
        | {
            f"#{name}": "COUNT(DISTINCT news) FILTER "
            f"(WHERE post_class = 'sector_news' AND theme = '{name}')"
            for name in THEMES
        },
        f"FROM outreach_socialpost WHERE {sql.in_period('day')}",
    )
    values = {name: value for name, value in found.items() if "." in name}
    total = found["connect.social.posts"]
    values["connect.social.posts_per_week"] = ratio(total, 52)
    values["connect.social.posts.own.share"] = ratio(found["connect.social.posts.own"], total, 100)
    for name in THEMES:
        share = ratio(found[f"#{name}"], found["sector"], 100)
        values[f"connect.social.sector.{name}.share"] = share
    rows = sql.rows(f"""
        SELECT place, reach, clicks, reactions, shares FROM (
          SELECT p.*, ROW_NUMBER() OVER (ORDER BY reach DESC, LOWER(news)) AS place
          FROM outreach_socialpost p WHERE {sql.in_period("day")} AND network = 'linkedin'
            AND reach IS NOT NULL) ranked
        WHERE place <= 3
    """)
    for place, *numbers in rows:
        for (name, places), number in zip(TOP, numbers, strict=True):
            if place in places:
                values[f"connect.linkedin.post.top{place}.{name}"] = number
    return values


STATEMENTS = {
    "event": events,
    "event_participant": participants,
    "public_action": actions,
    "publication": publications,
    "body_meeting": bodies,
    "newsletter": newsletter,
    "audience": audiences,
    "post": posts,
}
