"""The charts of the chapter, by name: which figures each shows."""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal

from django.utils.translation import gettext as _

from filrouge.common.periods import Period
from filrouge.vocabulary import lists

from .. import charts, engine
from ..charts import Drawing, Mark
from ..facts.scope import Scope
from ..lines import decimal, published_text, sentence_case
from ..periods import month_name
from ..tiles import tile_map
from ..values import Figure, number_text

type Figures = Mapping[str, Figure]

type Labels = Mapping[str, Callable[[], str]]
"""Figures of a chart and the short name of each, shorter than its label in the list."""


def _members(pattern: str, vocabulary: str) -> Labels:
    """A figure per term of a vocabulary, named as the term."""
    terms = lists.get(vocabulary).terms

    def name(code: str) -> Callable[[], str]:
        return lambda: sentence_case(lists.get(vocabulary).label(code))

    return {pattern.format(code=term.code): name(term.code) for term in terms}


SYMPTOMS = _members("hf.symptoms.{code}", "symptom")
INCOMES = _members("hf.income.{code}", "income_kind")
TOPICS = _members("hf.topics.{code}.count", "topic")
FUNCTIONS = _members("hf.network.function.{code}.entries", "network_function")
PRODUCTS: Labels = {
    "hf.use.abstinent": lambda: _("No product"),
    "hf.use.one_product": lambda: _("One product"),
    "hf.use.two_products": lambda: _("Two products"),
    "hf.use.three_plus": lambda: _("Three or more"),
}
MOVES: Labels = {
    "hf.moves.flat_to_flat": lambda: _("From home to home"),
    "hf.moves.reentry": lambda: _("Re-entries"),
    "hf.moves.exit": lambda: _("Exits"),
    "hf.tenants.new_housed": lambda: _("First entries"),
}
MATERIAL: Labels = {
    "hf.harm_reduction.injection.total": lambda: _("Injection"),
    "hf.harm_reduction.inhalation.total": lambda: _("Inhalation"),
    "hf.harm_reduction.sti_other.total": lambda: _("STI and other"),
}
RETENTION: Labels = {
    "hf.retention.sustained.12_months": lambda: _("After 12 months"),
    "hf.retention.sustained.24_months": lambda: _("After 24 months"),
    "hf.retention.sustained.36_months": lambda: _("After 36 months"),
}
SCORES = "hf.egf.current.mean"
IDS = (
    *SYMPTOMS,
    *INCOMES,
    *TOPICS,
    *FUNCTIONS,
    *PRODUCTS,
    *MOVES,
    *MATERIAL,
    *RETENTION,
    SCORES,
)
NO_VALUE = "—"
HOMES = ("hf.landlord.units.total", "x.hf.landlord.units.private")


def _mark(figure: Figure, label: str) -> Mark:
    before = dict(figure.previous).get(figure.period.start.year - 1)
    known = None if before is None else decimal(before)
    return Mark(
        label,
        _float(figure.rounded),
        figure.display,
        _float(known),
        "" if before is None else published_text(before, figure.indicator),
    )


def _float(number: Decimal | None) -> float | None:
    return None if number is None else float(number)


def _bars(
    title: Callable[[], str], heading: Callable[[], str], ids: Labels, *, by_size: bool = True
) -> Callable[[Figures, Scope], Drawing]:
    def draw(figures: Figures, scope: Scope) -> Drawing:
        marks = [_mark(figures[id_], label()) for id_, label in ids.items()]
        if by_size:
            marks.sort(key=lambda mark: -(mark.value or 0))
        year = scope.period.start.year
        return charts.bars(title(), heading(), marks, str(year), str(year - 1))

    return draw


def _ages(figures: Figures, scope: Scope) -> Drawing:
    found = engine.breakdown("hf.tenants.followed", scope.period, "age_class", scope=scope)
    marks = [
        Mark(_("%(ages)s years") % {"ages": label}, _float(one.rounded), one.display)
        for _code, label, one in found
    ]
    return charts.bars(
        _("Persons accompanied, by age"), _("Age"), marks, str(scope.period.start.year)
    )


def _months(figures: Figures, scope: Scope) -> Drawing:
    marks = []
    for start in scope.period.month_starts():
        month = Period.months(start.year, start.month, start.month)
        one = engine.compute(month, ids=["hf.encounters.total"])["hf.encounters.total"]
        marks.append(Mark(month_name(start), _float(one.rounded), one.display))
    return charts.line(_("Encounters held, by month"), _("Month"), marks)


def _scores(figures: Figures, scope: Scope) -> Drawing:
    figure = figures[SCORES]
    marks = [
        Mark(str(year), _float(decimal(text)), published_text(text, figure.indicator))
        for year, text in sorted(figure.previous)
    ]
    marks.append(Mark(str(scope.period.start.year), _float(figure.rounded), figure.display))
    return charts.line(_("Mean score of global functioning"), _("Year"), marks)


def _communes(figures: Figures, scope: Scope) -> Drawing:
    """Homes lived in, by the commune of the home."""
    values: dict[str, int] = {}
    for id_ in HOMES:
        for code, _label, one in engine.breakdown(id_, scope.period, "commune", scope=scope):
            values[code] = values.get(code, 0) + int(one.result.number or 0)
    title = _("Homes lived in, by commune")
    names = lists.get("commune")
    rows = tuple(
        (names.label(code), number_text(Decimal(value)))
        for code, value in sorted(values.items(), key=lambda item: -item[1])
        if code in names.codes
    )
    said = f"{title} : " + ", ".join(" ".join(row) for row in rows)
    return Drawing(title, tile_map(values, said), (_("Commune"), _("Homes")), rows)


DRAWINGS: Mapping[str, Callable[[Figures, Scope], Drawing]] = {
    "ages": _ages,
    "incomes": _bars(lambda: _("Income, persons"), lambda: _("Income"), INCOMES),
    "moves": _bars(lambda: _("Moves of the year"), lambda: _("Move"), MOVES, by_size=False),
    "sustained": _bars(
        lambda: _("Never lost their home"), lambda: _("After"), RETENTION, by_size=False
    ),
    "communes": _communes,
    "symptoms": _bars(lambda: _("Symptoms seen, share of persons"), lambda: _("Symptom"), SYMPTOMS),
    "products": _bars(
        lambda: _("Products used, persons"), lambda: _("Products"), PRODUCTS, by_size=False
    ),
    "scores": _scores,
    "months": _months,
    "topics": _bars(lambda: _("Topics of the encounters"), lambda: _("Topic"), TOPICS),
    "material": _bars(lambda: _("Material handed over"), lambda: _("Category"), MATERIAL),
    "functions": _bars(lambda: _("Partners by function"), lambda: _("Function"), FUNCTIONS),
}


def drawn(names: Iterable[str], figures: Figures, scope: Scope) -> list[Drawing]:
    """The drawings named; one without any value is left out."""
    found = (DRAWINGS[name](figures, scope) for name in names)
    return [drawing for drawing in found if any(row[1] != NO_VALUE for row in drawing.rows)]
