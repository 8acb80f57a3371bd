"""Small workbooks whose answers are written by hand: the form of a case and its usual rows.

A case is a complete valid workbook of a few rows and the figures a person can count in it. They are
data: the oracle must give them, and so must the product.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from .books import HEADERS, Cell, Record, iso_dates, write_book
from .columns import headers


@dataclass(frozen=True)
class Case:
    """Rows by sheet, and the expected text by id; None: the figure has no value."""

    name: str
    sheets: Mapping[str, Sequence[Mapping[str, Cell]]]
    expected: Mapping[str, str | None]
    year: int = 2024
    workbook: str = "housing_first"

    @property
    def file_name(self) -> str:
        return f"{self.workbook}_{self.year}.xlsx"

    def write(self, path: Path) -> None:
        sheets = {name: [iso_dates(row) for row in rows] for name, rows in self.sheets.items()}
        housing_first = self.workbook == "housing_first"
        write_book(path, sheets, HEADERS if housing_first else headers(self.workbook))


def tenant(number: int, start: str, end: str = "", reason: str = "", **other: Cell) -> Record:
    """A man of ACT on Cocom money born on 15/06/1980, unless told otherwise."""
    row: Record = {
        "N°": number,
        "Genre": "M",
        "Date de naissance": "1980-06-15",
        "Début d'accompagnement": start,
        "Équipe": "ACT",
        "Financement": "Cocom",
        "Fin d'accompagnement": end,
        "Motif de fin": reason,
    }
    names = {
        "sex": "Genre",
        "birth": "Date de naissance",
        "team": "Équipe",
        "funding": "Financement",
        "street": "Mois de rue cumulés",
    }
    return row | {names[key]: cell for key, cell in other.items()}


def again(number: int, start: str, end: str = "", reason: str = "") -> Record:
    return {"N°": number, "Reprise": start, "Fin": end, "Motif de fin": reason}


def stay(number: int, dwelling: str, enter: str, leave: str = "", destination: str = "") -> Record:
    return {
        "N°": number,
        "Code logement": dwelling,
        "Entrée": enter,
        "Sortie": leave,
        "Destination": destination,
    }


def dwelling(
    code: str,
    landlord: str = "AIS Forest",
    commune: str = "Forest",
    via: str = "",
    rent: Cell = 500,
) -> Record:
    return {
        "Code": code,
        "Commune": commune,
        "Bailleur": landlord,
        "Intermédiaire": via,
        "Capacité": 2,
        "Loyer": rent,
    }


def landlord(name: str, kind: str, via: str = "", project: str = "") -> Record:
    return {"Nom": name, "Type": kind, "Intermédiaire": via, "Projet": project}


AIS_FOREST = landlord("AIS Forest", "AIS")


def flats(count: int) -> dict[str, list[Record]]:
    """Dwellings D1, D2... of AIS Forest."""
    return {
        "Bailleurs": [AIS_FOREST],
        "Logements": [dwelling(f"D{number}") for number in range(1, count + 1)],
    }


def meeting(
    who: Cell, day: str, kind: str = "VAD", status: str = "Réalisé", **other: Cell
) -> Record:
    names = {"minutes": "Durée (min)", "travel": "Trajet (min)", "topics": "Domaines"}
    row: Record = {"N°": who, "Date": day, "Type": kind, "Statut": status}
    return row | {names[key]: cell for key, cell in other.items()}


def rows(columns: str, *lines: Sequence[Cell]) -> list[Record]:
    """Records from a header line `A | B | C` and their cells."""
    names = [name.strip() for name in columns.split("|")]
    return [dict(zip(names, line, strict=True)) for line in lines]
