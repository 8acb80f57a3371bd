"""Reads the worked examples of `docs/figures` and makes a complete workbook of their tables.

In a page, `**Occupations**` alone on a line names the sheet of the next table; a table that starts
with `id | value` holds the figures these rows give. An example ends with its section. Columns and
rows that an example does not show are the usual ones below, as told in `docs/figures/README.md`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from filrouge.common.text import label_key
from tests.oracle.books import HEADERS, Cell, Record, iso_dates, write_book
from tests.oracle.columns import COLUMNS, headers

ID = re.compile(r"`((?:x\.)?(?:hf|inst|connect|support|funding|staff|intervision)\.[a-z0-9_.{}]+)`")
NO_VALUE = "—"
_CAPTION = re.compile(r"\*\*(.+)\*\*")
_RESULT = re.compile(r"value(?: in (\d{4}))?")

SHEETS: dict[str, Mapping[str, tuple[str, ...]]] = {
    "housing_first": HEADERS,
    **{workbook: headers(workbook) for workbook in COLUMNS},
}

_USUAL = """
Locataires: Genre = M; Date de naissance = 1980-06-15; Début d'accompagnement = 2020-01-01
Locataires: Équipe = ACT; Financement = Cocom
Logements: Commune = Forest; Bailleur = AIS Forest; Capacité = 2; Loyer = 500
Bailleurs: Type = AIS
Rencontres: Type = Visite à domicile; Statut = Réalisé
Titres: Type de titre = Bail illimité
Réseau: Fonction = sociale; Début = 2020-01-01
Formations HF: Durée (jours) = 1; Statut = Donnée
Groupes: Cycle = 2023-2024; Public = première ligne; Jour = lundi; Demi-journée = matin
Groupes: Langue = fr
Inscriptions: Institution = Nichoir; Statut = Accepté
Séances: Statut = Tenue
Participants aux événements: Rôle = Participant; Présent = oui
Interventions publiques: Programme = Connect
Réunions d'instances: Représentation = Connect; Présent = oui
Contenus newsletter: Rubrique = Agenda; Type = analyse
Publications réseaux: Réseau = LinkedIn; Classe = Activité propre
Audience: Mesure = Portée annuelle
Demandes: Type = Intervention; Institution = Nichoir; Canal = Collègue
Demandes: Motif principal = État psychique; Suite = En attente
Supervisions: Institution = Nichoir; État = En cours
Séances de supervision: Statut = Tenue
PAT accompagnements: Institution = Nichoir; Région = Bruxelles; Financement = Cocom
PAT accompagnements: État = En cours; Début = 2023-01-01
PAT activités: Type = Groupe de travail; Statut = Réalisée
PAT engagements: Région = Bruxelles; État = Signé
PAT formations: Durée (jours) = 1; Contexte = Hors accompagnement; Statut = Donnée
Intervisions groupes: Cycle = 2023-2024; Public = pairs-aidants; Début = 2023-09-01
Intervisions groupes: Fin = 2024-08-31; Animateurs = P1, P2
Intervisions inscriptions: Institution = Nichoir; Statut = Accepté
Intervisions séances: Statut = Tenue
Intervisions présences: Présent = oui
Modules: Thème = accueil; Durée (min) = 60; Propriétaire = Formation; Actif depuis = 2020-01-01
Formations séances: Durée (jours) = 1; Propriétaire = Formation; Contexte = Ouverte
Formations séances: Statut = Donnée
Formations participants: Présent = oui
Représentation: Type = Intervention; Programme = PAT
Temps de travail: Équipe = PAT
Membres: Nature = Organisation
Financements: Année financée = 2024
Personnel: Financement = Cocom; Début = 2020-01-01
"""
"""What a column holds when the table of an example does not show it."""

_REFERENCES = {  # column of the Housing First workbook -> the sheet that describes what it names
    "N°": "Locataires",
    "Code logement": "Logements",
    "Bailleur": "Bailleurs",
}


@dataclass
class Example:
    """The tables of a section of a page, and the figures it says they give."""

    title: str
    workbook: str
    sheets: dict[str, dict[str, list[Record]]] = field(default_factory=dict)
    expected: dict[int, dict[str, str]] = field(default_factory=dict)

    def write(self, folder: Path) -> list[Path]:
        """One complete workbook of 2024 for each that the tables belong to."""
        paths = []
        for workbook, sheets in self.sheets.items():
            paths.append(folder / f"{workbook}_2024.xlsx")
            write_book(paths[-1], _complete(workbook, sheets), SHEETS[workbook])
        return paths


def examples(page: Path) -> list[Example]:
    """The examples of a page. ValueError: a table that is neither of a sheet nor of figures."""
    programme = page.parent.name
    found = [Example(page.stem, programme)]
    caption = ""
    for first, table in _blocks(page.read_text("utf-8")):
        if first.startswith("#"):
            found.append(Example(first.strip("# "), programme))
        elif match := _CAPTION.fullmatch(first):
            caption = match[1]
        elif table:
            _read(found[-1], caption, table)
            caption = ""
    return [example for example in found if example.sheets or example.expected]


def _blocks(text: str) -> Iterator[tuple[str, list[list[str]]]]:
    """Each line, and at the first line of a table its rows of cells."""
    table: list[list[str]] = []
    for line in [*text.splitlines(), ""]:
        if line.startswith("|"):
            table.append([cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]])
            continue
        if table:
            yield "|", [row for row in table if set("".join(row)) - set("-: ")]
            table = []
        yield line.strip(), []


def _read(example: Example, caption: str, table: list[list[str]]) -> None:
    header, *lines = table
    if header[0] == "id" and (match := _RESULT.fullmatch(header[1])):
        values = example.expected.setdefault(int(match[1] or 2024), {})
        values.update((row[0].strip("`"), row[1]) for row in lines)
        return
    workbooks = [name for name, sheets in SHEETS.items() if caption in sheets]
    if not workbooks:
        raise ValueError(f"{example.title}: a table under no sheet: {header}")
    workbook = example.workbook if example.workbook in workbooks else workbooks[0]
    if unknown := set(header) - set(SHEETS[workbook][caption]):
        raise ValueError(f"{example.title}: {caption} has no column {unknown}")
    rows = example.sheets.setdefault(workbook, {}).setdefault(caption, [])
    rows += [{name: _cell(cell) for name, cell in zip(header, line, strict=True)} for line in lines]


def _cell(text: str) -> Cell:
    text = text.replace(r"\|", "|")
    return float(text) if re.fullmatch(r"-?\d+(\.\d+)?", text) else text or None


def usual() -> dict[str, Record]:
    """By sheet, the usual cells."""
    found: dict[str, Record] = {}
    for line in _USUAL.strip().splitlines():
        sheet, _, cells = line.partition(": ")
        pairs = (cell.split(" = ") for cell in cells.split("; "))
        found.setdefault(sheet, {}).update((name, _cell(value)) for name, value in pairs)
    return found


def _complete(workbook: str, sheets: dict[str, list[Record]]) -> dict[str, list[Record]]:
    """The rows with their usual cells, and a row for each thing named and described nowhere."""
    defaults = usual()
    full = {name: [_whole(name, row, defaults) for row in rows] for name, rows in sheets.items()}
    waiting = list(full)
    while waiting:
        for target, key, named in _references(workbook, waiting.pop(), full):
            rows = full.setdefault(target, [])
            if label_key(named) not in _known(rows, key):
                rows.append(_whole(target, {key: _cell(named)}, defaults))
                waiting.append(target)
    return {name: [iso_dates(row) for row in rows] for name, rows in full.items()}


def _whole(sheet: str, row: Record, defaults: dict[str, Record]) -> Record:
    usual_cells = defaults.get(sheet, {})
    if sheet == "Demandes" and row.get("Type", "Intervention") != "Intervention":
        usual_cells = {
            k: v for k, v in usual_cells.items() if k not in ("Canal", "Motif principal")
        }
    return {**usual_cells, **row}


def _known(rows: list[Record], key: str) -> set[str]:
    """The names and aliases that the rows describe."""
    texts = (f"{_text(row[key])}|{row.get('Alias') or ''}" for row in rows)
    return {label_key(name) for text in texts for name in text.split("|")}


def _text(cell: Cell) -> str:
    return f"{cell:g}" if isinstance(cell, float) else str(cell)


def _references(
    workbook: str, sheet: str, full: dict[str, list[Record]]
) -> Iterator[tuple[str, str, str]]:
    """The sheet, key column and name of each thing that the rows of a sheet name."""
    for row in list(full[sheet]):
        for column, cell in row.items():
            target = _target(workbook, sheet, column)
            if target and target != sheet and cell is not None:
                key = SHEETS[workbook][target][0]
                names = _text(cell).split(";") if target == "Locataires" else [_text(cell)]
                yield from ((target, key, name.strip()) for name in names)


def _target(workbook: str, sheet: str, column: str) -> str:
    if workbook == "housing_first":
        return _REFERENCES.get(column, "")
    kind = COLUMNS[workbook][sheet][column].rstrip("!")
    if kind == "inst":
        return "Institutions"
    start, _, target = kind.partition(":")
    return target.replace("_", " ") if start in ("ref", "alias") else ""


__all__ = ["ID", "NO_VALUE", "SHEETS", "Example", "examples", "usual"]
