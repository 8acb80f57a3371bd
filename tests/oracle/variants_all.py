"""Unseen years: valid variants of the four workbooks, from a seed.

Rows are left out, dates and states moved to the corners of the reporting year, invented rows
brought in; then cells are typed in other words and rows, sheets and columns shuffled.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

from python_calamine import CalamineWorkbook

from . import variants_connect, variants_institution, variants_support
from .books import Cell, Record, Sheets, write_book
from .columns import COLUMNS
from .dice import Dice
from .retyping import retype
from .spelling import respell
from .variants import SOURCE_YEAR, _cell, variant, variant_year
from .world import reduce

KEEP_ORDER = {"Axes qualité"}  # published in sheet order
_DUPLICATES_COUNT = {"Dons", "Interventions"}
_ALTER: Mapping[str, Callable[[Sheets, Dice], None]] = {
    "connect": variants_connect.alter,
    "support": variants_support.alter,
    "institution": variants_institution.alter,
}


def variant_all(sources: Sequence[Path], target_dir: Path, seed: int) -> list[Path]:
    """Write a variant of each source, named for `variant_year(seed)`, in the same order."""
    year = variant_year(seed)
    written = []
    for source in sources:
        workbook = source.stem.rpartition("_")[0]
        target = target_dir / f"{workbook}_{year}.xlsx"
        if workbook == "housing_first":
            variant(source, target, seed)
        else:
            dice = Dice(seed, year)
            world = load(source, workbook)
            shift(workbook, world, year - SOURCE_YEAR)
            reduce(workbook, world, dice)
            _ALTER[workbook](world, dice)
            write(workbook, world, target, dice)
        written.append(target)
    return written


def load(path: Path, workbook: str) -> Sheets:
    """Every sheet as records with real dates and numbers, by the headers of FORMAT.md."""
    book = CalamineWorkbook.from_path(path)
    world: Sheets = {}
    for name in COLUMNS[workbook]:
        header, *lines = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        world[name] = [
            {str(column): _cell(cell) for column, cell in zip(header, line, strict=True)}
            for line in lines
        ]
    return world


def shift(workbook: str, world: Sheets, years: int) -> None:
    """Move every date, year, cycle, edition and month by whole years (29/02 becomes 28/02)."""
    for name, rows in world.items():
        for row in rows:
            for header, cell in row.items():
                kind = COLUMNS[workbook][name][header].rstrip("!")
                if isinstance(cell, date):
                    day = cell - timedelta(days=(cell.month, cell.day) == (2, 29))
                    row[header] = day.replace(year=day.year + years)
                elif kind == "year" and isinstance(cell, (int, float)):
                    row[header] = cell + years
                elif header in ("Cycle", "Édition", "Mois", "Période") and cell:
                    row[header] = re.sub(r"\d{4}", lambda y: str(int(y[0]) + years), str(cell))


def write(
    workbook: str, world: Sheets, target: Path, dice: Dice, share: float | None = None
) -> None:
    """Retype, shuffle rows, sheets and columns, add blank lines and an unknown column."""
    one_of_each(workbook, world)
    retype(workbook, world, dice, dice.choice((0.0, 0.03, 0.25)) if share is None else share)
    columns = COLUMNS[workbook]
    headers: dict[str, list[str]] = {}
    sheets: Sheets = {}
    for name in dice.sample(list(columns), len(columns)):
        order = dice.sample(list(columns[name]), len(columns[name]))
        spelt = {c: respell(c, dice) if dice.chance(0.2) else c for c in order}
        headers[name] = [spelt[column] for column in order]
        rows: list[Record] = [
            {spelt[key]: cell for key, cell in row.items() if cell not in (None, "")}
            for row in world[name]
        ]
        if dice.chance(0.2):
            headers[name].insert(dice.randint(0, len(order)), "Remarque perso")
            for row in dice.some(rows, 3):
                row["Remarque perso"] = "à revoir"
        rows += [{}] * dice.choice((0, 0, 2))
        if name not in KEEP_ORDER:
            dice.shuffle(rows)
        sheets[name] = rows
    write_book(target, sheets, headers)


def one_of_each(workbook: str, world: Sheets) -> None:
    """Remove exact duplicates where the format refuses them."""
    for name, rows in world.items():
        if name in _DUPLICATES_COUNT:
            continue
        seen: dict[tuple[Cell, ...], Record] = {}
        for row in rows:
            key = tuple(row.get(header) or None for header in COLUMNS[workbook][name])
            seen.setdefault(key, row)
        world[name] = list(seen.values())
