"""The many ways one cell of the three other workbooks is typed, from the table of columns."""

from __future__ import annotations

from datetime import date

from .books import Cell, Record, Sheets
from .columns import COLUMNS, DIRECTORY, table
from .dice import Dice
from .labels_programmes import OUTCOME, REQUEST
from .reading import code_of, fold
from .spelling import _NO, _YES, _date, _number, respell


def retype(workbook: str, world: Sheets, dice: Dice, share: float) -> None:
    """Retype that share of the cells; keys, titles and free texts stay as they are."""
    spellings = _spellings(workbook, world)
    for name, rows in world.items():
        columns = COLUMNS[workbook][name]
        for row in rows:
            other: Record = {
                header: _retyped(workbook, row, header, columns[header], spellings, dice)
                if cell not in (None, "") and dice.chance(share)
                else cell
                for header, cell in row.items()
            }
            row.update(other)


type Spellings = dict[str, dict[str, list[str]]]


def _spellings(workbook: str, world: Sheets) -> Spellings:
    """{sheet: {folded spelling: name and aliases}} of the sheets with aliases."""
    found: Spellings = {}
    for name, rows in world.items():
        if "Alias" in COLUMNS[workbook][name]:
            groups = [
                [
                    str(row["Nom"]),
                    *(part.strip() for part in str(row.get("Alias") or "").split("|")),
                ]
                for row in rows
            ]
            groups = [[text for text in group if text] for group in groups]
            names = {fold(text): group for group in groups for text in group}
            found[name] = names | {fold(group[0]): group for group in groups}
    return found


def _retyped(
    workbook: str, row: Record, header: str, kind: str, spellings: Spellings, dice: Dice
) -> Cell:
    cell, kind = row[header], kind.rstrip("!")
    what, _, of = kind.partition(":")
    if what == "yes":
        yes = fold(str(cell)) in {fold(str(word)) for word in _YES}
        return dice.choice(_YES if yes else _NO)
    if isinstance(cell, date):
        return _date(cell, dice)
    if what == "year":
        return str(cell)
    if isinstance(cell, (int, float)):
        return _number(cell, dice) if what in ("number", "whole") else cell
    text = str(cell)
    if what in ("label", "known"):
        return _label(text, table(workbook, kind), dice)
    if what == "labels":
        labels = table(workbook, kind)
        return _list([_label(item, labels, dice) for item in _items(text)], dice)
    if what == "outcome":
        return _label(text, OUTCOME[code_of(str(row["Type"]), REQUEST)], dice)
    if what in ("inst", "free", "frees", "guest", "alias"):
        names = spellings.get(of.replace("_", " ") or DIRECTORY[workbook], {})
        spelt = [_name(item, names, dice) for item in _items(text, what == "frees")]
        return _list(spelt, dice) if what == "frees" else spelt[0]
    return _list(_items(text), dice) if what == "list" else cell


def _items(text: str, several: bool = True) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()] if several else [text]


def _label(text: str, labels: dict[str, str], dice: Dice) -> str:
    """A label of the same code in another spelling; a text of no code stays."""
    if fold(text) not in labels:
        return text
    same = [label for label, code in labels.items() if code == labels[fold(text)]]
    return respell(dice.choice([text, *same]), dice)


def _name(text: str, names: dict[str, list[str]], dice: Dice) -> str:
    """Another spelling of a known name, unless it would lead to another row."""
    group = names.get(fold(text))
    if group is None:
        return text
    safe = [spelling for spelling in group if names[fold(spelling)] is group]
    return respell(dice.choice(safe), dice)


def _list(items: list[str], dice: Dice) -> str:
    dice.shuffle(items)
    if items and dice.chance(0.3):
        items.append(items[0])
    return dice.choice((";", "; ", " ; ", ",", ", ")).join(items)
