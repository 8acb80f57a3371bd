"""Traps on the requests to the mobile team, their files, and supervision."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .books import Cell, Record
from .cases import Case, rows

DIRECTORY = rows(
    "Nom | Alias | Secteur",
    ("CPAS Bruxelles", "CPAS de la Ville de Bruxelles | CPAS de Bruxelles", "aide sociale"),
    ("CPAS Uccle", "CPAS d'Uccle", "aide sociale générale"),
    ("Nichoir", "Le Nichoir", "logement"),
    ("Étang", "", "santé mentale"),
)


def support(
    name: str,
    sheets: Mapping[str, Sequence[Mapping[str, Cell]]],
    expected: Mapping[str, str | None],
    year: int = 2024,
) -> Case:
    return Case(name, {"Institutions": DIRECTORY, **sheets}, expected, year, "support")


def request(number: str, received: str, outcome: str, **other: Cell) -> Record:
    """An intervention asked by Nichoir through a colleague, unless told otherwise."""
    names = {
        "answered": "Première réponse le",
        "place": "Institution",
        "team": "Équipe",
        "sector": "Secteur",
        "channel": "Canal",
        "motive": "Motif principal",
        "file": "Dossier",
        "opened": "Dossier ouvert le",
        "closed": "Dossier clôturé le",
        "planned": "Début prévu le",
    }
    row: Record = {
        "N° demande": number,
        "Type": "Intervention",
        "Reçue le": received,
        "Institution": "Nichoir",
        "Canal": "Collègue",
        "Motif principal": "État psychique",
        "Suite": outcome,
    }
    return row | {names[key]: cell for key, cell in other.items()}


def other_request(number: str, kind: str, received: str, outcome: str, **other: Cell) -> Record:
    """A request of supervision or training: no channel, no motive."""
    row = request(number, received, outcome, **other)
    return row | {"Type": kind, "Canal": None, "Motif principal": None}


DECEMBER = support(
    "a file of December opened in January: pending in P, carried over in P+1",
    {
        "Demandes": [
            request("1", "2024-12-20", "Dossier ouvert", file="D1", opened="2025-01-06"),
            request("2", "2024-12-31", "Dossier ouvert", file="D2", opened="2024-12-31"),
            request("3", "2024-06-01", "Téléphone seul"),
            request("4", "2024-06-02", "Réorientée"),
            request("5", "2024-06-03", "En attente"),
            request("6", "2023-12-20", "Dossier ouvert", file="D6", opened="2024-01-08"),
            request("7", "2025-01-01", "Téléphone seul"),
        ],
        "Interventions": rows(
            "Date | Dossier | Intervenants",
            ("2024-01-08", "D6", "A; B; C"),
            ("2024-12-31", "D2", "A; B"),
            ("2025-01-06", "D1", "A"),
        ),
    },
    {
        "support.mobile.requests.new": "5",
        "support.mobile.requests.with_file": "1",
        "support.mobile.requests.phone_only": "1",
        "x.support.mobile.requests.referred": "1",
        "x.support.mobile.requests.pending": "2",
        "support.mobile.files.carried_over": "1",
        "support.mobile.files.active": "2",
        "x.support.mobile.files.followed": "2",
        "support.mobile.binome": "2",
    },
)

NEXT_YEAR = support(
    "the same request one year later",
    {
        "Demandes": DECEMBER.sheets["Demandes"],
        "Interventions": DECEMBER.sheets["Interventions"],
    },
    {
        "support.mobile.requests.new": "1",
        "support.mobile.requests.with_file": "0",
        "support.mobile.requests.phone_only": "1",
        "x.support.mobile.requests.pending": "0",
        "support.mobile.files.carried_over": "1",
        "support.mobile.files.active": "1",
        "support.mobile.binome": "1",
    },
    2025,
)

CARRIED = support(
    "a carried-over file: not closed before 01/01 and met in P",
    {
        "Demandes": [
            request(
                "1",
                "2022-03-01",
                "Dossier ouvert",
                file="D1",
                opened="2022-03-05",
                closed="2023-12-31",
            ),
            request(
                "2",
                "2022-03-01",
                "Dossier ouvert",
                file="D2",
                opened="2022-03-05",
                closed="2024-01-01",
            ),
            request("3", "2023-03-01", "Dossier ouvert", file="D3", opened="2023-03-05"),
            request("4", "2023-03-01", "Dossier ouvert", file="D4", opened="2023-03-05"),
        ],
        "Interventions": rows(
            "Date | Dossier | Intervenants",
            ("2024-02-01", "D1", "A; B"),  # met after its closing: followed, not carried over
            ("2024-01-01", "D2", "A; B"),
            ("2024-05-01", "D4", ""),
            ("2023-05-01", "D3", "A; B"),
        ),
    },
    {
        "support.mobile.files.carried_over": "2",
        "support.mobile.files.active": "2",
        "x.support.mobile.files.followed": "3",
        "support.mobile.binome": "2",
        "support.mobile.requests.channel.colleague": None,
        "support.mobile.requests.by_sector": None,
        "support.mobile.response.max_days": None,
        "x.support.mobile.response.late": "0",
    },
)

SPLIT = support(
    "shares on all requests; services of one public centre are one institution",
    {
        "Demandes": [
            request("1", "2024-01-01", "En attente", place="CPAS Bruxelles", team="Antenne A"),
            request(
                "2",
                "2024-02-01",
                "En attente",
                place="CPAS de la Ville de Bruxelles",
                team="Antenne B",
                sector="logement",
                channel="Autre",
                motive="Risque d'expulsion",
                answered="2024-02-08",
            ),
            request(
                "3",
                "2024-02-02",
                "En attente",
                place="CPAS d'Uccle",
                sector="aide sociale",
                answered="2024-02-10",
            ),
            other_request("4", "Formation", "2024-03-01", "Programmée", answered="2024-06-01"),
            other_request("5", "Supervision", "2024-03-02", "Sans suite", place="Étang"),
            other_request("6", "Formation", "2023-12-31", "Programmée", place="Étang"),
        ],
    },
    {
        "support.mobile.institutions.requesting": "4",
        "support.mobile.institutions.listed": "4",
        "support.mobile.requests.channel.colleague": "66.7",
        "support.mobile.requests.channel.other": "33.3",
        "support.mobile.requests.channel.web_search": "0.0",
        "support.mobile.requests.motive.eviction_risk": "33.3",
        "support.mobile.requests.motive.psychological_followup.count": "0",
        "support.mobile.requests.by_sector": "general_social_aid=1; housing=1; unknown=1",
        "support.mobile.response.max_days": "8",
        "x.support.mobile.response.late": "1",
    },
)

SUPERVISIONS = support(
    "processes over two years, cancelled sessions, a team with two processes",
    {
        "Demandes": [
            other_request("1", "Supervision", "2023-11-01", "Engagée", team="Nuit"),
            other_request("2", "Supervision", "2024-02-01", "Sans suite", place="Étang", team="X"),
            other_request(
                "3",
                "Supervision",
                "2023-12-01",
                "En attente",
                place="CPAS Uccle",
                team="Y",
            ),
            other_request("4", "Supervision", "2025-01-05", "En attente", team="Z"),
            other_request(  # its process is over: it counts for next year
                "5",
                "Supervision",
                "2024-11-01",
                "En attente",
                team="nuit",
                planned="2025-02-01",
            ),
            other_request(  # its process still runs
                "6",
                "Supervision",
                "2024-11-02",
                "Engagée",
                place="CPAS de Bruxelles",
                team="Service logement",
                planned="2025-01-10",
            ),
        ],
        "Supervisions": rows(
            "Code | Institution | Équipe | Début | Fin | État | Souhaite continuer",
            ("S1", "Le Nichoir", "Nuit", "2023-12-01", "2024-03-31", "Terminée", "non"),
            ("S2", "CPAS Bruxelles", "Service logement", "2024-05-01", "", "En cours", "oui"),
            ("S3", "CPAS Bruxelles", "Service logement", "2024-09-01", "2024-10-01", "", "non"),
            ("S4", "Étang", "X", "2024-05-01", "", "En cours", "oui"),  # cancelled session only
            ("S5", "CPAS Uccle", "Service logement", "2024-05-01", "", "En cours", "oui"),
        ),
        "Séances de supervision": rows(
            "Code | Date | Statut",
            ("S1", "2023-12-11", "Tenue"),
            ("S1", "2024-01-08", "Tenue"),
            ("S2", "2024-06-01", "Tenue"),
            ("S2", "2024-06-15", "Annulée"),
            ("S2", "2025-01-15", "Tenue"),
            ("S3", "2024-09-15", "Tenue"),
            ("S4", "2024-06-01", "Annulée"),
            ("S5", "2024-12-31", "Tenue"),
        ),
    },
    {
        # X, Nuit and Service logement of Bruxelles asked, Y waits, Service logement of Uccle met
        "support.mobile.supervision.teams.requesting": "5",
        "support.mobile.supervision.teams.engaged": "4",
        "support.mobile.supervision.teams.dropped": "1",
        "support.mobile.supervision.teams.waiting": "2",  # Y and Nuit
        "support.mobile.supervision.cpas_bxl_housing.meetings": "2",
        "support.mobile.supervision.la_fontaine.meetings": None,
        "support.mobile.supervision.meetings.total": "4",
        "support.mobile.supervision.continuing": "2",
        "support.mobile.supervision.new_requests_next_year": "1",
        "support.mobile.supervision.start_next_year": "3",
    },
)

CASES = (DECEMBER, NEXT_YEAR, CARRIED, SPLIT, SUPERVISIONS)
