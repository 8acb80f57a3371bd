"""Traps on the training axis, representation and what is typed in the support workbook."""

from __future__ import annotations

from .cases import Case, rows
from .cases_requests import support

SESSIONS = "Action | Date | Durée (jours) | Propriétaire | Contexte | Statut"

PARTICIPANTS = support(
    "a person counts once an action; unknown sectors are printed apart from the shares",
    {
        "Formations séances": rows(
            SESSIONS,
            ("F1", "2024-03-01", 1, "Formation", "Ouverte", "Donnée"),
            ("F1", "2024-03-02", 0.5, "Formation", "Ouverte", "Donnée"),
            ("F1", "2024-03-03", 1, "Formation", "Ouverte", "Annulée"),
            ("F2", "2024-12-31", 1, "Formation", "Sur demande", "Donnée"),
            ("F2", "2025-01-01", 1, "Formation", "Sur demande", "Donnée"),
            ("F3", "2024-04-01", 1, "PAT", "Hors accompagnement", "Donnée"),
        ),
        "Formations participants": rows(
            "Action | Date | Participant | Institution | Secteur | Présent",
            ("F1", "2024-03-01", "T1", "Le Nichoir", "logement", "oui"),
            ("F1", "2024-03-02", "T1", "Nichoir", "logement", "oui"),
            ("F2", "2024-12-31", "T1", "NICHOIR", "logement", "oui"),  # another action
            ("F1", "2024-03-01", "T2", "", "", "oui"),
            ("F1", "2024-03-01", "T3", "Étang", "santé mentale", "non"),
            ("F1", "2024-03-03", "T4", "Étang", "santé mentale", "oui"),  # cancelled
            ("F2", "2025-01-01", "T5", "Étang", "santé mentale", "oui"),
            ("F3", "2024-04-01", "T6", "Étang", "santé mentale", "oui"),
            ("F2", "2024-12-31", "T7", "CPAS d'Uccle", "aide sociale", "oui"),
        ),
    },
    {
        "support.training.days": "2.5",
        "support.training.participants": "4",
        "x.support.training.persons": "3",
        "support.training.participants_per_day": "1.6",
        "support.training.sector_base": "3",
        "x.support.training.sector.unknown": "1",
        "support.training.sector.housing.share": "66.67",
        "x.support.training.sector.housing.share_all": "50.0",
        "support.training.sector.general_social_aid.share": "33.33",
        "support.training.sector.mental_health.share": "0.0",
        "support.training.organisations.listed": "2",
    },
)

NOBODY = support(
    "nobody with a known sector: no share, but the base is 0",
    {
        "Formations séances": rows(
            SESSIONS, ("F1", "2024-03-01", 1, "Formation", "Ouverte", "Donnée")
        ),
        "Formations participants": rows(
            "Action | Date | Participant | Secteur | Présent",
            ("F1", "2024-03-01", "T1", "inconnu", "oui"),
        ),
    },
    {
        "support.training.participants": "1",
        "support.training.sector_base": "0",
        "x.support.training.sector.unknown": "1",
        "support.training.sector.housing.share": None,
        "x.support.training.sector.housing.share_all": "0.0",
        "support.training.organisations.listed": "0",
    },
)

MODULES = support(
    "modules active at some time in P; a new theme is a theme",
    {
        "Modules": rows(
            "Code | Thème | Durée (min) | Propriétaire | Actif depuis | Actif jusqu'au | Fiche",
            ("M1", "Accueil", 60, "Formation", "2020-01-01", "2024-01-01", "oui"),
            ("M2", "accueil", 45, "PAT", "2024-12-31", "", "non"),
            ("M3", "chant des oiseaux", 90, "PAT", "2020-01-01", "", ""),
            ("M4", "violences", 15, "PAT", "2020-01-01", "2023-12-31", "oui"),
            ("M5", "gestion de crise", 300, "PAT", "2025-01-01", "", "oui"),
            ("M6", "gestion de crise", 300, "Formation", "2025-01-01", "2031-01-01", "oui"),
        ),
    },
    {
        "support.training.modules.offered": "3",
        "support.training.modules.described": "1",
        "support.pat.modules.count": "2",
        "support.pat.modules.duration.min": "45",
        "support.pat.modules.duration.max": "90",
        "support.training.themes.list": "accueil; chant des oiseaux",
    },
)

ACTIONS = support(
    "one row is one action, students are summed, hours are those of the year and of PAT",
    {
        "Représentation": rows(
            "Date | Type | Titre | Programme | Intervenants | Public | Nombre",
            ("2024-01-01", "Rencontre d'étudiants", "A", "PAT", "P1", None, 3),
            ("2024-02-01", "Rencontre d'étudiants", "B", "PAT", "P1", None, 2),
            ("2024-03-01", "Interview", "C", "PAT", "P1; P2", None, 1),
            ("2024-04-01", "Interview", "D", "PAT", "P2, P3", None, 1),
            ("2024-05-01", "Intervention", "rencontre RÉFLEXIVE", "PAT", "P4", 30, 1),
            ("2024-06-01", "Intervention", "Colloque passage à l'acte", "PAT", "", None, 1),
            ("2023-12-31", "Présentation", "Fédération de maisons médicales", "PAT", "", 9, 1),
        ),
        "Temps de travail": rows(
            "Équipe | Mois | Activité | Heures",
            ("PAT", "2024-01", "accompagnement", "100,5"),
            ("PAT", "2024-12", "formation", 99.5),
            ("PAT", "2023-12", "accompagnement", 500),
            ("Formation", "2024-01", "formation", 1000),
        ),
        "Contexte": rows(
            "Indicateur | Année | Valeur",
            ("support.pat.start_date", 2024, "2020-09"),
            ("support.training.who_cares.days", 2023, 3),
        ),
        "Listes": rows(
            "Liste | Année | Élément",
            ("support.pat.open_meetings.themes", 2024, "stigmatisation"),
            ("support.pat.open_meetings.themes", 2024, "Éthique"),
            ("support.pat.guide.steps", 2023, "étape 1"),
        ),
    },
    {
        "support.pat.representation.actions": "6",
        "support.pat.representation.students": "5",
        "support.pat.representation.interview.workers": "3",
        "support.pat.representation.midi_nomade.audience": "30",
        "support.pat.representation.colloquium.audience": None,
        "support.pat.representation.medical_houses.audience": None,
        "support.pat.worktime.accompaniment.share": "50",  # 100.5 / 200 = 50.25
        "support.pat.since": "2020",
        "support.pat.existence.years": "4",
        "support.training.who_cares.days": None,
        "support.pat.guide.steps": "0",
        "support.pat.open_meetings.themes.list": "Éthique; stigmatisation",
    },
)

CASES: tuple[Case, ...] = (PARTICIPANTS, NOBODY, MODULES, ACTIONS)
