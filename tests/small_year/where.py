"""Where each column of the Housing First workbook is typed: the page and its field.

`CARDS` are records in no file (`fiches/`), `FILE` those of a person's file
(`personnes/…/fiches/`), `PAGES` what has a page of its own.
"""

from __future__ import annotations

type Fields = dict[str, str]

CARDS: dict[str, tuple[str, Fields]] = {
    "Envoyeurs": (
        "envoyeurs",
        {"Nom": "organisation", "Genre": "kind", "Actif depuis": "start", "Actif jusqu'au": "end"},
    ),
    "Bailleurs": (
        "bailleurs",
        {
            "Nom": "organisation",
            "Type": "kind",
            "Intermédiaire": "intermediary",
            "Projet": "project",
        },
    ),
    "Logements": (
        "logements",
        {
            "Code": "code",
            "Adresse": "address",
            "Commune": "commune",
            "Bailleur": "landlord",
            "Intermédiaire": "intermediary",
            "Capacité": "capacity",
            "Loyer": "rent_cents",
            "Charges": "charges_cents",
        },
    ),
    "Loyers": (
        "loyers",
        {
            "Code logement": "dwelling",
            "À partir du": "start",
            "Loyer": "rent_cents",
            "Charges": "charges_cents",
        },
    ),
    "Formations HF": (
        "formations",
        {
            "Session": "session",
            "Module": "module",
            "Date": "day",
            "Durée (jours)": "duration_days",
            "Statut": "status",
            "Formateurs": "trainers",
        },
    ),
    "Conventions": (
        "conventions",
        {"Partenaire": "organisation", "Évaluée le": "evaluated_on"},
    ),
    "Historique": (
        "chiffres-publies",
        {"Indicateur": "indicator", "Année": "year", "Valeur": "value"},
    ),
    "Contexte": (
        "chiffres-de-contexte",
        {"Indicateur": "indicator", "Année": "year", "Valeur": "value", "Source": "source"},
    ),
    "Listes": (
        "listes-imprimees",
        {"Liste": "name", "Année": "year", "Élément": "text"},
    ),
}
FILE: dict[str, tuple[str, Fields]] = {
    "Équipes": (
        "equipes",
        {"Date d'effet": "effective_on", "Équipe": "team", "Financement": "funding"},
    ),
    "Revenus": ("revenus", {"Revenu": "kind", "Début": "start", "Fin": "end"}),
    "EGF": ("egf", {"Date": "day", "Score": "score", "Moment": "moment"}),
    "Problématiques": (
        "problematiques",
        {
            "Date": "day",
            "Dépression": "depression",
            "Méfiance / paranoïa": "paranoia",
            "Hallucinations / mégalomanie": "hallucinations",
            "Hétéro-agressivité": "aggression",
            "Troubles cognitifs": "cognitive",
        },
    ),
    "Occupations": (
        "sejours",
        {
            "Code logement": "dwelling",
            "Entrée": "start",
            "Sortie": "end",
            "Motif de sortie": "exit_reason",
            "Destination": "destination",
        },
    ),
    "Titres": (
        "titres",
        {
            "Code logement": "dwelling",
            "Type de titre": "kind",
            "Début": "start",
            "Fin": "end",
            "Bail glissant": "rolling",
        },
    ),
    "Réseau": (
        "reseau",
        {
            "Partenaire": "partner",
            "Précision": "detail",
            "Fonction": "function",
            "Début": "start",
            "Fin": "end",
        },
    ),
    "Reprises": ("suivis", {"Reprise": "start", "Fin": "end", "Motif de fin": "end_reason"}),
}
REFERRAL: Fields = {
    "Service envoyeur": "referrer",
    "Date d'orientation": "referred_on",
    "ETHOS": "ethos",
    "Mois de rue (24 derniers)": "street_months_24",
    "Mois de rue (36 derniers)": "street_months_36",
}
PAGES: dict[str, dict[str, tuple[str, str]]] = {
    "Locataires": {
        "N°": ("dossiers:enter", "number"),
        "Prénom": ("dossiers:enter", "first_name"),
        "Nom": ("dossiers:enter", "last_name"),
        "Genre": ("dossiers:enter", "sex"),
        "Date de naissance": ("dossiers:enter", "birth_date"),
        **{header: ("people:new_candidate", field) for header, field in REFERRAL.items()},
        "Mois de rue cumulés": ("dossiers:edit_record identite", "street_months_total"),
        "Administrateur de biens": ("dossiers:edit_record identite", "has_administrator"),
        "Début d'accompagnement": ("dossiers:enter", "start"),
        "Équipe": ("dossiers:enter", "team"),
        "Financement": ("dossiers:enter", "funding"),
        "Fin d'accompagnement": ("dossiers:end", "day"),
        "Motif de fin": ("dossiers:end", "reason"),
    },
    "Candidats": {
        "N° candidat": ("people:new_candidate", "code"),
        **{header: ("people:new_candidate", field) for header, field in REFERRAL.items()},
        "État": ("people:decide_candidate", "state"),
        "Entrée prévue le": ("people:decide_candidate", "planned_entry"),
    },
    "Envoyeurs": {"Alias": ("records:new autres-noms", "name")},
    "Consommations": {
        "Date": ("dossiers:review", "day"),
        "Produits": ("dossiers:review", "product_alcohol"),
        "Produits arrêtés": ("dossiers:review", "product_alcohol"),
        "Crack fumé": ("dossiers:review", "crack_smoked"),
        "Injection": ("dossiers:review", "injection"),
        "Overdose": ("dossiers:review", "overdose_ever"),
    },
    "Rencontres": {
        "N°": ("daily:note", "persons"),
        "Date": ("daily:note", "day"),
        "Heure": ("daily:note", "time"),
        "Type": ("daily:note", "kind"),
        "Statut": ("daily:note", "status"),
        "Durée (min)": ("daily:note", "duration_other"),
        "Trajet (min)": ("daily:note", "travel_other"),
        "Intervenants": ("daily:note", "workers"),
        "Domaines": ("daily:note", "topics"),
        "Note": ("daily:note", "note"),
    },
    "Matériel RdR": {
        "Date": ("harm_reduction:hand_to", "day"),
        "Catégorie": ("harm_reduction:hand_to", "i-nacl"),
        "Matériel": ("harm_reduction:hand_to", "i-nacl"),
        "Quantité": ("harm_reduction:hand_to", "i-nacl"),
    },
}


def pages_of(sheet: str) -> dict[str, tuple[str, str]]:
    """Column to page and field, for a sheet. `N°` of a file's record is the file one writes in."""
    found = dict(PAGES.get(sheet, {}))
    if sheet in CARDS:
        slug, fields = CARDS[sheet]
        found |= {header: (f"records:new {slug}", field) for header, field in fields.items()}
    if sheet in FILE:
        slug, fields = FILE[sheet]
        found |= {
            header: (f"dossiers:new_record {slug}", field) for header, field in fields.items()
        }
    return found
