"""Encounters, topics, material, the network, trainings, and what was published or typed."""

from filrouge.common.rounding import exact
from filrouge.vocabulary import lists

from .sql import Sql, Values, ratio

FACE_TO_FACE = ("home_visit", "outing", "case_conference")
NAMES = {
    "home_visit": "hf.encounters.home_visits",
    "outing": "hf.encounters.outings",
    "case_conference": "hf.encounters.case_conferences",
    "phone": "hf.encounters.phone",
    "street_outreach": "x.hf.encounters.street",
}


def encounters(sql: Sql) -> Values:
    kinds = ", ".join(
        f"""COUNT(*) FILTER (WHERE status = 'held' AND kind = '{kind}') AS "{name}",
        SUM(duration_min) FILTER (WHERE status = 'held' AND kind = '{kind}') AS {kind}_min,
        COUNT(duration_min) FILTER (WHERE status = 'held' AND kind = '{kind}') AS {kind}_timed"""
        for kind, name in NAMES.items()
    )
    met = f"FILTER (WHERE status = 'held' AND kind IN {FACE_TO_FACE})"
    found = sql.row(f"""
        SELECT {kinds},
          COUNT(*) FILTER (WHERE status = 'tenant_absent' AND kind = 'home_visit') AS absent,
          COUNT(*) FILTER (WHERE status = 'cancelled') AS cancelled,
          COUNT(*) {met} AS met, SUM(travel_min) {met} AS travel, COUNT(travel_min) {met} AS trips,
          COUNT(*) {met.replace("WHERE", "WHERE person_count >= 2 AND")} AS couples
        FROM followup_encounter WHERE {sql.in_period("day")} AND NOT outside_follow_up
    """)
    values: Values = {name: found[name] for name in NAMES.values()}
    for kind in FACE_TO_FACE:
        total, known = found[f"{kind}_min"], found[f"{kind}_timed"]
        values[f"hf.encounters.duration.{kind}"] = ratio(total, known)
    absent, visits = found["absent"], found["hf.encounters.home_visits"]
    return values | {
        "hf.encounters.total": found["met"],
        "x.hf.encounters.tenant_absent": absent,
        "x.hf.encounters.cancelled": found["cancelled"],
        "x.hf.encounters.couple": found["couples"],
        "hf.encounters.missed.share": ratio(absent, absent + visits, 100),
        "hf.encounters.travel": ratio(found["travel"], found["trips"]),
    }


def topics(sql: Sql) -> Values:
    codes = lists.get("topic").codes
    counts = ", ".join(f"COUNT(*) FILTER (WHERE t.topic = '{code}') AS {code}" for code in codes)
    found = sql.row(f"""
        SELECT COUNT(*) AS total, {counts}
        FROM followup_encountertopic t JOIN followup_encounter e ON e.id = t.encounter_id
        WHERE {sql.in_period("e.day")} AND e.status = 'held' AND NOT e.outside_follow_up
          AND e.kind IN {FACE_TO_FACE}
    """)
    values: Values = {f"hf.topics.{code}.count": found[code] for code in codes}
    values |= {f"hf.topics.{c}.share": ratio(found[c], found["total"], 100) for c in codes}
    crisis = values["hf.topics.crisis.count"]
    return values | {"hf.topics.total": found["total"], "hf.topics.crisis.interventions": crisis}


def material(sql: Sql) -> Values:
    rows = sql.rows(f"""
        SELECT item, SUM(quantity) FROM harm_reduction_materialissue
        WHERE {sql.in_period("day")} GROUP BY item
    """)
    found = {item: int(number) for item, number in rows}
    values: Values = {"hf.harm_reduction.total": sum(found.values())}
    totals: dict[str, int] = {}
    for term in lists.get("material").terms:
        category, number = term.extra["category"], found.get(term.code, 0)
        values[f"hf.harm_reduction.{category}.{term.code}"] = number
        totals[category] = totals.get(category, 0) + number
    categories = ("injection", "inhalation", "sti_other")
    return values | {f"hf.harm_reduction.{name}.total": totals[name] for name in categories}


def network(sql: Sql) -> Values:
    rows = sql.rows(f"""
        WITH {sql.followed}
        SELECT DISTINCT n.function, n.partner_id, n.commune FROM followup_networklink n
        JOIN followed f ON f.person_id = n.person_id
        WHERE n.start <= {sql.end} AND (n."end" IS NULL OR n."end" >= {sql.start})
    """)
    values: Values = {
        f"hf.network.function.{code}.entries": len({row[1] for row in rows if row[0] == code})
        for code in lists.get("network_function").codes
    }
    return values | {
        "hf.network.partners.announced": len({row[1] for row in rows}),
        "hf.network.cpas.count": len({row[2] for row in rows if row[2]}),
    }


def referrers(sql: Sql) -> Values:
    rows = sql.rows(f"""
        SELECT COUNT(*) FROM directory_organisationrole
        WHERE role = 'referrer' AND kind = 'association'
        AND (start IS NULL OR start <= {sql.end}) AND ("end" IS NULL OR "end" >= {sql.start})
    """)
    return {"hf.referrers.associations": rows[0][0]}


def agreements(sql: Sql) -> Values:
    rows = sql.rows(f"""
        SELECT COUNT(DISTINCT organisation_id) FROM directory_agreement
        WHERE programme = 'housing_first' AND {sql.in_period("evaluated_on")}
    """)
    return {"hf.agreements.count": rows[0][0]}


def trainings(sql: Sql) -> Values:
    rows = sql.rows(f"""
        SELECT COUNT(DISTINCT module), COUNT(DISTINCT session), COALESCE(SUM(duration_days), 0)
        FROM training_trainingday
        WHERE owner = 'housing_first' AND status = 'given' AND {sql.in_period("day")}
    """)
    modules, runs, days = rows[0]
    return {
        "hf.training.modules": modules,
        "hf.training.runs": runs,
        "hf.training.days": exact(days),
    }


STATEMENTS = {
    "encounter": encounters,
    "topic": topics,
    "material": material,
    "network": network,
    "referrer": referrers,
    "agreement": agreements,
    "training_day": trainings,
}
