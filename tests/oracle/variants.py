"""Unseen workbooks: valid variants of one workbook, from a seed.

Some persons of the source are left out, invented ones come in with the corner cases of FORMAT.md
(couples, resumptions, ends on 31/12, deaths without a home, changes of lease...), then cells are
typed in other words and rows, sheets and columns shuffled. The reporting year is `variant_year`.
"""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from python_calamine import CalamineWorkbook

from .books import HEADERS, Cell, Record, Sheets, write_book
from .dice import Dice
from .dossiers import meet, record
from .lives import Life, partner, random_life, settle
from .spelling import respell, retype
from .surroundings import add_dwellings, alter_dwellings, around, shift, typed

SOURCE_YEAR = 2024
_DUPLICATES_COUNT = {"Matériel RdR"}


def variant_year(seed: int) -> int:
    """The reporting year of a variant, to name its file and to ask its figures."""
    return SOURCE_YEAR + (0, 0, 1, -1, 0, 2, -2)[seed % 7]


def variant(source: Path, target: Path, seed: int) -> None:
    """Write a valid workbook for `variant_year(seed)` derived from the 2024 one."""
    dice = Dice(seed, variant_year(seed))
    world = load(source)
    shift(world, dice.year - SOURCE_YEAR)
    _leave_out(world, dice, keep=dice.choice((0.0, 0.5, 0.9, 1.0)))
    alter_dwellings(world, dice)
    pool = dice.sample(add_dwellings(world, dice), 25)
    lives: list[Life] = []
    while len(lives) < dice.choice((6, 20, 45)):
        life = random_life(201 + len(lives), pool, dice)
        lives.append(life)
        if dice.chance(0.35):
            lives.append(partner(life, 201 + len(lives), dice))
    for life in lives:
        settle(world, life, dice)
        record(world, life, dice)
    meet(world, lives, dice)
    around(world, dice)
    typed(world, dice)
    _one_of_each(world)
    _write(world, target, dice)


def load(path: Path) -> Sheets:
    """Every sheet as records with real dates and numbers, by the headers of FORMAT.md."""
    workbook = CalamineWorkbook.from_path(path)
    world: Sheets = {}
    for name in HEADERS:
        header, *lines = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
        world[name] = [
            {str(column): _cell(cell) for column, cell in zip(header, line, strict=True)}
            for line in lines
        ]
    return world


def _cell(cell: object) -> Cell:
    if cell == "":
        return None
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    if isinstance(cell, datetime):
        return cell.date()
    assert isinstance(cell, (str, float, date)) or hasattr(cell, "hour")
    return cell  # type: ignore[return-value]


def _leave_out(world: Sheets, dice: Dice, keep: float) -> None:
    """Drop persons with all their rows, then rows that nothing depends on."""
    numbers = {row["N°"] for row in world["Locataires"] if dice.chance(keep)}
    for name, rows in world.items():
        if "N°" in HEADERS[name]:
            world[name] = [row for row in rows if row["N°"] in numbers or row["N°"] is None]
    for name in ("Revenus", "EGF", "Problématiques", "Consommations", "Réseau", "Rencontres"):
        lost = dice.choice((0.0, 0.0, 0.1, 0.6))
        world[name] = [row for row in world[name] if not dice.chance(lost)]
    for name in ("Titres", "Loyers", "Matériel RdR", "Formations HF", "Conventions", "Équipes"):
        world[name] = [row for row in world[name] if not dice.chance(0.1)]
    for row in dice.some(world["Locataires"], 8):
        row["Genre"] = "X"
    for row in dice.some(world["Locataires"], 8):
        row["Mois de rue cumulés"] = None


def _one_of_each(world: Sheets) -> None:
    """Remove exact duplicates where the format refuses them."""
    for name, rows in world.items():
        seen: set[tuple[Cell, ...]] = set()
        kept: list[Record] = []
        for row in rows:
            key = tuple(row.get(header) or None for header in HEADERS[name])
            allowed = name in _DUPLICATES_COUNT or (name == "Rencontres" and not row["Heure"])
            if allowed or key not in seen:
                kept.append(row)
            seen.add(key)
        world[name] = kept


def _write(world: Sheets, target: Path, dice: Dice) -> None:
    """Retype, shuffle rows, sheets and columns, add blank lines and an unknown column."""
    retype(world, dice, share=dice.choice((0.0, 0.03, 0.25)))
    names = dice.sample(list(HEADERS), len(HEADERS))
    headers: dict[str, list[str]] = {}
    sheets: Sheets = {}
    for name in names:
        columns = dice.sample(HEADERS[name], len(HEADERS[name]))
        spelt = {c: respell(c, dice) if dice.chance(0.2) else c for c in columns}
        headers[name] = [spelt[column] for column in columns]
        rows: list[Record] = [
            {spelt[key]: cell for key, cell in row.items() if cell not in (None, "")}
            for row in world[name]
        ]
        if dice.chance(0.2):
            headers[name].insert(dice.randint(0, len(columns)), "Remarque perso")
            for row in dice.some(rows, 3):
                row["Remarque perso"] = "à revoir"
        rows += [{}] * dice.choice((0, 0, 2))
        dice.shuffle(rows)
        sheets[name] = rows
    write_book(target, sheets, headers)
