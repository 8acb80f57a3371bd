"""Write workbooks of FORMAT.md's form: the sheets, their headers, and typed cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path

import xlsxwriter  # type: ignore[import-untyped,unused-ignore]

type Cell = str | float | bool | date | datetime | time | None
type Record = dict[str, Cell]
type Sheets = dict[str, list[Record]]

HEADERS: dict[str, tuple[str, ...]] = {
    "Locataires": (
        "N°",
        "Prénom",
        "Nom",
        "Genre",
        "Date de naissance",
        "Service envoyeur",
        "Date d'orientation",
        "ETHOS",
        "Mois de rue (24 derniers)",
        "Mois de rue (36 derniers)",
        "Mois de rue cumulés",
        "Début d'accompagnement",
        "Équipe",
        "Financement",
        "Administrateur de biens",
        "Fin d'accompagnement",
        "Motif de fin",
    ),
    "Reprises": ("N°", "Reprise", "Fin", "Motif de fin"),
    "Équipes": ("N°", "Date d'effet", "Équipe", "Financement"),
    "Envoyeurs": ("Nom", "Alias", "Genre", "Actif depuis", "Actif jusqu'au"),
    "Candidats": (
        "N° candidat",
        "Service envoyeur",
        "Date d'orientation",
        "ETHOS",
        "Mois de rue (24 derniers)",
        "Mois de rue (36 derniers)",
        "État",
        "Entrée prévue le",
    ),
    "Revenus": ("N°", "Revenu", "Début", "Fin"),
    "EGF": ("N°", "Date", "Score", "Moment"),
    "Problématiques": (
        "N°",
        "Date",
        "Dépression",
        "Méfiance / paranoïa",
        "Hallucinations / mégalomanie",
        "Hétéro-agressivité",
        "Troubles cognitifs",
    ),
    "Consommations": (
        "N°",
        "Date",
        "Produits",
        "Crack fumé",
        "Injection",
        "Overdose",
        "Produits arrêtés",
    ),
    "Rencontres": (
        "N°",
        "Date",
        "Heure",
        "Type",
        "Statut",
        "Durée (min)",
        "Trajet (min)",
        "Intervenants",
        "Domaines",
        "Note",
    ),
    "Bailleurs": ("Nom", "Type", "Intermédiaire", "Projet"),
    "Logements": (
        "Code",
        "Adresse",
        "Commune",
        "Bailleur",
        "Intermédiaire",
        "Capacité",
        "Loyer",
        "Charges",
    ),
    "Loyers": ("Code logement", "À partir du", "Loyer", "Charges"),
    "Occupations": ("N°", "Code logement", "Entrée", "Sortie", "Motif de sortie", "Destination"),
    "Titres": ("Code logement", "N°", "Type de titre", "Début", "Fin", "Bail glissant"),
    "Matériel RdR": ("Date", "Catégorie", "Matériel", "Quantité", "N°"),
    "Réseau": ("N°", "Partenaire", "Précision", "Fonction", "Début", "Fin"),
    "Formations HF": ("Session", "Module", "Date", "Durée (jours)", "Statut", "Formateurs"),
    "Conventions": ("Partenaire", "Évaluée le"),
    "Historique": ("Indicateur", "Année", "Valeur"),
    "Contexte": ("Indicateur", "Année", "Valeur", "Source"),
    "Listes": ("Liste", "Année", "Élément"),
}


def iso_dates(record: Mapping[str, Cell]) -> Record:
    """The same record with text `aaaa-mm-jj` turned into dates, to write tests readably."""
    return {
        key: date.fromisoformat(cell)
        if isinstance(cell, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", cell)
        else cell
        for key, cell in record.items()
    }


def write_book(
    path: Path,
    sheets: Mapping[str, Iterable[Mapping[str, Cell]]],
    headers: Mapping[str, Sequence[str]] = HEADERS,
) -> None:
    """Write every sheet of `headers` in that order, with the records given for it."""
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        hour = book.add_format({"num_format": "hh:mm"})
        for name, columns in headers.items():
            page = book.add_worksheet(name)
            page.write_row(0, 0, columns)
            for line, record in enumerate(sheets.get(name, ()), start=1):
                for column, header in enumerate(columns):
                    cell = record.get(header)
                    if cell is None or cell == "":
                        continue
                    if isinstance(cell, time):
                        page.write_datetime(line, column, cell, hour)
                    elif isinstance(cell, date):
                        page.write_datetime(line, column, cell, day)
                    else:
                        page.write(line, column, cell)
