"""A second reading of FORMAT.md: every Housing First figure straight from the workbook.

Nothing of the product is imported here. Two implementations of one text that agree are the
independent check of the figures; a difference is either an error of one of them or an ambiguity of
the text. Slow and plain on purpose.
"""

from __future__ import annotations

from pathlib import Path

from . import encounters, housing, others, people, reviews
from .reading import read_book
from .rounding import Figures

__all__ = ["compute"]


def compute(path: Path, year: int) -> dict[str, str]:
    """Every figure of a year by id, as text in the form of the expected values.

    Lists are joined by `; `; an id without value is absent. Raises ValueError on a cell that the
    format does not allow.
    """
    book, of = read_book(path), people.Year(year)
    everybody = people.read_people(book)
    followed = [person for person in everybody.values() if person.followed_in(of)]
    numbers = {person.number for person in followed}
    stays = housing.read_stays(book)
    firsts = [(p, stays[p.number][0].enter) for p in followed if p.number in stays]
    entries = [(person, day) for person, day in firsts if of.has(day)]
    new = [person for person, _ in entries]
    out: Figures = {}
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
    return out
