"""Every figure computed from records, in plain SQL written by hand: one statement per fact.

It shares no code with the engine: it checks the engine's numbers, and is what its speed is
compared with.
"""

from fractions import Fraction
from typing import Any

from django.db import transaction

from filrouge.common.periods import Period

from . import connect, events, health, homes, institution, intervision, people, support
from .sql import Sql, ratio

CHAPTERS = (people, homes, health, events, connect, intervision, support, institution)
STATEMENTS = {name: work for part in CHAPTERS for name, work in part.STATEMENTS.items()}
COMPARED = (
    "hf.tenants.followed.growth",
    "hf.encounters.total.change",
    "hf.retention.change",
    "hf.sex.women.increase_years",
)


def compute(period: Period) -> tuple[dict[str, Any], int]:
    """Exact values by id, and the number of statements."""
    sql = Sql(period)
    values: dict[str, Any] = {}
    with transaction.atomic():
        sql.prepare()
        for statement in STATEMENTS.values():
            values |= statement(sql)
    published = _outside(sql)
    values["hf.caseload.per_fte"] = ratio(
        values["hf.tenants.active_year_end"], values["hf.staff.accompaniment.fte"]
    )
    return values | _derived(values, period) | _compared(sql, values, published), sql.queries


def _derived(values: dict[str, Any], period: Period) -> dict[str, Any]:
    """Figures made of figures of several facts."""
    followed, met = values["hf.tenants.followed"], values["hf.encounters.total"]
    moved = values["hf.moves.total"] + values["hf.tenants.new_housed"]
    ris, new = values["hf.income.new_tenants.ris"], values["hf.tenants.new_housed"]
    returned, housed = (
        values["hf.retention.returned_persons"],
        values["hf.retention.housed_persons"],
    )
    return {
        "hf.moves.with_new_entries": moved,
        "hf.moves.per_month": moved / period.month_count,
        "hf.income.new_tenants.ris.share": ratio(ris, new, 100),
        "hf.deaths.rate": ratio(values["hf.deaths"], followed, 100),
        "hf.retention.returns": ratio(returned, housed, 100),
        "hf.encounters.mean_per_tenant_month": met / values["x.hf.person_months"],
        "hf.use.crack_smoked.ratio": ratio(values["hf.use.crack_smoked"], followed),
        "hf.use.abstinent.ratio": health.one_in(
            values["hf.use.abstinent"], values["x.hf.use.reviewed"]
        ),
        "hf.use.stopped_one.ratio": health.one_in(values["hf.use.stopped_one"], followed),
    }


type Outside = dict[tuple[str, int], str]


def _outside(sql: Sql) -> Outside:
    """What was published for earlier years; what was typed with its source is read too."""
    sql.rows("SELECT name, year, text FROM context_listitem ORDER BY position")
    sql.rows("SELECT indicator, year, value FROM context_contextfigure")
    published = sql.rows("SELECT indicator, year, value FROM context_publishedfigure")
    return {row[:2]: row[2] for row in published}


def _compared(sql: Sql, values: dict[str, Any], published: Outside) -> dict[str, Any]:
    """Changes since the year before, as published: a part of a year has none."""
    if not sql.period.is_year:
        return dict.fromkeys(COMPARED)
    year = sql.period.start.year

    def earlier(name: str, back: int = 1) -> Fraction | None:
        text = published.get((name, year - back))
        return None if text is None else Fraction(text)

    found: dict[str, Any] = {}
    for name, of in zip(COMPARED, ("hf.tenants.followed", "hf.encounters.total"), strict=False):
        before = earlier(of)
        found[name] = 100 * (values[of] - before) / before if before else None
    before, rate = earlier("hf.retention.rate"), values["hf.retention.rate"]
    found["hf.retention.change"] = None if None in (before, rate) else rate - before
    later, rises = values["hf.sex.women"], 0
    while (now := earlier("hf.sex.women", rises + 1)) is not None and now < later:
        later, rises = now, rises + 1
    known = earlier("hf.sex.women") is not None
    found["hf.sex.women.increase_years"] = rises if known else None
    return found
