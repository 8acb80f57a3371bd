"""A second reading of FORMAT.md: every figure straight from the rows of the workbooks.

Nothing of the product is imported here. Two implementations of one text that agree are the
independent check of the figures; a difference is either an error of one of them or an ambiguity of
the text. Slow and plain on purpose.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from . import encounters, housing, others, people, reviews
from .connect import connect_figures
from .institution import institution_figures
from .reading import Book, read_book
from .rounding import Figures
from .support import support_figures

__all__ = ["compute", "compute_all"]


def compute(path: Path, year: int) -> dict[str, str]:
    """Every figure of a year by id that rests on one workbook, known by its sheets.

    The text has the form of the expected values. Lists are joined by `; `; an id without value is
    absent. Raises ValueError on a cell that the format does not allow.
    """
    book = read_book(path)
    out: Figures = {}
    for sheet, figures in _WORKBOOKS.items():
        if sheet in book:
            figures(book, people.Year(year), out)
            return out
    raise ValueError(f"{path.name} is none of the four workbooks")


def compute_all(paths: Sequence[Path], year: int) -> dict[str, str]:
    """The figures of any of the four workbooks, in any order; no figure rests on two of them."""
    out: dict[str, str] = {}
    for path in paths:
        figures = compute(path, year)
        if twice := out.keys() & figures.keys():
            raise ValueError(f"{path.name} gives again {sorted(twice)}")
        out |= figures
    return out


def _housing_first_figures(book: Book, of: people.Year, out: Figures) -> None:
    everybody = people.read_people(book)
    followed = [person for person in everybody.values() if person.followed_in(of)]
    numbers = {person.number for person in followed}
    stays = housing.read_stays(book)
    firsts = [(p, stays[p.number][0].enter) for p in followed if p.number in stays]
    entries = [(person, day) for person, day in firsts if of.has(day)]
    new = [person for person, _ in entries]
    people.follow_up_figures(followed, of, out)
    out["hf.tenants.new_housed"] = str(len(new))
    out["hf.tenants.carried_over"] = str(len(followed) - len(new))
    people.income_figures(book, followed, new, of, out)
    people.candidate_figures(book, of, out)
    reviews.symptom_figures(book, numbers, of, out)
    reviews.use_figures(book, numbers, of, out)
    reviews.egf_figures(book, followed, of, out)
    met = encounters.read_encounters(book, everybody)
    encounters.encounter_figures(met, followed, of, out)
    encounters.start_weeks_figures(met, entries, of, out)
    kept = housing.retention_figures(stays, followed, of, out)
    housing.move_figures(stays, followed, of, len(new), out)
    housing.dwelling_figures(book, stays, followed, of, out)
    housing.lease_figures(book, everybody, of, out)
    others.material_figures(book, of, out)
    others.network_figures(book, numbers, of, out)
    others.training_figures(book, of, out)
    others.typed_figures(book, of, out)
    others.list_figures(book, of, out)
    others.change_figures(book, kept, of, out)


_WORKBOOKS = {  # a sheet that only this workbook has -> its figures
    "locataires": _housing_first_figures,
    "groupes": connect_figures,
    "demandes": support_figures,
    "personnel": institution_figures,
}
