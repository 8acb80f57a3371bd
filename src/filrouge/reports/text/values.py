"""A figure written down once and for all: everything the page, the annex and the freeze print."""

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

from django.utils import translation
from django.utils.translation import gettext as _

from filrouge.common.periods import Period
from filrouge.common.rounding import Exact
from filrouge.figures import engine, explain, nature
from filrouge.figures.facts import Scope
from filrouge.figures.facts.base import Fact, TableFact
from filrouge.figures.kernel import formulas
from filrouge.figures.kernel.conditions import Where, query
from filrouge.figures.kernel.formulas import Result
from filrouge.figures.lines import PROGRAMMES, decimal
from filrouge.figures.values import Figure

from ..document import Value
from . import formats


def value_of(
    figure: Figure,
    *,
    key: str = "",
    scope: Scope,
    with_records: bool = False,
    within: str = "",
    lens: str = "",
) -> Value:
    """The figure as data; `with_records` adds the number and the digest of the rows behind it.

    A group of a breakdown (`within`, `lens`) has no earlier published value of its own.
    """
    ind = figure.indicator
    known = engine.known(scope, [ind.id, *ind.needs])
    texts = figure.texts
    alone = not (within or lens)
    records, digest = records_behind(figure, scope) if with_records and alone else (None, "")
    return Value(
        key=key or figure.id,
        id=figure.id,
        version=figure.version,
        period=figure.period.slug,
        label=figure.label,
        unit=figure.unit,
        measure=ind.measure,
        decimals=ind.decimals,
        exact=_exact(figure.result.number),
        text=figure.text,
        display="" if figure.empty_reason else figure.display,
        items=formats.items(figure) if isinstance(figure.value, tuple) else (),
        base=figure.base,
        numerator=_exact(figure.numerator),
        denominator=_exact(figure.denominator),
        definition=texts.definition,
        sentence="" if figure.empty_reason else figure.sentence,
        choice=texts.choice,
        source=figure.source,
        empty_reason=figure.empty_reason,
        previous=tuple(figure.previous) if alone else (),
        time=nature.time_of(ind, known),
        of_people=nature.is_of_people(ind, known),
        programme=ind.programme,
        chapter=ind.chapter,
        within=within,
        lens=lens,
        records=records,
        digest=digest,
    )


def all_values(
    period: Period, scope: Scope | None = None, with_records: bool = False
) -> dict[str, Value]:
    """Every figure of the catalogue for a period, in French, by id."""
    scope = scope or Scope(period)
    with translation.override("fr"):
        report = engine.compute(period, scope=scope)
        return {
            id_: value_of(figure, scope=scope, with_records=with_records)
            for id_, figure in report.items()
        }


def as_published(figure: Figure, year: int) -> Figure | None:
    """The figure as it was published for an earlier year; None when it was not."""
    text = dict(figure.previous).get(year)
    if text is None:
        return None
    number = decimal(text)
    return replace(
        figure,
        period=Period.year(year),
        result=Result(text if number is None else Fraction(number)),
        previous=[(other, value) for other, value in figure.previous if other < year],
        source=_("published in the report of %(year)s") % {"year": year},
    )


def records_behind(figure: Figure, scope: Scope) -> tuple[int | None, str]:
    """How many rows are counted, and the SHA-256 of their sorted ids.

    A figure made of others or typed has none. One query per distinct fact and filter of the scope.
    """
    fact = explain.fact_of(figure.indicator)
    if fact is None:
        return None, ""
    where = formulas.atoms(figure.indicator)[0].where
    kept: dict[tuple[str, Where], tuple[int, str]] = scope.__dict__.setdefault("digests", {})
    if (fact.name, where) not in kept:
        kept[fact.name, where] = _digest(_ids(fact, scope, where))
    return kept[fact.name, where]


def _ids(fact: Fact, scope: Scope, where: Where) -> Iterable[int]:
    if isinstance(fact, TableFact):
        # The rows themselves would ask for the persons of each; their ids are enough.
        rows = fact.queryset(scope).filter(query(where, fact.paths)).order_by()
        return rows.values_list("pk", flat=True)
    return (row["id"] for row in fact.rows(scope, where))


def _digest(ids: Iterable[int]) -> tuple[int, str]:
    ordered = sorted(ids)
    return len(ordered), hashlib.sha256(",".join(map(str, ordered)).encode()).hexdigest()


def _exact(number: Exact | None) -> str:
    return "" if number is None else str(Fraction(number))


def hue_of(programme: str) -> str:
    """The hue of a programme, as the style sheets name it."""
    return PROGRAMMES.get(programme, "institution")
