"""The small year: encounters, material, partners, trainings, agreements."""

from __future__ import annotations

from typing import Any

from tests.imports.books import table

VISIT, OUTING, CONFERENCE = (
    "Visite à domicile",
    "Accompagnement extérieur",
    "Réunion de concertation",
)
PHONE, STREET = "Contact téléphonique", "Travail de rue"
HELD, ABSENT, CANCELLED, PLANNED = "Réalisé", "Locataire absent", "Annulé", "Planifié"

ROWS: dict[str, list[dict[str, Any]]] = {
    "Rencontres": table(
        "N° | Date | Heure | Type | Statut | Durée (min) | Trajet (min) | Intervenants | Domaines"
        " | Note",
        (
            1,
            "2024-01-04",
            "09:30",
            VISIT,
            HELD,
            45,
            20,
            "ABC; DEF",
            "quotidien; logement",
            "à revoir",
        ),
        (1, "2024-02-08", "", VISIT, HELD, 30, "", "ABC", "médical", ""),
        (1, "2024-02-15", "14:00", VISIT, ABSENT, "", 25, "ABC", "", ""),
        (1, "2024-03-07", "", OUTING, HELD, 90, 40, "DEF; KLM", "administratif/justice", ""),
        (1, "2024-05-02", "", CONFERENCE, HELD, 75, "", "ABC; GHI", "concertation", ""),
        (1, "2024-12-31", "23:50", VISIT, HELD, 33, 5, "ABC", "psy/santé mentale", ""),
        (2, "2024-01-11", "", VISIT, HELD, 50, 15, "DEF", "relais réseau", ""),
        ("2; 3", "2024-02-01", "10:00", VISIT, HELD, 60, 15, "DEF", "quotidien", "à deux"),
        (
            "3; 2",
            "2024-03-14",
            "10:00",
            OUTING,
            HELD,
            120,
            30,
            "DEF; ABC",
            "logement; crise/urgence",
            "",
        ),
        (3, "2024-04-18", "", PHONE, HELD, 10, "", "DEF", "consommation", ""),
        (3, "2024-07-18", "", STREET, HELD, 40, "", "GHI", "consommation", ""),
        (3, "2024-07-25", "", STREET, HELD, 55, "", "GHI; ABC", "", ""),
        (3, "2024-09-05", "", VISIT, HELD, "", "", "DEF", "", ""),
        (4, "2024-01-18", "", VISIT, HELD, 60, 20, "ABC", "médical; quotidien", ""),
        (4, "2024-06-20", "", VISIT, HELD, 35, 20, "ABC", "médical", ""),
        (4, "2024-06-27", "", OUTING, ABSENT, "", "", "ABC", "", ""),
        (5, "2024-02-22", "", VISIT, HELD, 45, 10, "ABC", "relais réseau", ""),
        (5, "2024-04-12", "", PHONE, HELD, 15, "", "ABC", "", ""),
        (5, "2024-05-10", "", VISIT, HELD, 45, 10, "ABC", "quotidien", "après la fin"),
        (5, "2024-10-17", "", VISIT, HELD, 45, 10, "ABC", "quotidien", ""),
        (6, "2024-01-29", "", VISIT, HELD, 30, 10, "GHI", "logement", "avant l'entrée"),
        (6, "2024-02-06", "", VISIT, HELD, 65, 10, "GHI", "logement", ""),
        (6, "2024-02-14", "", VISIT, CANCELLED, "", "", "GHI", "", ""),
        (6, "2024-03-01", "", VISIT, HELD, 55, 10, "GHI", "quotidien", ""),
        (6, "2024-08-08", "", OUTING, CANCELLED, "", "", "", "", ""),
        (7, "2024-09-03", "", VISIT, HELD, 80, 12, "ABC", "administratif/justice", ""),
        (7, "2024-12-05", "", STREET, HELD, 30, "", "ABC; GHI", "crise/urgence", ""),
        (7, "2025-01-09", "", VISIT, PLANNED, "", "", "ABC", "", ""),
        (9, "2025-01-16", "", VISIT, HELD, 60, 15, "DEF", "logement", ""),
        (10, "2024-06-06", "", VISIT, HELD, 45, 25, "GHI", "quotidien", ""),
        (10, "2024-12-31", "", VISIT, HELD, 25, 25, "GHI", "relais réseau", ""),
    ),
    "Matériel RdR": table(
        "Date | Catégorie | Matériel | Quantité | N°",
        ("2024-01-04", "Injection", "NaCl", 7, ""),
        ("2024-01-04", "Injection", "Container", 1, 3),
        ("2024-02-01", "Inhalation", "Aluminium", 25, 3),
        ("2024-02-01", "Inhalation", "Bicarbonate", 3, ""),
        ("2024-07-18", "Sniff", "Livret Roule ta paille", 4, ""),
        ("2024-12-24", "IST et autres", "Préservatifs", 60, ""),
        ("2025-01-05", "IST et autres", "Lubrifiant", 6, 9),
    ),
    "Réseau": table(
        "N° | Partenaire | Précision | Fonction | Début | Fin",
        (1, "CPAS", "Laeken", "financière", "2022-09-05", ""),
        (1, "Cabinet Hibou", "généraliste", "médicale", "2023-01-01", "2024-02-01"),
        (2, "CPAS", "Ganshoren", "sociale", "2022-03-01", ""),
        (3, "Clinique du Butor", "", "psychiatrique", "2024-01-15", "2024-11-30"),
        (4, "Étude Sarcelle", "", "juridique", "2021-01-01", ""),
        (6, "Comptoir du Transit", "", "liée à l'usage de drogues", "2024-03-01", ""),
        (6, "Club des Mésanges", "le mardi", "relationnelle", "2024-03-01", ""),
        (8, "Cabinet Hibou", "", "médicale", "2019-05-01", ""),
        (10, "Cabinet Hibou", "", "médicale", "2023-05-01", "2023-12-31"),
    ),
    "Formations HF": table(
        "Session | Module | Date | Durée (jours) | Statut | Formateurs",
        ("HF-1", "Accueillir", "2024-03-11", "1", "Donnée", "ABC; DEF"),
        ("HF-1", "Accueillir", "2024-03-12", "0,5", "Donnée", "ABC"),
        ("HF-2", "Loger", "2024-05-06", "1", "Annulée", ""),
        ("HF-3", "Loger", "2024-11-18", "1", "Donnée", "GHI"),
    ),
    "Conventions": table(
        "Partenaire | Évaluée le",
        ("AIS Forest", "2024-06-04"),
        ("Brigade du Nid", ""),
        ("Brigade du Nid", "2024-02-02"),
    ),
}
