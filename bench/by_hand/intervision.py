"""Intervision groups: sessions, enrolments, presences, animators."""

from collections import Counter, defaultdict
from typing import Any

from filrouge.common.text import label_key

from .sql import Sql, Values, ratio

AUDIENCES = ("front_line", "peer_workers", "team_leads")
SLOT = "g.audience, g.cycle, g.weekday, g.half_day, g.language"


def _slot(row: tuple[Any, ...]) -> str:
    """Where the figures of a slot of the front line are: cycle and half day of the week."""
    _audience, cycle, day, half, language = row
    parts = (day, half, "nl" if language == "nl" else "")
    return f"connect.intervision.{cycle.replace('-', '_')}." + "_".join(filter(None, parts))


def _current(sql: Sql, cycle: str) -> bool:
    """Cycles of a year of the period: groups of the others have no figure of their own."""
    return str(sql.period.start.year) in cycle.split("-")


def sessions(sql: Sql) -> Values:
    rows = sql.rows(f"""
        SELECT {SLOT}, s.status, COUNT(*) FROM exchange_session s
        JOIN exchange_group g ON g.id = s.group_id
        WHERE {sql.in_period("s.day")} GROUP BY {SLOT}, s.status
    """)
    by_status: Counter[tuple[str, str]] = Counter()
    slots: Counter[str] = Counter()
    for row in rows:
        by_status[row[0], row[5]] += row[6]
        if row[0] == "front_line" and row[5] == "held":
            slots[f"{_slot(row[:5])}.sessions"] += row[6]
    values: Values = {
        f"x.intervision.{who}.sessions.cancelled": by_status[who, "cancelled"] for who in AUDIENCES
    }
    values["connect.intervision.sessions.total"] = by_status["front_line", "held"]
    values["support.pat.leads_intervision.sessions"] = by_status["team_leads", "held"]
    return values | slots


def enrolments(sql: Sql) -> Values:
    after = "e.status = 'withdrawn' AND e.withdrawn_on >= o.day"
    rows = sql.rows(f"""
        WITH opening AS (
          SELECT group_id, MIN(day) AS day FROM exchange_session WHERE status = 'held'
          GROUP BY group_id
        )
        SELECT g.audience, g.cycle, e.sector,
          COUNT(*) FILTER (WHERE e.status = 'accepted' OR {after}),
          COUNT(*) FILTER (WHERE e.status = 'accepted'),
          COUNT(*) FILTER (WHERE e.status = 'waiting_list'), COUNT(*) FILTER (WHERE {after})
        FROM exchange_enrolment e JOIN exchange_group g ON g.id = e.group_id
        LEFT JOIN opening o ON o.group_id = g.id GROUP BY g.audience, g.cycle, e.sector
    """)
    values: Values = {}
    cycles: Counter[str] = Counter()
    sectors: defaultdict[str, set[str]] = defaultdict(set)
    for audience, cycle, sector, counted, accepted, _waiting, _dropped in rows:
        name = cycle.replace("-", "_")
        if audience == "front_line" and counted:
            cycles[f"connect.intervision.{name}.participants"] += counted
            if sector not in ("", "unknown") and _current(sql, cycle):
                sectors[f"connect.intervision.{name}.sectors"].add(sector)
        if audience == "peer_workers" and accepted and _current(sql, cycle):
            cycles[f"support.pat.intervision.enrolled.{name}.total"] += accepted
    for who in AUDIENCES:
        now = [row for row in rows if row[0] == who and _current(sql, row[1])]
        counted = sum(row[3] for row in now)
        dropped = sum(row[6] for row in now)
        base = f"x.intervision.{who}"
        values[f"{base}.waiting"] = sum(row[5] for row in now)
        values[f"{base}.dropouts"] = dropped
        values[f"{base}.dropouts.share"] = ratio(dropped, counted, 100)
        tally: Counter[str] = Counter()
        for row in now:
            if row[2] not in ("", "unknown"):
                tally[row[2]] += row[3]
        share = ratio(max(tally.values(), default=0), tally.total(), 100)
        values[f"{base}.sectors.largest_share"] = share
    return values | cycles | {name: len(found) for name, found in sectors.items()}


def slots(sql: Sql) -> Values:
    """Enrolments that count and their institutions, then animators, by slot of the front line."""
    rows = sql.rows(f"""
        WITH opening AS (
          SELECT group_id, MIN(day) AS day FROM exchange_session WHERE status = 'held'
          GROUP BY group_id
        )
        SELECT {SLOT}, COUNT(*), COUNT(DISTINCT e.organisation_id)
        FROM exchange_enrolment e JOIN exchange_group g ON g.id = e.group_id
        LEFT JOIN opening o ON o.group_id = g.id
        WHERE g.audience = 'front_line' AND (e.status = 'accepted'
          OR (e.status = 'withdrawn' AND e.withdrawn_on >= o.day))
        GROUP BY {SLOT}
    """)
    values: Values = {}
    for row in rows:
        if _current(sql, row[1]):
            values[f"{_slot(row[:5])}.enrolments"] = row[5]
            values[f"{_slot(row[:5])}.institutions"] = row[6]
    rows = sql.rows(f"""
        SELECT {SLOT}, COUNT(DISTINCT a.code) FROM exchange_animator a
        JOIN exchange_group g ON g.id = a.group_id
        WHERE g.audience = 'front_line' GROUP BY {SLOT}
    """)
    found = {f"{_slot(row[:5])}.animators": row[5] for row in rows if _current(sql, row[1])}
    return values | found


def presences(sql: Sql) -> Values:
    """Presences at sessions held; groups of peer workers are numbered by code in their cycle."""
    rows = sql.rows(f"""
        WITH met AS (
          SELECT DISTINCT group_id, day FROM exchange_session
          WHERE status = 'held' AND {sql.in_period("day")}
        ), noted AS (
          SELECT m.group_id, m.day, a.participant,
            MAX(CASE WHEN a.present THEN 1 WHEN a.id IS NOT NULL THEN 0 END) AS present
          FROM met m LEFT JOIN exchange_attendance a ON a.group_id = m.group_id AND a.day = m.day
          GROUP BY m.group_id, m.day, a.participant
        )
        SELECT g.audience, g.cycle, g.code, COUNT(DISTINCT n.day),
          COUNT(DISTINCT CASE WHEN n.participant IS NOT NULL THEN n.day END),
          COUNT(n.participant), COALESCE(SUM(n.present), 0)
        FROM exchange_group g LEFT JOIN noted n ON n.group_id = g.id
        GROUP BY g.audience, g.cycle, g.code
    """)
    values: Values = {}
    for who in AUDIENCES:
        own = [row for row in rows if row[0] == who]
        came = sum(row[6] for row in own)
        base = f"x.intervision.{who}.attendance"
        values[f"{base}.mean"] = ratio(came, sum(row[4] for row in own))
        values[f"{base}.share"] = ratio(came, sum(row[5] for row in own), 100)
    numbers: Counter[str] = Counter()
    for _audience, cycle, _code, days, _noted, _rows, came in sorted(
        (row for row in rows if row[0] == "peer_workers"),
        key=lambda row: (row[1], label_key(row[2])),
    ):
        numbers[cycle] += 1
        name = f"support.pat.intervision.{cycle.replace('-', '_')}.group{numbers[cycle]}"
        if days:
            values[f"{name}.mean_attendance"] = ratio(came, days)
            values[f"{name}.sessions"] = days
    return values


STATEMENTS = {
    "intervision_session": sessions,
    "enrolment": enrolments,
    "slot": slots,
    "presence": presences,
}
