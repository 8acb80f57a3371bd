"""What is corrected in the small year, what is deleted, what ends: edits of its rows.

An edit names a sheet, the cells by which its row is known, and the cells that change.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from .rows import Row, Rows
from .rows_met import ABSENT, CONFERENCE


@dataclass(frozen=True)
class Edit:
    """Cells of one row: those that tell it from the others, those that change."""

    sheet: str
    known_by: dict[str, Any]
    change: dict[str, Any] = field(default_factory=dict)

    def row(self, rows: Rows) -> Row:
        """The only row that these cells tell."""
        [found] = [row for row in rows[self.sheet] if self.known_by.items() <= row.items()]
        return found


def edited(rows: Rows, edits: list[Edit], gone: list[Edit] | None = None) -> Rows:
    """The rows with these edits, and without those that are gone."""
    made = deepcopy(rows)
    for edit in edits:
        edit.row(made).update(edit.change)
    for edit in gone or []:
        made[edit.sheet].remove(edit.row(made))
    return made


CORRECTED = [
    Edit("Locataires", {"N°": 7}, {"Genre": "F", "Mois de rue cumulés": 40}),
    Edit("Locataires", {"N°": 1}, {"Date de naissance": "1960-05-23", "ETHOS": 2}),
    Edit("Locataires", {"N°": 10}, {"Service envoyeur": "CPAS de Ganshoren"}),
    Edit("Locataires", {"N°": 6}, {"Début d'accompagnement": "2024-01-25"}),
    Edit("Locataires", {"N°": 2}, {"Financement": "Cocom", "Administrateur de biens": "oui"}),
    Edit(
        "Locataires",
        {"N°": 10},
        {"Fin d'accompagnement": "2024-11-30", "Motif de fin": "Stabilisé"},
    ),
    Edit("Reprises", {"N°": 8}, {"Fin": "2024-01-20", "Motif de fin": "Autre"}),
    Edit("Équipes", {"N°": 2}, {"Financement": "TSI"}),
    Edit("Envoyeurs", {"Nom": "Abri des Hérons"}, {"Actif jusqu'au": "2024-06-30"}),
    Edit("Envoyeurs", {"Nom": "Soupe des Saules"}, {"Genre": "CPAS"}),
    Edit(
        "Candidats",
        {"N° candidat": "C-Butor"},
        {"État": "Sélectionné", "Entrée prévue le": "2025-03-01"},
    ),
    Edit("Candidats", {"N° candidat": "C-Héron"}, {"ETHOS": 2, "Mois de rue (24 derniers)": 12}),
    Edit("Revenus", {"N°": 3, "Début": "2024-03-01"}, {"Revenu": "Mutuelle"}),
    Edit("EGF", {"N°": 6, "Moment": "Actuel"}, {"Score": 50}),
    Edit("Problématiques", {"N°": 6}, {"Hallucinations / mégalomanie": "oui"}),
    Edit(
        "Consommations",
        {"N°": 6, "Date": "2024-11-11"},
        {"Produits": "cannabis; cocaïne", "Injection": "oui"},
    ),
    Edit(
        "Rencontres",
        {"N°": 1, "Date": "2024-01-04"},
        {"Durée (min)": 75, "Domaines": "crise/urgence"},
    ),
    Edit(
        "Rencontres",
        {"N°": 1, "Date": "2024-02-08"},
        {"Statut": ABSENT, "Durée (min)": "", "Domaines": ""},
    ),
    Edit("Rencontres", {"N°": "2; 3"}, {"N°": 2}),
    Edit("Rencontres", {"N°": 2, "Date": "2024-01-11"}, {"Type": CONFERENCE, "Trajet (min)": 35}),
    Edit(
        "Rencontres",
        {"N°": 10, "Date": "2024-06-06"},
        {"Date": "2024-12-15", "Intervenants": "DEF; GHI"},
    ),
    Edit("Bailleurs", {"Nom": "Foyer du Martinet"}, {"Type": "AIS", "Intermédiaire": "Bru4Home"}),
    Edit("Logements", {"Code": "D1"}, {"Commune": "Uccle", "Loyer": "499"}),
    Edit("Logements", {"Code": "D3"}, {"Intermédiaire": "", "Capacité": 3}),
    Edit("Loyers", {"Code logement": "D3"}, {"Loyer": "640,40"}),
    Edit(
        "Occupations",
        {"N°": 7, "Sortie": "2024-11-20"},
        {"Sortie": "2024-11-28", "Destination": "Rue"},
    ),
    Edit("Occupations", {"N°": 3, "Code logement": "D4"}, {"Entrée": "2024-08-01"}),
    Edit(
        "Titres",
        {"N°": 2, "Code logement": "D3"},
        {"Type de titre": "Bail illimité", "Bail glissant": "non"},
    ),
    Edit("Matériel RdR", {"Matériel": "Préservatifs"}, {"Quantité": 50}),
    Edit(
        "Réseau",
        {"N°": 1, "Partenaire": "CPAS"},
        {"Précision": "1050 Ixelles", "Fonction": "sociale"},
    ),
    Edit("Réseau", {"N°": 1, "Partenaire": "Cabinet Hibou"}, {"Fin": "2023-12-31"}),
    Edit("Formations HF", {"Session": "HF-2"}, {"Statut": "Donnée", "Durée (jours)": "1,5"}),
    Edit("Conventions", {"Évaluée le": "2024-02-02"}, {"Évaluée le": "2023-02-02"}),
    Edit("Historique", {"Indicateur": "hf.retention.rate"}, {"Valeur": "90"}),
    Edit("Contexte", {"Indicateur": "hf.programme.start_year"}, {"Valeur": "2012"}),
    Edit("Listes", {"Élément": "santé"}, {"Élément": "santé mentale"}),
]
"""One fact of each kind at least, and every sheet."""
DEATH_MOVED = [
    Edit("Locataires", {"N°": 4}, {"Fin d'accompagnement": "2024-07-15"}),
    Edit("Occupations", {"N°": 4}, {"Sortie": "2024-07-15"}),
    Edit("Titres", {"N°": 4}, {"Fin": "2024-07-15"}),
]
"""A death recorded on a wrong day: its follow-up is corrected, the home goes with it."""
GONE = [
    Edit("Revenus", {"N°": 10}),
    Edit("EGF", {"N°": 10, "Date": "2024-09-09"}),
    Edit("Problématiques", {"N°": 4}),
    Edit("Consommations", {"N°": 4}),
    Edit("Rencontres", {"N°": 6, "Date": "2024-03-01"}),
    Edit("Réseau", {"N°": 4}),
    Edit("Titres", {"N°": 9}),
    Edit("Loyers", {"Code logement": "D1"}),
    Edit("Formations HF", {"Session": "HF-3"}),
    Edit("Conventions", {"Partenaire": "Brigade du Nid", "Évaluée le": ""}),
    Edit("Listes", {"Élément": "logement"}),
    Edit("Matériel RdR", {"Matériel": "NaCl"}),
]
"""What was typed by mistake."""
ENDED = [
    Edit(
        "Occupations",
        {"N°": 1},
        {"Sortie": "2024-12-10", "Motif de sortie": "déménage", "Destination": "Institution"},
    ),
    Edit("Titres", {"N°": 1, "Fin": ""}, {"Fin": "2024-12-09"}),
    Edit("Titres", {"N°": 2, "Code logement": "D3"}, {"Fin": "2024-10-31"}),
    Edit("Revenus", {"N°": 2}, {"Fin": "2024-06-30"}),
    Edit("Réseau", {"N°": 2}, {"Fin": "2024-02-28"}),
    Edit("Réseau", {"N°": 6, "Fonction": "relationnelle"}, {"Fin": "2024-05-31"}),
    Edit("Envoyeurs", {"Nom": "Maraude du Canal"}, {"Actif jusqu'au": "2023-12-31"}),
    Edit("Candidats", {"N° candidat": "C-Bruant"}, {"État": "Refusé", "Entrée prévue le": ""}),
    Edit("Reprises", {"N°": 5}, {"Fin": "2024-12-20", "Motif de fin": "Stabilisé"}),
    Edit("Locataires", {"N°": 7}, {"Fin d'accompagnement": "2025-02-10", "Motif de fin": "Décès"}),
    Edit("Occupations", {"N°": 7, "Sortie": ""}, {"Sortie": "2025-02-10", "Destination": "Décès"}),
    Edit("Titres", {"N°": 7}, {"Fin": "2025-02-10"}),
]
"""What was still running and ends."""
TEAMS_ENDED: list[Row] = [
    {"N°": 3, "Date d'effet": "2024-01-01", "Équipe": "ACT", "Financement": ""},
    {"N°": 7, "Date d'effet": "2024-10-01", "Équipe": "ICM", "Financement": "TSI"},
]
"""Somebody leaves a team for another one: a new line of the sheet Équipes."""
