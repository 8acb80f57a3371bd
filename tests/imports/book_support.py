"""A small Support workbook that no rule refuses or warns about."""

from tests.imports.books import D, Records, table

SUPPORT_ROWS: Records = {
    "Institutions": table(
        "Nom | Alias | Secteur",
        ("Le Nichoir", "Nichoir", "logement"),
        ("CPAS Bruxelles", "CPAS de la Ville de Bruxelles", "aide sociale générale"),
        ("Étang", None, "santé mentale"),
    ),
    "Demandes": table(
        "N° demande | Type | Reçue le | Première réponse le | Institution | Équipe | Canal"
        " | Motif principal | Suite | Dossier | Dossier ouvert le | Dossier clôturé le",
        (
            "1",
            "Intervention",
            D(2024, 3, 1),
            D(2024, 3, 1),
            "nichoir",
            None,
            "Collègue",
            "État psychique",
            "Dossier ouvert",
            "D1",
            D(2024, 3, 4),
            D(2024, 9, 1),
        ),
        (
            "2",
            "Intervention",
            D(2024, 4, 1),
            None,
            "Étang",
            None,
            "Autre",
            "Risque d'expulsion",
            "Téléphone seul",
            None,
            None,
            None,
        ),
        (
            "3",
            "Supervision",
            D(2024, 5, 1),
            None,
            "CPAS Bruxelles",
            "Service logement",
            None,
            None,
            "Engagée",
            None,
            None,
            None,
        ),
        (
            "4",
            "Formation",
            D(2024, 6, 1),
            None,
            "Étang",
            None,
            None,
            None,
            "Programmée",
            None,
            None,
            None,
        ),
    ),
    "Interventions": table(
        "Date | Dossier | Intervenants | Lieu | Durée (min) | Avec usager",
        (D(2024, 3, 4), "d1", "PSY1; PSY2", "Sur place", 90, "non"),
        (D(2024, 4, 4), "D1", None, "Visioconférence", None, "oui"),
    ),
    "Supervisions": table(
        "Code | Institution | Équipe | Début | Fin | État | Souhaite continuer",
        ("S1", "CPAS de la Ville de Bruxelles", "Service logement", None, None, "En cours", "oui"),
    ),
    "Séances de supervision": table(
        "Code | Date | Intervenants | Statut | Durée (min)",
        ("S1", D(2024, 6, 3), "PSY1; EDU1", "Tenue", 120),
    ),
    "PAT accompagnements": table(
        "Code | Institution | Équipe | Secteur | Région | Financement | État | Début | Fin",
        (
            "A1",
            "Étang",
            "Nuit",
            "santé mentale",
            "Bruxelles",
            "Cocom",
            "En cours",
            D(2023, 5, 1),
            None,
        ),
        ("A2", "Nichoir", None, None, "Wallonie", "TSI", "Terminé", D(2022, 1, 1), D(2023, 1, 1)),
    ),
    "PAT activités": table(
        "Accompagnement | Date | Type | Durée (jours) | Intervenants | Statut",
        ("A1", D(2024, 2, 1), "Jour de formation", "0,5", "PA1; PA2", "Réalisée"),
        ("A1", D(2024, 3, 1), "Immersion", None, "PA1", "Annulée"),
    ),
    "PAT engagements": table(
        "N° | Accompagnement | Région | État | Date de contrat | Année visée",
        ("E1", "A1", "Bruxelles", "Signé", D(2024, 3, 1), None),
        ("E2", "A1", "Bruxelles", "Prévu", None, 2025),
    ),
    "PAT formations": table(
        "Public | Date | Durée (jours) | Contexte | Participants | Statut",
        ("Grand public", D(2024, 1, 19), 1, "Hors accompagnement", 20, "Donnée"),
        ("Équipe Étang", D(2024, 2, 19), 0.5, "Dans un accompagnement", 0, "Annulée"),
    ),
    "Intervisions groupes": table(
        "Code groupe | Cycle | Public | Début | Fin | Animateurs",
        ("2425-LU", "2024-2025", "pairs-aidants", D(2024, 9, 9), D(2025, 6, 30), "PA1; REFP"),
    ),
    "Intervisions inscriptions": table(
        "Code groupe | Participant | Institution | Secteur | Date d'inscription | Statut",
        ("2425-LU", "PA-T1", "Étang", "santé mentale", D(2024, 9, 1), "Accepté"),
        ("2425-LU", "PA-T2", "Étang", None, None, "Liste d'attente"),
    ),
    "Intervisions séances": table(
        "Code groupe | Date | Statut", ("2425-LU", D(2024, 10, 9), "Tenue")
    ),
    "Intervisions présences": table(
        "Code groupe | Date | Participant | Présent", ("2425-LU", D(2024, 10, 9), "PA-T1", "oui")
    ),
    "Modules": table(
        "Code | Titre | Thème | Durée (min) | Propriétaire | Actif depuis | Actif jusqu'au | Fiche",
        ("M1", "Module 1", "accueil", 45, "PAT", D(2023, 9, 1), D(2033, 9, 1), "oui"),
        ("M2", "Module 2", "un thème nouveau", 90, "Formation", D(2023, 9, 1), None, None),
    ),
    "Formations séances": table(
        "Action | Module | Date | Durée (jours) | Propriétaire | Contexte | Statut | Formateurs",
        ("F1", "M2", D(2024, 6, 7), 1, "Formation", "Ouverte", "Donnée", "PSY1; AQV"),
        ("F1", None, D(2024, 6, 8), 0.5, "Formation", None, "Donnée", None),
    ),
    "Formations participants": table(
        "Action | Date | Participant | Institution | Secteur | Présent",
        ("F1", D(2024, 6, 7), "F-T1", "Étang", "santé mentale", "oui"),
        ("F1", D(2024, 6, 8), "F-T1", None, None, "non"),
    ),
    "Représentation": table(
        "Date | Type | Titre | Programme | Intervenants | Public | Nombre",
        (D(2024, 1, 16), "Intervention", "Rencontre réflexive", "PAT", "PA1", 30, 1),
    ),
    "Contacts responsables": table(
        "Date | Mode | Institution", (D(2024, 10, 3), "Téléphone", "Un service inconnu")
    ),
    "Partenariats": table(
        "Nom | Type | Début | Fin",
        ("CPAS Bruxelles – service logement", "CLSS", D(2023, 3, 1), None),
    ),
    "Temps de travail": table(
        "Équipe | Mois | Activité | Heures", ("PAT", "2024-01", "accompagnement", 269)
    ),
}
