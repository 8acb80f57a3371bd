"""The mobile team, supervision, peer support, trainings."""

from fractions import Fraction
from typing import Any

from filrouge.vocabulary import lists

from .sql import Sql, Values, ratio

CHANNELS = ("past_contact", "colleague", "smes_training", "web_search", "other")
AUDIENCES = (
    "hf_team",
    "actiris",
    "spp_is_10y",
    "arev",
    "crit",
    "miriam",
    "mucoviscidosis",
    "open_public",
)
ACTIVITIES = (
    "working_groups",
    "team_meetings",
    "training_days",
    "job_interviews",
    "other_meetings",
    "immersions",
)
PLACE = "COALESCE(o.parent_id, o.id)"


def _count(condition: str) -> str:
    return f"COUNT(*) FILTER (WHERE {condition})"


def _hundredths(number: Any) -> Fraction:
    return Fraction(int(number or 0), 100)


def requests(sql: Sql) -> Values:
    asked = "r.kind = 'intervention'"
    new, supervision = "support.mobile.requests.", "x.support.mobile.supervision.requests."
    delay = sql.days("r.received_on", "r.first_response_on")
    motives = [code for code in lists.get("request_motive").codes if code != "other"]
    found = sql.measured(
        {
            f"{new}new": _count(asked),
            f"{new}with_file": _count(f"{asked} AND r.opened_on <= {sql.end}"),
            f"{new}phone_only": _count(f"{asked} AND r.outcome = 'phone_only'"),
            f"x.{new}referred": _count(f"{asked} AND r.outcome = 'referred'"),
            "support.mobile.institutions.requesting": f"COUNT(DISTINCT {PLACE})",
            "support.mobile.response.max_days": f"MAX({delay}) FILTER (WHERE {asked})",
            "x.support.mobile.response.late": _count(f"{asked} AND {delay} > 7"),
            "x.support.mobile.response.unanswered": _count(
                f"{asked} AND r.first_response_on IS NULL"
            ),
            "waited": f"SUM({delay}) FILTER (WHERE {asked})",
            f"{new}motive.psychological_followup.count": _count(
                f"{asked} AND r.motive = 'psychological_followup'"
            ),
        }
        | {code: _count(f"{asked} AND r.channel = '{code}'") for code in CHANNELS}
        | {f"#{code}": _count(f"{asked} AND r.motive = '{code}'") for code in motives}
        | {
            f"{supervision}{name}": _count(f"r.kind = 'supervision' AND r.outcome = '{name}'")
            for name in ("waiting", "engaged", "not_pursued")
        },
        "FROM mobile_team_request r JOIN directory_organisation o ON o.id = r.organisation_id "
        f"WHERE {sql.in_period('r.received_on')}",
    )
    total = found[f"{new}new"]
    values = {name: value for name, value in found.items() if "." in name}
    values |= {f"{new}channel.{code}": ratio(found[code], total, 100) for code in CHANNELS}
    values |= {f"{new}motive.{code}": ratio(found[f"#{code}"], total, 100) for code in motives}
    answered = total - found["x.support.mobile.response.unanswered"]
    values["x.support.mobile.response.mean_days"] = ratio(found["waited"], answered)
    values["support.mobile.institutions.listed"] = values["support.mobile.institutions.requesting"]
    return values


def interventions(sql: Sql) -> Values:
    found = sql.measured(
        {
            "x.support.mobile.interventions": "COUNT(*)",
            "x.support.mobile.files.followed": "COUNT(DISTINCT i.request_id)",
            "user": _count("i.with_user"),
            "support.mobile.binome": "MIN(NULLIF(i.worker_count, 0))",
            "support.mobile.files.carried_over": f"COUNT(DISTINCT r.id) FILTER (WHERE "
            f"r.received_on < {sql.start} AND r.opened_on <= {sql.end} "
            f"AND (r.closed_on IS NULL OR r.closed_on >= {sql.start}))",
        },
        "FROM mobile_team_intervention i JOIN mobile_team_request r ON r.id = i.request_id "
        f"WHERE {sql.in_period('i.day')}",
    )
    share = ratio(found.pop("user"), found["x.support.mobile.interventions"], 100)
    return found | {"x.support.mobile.interventions.with_user.share": share}


def supervision(sql: Sql) -> Values:
    """Processes with a session held."""
    held = f"s.status = 'held' AND {sql.in_period('s.day')}"
    return sql.measured(
        {
            "support.mobile.supervision.meetings.total": "SUM(held)",
            "support.mobile.supervision.teams.engaged": "COUNT(*)",
            "support.mobile.supervision.continuing": _count("wishes_to_continue"),
        },
        f"""FROM (SELECT p.id, p.wishes_to_continue, COUNT(*) AS held
        FROM mobile_team_supervisionsession s
        JOIN mobile_team_supervisionprocess p ON p.id = s.process_id
        WHERE {held} GROUP BY p.id, p.wishes_to_continue) process""",
    )


def accompaniments(sql: Sql) -> Values:
    base = "support.pat."
    days = "COALESCE(CAST(ROUND(v.duration_days * 100) AS integer), 0)"
    quantity = f"CASE WHEN v.kind = 'training_days' THEN {days} ELSE 100 END"
    counted = "a.region = 'brussels' AND a.funding = 'cocom'"
    done = f"FROM peer_support_activity v WHERE v.status = 'done' AND {sql.in_period('v.day')}"
    started = f"a.state <> 'prospection' AND a.start <= {sql.end}"
    values = sql.measured(
        {
            f"{base}accompaniments.count": _count(f"{counted} AND d.id IS NOT NULL"),
            f"{base}teams.since_creation": _count(started),
            f"{base}teams.since_creation.brussels": _count(f"{started} AND region = 'brussels'"),
            f"{base}teams.since_creation.wallonia": _count(f"{started} AND region = 'wallonia'"),
        },
        "FROM peer_support_accompaniment a LEFT JOIN "
        f"(SELECT DISTINCT v.accompaniment_id AS id {done}) d ON d.id = a.id",
    )
    found = sql.measured(
        {kind: f"SUM({quantity}) FILTER (WHERE v.kind = '{kind}')" for kind in ACTIVITIES}
        | {"total": f"SUM({quantity})", "min_workers": "MIN(NULLIF(v.worker_count, 0))"},
        f"FROM peer_support_activity v JOIN peer_support_accompaniment a "
        f"ON a.id = v.accompaniment_id WHERE v.status = 'done' AND {counted} "
        f"AND {sql.in_period('v.day')}",
    )
    values[f"{base}activities.min_workers"] = found.pop("min_workers")
    return values | {f"{base}activities.{kind}": _hundredths(n) for kind, n in found.items()}


def hires(sql: Sql) -> Values:
    hired = f"state IN ('signed', 'started', 'left') AND contract_on <= {sql.end}"
    return sql.measured(
        {
            "support.pat.hires.since_creation": _count(hired),
            "support.pat.hires.since_creation.brussels": _count(f"{hired} AND region = 'brussels'"),
            "support.pat.hires.planned_next_year": _count(
                f"state = 'planned' AND target_year = {sql.period.end.year + 1}"
            ),
        },
        "FROM peer_support_hire",
    )


def trainings(sql: Sql) -> Values:
    """Days of the axis, and sessions of PAT for an audience."""
    days = "SUM(CAST(ROUND(duration_days * 100) AS integer)) FILTER (WHERE {})"
    axis = "owner = 'training' AND audience = ''"
    outside = "audience <> '' AND context = 'outside_accompaniment'"
    base = "support.pat.training."
    found = sql.measured(
        {
            "support.training.days": days.format(axis),
            "x.support.training.days.open": days.format(f"{axis} AND context = 'open'"),
            "x.support.training.days.on_demand": days.format(f"{axis} AND context = 'on_demand'"),
            f"{base}days.total": days.format(outside),
            f"{base}sessions.total": _count(outside),
            f"{base}attendances.total": f"COALESCE(SUM(participant_count) FILTER "
            f"(WHERE {outside}), 0)",
        }
        | {
            f"{base}{code}.sessions": _count(f"{outside} AND audience = '{code}'")
            for code in AUDIENCES
        }
        | {
            f"{what}#{code}": f"{what}(participant_count) FILTER "
            f"(WHERE {outside} AND audience = '{code}')"
            for what in ("SUM", "COUNT")
            for code in AUDIENCES
        },
        f"FROM training_trainingday WHERE status = 'given' AND owner <> 'housing_first' "
        f"AND {sql.in_period('day')}",
    )
    for code in AUDIENCES:
        mean = ratio(found.pop(f"SUM#{code}"), found.pop(f"COUNT#{code}"))
        found[f"{base}{code}.participants_per_session"] = mean
    return {
        name: _hundredths(number) if ".days" in name else number for name, number in found.items()
    }


def trainees(sql: Sql) -> Values:
    """Participants of actions given by the axis, with their first known sector."""
    rows = sql.rows(f"""
        WITH given AS (
          SELECT DISTINCT session, day FROM training_trainingday WHERE status = 'given'
          AND owner = 'training' AND audience = '' AND {sql.in_period("day")}
        ), told AS (
          SELECT p.participant, p.session, p.sector, ROW_NUMBER() OVER (
            PARTITION BY p.participant, p.session
            ORDER BY CASE WHEN p.sector IN ('', 'unknown') THEN 1 ELSE 0 END, p.day, p.sector, p.id
          ) AS place
          FROM training_trainingparticipant p
          JOIN given g ON g.session = p.session AND g.day = p.day WHERE p.present
        )
        SELECT CASE WHEN sector = '' THEN 'unknown' ELSE sector END, COUNT(*) FROM told
        WHERE place = 1 GROUP BY 1
    """)
    found = dict(rows)
    total, unknown = sum(found.values()), found.pop("unknown", 0)
    values: Values = {
        "support.training.participants": total,
        "support.training.sector_base": total - unknown,
        "x.support.training.sector.unknown": unknown,
    }
    for code in ("homeless_aid", "mental_health", "drugs_addictions", "housing", "migration"):
        values[f"support.training.sector.{code}.share"] = ratio(
            found.get(code, 0), total - unknown, 100
        )
        values[f"x.support.training.sector.{code}.share_all"] = ratio(
            found.get(code, 0), total, 100
        )
    return values


def modules(sql: Sql) -> Values:
    own = "FILTER (WHERE owner = 'pat')"
    minutes = "CAST(ROUND(duration_min * 100) AS integer)"
    found = sql.measured(
        {
            "support.training.modules.offered": "COUNT(*)",
            "support.training.modules.described": _count("is_described"),
            "support.pat.modules.count": f"COUNT(*) {own}",
            "support.pat.modules.duration.min": f"MIN({minutes}) {own}",
            "support.pat.modules.duration.max": f"MAX({minutes}) {own}",
        },
        f"FROM training_trainingmodule WHERE start <= {sql.end} "
        f'AND ("end" IS NULL OR "end" >= {sql.start})',
    )
    return {
        name: _hundredths(number) if "duration" in name else number
        for name, number in found.items()
    }


STATEMENTS = {
    "request": requests,
    "intervention": interventions,
    "supervision": supervision,
    "accompaniment": accompaniments,
    "hire": hires,
    "training_axis": trainings,
    "trainee": trainees,
    "module": modules,
}
