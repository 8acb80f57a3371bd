"""Traps on peer support: perimeter, activities, hires, training, intervision."""

from __future__ import annotations

from .cases import Case, rows
from .cases_requests import support

ACCOMPANIMENTS = "Code | Institution | Secteur | Région | Financement | État | Début | Fin"

PERIMETER = support(
    "only Brussels and Cocom with a realised activity; half a training day stays half",
    {
        "PAT accompagnements": rows(
            ACCOMPANIMENTS,
            (
                "A1",
                "CPAS de Bruxelles",
                "précarité",
                "Bruxelles",
                "Cocom",
                "En cours",
                "2023-01-01",
                "",
            ),
            ("A2", "Étang", "santé mentale", "Wallonie", "Cocom", "En cours", "2023-01-01", ""),
            ("A3", "Étang", "santé mentale", "Bruxelles", "TSI", "En cours", "2024-01-01", ""),
            ("A4", "Nichoir", "logement", "Bruxelles", "Cocom", "En cours", "2024-02-01", ""),
            (
                "A5",
                "CPAS Bruxelles",
                "",
                "Bruxelles",
                "Cocom",
                "Terminé",
                "2022-01-01",
                "2024-01-31",
            ),
            ("A6", "CPAS Uccle", "", "Bruxelles", "Cocom", "En cours", "2025-01-02", ""),
        ),
        "PAT activités": rows(
            "Accompagnement | Date | Type | Durée (jours) | Intervenants | Statut",
            ("A1", "2024-01-15", "Jour de formation", 0.5, "P1; P2; P3", "Réalisée"),
            ("A1", "2024-02-15", "Jour de formation", "1,0", "P1; P2", "Réalisée"),
            ("A1", "2024-03-15", "Immersion", 1, "", "Réalisée"),
            ("A1", "2024-04-15", "Immersion", 1, "P1", "Annulée"),
            ("A2", "2024-05-15", "Groupe de travail", None, "P1", "Réalisée"),
            ("A3", "2024-05-16", "Groupe de travail", None, "P1", "Réalisée"),
            ("A4", "2024-05-17", "Entretien d'embauche", None, "P1; P2", "Annulée"),
            ("A4", "2023-05-17", "Autre réunion", None, "P1", "Réalisée"),
            ("A5", "2024-01-31", "Réunion d'équipe", None, "P1; P1; P2; P4", "Réalisée"),
        ),
        "PAT engagements": rows(
            "N° | Accompagnement | Région | État | Date de contrat | Année visée",
            ("1", "A1", "Bruxelles", "Signé", "2024-12-31", None),
            ("2", "A1", "Bruxelles", "Signé", "2025-01-01", None),
            ("3", "A3", "Bruxelles", "Débuté", "2024-06-01", None),
            ("4", "A2", "Wallonie", "Quitté", "2022-10-31", None),
            ("5", "A5", "Bruxelles", "Abandonné", "2024-02-01", None),
            ("6", "A2", "Wallonie", "Prévu", None, 2025),
            ("7", "A1", "Bruxelles", "Prévu", None, 2026),
            ("8", "A4", "Bruxelles", "Débuté", "2024-02-02", None),
        ),
    },
    {
        "support.pat.accompaniments.count": "2",
        "support.pat.accompaniments.list.users_section": "CPAS Bruxelles",
        "support.pat.accompaniments.list.results_section": "CPAS Bruxelles",
        "support.pat.accompaniments.sector.mental_health.share": "0.0",
        "support.pat.activities.training_days": "1.5",
        "support.pat.activities.immersions": "1",
        "support.pat.activities.team_meetings": "1",
        "support.pat.activities.working_groups": "0",
        "support.pat.activities.total": "3.5",
        "support.pat.activities.min_workers": "2",
        "support.pat.teams.since_creation": "5",
        "support.pat.teams.since_creation.brussels": "4",
        "support.pat.teams.since_creation.wallonia": "1",
        "support.pat.hires.since_creation": "4",
        "support.pat.hires.since_creation.brussels": "3",
        "support.pat.hires.year": "1",
        "support.pat.hires.planned_next_year": "1",
        "support.pat.2022.hired": "1",
    },
)

OTHER_YEAR = support(
    "the point of October 2022 is published for 2024 only",
    {
        "PAT accompagnements": PERIMETER.sheets["PAT accompagnements"],
        "PAT engagements": PERIMETER.sheets["PAT engagements"],
    },
    {
        "support.pat.2022.hired": None,
        "support.pat.hires.since_creation": "5",
        "support.pat.hires.planned_next_year": "1",
        "support.pat.teams.since_creation": "6",
        "support.pat.accompaniments.count": "0",
        "support.pat.accompaniments.sector.mental_health.share": None,
        "support.pat.activities.total": "0.0",
        "support.pat.activities.min_workers": None,
    },
    2025,
)

TSI = support(
    "TSI: distinct institutions overlapping P, all regions, without prospects",
    {
        "PAT accompagnements": rows(
            ACCOMPANIMENTS,
            ("A1", "Étang", "", "Bruxelles", "TSI", "Terminé", "2022-01-01", "2024-01-01"),
            ("A2", "etang", "", "Wallonie", "TSI", "En cours", "2024-12-31", ""),
            ("A3", "Nichoir", "", "Wallonie", "TSI", "Terminé", "2022-01-01", "2023-12-31"),
            ("A4", "CPAS Uccle", "", "Bruxelles", "TSI", "Prospection", "2024-03-01", ""),
            ("A5", "CPAS Bruxelles", "", "Wallonie", "TSI", "Post-engagement", "2020-10-01", ""),
        ),
        "Partenariats": rows(
            "Nom | Type | Début | Fin",
            ("Service des Pinsons", "CLSS", "2020-01-01", "2024-01-01"),
            ("Service des Merles", "CLSS", "2020-01-01", "2023-12-31"),
            ("Cour des Hiboux", "TSI", "2024-12-31", ""),
            ("Cour des Grives", "TSI", "2025-01-01", ""),
        ),
    },
    {
        "support.pat.tsi.institutions": "2",
        "support.pat.teams.since_creation": "4",
        "support.mobile.clss.partner_services": "1",
        "support.pat.tsi.courts": "1",
    },
)

GIVEN = support(
    "participants per session only for an audience that was met; other audiences in the totals",
    {
        "PAT formations": rows(
            "Public | Date | Durée (jours) | Contexte | Participants | Statut",
            ("Projet Miriam", "2024-02-01", 1, "Hors accompagnement", 10, "Donnée"),
            ("Projet MIRIAM", "2024-03-01", 0.5, "Hors accompagnement", 15, "Donnée"),
            ("Projet MIRIAM", "2024-04-01", 1, "Hors accompagnement", 30, "Annulée"),
            ("Projet MIRIAM", "2024-05-01", 1, "Dans un accompagnement", 40, "Donnée"),
            ("École des Cygnes", "2024-12-31", 1, "Hors accompagnement", 7, "Donnée"),
            ("Agents Actiris", "2025-01-01", 1, "Hors accompagnement", 9, "Donnée"),
        ),
    },
    {
        "support.pat.training.miriam.sessions": "2",
        "support.pat.training.miriam.participants_per_session": "12.5",
        "support.pat.training.actiris.sessions": "0",
        "support.pat.training.actiris.participants_per_session": None,
        "support.pat.training.sessions.total": "3",
        "support.pat.training.days.total": "2.5",
        "support.pat.training.attendances.total": "32",
    },
)

GROUPS = "Code groupe | Cycle | Public | Début | Fin | Animateurs"
P23 = "support.pat.intervision.2023_2024"

INTERVISION = support(
    "groups are numbered by code; a mean rests on the held sessions of the year",
    {
        "Intervisions groupes": rows(
            GROUPS,
            ("PB", "2023-2024", "pairs-aidants", "2024-01-08", "2024-08-31", "P1; P2"),
            ("PA", "2023-2024", "pairs-aidants", "2023-09-11", "2023-12-31", "P1; P2"),
            ("AA", "2023-2024", "responsables d'équipe", "2024-01-08", "2024-12-31", "P1; P2"),
            ("OLD", "2022-2023", "pairs-aidants", "2022-09-11", "2023-06-30", "P1; P2"),
        ),
        "Intervisions inscriptions": rows(
            "Code groupe | Participant | Institution | Secteur | Statut",
            ("PB", "T1", "Étang", "précarité", "Accepté"),
            ("PB", "T2", "Étang", "", "Accepté"),
            ("PB", "T3", "Le Nichoir", "aide sociale générale", "Accepté"),
            ("PB", "T4", "Nichoir", "santé mentale", "Liste d'attente"),
            ("PA", "T5", "CPAS Uccle", "santé mentale", "Accepté"),
            ("AA", "T6", "Nichoir", "logement", "Accepté"),
            ("AA", "T7", "Nichoir", "logement", "Refusé"),
        ),
        "Intervisions séances": rows(
            "Code groupe | Date | Statut",
            ("PB", "2024-01-15", "Tenue"),
            ("PB", "2024-02-12", "Tenue"),
            ("PB", "2024-03-11", "Annulée"),
            ("PA", "2023-10-09", "Tenue"),
            ("AA", "2024-12-31", "Tenue"),
            ("AA", "2024-11-30", "Annulée"),
        ),
        "Intervisions présences": rows(
            "Code groupe | Date | Participant | Présent",
            ("PB", "2024-01-15", "T1", "oui"),
            ("PB", "2024-01-15", "T2", "oui"),
            ("PB", "2024-02-12", "T1", "oui"),
            ("PB", "2024-02-12", "T3", "non"),
            ("PB", "2024-03-11", "T1", "oui"),  # a cancelled session
            ("PB", "2024-03-11", "T2", "oui"),
            ("PA", "2023-10-09", "T5", "oui"),
        ),
        "Contacts responsables": rows(
            "Date | Mode",
            ("2024-08-31", "Téléphone"),
            ("2024-09-01", "Téléphone"),
            ("2024-12-31", "Courriel"),
            ("2025-01-01", "Courriel"),
        ),
    },
    {
        f"{P23}.group1.sessions": "0",
        f"{P23}.group1.mean_attendance": None,
        f"{P23}.group1.enrolled": "1",
        f"{P23}.group2.sessions": "2",
        f"{P23}.group2.mean_attendance": "2",  # 3 / 2 = 1.5
        f"{P23}.group2.enrolled": "3",
        f"{P23}.group3.enrolled": None,
        "support.pat.intervision.enrolled.2023_2024.total": "4",
        "support.pat.intervision.enrolled.2022_2023.total": None,
        # base: the three of PB, the only peer group that touches 2024
        "support.pat.intervision.sector.precarity.share": "66.7",
        "support.pat.intervision.sector.mental_health.share": "0.0",
        "support.pat.intervision.institutions.listed": "2",
        "support.pat.intervision.animators_per_group": "2",
        "support.pat.leads_intervision.enrolled": "1",
        "support.pat.leads_intervision.institutions": "1",
        "support.pat.leads_intervision.sessions": "1",
        "support.pat.leads_intervision.solicitations": "2",
    },
)

CASES: tuple[Case, ...] = (PERIMETER, OTHER_YEAR, TSI, GIVEN, INTERVISION)
