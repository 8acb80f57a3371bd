"""Numbered figures and tables: a drawing or not, and always the rows that say the same."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from filrouge.figures import charts
from filrouge.figures.charts import Mark
from filrouge.figures.dashboard.drawings import as_float, mark
from filrouge.figures.dashboard.named import CHARTS
from filrouge.figures.lines import published_text, sentence_case
from filrouge.figures.values import Figure

from . import captions, charted, formats, gathering
from .charted import Made
from .gathering import Gathered
from .ledger import Ledger
from .placeholders import COLUMNS, ExhibitPlace, PlaceError
from .protection import Cell, cell, note_of, without_small
from .values import hue_of

_GROUPED_CHARTS: Mapping[str, tuple[str, str, Callable[[], str]]] = {
    "housing_first.ages": (
        "hf.tenants.followed",
        "age_class",
        lambda: _("Persons accompanied, by age"),
    ),
}
"""Named charts that are one figure by group: they are drawn here, small groups hidden."""


def ids_of(place: ExhibitPlace) -> tuple[str, ...]:
    """The figures an exhibit needs, families as they are written."""
    if place.ids[0] in _GROUPED_CHARTS:
        return (_GROUPED_CHARTS[place.ids[0]][0],)
    chart = CHARTS.get(place.ids[0])
    return chart.ids if chart else place.ids


def make(place: ExhibitPlace, ledger: Ledger) -> Made:
    """The exhibit. Raises `PlaceError` with the reason when it cannot be made."""
    if slug := place.options.get("period"):
        ledger = ledger.of_slug(slug)
    named = place.ids[0] if len(place.ids) == 1 else ""
    if named in _GROUPED_CHARTS:
        id_, by, title = _GROUPED_CHARTS[named]
        options = {"title": title(), **place.options, "by": by}
        place = replace(place, ids=(id_,), options=options)
    elif named in CHARTS:
        return charted.make(place, CHARTS[named], ledger)
    elif place.kind == "table" and not place.options.get("by") and named and "*" not in named:
        figure = ledger.figure(named)
        if isinstance(figure.value, tuple):
            return _names(place, figure, ledger)
    gathered = gathering.gather(place, ledger)
    if place.kind == "figure":
        return _drawn(place, gathered, ledger)
    return _tabled(place, gathered, ledger)


def _drawn(place: ExhibitPlace, gathered: Gathered, ledger: Ledger) -> Made:
    title, heading = captions.title(place, gathered), captions.heading(place, gathered)
    year = ledger.period.start.year
    if gathered.series:
        marks = [_mark(one, compared=False) for one in gathered.cells]
        drawing = charts.line(title, heading, marks)
        label = sentence_case(gathered.cells[0].figure.label)
        drawing = replace(drawing, columns=(heading, label))
    else:
        marks = [_mark(one, compared=not gathered.grouped) for one in gathered.cells]
        drawing = charts.bars(title, heading, marks, ledger.period.label, str(year - 1))
    if all(one.value is None for one in marks):
        raise PlaceError(_("Every number of this figure would be hidden: make it a table."))
    columns, rows = list(drawing.columns), [list(row) for row in drawing.rows]
    if captions.bases_differ(gathered.cells):
        columns.append(_("Base"))
        for row, one in zip(rows, gathered.cells, strict=True):
            row.append(captions.base_of(one.figure))
    return _made(place, gathered, columns, rows, str(drawing.svg))


def _mark(one: Cell, *, compared: bool) -> Mark:
    if one.hidden:
        return Mark(one.label, None, one.display)
    if compared:
        return mark(one.figure, one.label)
    return Mark(one.label, as_float(one.figure.rounded), one.figure.display)


def _tabled(place: ExhibitPlace, gathered: Gathered, ledger: Ledger) -> Made:
    asked = [one.strip() for one in place.options.get("columns", "").split(",") if one.strip()]
    wanted = asked or list(COLUMNS[:2] if gathered.grouped or gathered.series else COLUMNS)
    shown = [*gathered.cells, *_whole(place, gathered, ledger)]
    year = ledger.period.start.year
    columns, rows = [captions.heading(place, gathered)], [[one.label] for one in shown]
    for name in dict.fromkeys(wanted):
        texts = [_COLUMNS[name](one, year) for one in shown]
        if name != "value" and not any(texts):
            continue
        if name == "base" and not asked and len(set(texts)) == 1:
            continue
        columns.append(_TITLES[name](ledger.period.label, year))
        for row, text in zip(rows, texts, strict=True):
            row.append(text)
    return _made(place, gathered, columns, rows)


def _whole(place: ExhibitPlace, gathered: Gathered, ledger: Ledger) -> list[Cell]:
    """The figure of all the groups, under them."""
    if not gathered.grouped:
        return []
    whole = ledger.figure(place.ids[0])
    return gathering.shielded(place, [cell(_("Whole"), whole, people=ledger.of_people(whole))], [])


def _previous(one: Cell, year: int) -> str:
    text = dict(one.figure.previous).get(year - 1)
    return "" if text is None else published_text(text, one.figure.indicator)


def _change(one: Cell, year: int) -> str:
    text = dict(one.figure.previous).get(year - 1)
    if text is None or one.hidden:
        return ""
    change = formats.change_since(one.figure, text)
    return "" if change is None else formats.signed(change, formats.in_points(one.figure))


_COLUMNS: Mapping[str, Callable[[Cell, int], str]] = {
    "value": lambda one, year: one.display,
    "base": lambda one, year: captions.base_of(one.figure),
    "previous": _previous,
    "change": _change,
}
_TITLES: Mapping[str, Callable[[str, int], str]] = {
    "value": lambda label, year: label,
    "base": lambda label, year: _("Base"),
    "previous": lambda label, year: str(year - 1),
    "change": lambda label, year: _("Change since the year before"),
}


def _names(place: ExhibitPlace, figure: Figure, ledger: Ledger) -> Made:
    gathering.alive(figure)
    names = formats.items(figure)[: int(place.options.get("most", "200"))]
    shown = names
    if ledger.of_people(figure) and place.options.get("small") != "show":
        shown = without_small(names)
    return Made(
        title=place.options.get("title") or sentence_case(figure.label),
        columns=(place.options.get("heading") or _("Name"),),
        rows=tuple((sentence_case(name),) for name in shown),
        svg="",
        base="",
        note=note_of(set(shown) - set(names)),
        programme=hue_of(figure.indicator.programme),
        keys=(ledger.keep(figure),) if shown == names else (),
    )


def _made(
    place: ExhibitPlace,
    gathered: Gathered,
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    svg: str = "",
) -> Made:
    figures = [one.figure for one in gathered.cells]
    return Made(
        title=captions.title(place, gathered),
        columns=tuple(columns),
        rows=tuple(tuple(row) for row in rows),
        svg=svg,
        # A column of bases says more than the sentence would.
        base="" if _("Base") in columns else captions.base_sentence(gathered),
        note=captions.note(gathered),
        programme=hue_of(figures[0].indicator.programme),
        keys=gathered.keys,
    )
