"""Reviews: symptoms, use of substances, global functioning."""

from fractions import Fraction

from filrouge.common.rounding import half_up
from filrouge.vocabulary import lists

from .sql import Sql, Values, ratio

SYMPTOMS = ("depression", "paranoia", "hallucinations", "aggression", "cognitive")


def _last(sql: Sql, table: str) -> str:
    """CTE `review`: the last row of the period of each followed person."""
    return f"""
    review AS (
      SELECT * FROM (
        SELECT r.*, ROW_NUMBER() OVER (PARTITION BY r.person_id ORDER BY r.day DESC, r.id DESC)
          AS place
        FROM {table} r JOIN followed f ON f.person_id = r.person_id WHERE {sql.in_period("r.day")}
      ) dated WHERE place = 1
    )"""


def symptoms(sql: Sql) -> Values:
    counts = ", ".join(f"COUNT(*) FILTER (WHERE {name}) AS {name}" for name in SYMPTOMS)
    found = sql.row(f"""
        WITH {sql.followed}, {_last(sql, "followup_symptomreview")}
        SELECT COUNT(*) AS reviewed, {counts} FROM review
    """)
    values: Values = {
        f"hf.symptoms.{name}": ratio(found[name], found["reviewed"], 100) for name in SYMPTOMS
    }
    vocabulary = lists.get("symptom")
    floor = max(sorted((found[name] for name in SYMPTOMS), reverse=True)[2], 1)
    kept = [code for code in vocabulary.codes if found[code] >= floor]
    kept.sort(key=lambda code: -found[code])
    values["hf.symptoms.most_frequent"] = tuple(vocabulary.term(code).fr for code in kept)
    return values


def use(sql: Sql) -> Values:
    """Products per review, then how many reviews name each substance: groups of both at once."""
    rows = sql.rows(f"""
        WITH {sql.followed}, {_last(sql, "followup_usereview")}, told AS (
          SELECT r.id, r.crack_smoked, r.injection, r.overdose_ever, s.substance, s.stopped
          FROM review r LEFT JOIN followup_reviewedsubstance s ON s.review_id = r.id
        ), summed AS (
          SELECT id, COUNT(*) FILTER (WHERE NOT stopped) AS products,
            MAX(CASE WHEN stopped THEN 1 ELSE 0 END) AS stopped,
            MAX(CASE WHEN crack_smoked THEN 1 ELSE 0 END) AS crack,
            MAX(CASE WHEN injection THEN 1 ELSE 0 END) AS injection,
            MAX(CASE WHEN overdose_ever THEN 1 ELSE 0 END) AS overdose
          FROM told GROUP BY id
        )
        SELECT 'review', COUNT(*), COUNT(*) FILTER (WHERE products = 0),
          COUNT(*) FILTER (WHERE products = 1), COUNT(*) FILTER (WHERE products = 2),
          COUNT(*) FILTER (WHERE products >= 3), SUM(stopped), SUM(crack), SUM(injection),
          SUM(overdose) FROM summed
        UNION ALL SELECT substance, COUNT(*), 0, 0, 0, 0, 0, 0, 0, 0 FROM told
        WHERE NOT stopped GROUP BY substance
    """)
    reviews = [number or 0 for number in next(row for row in rows if row[0] == "review")[1:]]
    named = sorted((-row[1], row[0]) for row in rows if row[0] != "review")
    ids = (
        "x.hf.use.reviewed",
        "hf.use.abstinent",
        "hf.use.one_product",
        "hf.use.two_products",
        "hf.use.three_plus",
        "hf.use.stopped_one",
        "hf.use.crack_smoked",
        "hf.use.injection",
        "hf.use.overdose_ever",
    )
    values: Values = dict(zip(ids, reviews, strict=True))
    return values | {"hf.use.products.list": tuple(code for _number, code in named)}


def functioning(sql: Sql) -> Values:
    found = sql.row(f"""
        WITH {sql.followed}, score AS (
          SELECT person_id, moment = 'entry' AS entry, score, ROW_NUMBER() OVER (
            PARTITION BY person_id, moment = 'entry' ORDER BY day DESC, id DESC) AS place
          FROM followup_functioningscore
          WHERE score > 0 AND day <= {sql.end} AND (moment = 'entry' OR day >= {sql.start})
        ), scored AS (
          SELECT f.person_id, f.deceased, MAX(CASE WHEN s.entry THEN s.score END) AS first,
            MAX(CASE WHEN f.deceased = 0 AND NOT s.entry THEN s.score END) AS last
          FROM followed f LEFT JOIN score s ON s.person_id = f.person_id AND s.place = 1
          GROUP BY f.person_id, f.deceased
        )
        SELECT COUNT(*) AS "hf.egf.tenants", SUM(deceased) AS "hf.egf.deceased",
          COUNT(first) AS "hf.egf.scored.entry", COUNT(last) AS "hf.egf.scored.current",
          COUNT(last - first) AS "x.hf.egf.paired",
          COUNT(*) FILTER (WHERE last > first) AS "hf.egf.recalc.improved",
          COUNT(*) FILTER (WHERE last = first) AS "x.hf.egf.unchanged",
          COUNT(*) FILTER (WHERE last < first) AS "x.hf.egf.lower",
          SUM(first) FILTER (WHERE last IS NOT NULL) AS entry,
          SUM(last) FILTER (WHERE first IS NOT NULL) AS current, SUM(last - first) AS gain
        FROM scored
    """)
    for name in ("entry", "current", "gain"):
        mean = ratio(found.pop(name), found["x.hf.egf.paired"])
        found[f"hf.egf.{name}.mean"] = found[f"hf.egf.recalc.{name}.mean"] = mean
    found["hf.egf.deceased"] = found["hf.egf.deceased"] or 0
    return found


def one_in(part: int, whole: int) -> str | None:
    return f"1/{half_up(Fraction(whole, part))}" if part else None


STATEMENTS = {"symptoms": symptoms, "use": use, "functioning": functioning}
