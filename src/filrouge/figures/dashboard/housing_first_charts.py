"""The charts of Housing First, by name: which figures each shows."""

from collections.abc import Mapping
from decimal import Decimal

from django.utils.translation import gettext as _

from filrouge.vocabulary import lists

from .. import charts, engine
from ..charts import Drawing, Mark
from ..facts.scope import Scope
from ..lines import decimal, published_text
from ..tiles import tile_map
from ..values import number_text
from .drawings import Chart, Figures, Labels, as_float, bars, by_month, members

SYMPTOMS = members("hf.symptoms.{code}", "symptom")
INCOMES = members("hf.income.{code}", "income_kind")
TOPICS = members("hf.topics.{code}.count", "topic")
FUNCTIONS = members("hf.network.function.{code}.entries", "network_function")
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
HOMES = ("hf.landlord.units.total", "x.hf.landlord.units.private")


def _ages(figures: Figures, scope: Scope) -> Drawing:
    found = engine.breakdown("hf.tenants.followed", scope.period, "age_class", scope=scope)
    marks = [
        Mark(_("%(ages)s years") % {"ages": label}, as_float(one.rounded), one.display)
        for _code, label, one in found
    ]
    return charts.bars(
        _("Persons accompanied, by age"), _("Age"), marks, str(scope.period.start.year)
    )


def _scores(figures: Figures, scope: Scope) -> Drawing:
    figure = figures[SCORES]
    marks = [
        Mark(str(year), as_float(decimal(text)), published_text(text, figure.indicator))
        for year, text in sorted(figure.previous)
    ]
    marks.append(Mark(str(scope.period.start.year), as_float(figure.rounded), figure.display))
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


CHARTS: Mapping[str, Chart] = {
    "ages": Chart((), _ages),
    "incomes": bars(lambda: _("Income, persons"), lambda: _("Income"), INCOMES),
    "moves": bars(lambda: _("Moves of the year"), lambda: _("Move"), MOVES, by_size=False),
    "sustained": bars(
        lambda: _("Never lost their home"), lambda: _("After"), RETENTION, by_size=False
    ),
    "communes": Chart((), _communes),
    "symptoms": bars(lambda: _("Symptoms seen, share of persons"), lambda: _("Symptom"), SYMPTOMS),
    "products": bars(
        lambda: _("Products used, persons"), lambda: _("Products"), PRODUCTS, by_size=False
    ),
    "scores": Chart((SCORES,), _scores),
    "months": by_month(lambda: _("Encounters held, by month"), "hf.encounters.total"),
    "topics": bars(lambda: _("Topics of the encounters"), lambda: _("Topic"), TOPICS),
    "material": bars(lambda: _("Material handed over"), lambda: _("Category"), MATERIAL),
    "functions": bars(lambda: _("Partners by function"), lambda: _("Function"), FUNCTIONS),
}
