"""A small institution workbook that no rule refuses or warns about."""

from tests.imports.books import D, Records, table

INSTITUTION_ROWS: Records = {
    "Bailleurs de fonds": table(
        "Nom | Alias | Remercié en page de garde",
        ("Cocom", "COCOM", "oui"),
        ("SPF Santé publique", "SPF Santé | TSI", "oui"),
        ("Loterie du Nichoir", None, "non"),
    ),
    "Membres": table(
        "Membre | Nature | Début | Fin",
        ("Le Nichoir", "Organisation", D(2010, 1, 1), None),
        ("Grèbe Absinthe", "Personne", D(2012, 5, 1), D(2024, 6, 13)),
    ),
    "Mandats": table(
        "Nom | Mandat | Début | Fin",
        ("Buse Mauve", "Coprésidence", D(2022, 6, 10), None),
        ("Caille Verveine", "Administrateur", D(2022, 6, 10), D(2026, 6, 10)),
    ),
    "Financements": table(
        "Source | Année financée | Programme | Axe | Montant | Reçu le | Rapport spécifique",
        ("Cocom", 2024, "Housing First", None, 1120000, D(2024, 3, 28), "non"),
        ("cocom", 2024, "Support", "PAT", "90 000,50", D(2024, 4, 2), "oui"),
        ("TSI", 2024, None, None, 142578.65, None, None),
    ),
    "Cotisations": table(
        "Membre | Année | Montant | Payé le", ("Le Nichoir", 2024, 100, D(2024, 3, 20))
    ),
    "Dons": table(
        "Date | Donateur | Montant",
        (D(2024, 1, 9), "Anonyme", 98.97),
        (D(2024, 2, 9), None, 20),
    ),
    "Agréments": table(
        "Agrément | Pouvoir subsidiant | Programme | Année de début | Année de fin"
        " | Durée minimale (ans)",
        ("Réseau santé", "Cocof", "Connect", 2024, 2026, 3),
    ),
    "Axes qualité": table("Année | Axe", (2024, "formation"), (2024, "continuité du service")),
    "Plan qualité": table("Période | Niveau | Objectif", ("2025-2029", "général", "le personnel")),
    "Personnel": table(
        "Code | Équipe | Fonction | ETP | Financement | Début | Fin | Remplace | Formateur",
        ("AQV", "HF – ACT", "Psychologue", 0.8, "Cocom", D(2021, 1, 1), D(2024, 3, 31), None, None),
        ("AQV", "HF - ACT", "Psychologue", "0,5", "COCOM", D(2024, 4, 1), None, None, "oui"),
        ("PA1", "PAT", "Pair-aidant", 1, "TSI", D(2024, 7, 1), D(2030, 1, 1), "AQV", "non"),
    ),
    "Réunions internes": table(
        "Équipe | Nature | Date | Jours",
        ("HF – ACT", "Réunion d'équipe", D(2024, 1, 9), None),
        ("PAT", "Mise au vert", D(2024, 5, 9), 1.5),
    ),
    "Historique": table("Indicateur | Année | Valeur", ("funding.total.amount", 2023, 2043512.4)),
    "Contexte": table(
        "Indicateur | Année | Valeur | Source",
        ("inst.context.homeless.brussels", 2024, 10000, "estimation"),
    ),
    "Listes": table("Liste | Année | Élément", ("inst.programmes", 2024, "Connect")),
}
