"""Members, money received, staff, quality plan."""

from fractions import Fraction

from .sql import Sql, Values, ratio

SOURCES = {
    "cocom": "cocom",
    "cocof": "cocof",
    "spf_sante": "spf sante publique",
    "febi_maribel": "febi (maribel)",
    "aviq": "aviq",
    "iriscare": "iriscare",
    "spp_is": "spp integration sociale",
    "frb": "fondation roi baudouin",
    "service_income": "recettes de prestations",
}


def _count(condition: str) -> str:
    return f"COUNT(*) FILTER (WHERE {condition})"


def governance(sql: Sql) -> Values:
    valid = f'start <= {sql.end} AND ("end" IS NULL OR "end" > {sql.end})'
    members = sql.measured(
        {
            f"inst.ga.members.{kind}s": f"COUNT(DISTINCT name) FILTER (WHERE kind = '{kind}')"
            for kind in ("organisation", "person")
        },
        f"FROM institution_member WHERE {valid}",
    )
    rows = sql.rows(f"SELECT DISTINCT name, kind FROM institution_mandate WHERE {valid}")
    presiding = {name for name, kind in rows if kind == "copresident"}
    others = {name for name, kind in rows if kind == "administrator"} - presiding
    return members | {
        "inst.ga.members.total": sum(members.values()),
        "inst.board.copresidents": len(presiding),
        "inst.board.administrators": len(others),
        "inst.board.total": len(presiding) + len(others),
    }


def money(sql: Sql) -> Values:
    year = sql.period.start.year
    rows = sql.rows(f"""
        SELECT o.key, l.programme, l.axis, SUM(l.amount_cents)
        FROM institution_fundingline l JOIN institution_funder f ON f.id = l.funder_id
        JOIN directory_organisation o ON o.id = f.organisation_id
        WHERE l.year = {year} GROUP BY o.key, l.programme, l.axis
        UNION ALL
        SELECT '#dues', '', '', SUM(amount_cents) FROM institution_due WHERE year = {year}
        UNION ALL
        SELECT '#gifts', '', '', SUM(amount_cents) FROM institution_donation
        WHERE {sql.in_period("day")}
    """)
    cents: dict[str, int] = {}
    programmes: dict[str, int] = {}
    for source, programme, axis, amount in rows:
        cents[source] = cents.get(source, 0) + int(amount or 0)
        for name in (programme, f"#{axis}"):
            programmes[name] = programmes.get(name, 0) + int(amount or 0)
    total = sum(cents.values())
    values: Values = {"funding.total.amount": Fraction(total, 100)}
    values["funding.lines.count"] = sum(amount != 0 for amount in cents.values())
    named = SOURCES | {"membership_fees": "#dues", "donations": "#gifts"}
    for code, key in named.items():
        values[f"funding.{code}.amount"] = Fraction(cents.get(key, 0), 100)
        values[f"funding.{code}.share"] = ratio(cents.get(key, 0), total, 100)
    for name in ("connect", "support", "housing_first"):
        values[f"x.funding.programme.{name}.amount"] = Fraction(programmes.get(name, 0), 100)
    values["x.support.training.funding.amount"] = Fraction(programmes["#training"], 100)
    return values


def staff(sql: Sql) -> Values:
    in_post = f'(a."end" IS NULL OR a."end" >= {sql.end})'
    active = f'(a."end" IS NULL OR a."end" >= {sql.start})'
    care = "a.team IN ('hf_act', 'hf_icm')"
    first = "a.team IN ('hf_act', 'hf_icm', 'hf_housing', 'hf_management')"
    fte = {
        "hf.staff.accompaniment.fte": care,
        "hf.staff.accompaniment.fte.spp_is": f"{care} AND o.key = 'spp integration sociale'",
        "hf.staff.accompaniment.fte.spf": f"{care} AND o.key = 'spf sante publique'",
        "hf.staff.accompaniment.fte.cocom": f"{care} AND o.key = 'cocom'",
        "hf.staff.housing.fte": "a.function = 'housing_officer'",
        "hf.staff.admin.fte": f"a.function IN ('finance_director', 'assistant') AND {first}",
        "hf.staff.direction.fte": f"a.function = 'programme_director' AND {first}",
        "support.mobile.staff.educator.fte": "a.team = 'mobile' AND a.function = 'educator'",
        "support.mobile.staff.physician.fte": "a.team = 'mobile' AND a.function = 'physician'",
        "support.mobile.staff.fte": "a.team = 'mobile'",
    }
    distinct = {
        "hf.teams.accompaniment": ("a.team", f"{active} AND {care}"),
        "hf.teams.total": ("a.team", f"{active} AND {first}"),
        "support.mobile.staff.workers": ("a.worker_id", f"{in_post} AND a.team = 'mobile'"),
        "support.pat.staff.referent": (
            "a.worker_id",
            f"{active} AND a.team = 'pat' AND a.function = 'team_referent'",
        ),
        "support.pat.funding.sources.count": ("o.key", f"{active} AND a.team = 'pat'"),
        "support.training.trainers.pool": ("a.worker_id", f"{in_post} AND a.is_trainer"),
    }
    found = sql.measured(
        {
            name: f"SUM(CAST(ROUND(a.fte * 10000) AS integer)) FILTER (WHERE {in_post} AND {test})"
            for name, test in fte.items()
        }
        | {
            name: f"COUNT(DISTINCT {what}) FILTER (WHERE {test})"
            for name, (what, test) in distinct.items()
        },
        "FROM staff_assignment a JOIN directory_organisation o ON o.id = a.funder_id "
        f"WHERE a.start <= {sql.end}",
    )
    values = found | {name: Fraction(int(found[name] or 0), 10000) for name in fte}
    values["hf.teams.total.conclusion"] = values["hf.teams.total"]
    parts = ("accompaniment", "housing", "admin", "direction")
    values["hf.staff.total.fte"] = sum(values[f"hf.staff.{part}.fte"] for part in parts)
    return values


def meetings(sql: Sql) -> Values:
    found = sql.measured(
        {
            "support.mobile.team.external_supervisions": _count(
                "team = 'mobile' AND kind = 'external_supervision'"
            )
        }
        | {
            f"support.{team}.team.away_days": "SUM(CAST(ROUND(days * 100) AS integer)) "
            f"FILTER (WHERE team = '{team}' AND kind = 'away_day')"
            for team in ("mobile", "pat")
        },
        f"FROM staff_internalmeeting WHERE {sql.in_period('day')}",
    )
    return {
        name: Fraction(int(number or 0), 100) if "away" in name else number
        for name, number in found.items()
    }


def hours(sql: Sql) -> Values:
    activities = ("accompaniment", "training", "intervision", "network")
    found = sql.measured(
        {
            name: f"SUM(CAST(ROUND(hours * 100) AS integer)) FILTER (WHERE activity = '{name}')"
            for name in activities
        }
        | {"all": "SUM(CAST(ROUND(hours * 100) AS integer))"},
        f"FROM staff_workingtime WHERE {sql.in_period('month')} AND team = 'pat'",
    )
    values: Values = {
        f"x.support.pat.worktime.{name}.hours": Fraction(int(found[name] or 0), 100)
        for name in activities
    }
    share = ratio(found["accompaniment"], found["all"], 100)
    return values | {"support.pat.worktime.accompaniment.share": share}


def quality(sql: Sql) -> Values:
    year = sql.period.end.year
    values = sql.measured(
        {"hf.quality.axes_per_year": "COUNT(*)"},
        f"FROM institution_qualityaxis WHERE year = {year}",
    )
    return values | sql.measured(
        {
            f"hf.quality.plan.{name}_objectives": _count(f"level = '{name}'")
            for name in ("general", "specific")
        },
        f"FROM institution_qualityobjective WHERE {year} BETWEEN start_year AND end_year",
    )


STATEMENTS = {
    "governance": governance,
    "money": money,
    "staff": staff,
    "internal_meeting": meetings,
    "hours": hours,
    "quality": quality,
}
