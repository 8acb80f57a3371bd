"""Records that refer to each other: leave some out, and all that speaks of them."""

from __future__ import annotations

from .books import Cell, Record, Sheets
from .columns import COLUMNS
from .dice import Dice

_NEVER = {"Institutions", "Bailleurs de fonds", "Instances", "Axes qualité", "Agréments"}


def reduce(workbook: str, world: Sheets, dice: Dice) -> None:
    """Leave out rows of every sheet, in shares that differ by sheet, then orphans."""
    for name, rows in world.items():
        if name not in _NEVER:
            lost = dice.choice((0.0, 0.0, 0.05, 0.3, 0.7))
            world[name] = [row for row in rows if not dice.chance(lost)]
    if "Animateurs" in world:  # two per group or none
        groups = [row["Code groupe"] for row in world["Animateurs"]]
        world["Animateurs"] = [
            row for row in world["Animateurs"] if groups.count(row["Code groupe"]) == 2
        ]
    drop_orphans(workbook, world)


def drop_orphans(workbook: str, world: Sheets) -> None:
    """Remove the rows that speak of a code that is no longer there."""
    before = -1
    while before != (now := sum(len(rows) for rows in world.values())):
        before = now
        for name, columns in COLUMNS[workbook].items():
            for header, kind in columns.items():
                codes = _codes(workbook, world, kind.rstrip("!"))
                if codes is not None:
                    world[name] = [
                        row
                        for row in world[name]
                        if row.get(header) in (None, "") or row[header] in codes
                    ]


def _codes(workbook: str, world: Sheets, kind: str) -> set[Cell] | None:
    what, _, of = kind.partition(":")
    if what == "file":
        return {row["Dossier"] for row in world["Demandes"] if row["Dossier"]}
    if what == "action":
        return {row["Action"] for row in world["Formations séances"]}
    if what != "ref":
        return None
    name = of.replace("_", " ")
    key = next(header for header, kind in COLUMNS[workbook][name].items() if kind == "key!")
    return {row[key] for row in world[name]}


def redate(rows: list[Record], header: str, dice: Dice, share: float = 0.15) -> None:
    """Move a date of some rows to the surroundings of P, often a corner."""
    for row in rows:
        if row.get(header) and dice.chance(share):
            row[header] = dice.near(dice.first.replace(year=dice.year - 1))


def toggle(
    rows: list[Record], header: str, values: tuple[Cell, ...], dice: Dice, share: float = 0.1
) -> None:
    """Give another of the values to some rows."""
    for row in rows:
        if dice.chance(share):
            row[header] = dice.choice(values)
