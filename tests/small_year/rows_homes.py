"""The small year: landlords, dwellings, rents, stays and titles."""

from __future__ import annotations

from typing import Any

from tests.imports.books import table

ROWS: dict[str, list[dict[str, Any]]] = {
    "Bailleurs": table(
        "Nom | Type | Intermédiaire | Projet",
        ("AIS Forest", "AIS", "", ""),
        ("Foyer du Martinet", "Sisp", "", "EHPAD"),
        ("AIS des Saules", "AIS", "CCL", ""),
        ("Mme Chouette", "Privé", "", ""),
        ("Fonds du Nichoir", "Fonds du logement", "Bru4Home", "Sorocité"),
    ),
    "Logements": table(
        "Code | Adresse | Commune | Bailleur | Intermédiaire | Capacité | Loyer | Charges",
        ("D1", "rue du Geai 1", "Forest", "AIS Forest", "", 1, "493,24", "30"),
        ("D2", "rue des Pies 2", "Anderlecht", "Foyer du Martinet", "", 2, "450", ""),
        ("D3", "", "Molenbeek-Saint-Jean", "AIS des Saules", "Aucun", 2, "600,50", "50"),
        ("D4", "place du Merle 4", "Bruxelles", "Mme Chouette", "", 1, "", ""),
        ("D5", "", "Uccle", "AIS des Saules", "Bru4Home", 1, "510", "40"),
        ("D6", "", "Evere", "Fonds du Nichoir", "", 1, "400", "20"),
        ("D7", "", "Jette", "AIS Forest", "CCL", 1, "480", "25"),
        ("D8", "", "Forest", "AIS Forest", "", 1, "455,55", ""),
        ("D9", "", "Ixelles", "AIS des Saules", "", 1, "700", ""),
        ("D10", "", "Etterbeek", "Foyer du Martinet", "", 1, "520", "10,10"),
    ),
    "Loyers": table(
        "Code logement | À partir du | Loyer | Charges",
        ("D1", "2024-06-01", "505,50", "32"),
        ("D3", "2024-09-01", "615", ""),
    ),
    "Occupations": table(
        "N° | Code logement | Entrée | Sortie | Motif de sortie | Destination",
        (1, "D1", "2021-02-15", "", "", ""),
        (2, "D2", "2022-03-01", "2024-04-15", "trop petit", "Autre logement"),
        (2, "D3", "2024-04-15", "", "", ""),
        (3, "D2", "2022-03-01", "2024-04-15", "", "Autre logement"),
        (3, "D3", "2024-04-15", "2024-07-10", "séparation", "Rue"),
        (3, "D4", "2024-08-20", "", "", ""),
        (4, "D5", "2020-06-15", "2024-06-30", "", "Décès"),
        (5, "D6", "2022-09-01", "2024-03-31", "", "Institution"),
        (5, "D7", "2024-10-01", "", "", ""),
        (6, "D8", "2024-02-05", "2024-06-01", "nouveau bail", "Même logement"),
        (6, "D8", "2024-06-01", "", "", ""),
        (7, "D5", "2024-09-02", "2024-11-20", "", "Institution"),
        (7, "D5", "2025-01-10", "", "", ""),
        (8, "D9", "2019-04-01", "", "", ""),
        (9, "D10", "2025-01-15", "", "", ""),
        (10, "D10", "2023-02-20", "2024-12-31", "", "Autre logement"),
    ),
    "Titres": table(
        "Code logement | N° | Type de titre | Début | Fin | Bail glissant",
        ("D1", 1, "Bail de transit", "2021-02-15", "2024-05-31", "oui"),
        ("D1", 1, "Bail illimité", "2024-06-01", "", "non"),
        ("D2", 2, "Bail illimité", "2022-03-01", "2024-04-14", "non"),
        ("D3", 2, "Convention d'occupation précaire", "2024-04-15", "2025-04-14", "oui"),
        ("D3", 3, "Convention d'occupation précaire", "2024-04-15", "2024-07-09", "oui"),
        ("D4", 3, "Contrat direct", "2024-08-20", "", "non"),
        ("D5", 4, "Bail illimité", "2020-06-15", "2024-06-30", "non"),
        ("D6", 5, "Bail de transit", "2022-09-01", "2024-03-30", "oui"),
        ("D7", 5, "Séjour en maison de repos", "2024-10-01", "", "non"),
        ("D8", 6, "Bail de transit", "2024-02-05", "2024-05-31", "non"),
        ("D8", 6, "Bail illimité", "2024-06-01", "", "non"),
        ("D5", 7, "Bail de transit", "2024-09-02", "2025-03-01", ""),
        ("D9", 8, "Bail illimité", "2019-04-01", "", ""),
        ("D10", 9, "Bail de transit", "2025-01-15", "2026-01-14", "oui"),
        ("D10", 10, "Bail de transit", "2023-02-20", "2024-12-30", "oui"),
    ),
}
