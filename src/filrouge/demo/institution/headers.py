"""Sheets and columns of the institution's workbook, in the order in which they are written."""

HEADERS: dict[str, tuple[str, ...]] = {
    "Membres": ("Membre", "Nature", "Début", "Fin"),
    "Mandats": ("Nom", "Mandat", "Début", "Fin"),
    "Bailleurs de fonds": ("Nom", "Alias", "Remercié en page de garde"),
    "Financements": (
        "Source", "Année financée", "Programme", "Axe", "Montant", "Reçu le", "Rapport spécifique",
    ),
    "Cotisations": ("Membre", "Année", "Montant", "Payé le"),
    "Dons": ("Date", "Donateur", "Montant"),
    "Agréments": (
        "Agrément", "Pouvoir subsidiant", "Programme", "Année de début", "Année de fin",
        "Durée minimale (ans)",
    ),
    "Axes qualité": ("Année", "Axe"),
    "Plan qualité": ("Période", "Niveau", "Objectif"),
    "Personnel": (
        "Code", "Équipe", "Fonction", "ETP", "Financement", "Début", "Fin", "Remplace",
        "Certification", "Formateur",
    ),
    "Réunions internes": ("Équipe", "Nature", "Date", "Jours"),
    "Historique": ("Indicateur", "Année", "Valeur"),
    "Contexte": ("Indicateur", "Année", "Valeur", "Source"),
    "Listes": ("Liste", "Année", "Élément"),
}  # fmt: skip
