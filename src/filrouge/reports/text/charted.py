"""Charts declared by name for dashboards, as exhibits of a report: small numbers hidden."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import override

from django.utils.translation import gettext as _

from filrouge.figures.charts import Drawing
from filrouge.figures.dashboard.drawings import Chart
from filrouge.figures.tiles import tile_map
from filrouge.figures.values import NARROW, Figure
from filrouge.vocabulary import lists

from . import gathering
from .captions import base_of_all
from .ledger import Ledger
from .placeholders import ExhibitPlace, PlaceError
from .protection import MASKED, SMALL, Cell, cell, is_small, note_of, note_on
from .values import hue_of

_MAP = "housing_first.communes"
_NONE = "—"
_SAID = 12


@dataclass(frozen=True)
class Made:
    """An exhibit before it is numbered."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    svg: str
    base: str
    note: str
    programme: str
    keys: tuple[str, ...]

    @property
    def alt(self) -> str:
        """What a screen reader says of a drawing; its table says the rest."""
        return f"{self.title} : " + ", ".join(" ".join(row[:2]) for row in self.rows[:_SAID])


@dataclass(frozen=True)
class _Hidden(Figure):
    """A figure whose number is not shown: no bar, and the words that stand for it."""

    words: str = ""

    @property
    @override
    def rounded(self) -> Decimal | None:
        return None

    @property
    @override
    def display(self) -> str:
        return self.words


def make(place: ExhibitPlace, chart: Chart, ledger: Ledger) -> Made:
    """A chart by its name, as it is declared for dashboards."""
    ids = [id_ for pattern in chart.ids for id_ in _members(pattern, ledger)]
    cells = [cell("", one, people=ledger.of_people(one)) for one in map(ledger.figure, ids)]
    totals = gathering.wholes((one.figure for one in cells), ledger)
    cells = gathering.shielded(place, cells, totals)
    figures = {one.figure.id: _shown(one) for one in cells}
    drawing, notes = chart.draw(figures, ledger.scope), [note_on(cells)]
    if place.ids[0] == _MAP and place.options.get("small") != "show":
        drawing, note = _without_few_homes(drawing)
        notes.append(note)
    rows = tuple(row for row in drawing.rows if row[1] != _NONE)
    if not rows:
        raise PlaceError(_("No figure of “%(id)s” has a value.") % {"id": place.ids[0]})
    if ledger.lens and not chart.ids:
        notes.append(_("This chart covers the whole, not this funder alone."))
    return Made(
        title=place.options.get("title") or drawing.title,
        columns=(place.options.get("heading") or drawing.columns[0], *drawing.columns[1:]),
        rows=rows,
        svg=str(drawing.svg) if place.kind == "figure" else "",
        base=base_of_all([one.figure for one in cells]),
        note=" ".join(note for note in notes if note),
        programme=hue_of(place.ids[0].partition(".")[0]),
        keys=tuple(
            ledger.keep(one.figure) for one in cells if not (one.hidden or one.figure.empty_reason)
        ),
    )


def _without_few_homes(drawing: Drawing) -> tuple[Drawing, str]:
    """The map of homes without the numbers of communes where a few persons live, and the note."""
    names = lists.get("commune")
    codes = {names.label(code): code for code in names.codes}
    homes = {label: int(number.replace(NARROW, "")) for label, number in drawing.rows}
    words = {label: SMALL for label, number in homes.items() if is_small(number)}
    if not words:
        return drawing, ""
    if len(words) == 1 and len(homes) > 1:
        # The number of homes is printed elsewhere: it would give the hidden one.
        words[min(homes.keys() - words.keys(), key=homes.__getitem__)] = MASKED
    rows = tuple((label, words.get(label, number)) for label, number in drawing.rows)
    svg = tile_map(
        {codes[label]: number for label, number in homes.items() if label not in words},
        f"{drawing.title} : " + ", ".join(" ".join(row) for row in rows),
        {codes[label]: said for label, said in words.items()},
    )
    return replace(drawing, svg=svg, rows=rows), note_of(set(words.values()))


def _members(pattern: str, ledger: Ledger) -> Iterable[str]:
    return ledger.like(pattern) if "*" in pattern else (ledger.indicator(pattern).id,)


def _shown(one: Cell) -> Figure:
    if not one.hidden:
        return one.figure
    known = one.figure
    return _Hidden(
        known.indicator, known.period, known.result, known.previous, known.source, one.display
    )
