"""The rows of an exhibit before they are drawn: figures with their short names, protected."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from django.utils.translation import gettext as _

from filrouge.figures import facts
from filrouge.figures.kernel.indicator import Atom
from filrouge.figures.lines import decimal, sentence_case
from filrouge.figures.making import DIMENSION_TITLES, has_months
from filrouge.figures.periods import month_name
from filrouge.figures.values import Figure

from .ledger import Ledger
from .placeholders import ExhibitPlace, PlaceError
from .protection import SHARED, Cell, cell, is_small, protect
from .values import as_published

MONTH, YEARS = "month", "years"


@dataclass(frozen=True)
class Gathered:
    """Cells in their order, what their labels are, and the keys of the values they show.

    `series` says that the order is time; `left` counts the cells beyond the most asked for.
    """

    heading: str
    cells: tuple[Cell, ...]
    keys: tuple[str, ...]
    series: bool = False
    grouped: bool = False
    left: int = 0


def gather(place: ExhibitPlace, ledger: Ledger) -> Gathered:
    """What an exhibit shows. Raises `PlaceError` when it cannot be shown."""
    by = place.options.get("by", "")
    if not by:
        return _of_ids(place, ledger)
    if len(place.ids) != 1 or "*" in place.ids[0]:
        raise PlaceError(_("“by” goes with one figure only."))
    figure = ledger.figure(place.ids[0])
    alive(figure)
    if by == MONTH:
        return _by_month(place, figure, ledger)
    if by == YEARS:
        return _by_years(place, figure, ledger)
    return _by_group(place, figure, by, ledger)


def alive(figure: Figure) -> None:
    """Raises `PlaceError` for a figure without a value: a report prints no dash."""
    if figure.empty_reason:
        raise PlaceError(f"{figure.id} : {figure.empty_reason}")


def shielded(place: ExhibitPlace, cells: Sequence[Cell], totals: Iterable[Fraction]) -> list[Cell]:
    """The cells protected, unless the writer asks to show all."""
    if place.options.get("small") == "show":
        if shared := SHARED.get():
            shared.opened(cells)
        return list(cells)
    return protect([_earlier_protected(one) for one in cells], set(totals))


def _earlier_protected(one: Cell) -> Cell:
    """Without the earlier published numbers of persons that are too small."""
    if not one.people or one.figure.unit == "percent":
        return one
    kept = [
        (year, text)
        for year, text in one.figure.previous
        if (number := decimal(text)) is None or not is_small(Fraction(number))
    ]
    return replace(one, figure=replace(one.figure, previous=kept))


def wholes(figures: Iterable[Figure], ledger: Ledger) -> set[Fraction]:
    """How many rows the facts of persons have: totals that a reader knows."""
    found = set()
    for figure in figures:
        name = figure.indicator.fact
        if name and ledger.of_people(figure):
            seen = ledger.lens_on(figure.id) or ("", "")
            atom = Atom(name, "count")
            counts = facts.ALL[name].aggregate(ledger.scope, [atom], seen[0])
            found.add(Fraction(counts.get(seen[1], {}).get(atom, 0)))
    return found


def _of_ids(place: ExhibitPlace, ledger: Ledger) -> Gathered:
    figures: dict[str, Figure] = {}
    for pattern in place.ids:
        if "*" not in pattern:
            figure = ledger.figure(pattern)
            alive(figure)
            if place.kind == "figure" and figure.rounded is None:
                raise PlaceError(_("This figure is not a number."))
            figures[figure.id] = figure
            continue
        members = [ledger.figure(id_) for id_ in ledger.like(pattern)]
        members = [one for one in members if not one.empty_reason and one.rounded is not None]
        if place.kind == "figure":
            members = [one for one in members if one.rounded]
            members.sort(key=lambda one: -(one.rounded or 0))
        if not members:
            raise PlaceError(_("No figure is called like “%(id)s”.") % {"id": pattern[:120]})
        figures.update({one.id: one for one in members})
    families = all("*" in pattern for pattern in place.ids)
    found = list(figures.values())
    most = int(place.options.get("most", "12" if place.kind == "figure" else "200"))
    names = _names(found, families)
    cells = [
        cell(name, one, people=ledger.of_people(one))
        for name, one in zip(names, found, strict=True)
    ]
    # All are protected before some are left out: a total does not change with what is shown.
    shown = shielded(place, cells, wholes(found, ledger))[:most]
    keys = tuple(ledger.keep(one.figure) for one in shown if not one.hidden)
    return Gathered(_("Indicator"), tuple(shown), keys, left=len(found) - len(shown))


def _names(figures: Sequence[Figure], in_family: bool) -> list[str]:
    """What each figure is called: its member in a family, all its places when two share one."""
    members = [one.texts.member if in_family else "" for one in figures]
    last = [member.rpartition(" · ")[2] for member in members]
    if len(set(last)) < len(last):
        last = [member.replace(" · ", ", ") for member in members]
    return [sentence_case(name or one.label) for name, one in zip(last, figures, strict=True)]


def _by_group(place: ExhibitPlace, figure: Figure, by: str, ledger: Ledger) -> Gathered:
    # Where somebody lives is told by a commune with few homes, whatever is counted there.
    people = ledger.of_people(figure) or by == "commune"
    found = ledger.groups(figure.id, by)
    cells = [
        cell(_group_name(by, label), one, people=people, code=f"{by}={code}")
        for code, label, one in found
        # A group without anything says nothing; a share of 0 % does.
        if not one.empty_reason and (one.value or one.base)
    ]
    if not cells:
        raise PlaceError(_("No group of “%(id)s” has a value.") % {"id": figure.id})
    total = figure.result.number if figure.numerator is None else figure.numerator
    shown = shielded(place, cells, [] if total is None else [Fraction(total)])
    whole = shielded(place, [cell("", figure, people=people)], [])
    # What is hidden is not in the document at all: its data are published too.
    keys = [ledger.keep(figure) for one in whole if not one.hidden]
    keys += [ledger.keep(one.figure, one.code) for one in shown if not one.hidden]
    return Gathered(DIMENSION_TITLES[by](), tuple(shown), tuple(keys), grouped=True)


def _group_name(by: str, label: str) -> str:
    years = by == "age_class" and label[:1].isdigit()
    return _("%(ages)s years") % {"ages": label} if years else sentence_case(label)


def _by_month(place: ExhibitPlace, figure: Figure, ledger: Ledger) -> Gathered:
    if not has_months(figure.indicator, ledger.period):
        raise PlaceError(_("“%(id)s” means nothing month by month.") % {"id": figure.id})
    people = ledger.of_people(figure)
    cells = [
        cell(month_name(start), ledger.month(start).figure(figure.id), people=people)
        for start in ledger.period.month_starts()
    ]
    total = figure.result.number if figure.numerator is None else figure.numerator
    shown = shielded(place, cells, [] if total is None else [Fraction(total)])
    return Gathered(_("Month"), tuple(shown), (ledger.keep(figure),), series=True)


def _by_years(place: ExhibitPlace, figure: Figure, ledger: Ledger) -> Gathered:
    people = ledger.of_people(figure)
    figures = [
        (year, one)
        for year, _text in sorted(figure.previous)
        if (one := as_published(figure, year)) and one.rounded is not None
    ]
    if not figures:
        raise PlaceError(_("No earlier published value of “%(id)s”.") % {"id": figure.id})
    figures.append((figure.period.start.year, figure))
    cells = [cell(str(year), one, people=people) for year, one in figures]
    shown = shielded(place, cells, [])
    keys = tuple(ledger.keep(one.figure) for one in shown if not one.hidden)
    return Gathered(_("Year"), tuple(shown), keys, series=True)
