"""Small Housing First workbooks made for a test: a whole one, and changes to it."""

import datetime as dt
from pathlib import Path
from typing import Any

import xlsxwriter

from filrouge.imports.diagnostics import Diagnostic, Report
from filrouge.imports.sheets.base import WorkbookSpec
from filrouge.imports.sheets.housing_first import HOUSING_FIRST
from filrouge.imports.validate import Source, read_one

D = dt.date
type Cells = list[Any]
type Book = dict[str, list[Cells]]
type Records = dict[str, list[dict[str, Any]]]

NAME = "housing_first_2024.xlsx"
DATA = Path(__file__).resolve().parents[1] / "data"

ROWS: Records = {
    "Locataires": [
        {
            "N°": 1,
            "Prénom": "Cygne",
            "Nom": "Iris",
            "Genre": "M",
            "Date de naissance": D(1970, 5, 23),
            "Service envoyeur": "Lama",
            "ETHOS": 1,
            "Mois de rue cumulés": 52,
            "Début d'accompagnement": D(2020, 7, 7),
            "Équipe": "ACT",
            "Financement": "Cocom",
            "Administrateur de biens": "non",
        },
        {
            "N°": 2,
            "Prénom": "Pie",
            "Nom": "Bruyère",
            "Genre": "F",
            "Date de naissance": D(1980, 11, 9),
            "Début d'accompagnement": D(2021, 2, 15),
            "Équipe": "ICM",
            "Financement": "SPP IS",
            "Fin d'accompagnement": D(2024, 2, 16),
            "Motif de fin": "Décès",
        },
        {
            "N°": 3,
            "Genre": "X",
            "Date de naissance": D(1990, 1, 2),
            "Début d'accompagnement": D(2022, 3, 1),
            "Équipe": "ACT",
            "Financement": "TSI",
            "Fin d'accompagnement": D(2023, 6, 30),
            "Motif de fin": "Stabilisé",
        },
    ],
    "Reprises": [{"N°": 3, "Reprise": D(2024, 2, 1)}],
    "Équipes": [{"N°": 1, "Date d'effet": D(2023, 1, 1), "Équipe": "ICM"}],
    "Envoyeurs": [{"Nom": "Projet Lama", "Alias": "Lama | LAMA", "Genre": "Association"}],
    "Candidats": [{"N° candidat": "C1", "Service envoyeur": "Projet Lama", "État": "En attente"}],
    "Revenus": [{"N°": 1, "Revenu": "RIS/CPAS", "Début": D(2020, 1, 1), "Fin": D(2023, 12, 31)}],
    "EGF": [
        {"N°": 1, "Date": D(2020, 7, 24), "Score": 30, "Moment": "Entrée"},
        {"N°": 1, "Date": D(2024, 6, 4), "Score": 45, "Moment": "Actuel"},
    ],
    "Problématiques": [
        {
            "N°": 1,
            "Date": D(2024, 6, 15),
            "Dépression": "oui",
            "Méfiance / paranoïa": "non",
            "Hallucinations / mégalomanie": "non",
            "Hétéro-agressivité": "non",
            "Troubles cognitifs": "non",
        }
    ],
    "Consommations": [
        {
            "N°": 1,
            "Date": D(2024, 6, 15),
            "Produits": "alcool; cannabis",
            "Crack fumé": "non",
            "Injection": "non",
            "Overdose": "oui",
            "Produits arrêtés": "héroïne",
        }
    ],
    "Rencontres": [
        {
            "N°": 1,
            "Date": D(2024, 3, 4),
            "Heure": "9h30",
            "Type": "VAD",
            "Statut": "Réalisé",
            "Durée (min)": 45,
            "Trajet (min)": 20,
            "Intervenants": "ABC; DEF",
            "Domaines": "quotidien; logement",
            "Note": "à revoir",
        },
        {
            "N°": "1; 3",
            "Date": D(2024, 3, 5),
            "Heure": "10:00",
            "Type": "Accompagnement extérieur",
            "Statut": "Réalisé",
            "Durée (min)": 60,
            "Domaines": "médical",
        },
    ],
    "Bailleurs": [{"Nom": "AIS Forest", "Type": "AIS", "Intermédiaire": "CCL"}],
    "Logements": [
        {
            "Code": "L1",
            "Commune": "Forest",
            "Bailleur": "AIS Forest",
            "Capacité": 1,
            "Loyer": 493.24,
        },
        {"Code": "L2", "Commune": "1000 Bruxelles", "Bailleur": "ais forest", "Capacité": 2},
    ],
    "Loyers": [{"Code logement": "L1", "À partir du": D(2024, 6, 1), "Loyer": "505,5"}],
    "Occupations": [
        {
            "N°": 1,
            "Code logement": "L1",
            "Entrée": D(2020, 7, 7),
            "Sortie": D(2023, 5, 2),
            "Destination": "Autre logement",
        },
        {"N°": 1, "Code logement": "L2", "Entrée": D(2023, 5, 2)},
        {
            "N°": 2,
            "Code logement": "L1",
            "Entrée": D(2021, 2, 15),
            "Sortie": D(2024, 2, 16),
            "Destination": "Décès",
        },
        {
            "N°": 3,
            "Code logement": "L2",
            "Entrée": D(2022, 3, 1),
            "Sortie": D(2022, 9, 1),
            "Destination": "Rue",
        },
    ],
    "Titres": [
        {
            "Code logement": "L1",
            "N°": 1,
            "Type de titre": "Bail illimité",
            "Début": D(2020, 7, 7),
            "Bail glissant": "non",
        }
    ],
    "Matériel RdR": [
        {"Date": D(2024, 1, 4), "Catégorie": "Injection", "Matériel": "NaCl", "Quantité": 7}
    ],
    "Réseau": [
        {
            "N°": 1,
            "Partenaire": "CPAS",
            "Précision": "Laeken",
            "Fonction": "financière",
            "Début": D(2022, 9, 5),
        }
    ],
    "Formations HF": [
        {
            "Session": "HF1",
            "Module": "Module 1",
            "Date": D(2024, 3, 11),
            "Durée (jours)": 0.5,
            "Statut": "Donnée",
            "Formateurs": "ABC",
        }
    ],
    "Conventions": [{"Partenaire": "CCL", "Évaluée le": D(2024, 6, 4)}],
    "Historique": [{"Indicateur": "hf.tenants.followed", "Année": 2023, "Valeur": 80}],
    "Contexte": [
        {
            "Indicateur": "hf.programme.start_year",
            "Année": 2024,
            "Valeur": 2013,
            "Source": "statuts",
        }
    ],
    "Listes": [
        {"Liste": "hf.services", "Année": 2024, "Élément": "logement"},
        {"Liste": "hf.services", "Année": 2024, "Élément": "santé"},
    ],
}


def table(headers: str, *lines: tuple[Any, ...]) -> list[dict[str, Any]]:
    """Rows from one line of headers (`Nom | Alias`) and one tuple of cells each."""
    names = [name.strip() for name in headers.split("|")]
    return [dict(zip(names, cells, strict=True)) for cells in lines]


def whole() -> Book:
    """Every sheet with its header and the rows above, that no rule refuses or warns about."""
    return filled(HOUSING_FIRST, ROWS)


def filled(workbook: WorkbookSpec, records: Records) -> Book:
    """Every sheet of a kind of workbook with its header and the rows given by header."""
    book: Book = {}
    for spec in workbook.sheets:
        headers = [column.header for column in spec.columns]
        rows = [[row.get(header) for header in headers] for row in records.get(spec.name, [])]
        book[spec.name] = [headers, *rows]
    return book


def rows(book: Book, sheet: str) -> "Rows":
    return Rows(book[sheet])


class Rows:
    """The rows of a sheet, by header."""

    def __init__(self, cells: list[Cells]) -> None:
        self.cells = cells

    def new(self, values: dict[str, Any]) -> int:
        """Add a row; the row number a spreadsheet gives it."""
        self.cells.append([values.get(header) for header in self.cells[0]])
        return len(self.cells)

    def copy(self, row: int, **changes: Any) -> int:
        """Add a copy of a row (header = 1) with changes by header."""
        values = dict(zip(self.cells[0], self.cells[row - 1], strict=True))
        return self.new(values | changes)

    def set(self, row: int, header: str, value: Any) -> int:
        self.cells[row - 1][self.cells[0].index(header)] = value
        return row


def save(book: Book, path: Path) -> Path:
    """Write the workbook. A text that starts with "=" becomes a formula."""
    with xlsxwriter.Workbook(path, {"strings_to_urls": False}) as target:
        day = target.add_format({"num_format": "dd/mm/yyyy"})
        moment = target.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        clock = target.add_format({"num_format": "hh:mm"})
        for name, rows in book.items():
            sheet = target.add_worksheet(name)
            for number, cells in enumerate(rows):
                for column, value in enumerate(cells):
                    match value:
                        case None:
                            continue
                        case dt.datetime():
                            sheet.write_datetime(number, column, value, moment)
                        case dt.date():
                            sheet.write_datetime(number, column, value, day)
                        case dt.time():
                            sheet.write_datetime(number, column, value, clock)
                        case str() if value.startswith("="):
                            sheet.write_formula(number, column, value, None, 0)
                        case str():
                            sheet.write_string(number, column, value)
                        case _:
                            sheet.write(number, column, value)
    return path


def problems(book: Book, folder: Path, name: str = NAME) -> list[Diagnostic]:
    """What reading the workbook reports."""
    report = Report()
    read_one(Source(save(book, folder / "book.xlsx"), name), report)
    return report.sorted()


def places(
    found: list[Diagnostic], severity: str = "error"
) -> list[tuple[str, int | None, str, str]]:
    """Sheet, row, column and code of the problems of a severity."""
    return [(d.sheet, d.row, d.column, d.code) for d in found if d.severity == severity]
