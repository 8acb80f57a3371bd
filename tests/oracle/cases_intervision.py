"""Traps on the intervision groups of Connect: enrolments, withdrawals, sessions, cycles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .books import Cell
from .cases import Case, rows

DIRECTORY = rows(
    "Nom | Alias | Secteur",
    ("Nichoir", "Le Nichoir | asbl Nichoir", "logement"),
    ("CPAS Mésange", "CPAS de Mésange", "aide sociale générale"),
    ("Étang", "", "santé mentale"),
)


def connect(
    name: str,
    sheets: Mapping[str, Sequence[Mapping[str, Cell]]],
    expected: Mapping[str, str | None],
    year: int = 2024,
) -> Case:
    return Case(name, {"Institutions": DIRECTORY, **sheets}, expected, year, "connect")


def group(
    code: str,
    cycle: str = "2023-2024",
    day: str = "lundi",
    half: str = "matin",
    language: str = "fr",
) -> dict[str, Cell]:
    return {
        "Code": code,
        "Cycle": cycle,
        "Public": "première ligne",
        "Jour": day,
        "Demi-journée": half,
        "Langue": language,
    }


ENROLMENTS = "Code groupe | Participant | Institution | Secteur | Statut | Dérogation"
G1 = "connect.intervision.2023_2024.monday_am"

ALIASES = connect(
    "two spellings of one institution are one institution and two enrolments",
    {
        "Groupes": [group("G1")],
        "Inscriptions": rows(
            ENROLMENTS,
            ("G1", "T1", "Étang", "santé mentale", "Accepté", ""),
            ("G1", "T2", "Nichoir", "logement", "Accepté", ""),
            ("G1", "T3", "LE  NICHOIR", "précarité et sans-abrisme", "Accepté", "oui : deux sites"),
            ("G1", "T4", "CPAS de Mésange", "précarité", "Accepté", ""),
            ("G1", "T5", "CPAS Mésange", "", "Refusé", ""),
            ("G1", "T6", "etang", "santé mentale", "Liste d'attente", ""),
        ),
    },
    {
        f"{G1}.institutions": "3",
        f"{G1}.enrolments": "4",
        f"{G1}.institutions.list": "CPAS Mésange; Étang; Nichoir (2)",
        "connect.intervision.2023_2024.participants": "4",
        # the sector of the enrolment, not that of the directory
        "connect.intervision.2023_2024.sector.housing": "1",
        "connect.intervision.2023_2024.sector.homeless_aid": "1",
        "connect.intervision.2023_2024.sector.general_social_aid": "1",
        "connect.intervision.2023_2024.sector.mental_health": "1",
        "connect.intervision.2023_2024.sectors": "4",
        "connect.intervision.2023_2024.sector.unknown": None,
        "connect.intervision.group.typical_size": "4.0",
    },
)

WITHDRAWN = connect(
    "a withdrawal counts from the first held session on; a cancelled session is none",
    {
        "Groupes": [group("G1"), group("G2", day="mardi", half="après-midi")],
        "Inscriptions": rows(
            "Code groupe | Participant | Institution | Statut | Date de retrait",
            ("G1", "T1", "Nichoir", "Retiré", "2023-10-20"),  # after the cancelled one only
            ("G1", "T2", "Étang", "Retiré", "2023-11-12"),  # the day before
            ("G1", "T3", "CPAS Mésange", "Retiré", "2023-11-13"),  # that very day
            ("G1", "T4", "Étang", "Retiré", "2024-05-01"),
            ("G1", "T5", "Nichoir", "Accepté", ""),
            ("G2", "T6", "Nichoir", "Retiré", "2023-12-01"),  # no session was ever held
        ),
        "Séances": rows(
            "Code groupe | Date | Statut",
            ("G1", "2023-10-09", "Annulée"),
            ("G1", "2023-11-13", "Tenue"),
            ("G1", "2024-01-08", "Tenue"),
            ("G2", "2023-10-10", "Annulée"),
        ),
    },
    {
        f"{G1}.enrolments": "3",
        f"{G1}.institutions": "3",
        f"{G1}.sessions": "1",
        "connect.intervision.2023_2024.tuesday_pm.enrolments": "0",
        "connect.intervision.2023_2024.tuesday_pm.sessions": "0",
        "connect.intervision.2023_2024.tuesday_pm.institutions.list": None,
        "connect.intervision.2023_2024.participants": "3",
        "connect.intervision.2023_2024.sector.unknown": "3",
        "connect.intervision.2023_2024.sectors": "0",
        "connect.intervision.group.typical_size": "1.5",
    },
)

YEARS = connect(
    "sessions belong to the calendar year, participants and animators to the cycle",
    {
        "Groupes": [
            group("G0", "2022-2023"),
            group("G1", "2023-2024"),
            group("G2", "2024-2025", "jeudi", "après-midi", "nl"),
        ],
        "Animateurs": rows(
            "Code groupe | Animateur | Organisation | Côté",
            ("G0", "A1", "Smes", "social"),
            ("G0", "A2", "Étang", "santé mentale"),
            ("G1", "A1", "Smes", "social"),
            ("G1", "A3", "Étang", "santé mentale"),
            ("G2", "A2", "Smes", "social"),  # back from 2022-2023: not new
            ("G2", "A4", "Étang", "santé mentale"),
        ),
        "Inscriptions": rows(
            "Code groupe | Participant | Institution | Statut",
            ("G0", "T1", "Nichoir", "Accepté"),
            ("G1", "T1", "Nichoir", "Accepté"),
            ("G1", "T2", "Étang", "Accepté"),
            ("G2", "T1", "asbl Nichoir", "Accepté"),
        ),
        "Séances": rows(
            "Code groupe | Date | Statut",
            ("G0", "2023-06-12", "Tenue"),
            ("G1", "2023-12-31", "Tenue"),
            ("G1", "2024-01-01", "Tenue"),
            ("G1", "2024-02-12", "Annulée"),
            ("G2", "2024-12-31", "Tenue"),
            ("G2", "2025-01-09", "Tenue"),
        ),
    },
    {
        "connect.intervision.sessions.total": "2",
        f"{G1}.sessions": "1",
        f"{G1}.animators": "2",
        "connect.intervision.2024_2025.thursday_pm_nl.sessions": "1",
        "connect.intervision.2024_2025.groups": "1",
        "connect.intervision.2024_2025.groups.nl": "1",
        "connect.intervision.2023_2024.groups.nl": "0",
        "connect.intervision.2022_2023.participants": "1",
        "connect.intervision.2022_2023.groups": None,
        "connect.intervision.2023_2024.participants": "2",
        "connect.intervision.2024_2025.participants": "1",
        "connect.intervision.2024_2025.animators.new": "1",
        "connect.intervision.2023_2024.animators.new": None,
        "connect.intervision.animators_per_group": "2",
        "connect.intervision.group.typical_size": "1.5",
    },
)

CASES = (ALIASES, WITHDRAWN, YEARS)
