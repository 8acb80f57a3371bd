"""Moves, dwellings lived in, titles, anniversaries of the first entry."""

from typing import Any

from filrouge.common.text import label_key, sort_key
from filrouge.vocabulary import lists

from .landlords import LANDLORDS
from .sql import FAR, Sql, Values, ratio

HOMELESS = ("street", "institution")


def moves(sql: Sql) -> Values:
    homeless = "('street', 'institution')"
    rows = sql.rows(f"""
        WITH {sql.stays}, step AS (
          SELECT stay.*, LAG(dwelling_id) OVER w AS previous, LAG(destination) OVER w AS cause
          FROM stay WINDOW w AS (PARTITION BY person_id ORDER BY island)
        ), entered AS (
          SELECT * FROM step s WHERE {sql.in_period("start")}
          AND {sql.followed_on("s.person_id", "s.start")}
        )
        SELECT 'flat_to_flat', start, previous, dwelling_id, '', person_id FROM entered
        WHERE cause = 'other_dwelling' AND previous <> dwelling_id
        UNION ALL SELECT 'reentry', start, NULL, dwelling_id, '', person_id FROM entered
        WHERE cause IN {homeless}
        UNION ALL SELECT 'exit', stop, dwelling_id, NULL, destination, person_id FROM step s
        WHERE {sql.in_period("stop")} AND (destination IN {homeless} OR destination = 'death')
        AND {sql.followed_on("s.person_id", "s.stop")}
    """)
    households = {(*row[:5], row[5] if row[4] == "death" else None) for row in rows}
    kinds = [key[0] for key in households]
    values: Values = {
        f"hf.moves.{kind}": kinds.count(kind) for kind in lists.get("move_kind").codes
    }
    left = [key[4] for key in households if key[0] == "exit"]
    values |= {f"x.hf.moves.exit.{name}": left.count(name) for name in (*HOMELESS, "death")}
    values["hf.moves.total"] = len(households)
    return values


def dwellings(sql: Sql) -> Values:
    first = sql.greatest("f.start", sql.date(sql.start))
    last = sql.least(f'COALESCE(f."end", {FAR})', sql.date(sql.end))
    lived = " AND ".join(
        f"(s.stop IS NULL OR s.stop > {day} OR (s.destination = 'death' AND s.stop = {day}))"
        for day in ("s.start", first)
    )
    own = "COALESCE(NULLIF(d.intermediary, ''), l.intermediary)"
    rows = sql.rows(f"""
        WITH {sql.followed}, {sql.stays}, used AS (
          SELECT s.dwelling_id,
            MAX(CASE WHEN {sql.covers("s", sql.end)} THEN p.active ELSE 0 END) AS in_use
          FROM stay s JOIN followed p ON p.person_id = s.person_id
          JOIN followup_followup f ON f.person_id = s.person_id
          WHERE s.start <= {last} AND {first} <= {last} AND {lived}
          GROUP BY s.dwelling_id
        ), flat AS (
          SELECT d.commune, d.landlord_id, u.in_use,
            CASE WHEN {own} = 'none' THEN '' ELSE {own} END AS intermediary,
            CASE WHEN u.in_use = 1 THEN COALESCE((
              SELECT r.rent_cents FROM housing_rentline r WHERE r.dwelling_id = d.id
              AND r.start <= {sql.end} ORDER BY r.start DESC LIMIT 1), d.rent_cents) END AS rent
          FROM used u JOIN housing_dwelling d ON d.id = u.dwelling_id
          JOIN housing_landlord l ON l.id = d.landlord_id
        )
        SELECT g.*, l.kind, l.project, o.key FROM (
          SELECT landlord_id, commune, intermediary, COUNT(*), SUM(in_use), SUM(rent), COUNT(rent)
          FROM flat GROUP BY landlord_id, commune, intermediary
        ) g JOIN housing_landlord l ON l.id = g.landlord_id
        JOIN directory_organisation o ON o.id = l.organisation_id
    """)
    return _landlords(rows) | {
        "hf.communes.count": len({row[1] for row in rows if row[1]}),
        "hf.communes.list": tuple(
            sorted(
                (lists.get("commune").term(c).fr for c in {row[1] for row in rows}), key=sort_key
            )
        ),
        "x.hf.rent.mean_year_end": ratio(
            sum(row[5] or 0 for row in rows), 100 * sum(row[6] for row in rows)
        ),
    }


def _landlords(rows: list[tuple[Any, ...]]) -> Values:
    partners = [row for row in rows if row[7] != "private"]
    values: Values = {
        f"hf.landlord.{code}.units": sum(row[3] for row in partners if row[9] == label_key(name))
        for code, name in LANDLORDS.items()
    }
    for code in lists.get("intermediary").codes:
        values[f"hf.landlord.units.via_{code}"] = sum(row[3] for row in partners if row[2] == code)
    listed = len({row[0] for row in partners})
    between = len({row[2] for row in partners if row[2]})
    return values | {
        "hf.landlord.units.total": sum(row[3] for row in partners),
        "x.hf.landlord.units.private": sum(row[3] for row in rows if row[7] == "private"),
        "hf.landlord.units.ais": sum(row[3] for row in rows if row[7] == "ais"),
        "hf.landlord.units.issue": sum(row[3] for row in partners if row[8] == "issue"),
        "hf.landlord.partners.listed": listed,
        "hf.landlord.intermediaries": between,
        "hf.landlord.partners.limits_section": listed + between,
        "hf.landlord.partners.hr_section": len({row[0] for row in partners if row[4]}),
    }


def titles(sql: Sql) -> Values:
    last = f'COALESCE(t."end", {sql.end})'
    rows = sql.rows(f"""
        SELECT COUNT(DISTINCT t.dwelling_id) FROM housing_title t
        WHERE t.rolling AND t.start <= {sql.end} AND (t."end" IS NULL OR t."end" >= {sql.start})
        AND EXISTS (
          SELECT 1 FROM followup_followup f WHERE f.person_id = t.person_id
          AND f.start <= {sql.least(last, sql.date(sql.end))}
          AND (f."end" IS NULL OR f."end" >= {sql.greatest("t.start", sql.date(sql.start))})
        )
    """)
    return {"hf.lease.rolling": rows[0][0]}


def anniversaries(sql: Sql) -> Values:
    """Deaths, and follow-ups that ended in a home, leave the observation on that day."""
    text = "CAST(e.first_entry AS text)"
    year = f"{sql.part('e.first_entry', 1, 4)} + m.years"
    leap = f"(({year}) % 4 = 0 AND (({year}) % 100 <> 0 OR ({year}) % 400 = 0))"
    day = (
        f"({year}) || CASE WHEN SUBSTR({text}, 6) = '02-29' AND NOT {leap} "
        f"THEN '-02-28' ELSE SUBSTR({text}, 5) END"
    )
    rows = sql.rows(f"""
        WITH {sql.stays}, {sql.entries}, mark AS (
          SELECT 1 AS years UNION ALL SELECT 2 UNION ALL SELECT 3
        ), lost AS (
          SELECT f.person_id, MIN(f."end") AS since FROM followup_followup f
          LEFT JOIN stay s ON s.person_id = f.person_id AND {sql.covers("s", 'f."end"')}
          WHERE f."end" IS NOT NULL AND (f.end_reason = 'death' OR s.person_id IS NOT NULL)
          GROUP BY f.person_id
        ), birthday AS (
          SELECT e.person_id, m.years, {sql.date(f"({day})")} AS day
          FROM entry e CROSS JOIN mark m
          WHERE e.person_id IN (SELECT person_id FROM followup_followup WHERE start <= {sql.end})
        ), observed AS (
          SELECT b.* FROM birthday b LEFT JOIN lost l ON l.person_id = b.person_id
          WHERE b.day <= {sql.end} AND (l.since IS NULL OR l.since >= b.day
            OR {sql.followed_on("b.person_id", "b.day")})
        ), outcome AS (
          SELECT o.person_id, o.years,
            MAX(CASE WHEN {sql.covers("s", "o.day")} THEN 1 ELSE 0 END) AS housed,
            MAX(CASE WHEN s.stop <= o.day AND s.destination IN ('street', 'institution')
                THEN 1 ELSE 0 END) AS left_home
          FROM observed o JOIN stay s ON s.person_id = o.person_id GROUP BY o.person_id, o.years
        )
        SELECT years, COUNT(*), SUM(housed), SUM(1 - left_home) FROM outcome GROUP BY years
    """)
    found = {row[0]: row[1:] for row in rows}
    values: Values = {}
    for years in (1, 2, 3):
        number, housed, sustained = found.get(years, (0, 0, 0))
        values[f"hf.retention.sustained.{12 * years}_months"] = ratio(sustained, number, 100)
        values[f"hf.retention.still_housed.{12 * years}_months"] = ratio(housed, number, 100)
    return values


STATEMENTS = {
    "move": moves,
    "dwelling": dwellings,
    "title": titles,
    "anniversary": anniversaries,
}
