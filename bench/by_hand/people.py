"""Persons followed, ends of follow-up, incomes, candidates, rhythm of visits."""

from datetime import timedelta
from fractions import Fraction

from filrouge.common.periods import DAYS_PER_MONTH, Period, years_later
from filrouge.vocabulary import lists

from .sql import Sql, Values, ratio

COUNTS = {
    "hf.tenants.followed": "TRUE",
    "hf.tenants.active_year_end": "active = 1",
    "hf.tenants.new_housed": "new = 1",
    "hf.sex.men": "sex = 'M'",
    "hf.sex.women": "sex = 'F'",
    "x.hf.street_time.known": "street_months_total IS NOT NULL",
    "x.hf.retention.maintained": "housed = 1",
    "hf.retention.housed_persons": "housed_days > 0",
    "hf.retention.returned_persons": "returned = 1 AND housed_days > 0",
    "hf.staff.load.tenants": "active = 1 AND housed_end = 1",
    "hf.lost_housing.reentry_planned": (
        "active = 1 AND housed_end = 0 AND left_home = 1 AND back = 1"
    ),
    "base_7b2": "housed_days > 0 AND deceased = 0",
    "housed_7b2": "housed_days > 0 AND deceased = 0 AND housed = 1",
}


def followed(sql: Sql) -> Values:
    codes = {f"hf.tenants.funded.{c}": f"funding = '{c}'" for c in lists.get("care_funding").codes}
    codes |= {f"x.hf.tenants.team.{c}": f"team = '{c}'" for c in lists.get("care_team").codes}
    counts = ", ".join(
        f'COUNT(*) FILTER (WHERE {test}) AS "{name}"' for name, test in (COUNTS | codes).items()
    )
    found = sql.row(f"""
        WITH {sql.followed}, {sql.stays}, {_homes(sql)}, {_persons(sql)},
        ranked AS (
          SELECT person.*, COUNT(wait) OVER () AS waits, ROW_NUMBER() OVER (
            ORDER BY CASE WHEN wait IS NULL THEN 1 ELSE 0 END, wait) AS place
          FROM person
        )
        SELECT {counts}, MIN(age) AS "hf.age.min", MAX(age) AS "hf.age.max", SUM(age) AS ages,
          SUM(street_months_total) AS street, SUM(days) AS "x.hf.days_followed",
          SUM(housed_days) AS "x.hf.days_housed", SUM(wait) AS waited, MAX(waits) AS waits,
          SUM(wait) FILTER (WHERE place IN ((waits + 1) / 2, (waits + 2) / 2)) AS middle
        FROM ranked
    """)
    everyone, waits = found["hf.tenants.followed"], found.pop("waits")
    middle, waited = found.pop("middle"), found.pop("waited")
    days, housed_days = found["x.hf.days_followed"], found["x.hf.days_housed"]
    return found | {
        "hf.age.mean": ratio(found.pop("ages"), everyone),
        "hf.street_time.mean_years": ratio(
            found.pop("street"), found["x.hf.street_time.known"], Fraction(1, 12)
        ),
        "hf.sex.men.share": ratio(found["hf.sex.men"], everyone, 100),
        "hf.sex.women.share": ratio(found["hf.sex.women"], everyone, 100),
        "hf.tenants.carried_over": everyone - found["hf.tenants.new_housed"],
        "hf.retention.rate": ratio(found["x.hf.retention.maintained"], everyone, 100),
        "hf.retention.hud_7b2": ratio(found.pop("housed_7b2"), found.pop("base_7b2"), 100),
        "hf.retention.days_housed.share": ratio(housed_days, days, 100),
        "hf.occupation.mean": ratio(housed_days or 0, sql.period.days),
        "x.hf.person_months": (days or 0) / DAYS_PER_MONTH,
        "hf.referral.days.mean": ratio(waited, waits),
        "hf.referral.days.median": ratio(middle, 1 if waits % 2 else 2) if waits else None,
    }


def _homes(sql: Sql) -> str:
    """CTEs on the stays of followed persons: where they were on two days, and days lived in."""
    year_after = f"'{years_later(sql.period.end, 1).isoformat()}'"
    ends = f"COALESCE(s.stop, {sql.date(sql.end)})"
    last = sql.least(
        f"CASE WHEN s.stop IS NULL OR s.destination = 'death' "
        f"THEN {sql.next_day(ends)} ELSE {ends} END",
        sql.next_day(sql.least(f'COALESCE(f."end", {sql.date(sql.end)})', sql.date(sql.end))),
    )
    first = sql.greatest("s.start", "f.start", sql.date(sql.start))
    return f"""
    home AS (
      SELECT s.person_id, MIN(s.start) AS first_entry,
        MAX(CASE WHEN {sql.covers("s", "f.reference")} THEN 1 ELSE 0 END) AS housed,
        MAX(CASE WHEN {sql.covers("s", sql.end)} THEN 1 ELSE 0 END) AS housed_end,
        MAX(CASE WHEN {sql.in_period("s.stop")} THEN 1 ELSE 0 END) AS left_home,
        MAX(CASE WHEN {sql.in_period("s.stop")} AND s.destination IN ('street', 'institution')
            AND {sql.followed_on("s.person_id", "s.stop")} THEN 1 ELSE 0 END) AS returned,
        MAX(CASE WHEN s.start > {sql.end} AND s.start <= {year_after} THEN 1 ELSE 0 END) AS back
      FROM stay s JOIN followed f ON f.person_id = s.person_id GROUP BY s.person_id
    ),
    lived AS (
      SELECT s.person_id, SUM({sql.greatest("0", sql.days(first, last))}) AS housed_days
      FROM stay s JOIN followup_followup f ON f.person_id = s.person_id
      WHERE s.start <= {sql.end} AND f.start <= {sql.end} GROUP BY s.person_id
    )"""


def _persons(sql: Sql) -> str:
    def term(column: str) -> str:
        return (
            f"(SELECT t.{column} FROM followup_followupterm t WHERE t.person_id = f.person_id "
            f"AND t.{column} <> '' AND t.effective_on <= f.first_day "
            f"ORDER BY t.effective_on DESC, t.initial, t.id DESC LIMIT 1) AS {column}"
        )

    birth, day = "p.birth_date", "f.reference"
    younger = (
        f"CASE WHEN {sql.part(day, 6, 2)} * 100 + {sql.part(day, 9, 2)} < "
        f"{sql.part(birth, 6, 2)} * 100 + {sql.part(birth, 9, 2)} THEN 1 ELSE 0 END"
    )
    new = sql.in_period("h.first_entry")
    return f"""
    person AS (
      SELECT f.*, p.sex, p.street_months_total, COALESCE(l.housed_days, 0) AS housed_days,
        {sql.part(day, 1, 4)} - {sql.part(birth, 1, 4)} - {younger} AS age,
        COALESCE(h.housed, 0) AS housed, COALESCE(h.housed_end, 0) AS housed_end,
        COALESCE(h.left_home, 0) AS left_home, COALESCE(h.back, 0) AS back,
        COALESCE(h.returned, 0) AS returned,
        CASE WHEN {new} THEN 1 ELSE 0 END AS new,
        CASE WHEN {new} THEN {sql.days("p.referred_on", "h.first_entry")} END AS wait,
        {term("team")}, {term("funding")}
      FROM followed f JOIN people_person p ON p.id = f.person_id
      LEFT JOIN home h ON h.person_id = f.person_id
      LEFT JOIN lived l ON l.person_id = f.person_id
    )"""


def ends(sql: Sql) -> Values:
    rows = sql.rows(f"""
        SELECT end_reason, {sql.part('"end"', 1, 7).replace("integer", "text")}, COUNT(*)
        FROM followup_followup WHERE {sql.in_period('"end"')} GROUP BY 1, 2
    """)
    months = [day.isoformat()[:7] for day in sql.period.month_starts()]
    deaths = [
        sum(n for reason, m, n in rows if (reason, m) == ("death", month)) for month in months
    ]
    until = max((i for i, number in enumerate(deaths, 1) if number), default=0)
    values: Values = {
        f"hf.endings.{code}": sum(n for reason, _, n in rows if reason == code)
        for code in lists.get("end_reason").codes
    }
    return values | {
        "hf.deaths": sum(deaths),
        "hf.closures.other": sum(n for reason, _, n in rows if reason != "death"),
        "x.hf.deaths.by_month": tuple(map(str, (deaths + [0] * 12)[:12])),
        "hf.deaths.per_month": deaths[0] if until and len(set(deaths[:until])) == 1 else None,
    }


def incomes(sql: Sql) -> Values:
    rows = sql.rows(f"""
        WITH {sql.followed}, {sql.entries}
        SELECT i.kind, COUNT(DISTINCT i.person_id),
          COUNT(DISTINCT CASE WHEN {sql.in_period("e.first_entry")} THEN i.person_id END)
        FROM people_income i JOIN followed f ON f.person_id = i.person_id
        LEFT JOIN entry e ON e.person_id = i.person_id
        WHERE i.start <= f.reference AND (i."end" IS NULL OR i."end" >= {sql.start})
          AND (i.kind = 'salary' OR i."end" IS NULL OR i."end" >= f.reference)
        GROUP BY i.kind
    """)
    held = {kind: number for kind, number, _ in rows}
    values: Values = {
        f"hf.income.{code}": held.get(code, 0) for code in lists.get("income_kind").codes
    }
    return values | {
        "hf.paid_work": held.get("salary", 0),
        "hf.income.new_tenants.ris": next((new for k, _, new in rows if k == "ris_cpas"), 0),
    }


def candidates(sql: Sql) -> Values:
    first = sql.period.end + timedelta(days=1)
    month = first.month + 2
    last = Period.months(first.year + (month - 1) // 12, 1, (month - 1) % 12 + 1).end
    rows = sql.rows(f"""
        SELECT COUNT(*) FROM people_candidate WHERE state IN ('preparing', 'selected')
        AND planned_entry BETWEEN '{first.isoformat()}' AND '{last.isoformat()}'
    """)
    return {"hf.tenants.in_preparation": rows[0][0]}


def rhythm(sql: Sql) -> Values:
    rows = sql.rows(f"""
        WITH {sql.followed}, visit AS (
          SELECT ep.person_id, COUNT(*) AS visits
          FROM followup_encounter e JOIN followup_encounterperson ep ON ep.encounter_id = e.id
          WHERE {sql.in_period("e.day")} AND e.status = 'held' AND e.kind = 'home_visit'
            AND NOT e.outside_follow_up
          GROUP BY ep.person_id
        )
        SELECT COALESCE(v.visits, 0), f.days FROM followed f
        LEFT JOIN visit v ON v.person_id = f.person_id WHERE f.days >= 30
        ORDER BY COALESCE(v.visits, 0) * 1.0 / f.days DESC LIMIT 1
    """)
    most = rows[0][0] * DAYS_PER_MONTH / rows[0][1] if rows else None
    return {"hf.encounters.max_per_month": most}


def start_weeks(sql: Sql) -> Values:
    """Weeks complete before the reference day, among the thirteen that follow a first entry, less
    those with a meeting."""
    since = sql.days("n.first_entry", "e.day")
    followed = sql.days("e.first_entry", "f.reference")
    complete = sql.greatest("0", sql.least("13", f"{followed} / 7"))
    rows = sql.rows(f"""
        WITH {sql.followed}, {sql.entries}, newcomer AS (
          SELECT e.person_id, e.first_entry, {complete} AS weeks
          FROM entry e JOIN followed f ON f.person_id = e.person_id
          WHERE {sql.in_period("e.first_entry")}
        ), met AS (
          SELECT DISTINCT n.person_id, {since} / 7 AS week
          FROM newcomer n JOIN followup_encounterperson ep ON ep.person_id = n.person_id
          JOIN followup_encounter e ON e.id = ep.encounter_id
          WHERE {sql.in_period("e.day")} AND e.status = 'held' AND NOT e.outside_follow_up
            AND e.kind IN ('home_visit', 'outing', 'case_conference')
            AND e.day >= n.first_entry AND {since} < n.weeks * 7
        )
        SELECT (SELECT COALESCE(SUM(weeks), 0) FROM newcomer) - (SELECT COUNT(*) FROM met)
    """)
    return {"x.hf.rule.start_weeks_missed": int(rows[0][0])}


STATEMENTS = {
    "followed": followed,
    "end": ends,
    "income": incomes,
    "candidate": candidates,
    "visit_rhythm": rhythm,
    "start_week": start_weeks,
}
