"""Traps on positions: last day worked, changes of working time, replacements."""

from __future__ import annotations

from .cases import Case, rows
from .cases_institution import institution, post

ACT, ICM = "HF – ACT", "HF – ICM"

LAST_DAY = institution(
    "the end is the last day worked; the mean of the year weighs the days",
    {
        "Personnel": [
            post("A", ACT, "Accompagnateur psychosocial", 1, "2020-01-01", "2024-12-31"),
            post("B", ICM, "Pair-aidant", 0.8, "2016-05-01", "2024-12-30"),
            post("C", "hf - icm", "Psychologue", "0,5", "2020-01-01", "2024-06-30", funder="TSI"),
            post("C", ICM, "Psychologue", 0.25, "2024-07-01", funder="SPF Santé"),
            post("D", ACT, "Médecin", 0.1, "2025-01-01"),
            post("E", "HF – Logement", "Responsable logement", 0.5, "2020-01-01", funder="SPP IS"),
            post("F", "HF – Gestion", "Assistant de gestion", 0.3, "2020-01-01"),
            post("G", "Connect", "Direction de programme", 1, "2020-01-01", funder="Cocof"),
            post("H", "HF – Gestion", "Direction de programme", 1, "2020-01-01", "2023-12-31"),
        ],
    },
    {
        "hf.staff.accompaniment.fte": "1.25",
        "hf.staff.accompaniment.fte.cocom": "1.0",
        "hf.staff.accompaniment.fte.spf": "0.25",
        "hf.staff.accompaniment.fte.spp_is": "0.0",
        "hf.staff.housing.fte": "0.5",
        "hf.staff.admin.fte": "0.3",
        "hf.staff.direction.fte": "0.0",
        "hf.staff.total.fte": "2.05",
        # 1 + 0.8 x 365/366 + 0.5 x 182/366 + 0.25 x 184/366 = 2.1721
        "x.hf.staff.accompaniment.fte_year_mean": "2.17",
        "hf.funding.sources.staff": "Cocom; SPF Santé publique; SPP Intégration sociale",
        "hf.teams.accompaniment": "2",
        "hf.teams.total": "4",
        "hf.teams.total.conclusion": "4",
        "hf.peer_support.since": "2016",
    },
)

MOBILE = institution(
    "a change of working time is no departure; who leaves without successor is none either",
    {
        "Personnel": [
            post("P1", "Équipe Mobile", "Psychologue", 0.8, "2020-01-01", "2024-05-31"),
            post("P1", "Équipe Mobile", "Psychologue", 0.6, "2024-06-01"),
            post("P2", "Équipe Mobile", "Psychologue", 0.2, "2024-06-01", replaces="P1"),
            post("P3", "Équipe Mobile", "Éducateur spécialisé", 0.5, "2020-01-01", "2024-03-31"),
            post("P4", "Équipe Mobile", "Éducateur spécialisé", 0.5, "2024-04-01", replaces="P3"),
            post("P5", "Équipe Mobile", "Médecin", 0.2, "2020-01-01", "2024-12-31"),
            post("P6", "Équipe Mobile", "Psychologue", 0.5, "2020-01-01", "2023-12-31"),
            post(
                "P7", "Équipe Mobile", "Psychologue", 0.5, "2024-01-01", "2024-02-01", replaces="P6"
            ),
        ],
        "Réunions internes": rows(
            "Équipe | Nature | Date | Jours",
            ("Équipe Mobile", "Mise au vert", "2024-01-01", 0.5),
            ("Équipe mobile", "Mise au vert", "2024-12-31", 1),
            ("PAT", "Mise au vert", "2023-12-31", 2),
            ("Équipe Mobile", "Supervision externe", "2024-05-01", None),
            ("Équipe Mobile", "Supervision collective", "2024-05-02", None),
            ("PAT", "Supervision externe", "2024-05-02", None),
        ),
    },
    {
        "support.mobile.staff.workers": "4",
        "support.mobile.staff.psychologist1.fte": "0.2",
        "support.mobile.staff.psychologist2.fte": "0.6",
        "support.mobile.staff.educator.fte": "0.5",
        "support.mobile.staff.physician.fte": "0.2",
        "support.mobile.staff.fte": "1.5",
        "support.mobile.staff.departures": "1",
        "support.mobile.team.external_supervisions": "1",
        "support.mobile.team.away_days": "1.5",
        "support.pat.team.away_days": "0.0",
        "hf.teams.total": "0",
        "hf.funding.sources.staff": None,
        "hf.peer_support.since": None,
    },
)

PEERS = institution(
    "a replaced peer worker is the same position; trainers are those in post on 31/12",
    {
        "Personnel": [
            post("A", "PAT", "Pair-aidant", 0.5, "2020-01-01", "2024-01-15", funder="AViQ"),
            post("B", "PAT", "Pair-aidant", 0.5, "2024-02-01", replaces="A", funder="TSI"),
            post("C", "PAT", "Pair-aidant", 0.5, "2020-01-01", trainer="oui"),
            post("C", "PAT", "Pair-aidant", 0.2, "2024-03-01", funder="SPF Santé", trainer="oui"),
            post("D", "PAT", "Pair-aidant", 0.5, "2020-01-01", "2023-12-31", trainer="oui"),
            post("E", "PAT", "Pair-aidant", 0.5, "2024-01-01", replaces="D"),
            post("R", "PAT", "Référent d'équipe", 0.8, "2020-01-01", "2024-06-30", trainer="oui"),
            post("S", "PAT", "Référent d'équipe", 0.8, "2024-07-01", replaces="R"),
            post(
                "T",
                "Formation",
                "Chargé de projet formation",
                1,
                "2020-01-01",
                "2024-12-31",
                trainer="x",
                certified="HF Europe Hub",
            ),
        ],
    },
    {
        "support.pat.staff.peer_workers": "3",  # B, C, E
        "support.pat.staff.referent": "2",
        "support.pat.staff.departures": "2",  # A and R; D left in 2023
        "support.pat.funding.sources.count": "3",
        "support.pat.funding.other.count": "2",
        "support.training.trainers.pool": "2",
        "hf.training.certified_trainers": "1",
    },
)

NEW_YEAR = institution(
    "around New Year: a successor who begins on 1 January, a worker who goes on with other hours",
    {
        "Personnel": [
            post("P1", "Équipe Mobile", "Psychologue", 0.5, "2020-01-01", "2024-12-31"),
            post("P2", "Équipe Mobile", "Psychologue", 0.5, "2025-01-01", replaces="P1"),
            post("A", "PAT", "Pair-aidant", 0.5, "2020-01-01", "2024-12-31"),
            post("A", "PAT", "Pair-aidant", 0.4, "2025-01-01"),
            post("B", "PAT", "Pair-aidant", 0.1, "2024-06-01", replaces="A"),
        ],
    },
    {
        "support.mobile.staff.departures": "1",  # P1
        "support.mobile.staff.workers": "1",  # P1, on the last day worked
        "support.pat.staff.departures": "0",  # A stays
    },
)

CASES: tuple[Case, ...] = (LAST_DAY, MOBILE, PEERS, NEW_YEAR)
