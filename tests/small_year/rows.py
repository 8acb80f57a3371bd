"""The small year: ten persons of 2024, by sheet and header, each column filled at least once.

Texts are those of the lists; days are ISO. Blank cells are empty texts. Codes of workers are those
of `staff.py`.
"""

from __future__ import annotations

from typing import Any

from tests.imports.books import table

from . import rows_homes, rows_met

YEAR = 2024
type Row = dict[str, Any]
type Rows = dict[str, list[Row]]

TENANTS = table(
    "N° | Prénom | Nom | Genre | Date de naissance | Service envoyeur | Date d'orientation | ETHOS"
    " | Mois de rue (24 derniers) | Mois de rue (36 derniers) | Mois de rue cumulés"
    " | Administrateur de biens",
    (1, "Iris", "Geai", "M", "1970-05-23", "La Maraude", "2021-01-10", 1, 20, 30, 52, "oui"),
    (
        2,
        "Bruyère",
        "Pie",
        "F",
        "1980-11-09",
        "CPAS de Ganshoren",
        "2022-01-05",
        2,
        8,
        12,
        "",
        "non",
    ),
    (3, "Lierre", "Merle", "M", "1979-02-03", "", "", "", "", "", "", ""),
    (
        4,
        "Tilleul",
        "Râle",
        "F",
        "1965-07-07",
        "Maraude du Canal",
        "2020-05-01",
        1,
        24,
        36,
        120,
        "non",
    ),
    (5, "Houx", "Cygne", "M", "1990-01-02", "Abri des Hérons", "2022-08-01", 1, 7, "", 14, ""),
    (6, "Ronce", "Fauvette", "F", "1995-06-15", "La Maraude", "2023-12-01", 1, 10, 15, 20, "non"),
    (
        7,
        "Sorbier",
        "Pinson",
        "X",
        "1988-12-25",
        "CPAS de Ganshoren",
        "2024-06-01",
        2,
        6,
        6,
        9,
        "oui",
    ),
    (8, "Aubépine", "Grive", "F", "1975-03-03", "", "", "", "", "", "", "non"),
    (9, "Orme", "Loriot", "M", "2000-10-10", "La Maraude", "2024-11-01", 1, 12, 18, 18, "non"),
    (
        10,
        "Fusain",
        "Sitelle",
        "M",
        "1982-08-08",
        "Maraude du Canal",
        "2023-01-15",
        1,
        9,
        9,
        30,
        "non",
    ),
)
FOLLOWED = table(
    "N° | Début d'accompagnement | Équipe | Financement | Fin d'accompagnement | Motif de fin",
    (1, "2021-02-15", "ACT", "Cocom", "", ""),
    (2, "2022-03-01", "ICM", "SPP Intégration sociale", "", ""),
    (3, "2022-03-01", "ICM", "SPP Intégration sociale", "", ""),
    (4, "2020-06-15", "ACT", "Cocom", "2024-06-30", "Décès"),
    (5, "2022-09-01", "ACT", "Cocom", "2024-03-31", "Relais vers un service"),
    (6, "2024-02-05", "ICM", "TSI", "", ""),
    (7, "2024-09-02", "ACT", "Cocom", "", ""),
    (8, "2019-04-01", "ACT", "Cocom", "2023-05-31", "Stabilisé"),
    (9, "2025-01-15", "ICM", "Cocom", "", ""),
    (10, "2023-02-20", "ICM", "SPP Intégration sociale", "2024-12-31", "Autre"),
)
ROWS: Rows = {
    "Locataires": [{**one, **two} for one, two in zip(TENANTS, FOLLOWED, strict=True)],
    "Reprises": table(
        "N° | Reprise | Fin | Motif de fin",
        (5, "2024-10-01", "", ""),
        (8, "2023-09-01", "2023-11-30", "Relais vers un service"),
    ),
    "Équipes": table(
        "N° | Date d'effet | Équipe | Financement",
        (1, "2023-01-01", "ICM", ""),
        (2, "2024-01-01", "ACT", "Cocom"),
        (5, "2024-10-01", "ICM", "SPP Intégration sociale"),
        (6, "2024-07-01", "", "Cocom"),
    ),
    "Envoyeurs": table(
        "Nom | Alias | Genre | Actif depuis | Actif jusqu'au",
        ("Maraude du Canal", "La Maraude | Maraude", "Association", "2019-01-01", ""),
        ("CPAS de Ganshoren", "", "CPAS", "", ""),
        ("Abri des Hérons", "", "Association", "2020-01-01", "2023-12-31"),
        ("Soupe des Saules", "", "Association", "", "2030-12-31"),
    ),
    "Candidats": table(
        "N° candidat | Service envoyeur | Date d'orientation | ETHOS | Mois de rue (24 derniers)"
        " | Mois de rue (36 derniers) | État | Entrée prévue le",
        ("C-Héron", "La Maraude", "2024-10-10", 1, 8, 14, "En préparation", "2025-02-01"),
        ("C-Butor", "CPAS de Ganshoren", "2024-11-05", 2, 3, 5, "En attente", ""),
        ("C-Tarin", "", "", 1, "", "", "Refusé", ""),
        ("C-Bruant", "Maraude du Canal", "2024-12-01", 1, 12, 20, "Sélectionné", "2025-04-15"),
    ),
    "Revenus": table(
        "N° | Revenu | Début | Fin",
        (1, "RIS/CPAS", "2021-02-15", "2024-05-31"),
        (1, "Travail salarié", "2024-06-01", ""),
        (2, "Mutuelle", "2022-03-01", ""),
        (3, "Sans revenu", "2022-03-01", "2024-02-29"),
        (3, "Chômage", "2024-03-01", ""),
        (4, "Pension", "2020-06-15", "2024-06-30"),
        (5, "DG Personnes handicapées", "2022-09-01", ""),
        (6, "RIS/CPAS", "2024-02-05", ""),
        (7, "Sans revenu", "2024-09-02", ""),
        (10, "RIS/CPAS", "2023-02-20", ""),
    ),
    "EGF": table(
        "N° | Date | Score | Moment",
        (1, "2021-02-20", 30, "Entrée"),
        (1, "2023-06-01", 40, "Actuel"),
        (1, "2024-06-04", 55, "Actuel"),
        (2, "2022-03-10", 45, "Entrée"),
        (2, "2024-05-05", 60, "Actuel"),
        (3, "2022-03-10", 0, "Entrée"),
        (3, "2024-05-05", 50, "Actuel"),
        (4, "2020-07-01", 25, "Entrée"),
        (4, "2024-02-02", 35, "Actuel"),
        (5, "2022-09-10", 40, "Entrée"),
        (5, "2024-10-10", 45, "Entrée"),
        (5, "2024-12-01", 50, "Actuel"),
        (6, "2024-02-20", 35, "Entrée"),
        (6, "2024-11-11", 45, "Actuel"),
        (7, "2024-09-15", 50, "Entrée"),
        (10, "2023-03-01", 20, "Entrée"),
        (10, "2024-09-09", 32, "Actuel"),
    ),
    "Problématiques": table(
        "N° | Date | Dépression | Méfiance / paranoïa | Hallucinations / mégalomanie"
        " | Hétéro-agressivité | Troubles cognitifs",
        (1, "2024-03-01", "oui", "non", "", "non", "oui"),
        (1, "2024-09-01", "oui", "oui", "non", "non", "oui"),
        (2, "2024-05-05", "non", "non", "non", "non", "non"),
        (4, "2024-01-10", "oui", "non", "oui", "oui", "non"),
        (6, "2024-11-11", "non", "oui", "", "", "oui"),
        (10, "2023-05-05", "oui", "oui", "oui", "oui", "oui"),
    ),
    "Consommations": table(
        "N° | Date | Produits | Crack fumé | Injection | Overdose | Produits arrêtés",
        (1, "2024-03-01", "alcool; cannabis", "non", "non", "oui", "héroïne"),
        (2, "2024-05-05", "aucun", "non", "non", "non", ""),
        (3, "2024-05-05", "cocaïne; héroïne; alcool", "oui", "oui", "oui", ""),
        (4, "2024-01-10", "alcool", "", "", "", ""),
        (6, "2024-04-04", "cannabis; alcool", "non", "non", "non", ""),
        (6, "2024-11-11", "cannabis", "non", "non", "non", "alcool; médicaments détournés"),
    ),
    **rows_homes.ROWS,
    **rows_met.ROWS,
    "Historique": table(
        "Indicateur | Année | Valeur",
        ("hf.tenants.followed", 2023, "7"),
        ("hf.retention.rate", 2023, "87,50"),
        ("hf.encounters.total", 2023, "1 204"),
    ),
    "Contexte": table(
        "Indicateur | Année | Valeur | Source",
        ("hf.programme.start_year", 2024, "2013", "statuts"),
        ("x.hf.small_year", 2024, "2020-09", ""),
    ),
    "Listes": table(
        "Liste | Année | Élément",
        ("hf.services", 2024, "logement"),
        ("hf.services", 2024, "santé"),
        ("hf.perspectives", 2025, "une équipe de nuit"),
    ),
}
