"""Figures that are typed: context, published lists, start dates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from .people import Year
from .reading import Book, fold, sheet
from .rounding import Figures, exact, put_list


def typed_figures(book: Book, year: Year, names: Iterable[str], out: Figures) -> None:
    """Context figures typed for P; no row of P, no figure."""
    typed = {(row.text("Indicateur"), row.whole("Année")): row for row in sheet(book, "Contexte")}
    for name in names:
        if (name, year.number) in typed:
            out[name] = exact(typed[name, year.number].number("Valeur"))


def start_year(book: Book, year: Year, name: str) -> int | None:
    """The year of a typed start, `aaaa` or `aaaa-mm`: the latest row typed by P."""
    rows = [row for row in sheet(book, "Contexte") if row.text("Indicateur") == name]
    past = [row for row in rows if row.whole("Année") <= year.number]
    if not past:
        return None
    return int(max(past, key=lambda row: row.whole("Année")).text("Valeur")[:4])


def list_figures(
    book: Book,
    year: Year,
    counted: Mapping[str, str],
    printed: Mapping[str, str],
    out: Figures,
) -> None:
    """`counted` and `printed` give the list of each id; a printed list is alphabetical."""
    items: dict[str, list[str]] = defaultdict(list)
    for row in sheet(book, "Listes"):
        if row.whole("Année") == year.number:
            items[row.text("Liste")].append(row.text("Élément"))
    for name, source in counted.items():
        out[name] = str(len(items[source]))
    for name, source in printed.items():
        put_list(out, name, sorted(items[source], key=fold))
