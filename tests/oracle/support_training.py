"""The training axis: modules, days, participants and their sectors."""

from __future__ import annotations

from collections import Counter
from datetime import date
from fractions import Fraction

from . import labels_programmes as labels
from .directory import Directory, distinct
from .labels import TRAINING
from .people import Year
from .reading import Book, Row, fold, sheet
from .rounding import Figures, exact, put_list, put_ratio, rounded

SHARED = (
    "homeless_aid",
    "general_social_aid",
    "mental_health",
    "employment_integration",
    "housing",
    "justice_aid",
    "general_health",
    "drugs_addictions",
    "migration",
    "sex_workers_aid",
)


def module_figures(book: Book, year: Year, out: Figures) -> None:
    active = [
        row
        for row in sheet(book, "Modules")
        if year.touches(row.date("Actif depuis"), row.maybe_date("Actif jusqu'au"))
    ]
    pat = [row for row in active if row.code("Propriétaire", labels.OWNER) == "pat"]
    out["support.training.modules.offered"] = str(len(active))
    out["support.training.modules.described"] = str(sum(row.yes("Fiche") for row in active))
    out["support.pat.modules.count"] = str(len(pat))
    if pat:
        minutes = [row.number("Durée (min)") for row in pat]
        out["support.pat.modules.duration.min"] = exact(min(minutes))
        out["support.pat.modules.duration.max"] = exact(max(minutes))
    themes = [labels.THEMES.get(fold(row.text("Thème")), row.text("Thème")) for row in active]
    put_list(out, "support.training.themes.list", distinct(themes))


def training_figures(book: Book, directory: Directory, year: Year, out: Figures) -> None:
    given = [
        row
        for row in sheet(book, "Formations séances")
        if year.has(row.date("Date"))
        and row.code("Statut", TRAINING) == "given"
        and row.code("Propriétaire", labels.OWNER) == "training"
    ]
    days = sum((row.number("Durée (jours)") for row in given), Fraction(0))
    when = {(fold(row.text("Action")), row.date("Date")) for row in given}
    there = [
        row
        for row in sheet(book, "Formations participants")
        if row.yes("Présent") and (fold(row.text("Action")), row.date("Date")) in when
    ]
    sectors = _sectors(there)
    places = distinct(directory.known(row.text("Institution")) for row in there)
    root = "support.training"
    out[f"{root}.days"] = rounded(days, 2)
    out[f"{root}.participants"] = str(len(sectors))
    out[f"x.{root}.persons"] = str(len({person for person, _ in sectors}))
    put_ratio(out, f"{root}.participants_per_day", len(sectors), days, decimals=1)
    out[f"{root}.organisations.listed"] = str(len(places))
    counts = Counter(sectors.values())
    unknown = counts.pop("unknown", 0)
    base = counts.total()
    out[f"{root}.sector_base"] = str(base)
    out[f"x.{root}.sector.unknown"] = str(unknown)
    for code in {*SHARED, *counts}:
        name = f"{root}.sector.{code}.share"
        put_ratio(out, name, counts[code], base, times=100, decimals=2)
        put_ratio(out, f"x.{name}_all", counts[code], len(sectors), times=100, decimals=2)


def _sectors(there: list[Row]) -> dict[tuple[str, str], str]:
    """The sector of each (participant, action): the first known one by date, else unknown."""
    first: dict[tuple[str, str], tuple[bool, date, str]] = {}
    for row in there:
        key = (fold(row.text("Participant")), fold(row.text("Action")))
        code = row.code("Secteur", labels.SECTOR) or "unknown"
        candidate = (code == "unknown", row.date("Date"), code)
        first[key] = min(first.get(key, candidate), candidate)
    return {key: code for key, (_, _, code) in first.items()}
