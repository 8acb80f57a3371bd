"""Traps on follow-ups, ends, team and funding, ages, incomes, candidates and previous years."""

from __future__ import annotations

from .cases import Case, again, flats, rows, stay, tenant

YEAR_BOUNDARIES = Case(
    "the first and the last day of the year are in the year",
    {
        "Locataires": [
            tenant(1, "2020-01-01", "2023-12-31", "Autre"),  # memory only
            tenant(2, "2020-01-01", "2024-01-01", "Autre"),  # followed 1 day
            tenant(3, "2020-01-01", "2024-12-31", "Stabilisé"),  # 366 days, no longer followed
            tenant(4, "2024-12-31"),  # 1 day
            tenant(5, "2025-01-01"),
        ],
        "Candidats": rows(
            "N° candidat | État | Entrée prévue le",
            ("C1", "Sélectionné", "2024-12-31"),
            ("C2", "Sélectionné", "2025-01-01"),
            ("C3", "En préparation", "2025-03-31"),
            ("C4", "En préparation", "2025-04-01"),
            ("C5", "En attente", "2025-02-01"),
            ("C6", "Sélectionné", ""),
        ),
        "Envoyeurs": rows(
            "Nom | Genre | Actif depuis | Actif jusqu'au",
            ("Nid de mésange", "Association", "2013-01-01", "2023-12-31"),
            ("Nid de pinson", "Association", "2013-01-01", "2024-01-01"),
            ("Nid de grive", "Association", "2024-12-31", ""),
            ("Nid de merle", "Association", "2025-01-01", ""),
            ("CPAS de Forest", "CPAS", "2013-01-01", ""),
        ),
    },
    {
        "hf.tenants.followed": "3",
        "hf.tenants.active_year_end": "1",
        "hf.closures.other": "2",
        "hf.deaths": "0",
        "hf.deaths.rate": "0",
        "hf.deaths.per_month": None,
        "x.hf.deaths.by_month": "0; 0; 0; 0; 0; 0; 0; 0; 0; 0; 0; 0",
        "x.hf.person_months": "12.1",  # 368 / 30.4375
        "hf.tenants.in_preparation": "2",
        "hf.referrers.associations": "2",
        "hf.tenants.new_housed": "0",
        "hf.tenants.carried_over": "3",
        "hf.income.new_tenants.ris.share": None,
    },
)

RESUMED = Case(
    "a resumed follow-up: one person, one closure, days of both parts",
    {
        "Locataires": [
            tenant(1, "2020-01-01", "2024-02-10", "Relais vers un service"),
            tenant(2, "2019-01-01", "2021-06-30", "Stabilisé"),
        ],
        "Reprises": [
            again(1, "2024-06-01"),
            again(2, "2024-11-01", "2024-11-30", "Autre"),
        ],
        "Équipes": rows(
            "N° | Date d'effet | Équipe | Financement",
            (2, "2024-11-01", "ICM", "TSI"),
        ),
        "Revenus": rows(
            "N° | Revenu | Début | Fin",
            (2, "RIS", "2024-01-01", "2024-11-30"),
            (1, "Chômage", "2020-01-01", "2024-12-30"),
        ),
    },
    {
        "hf.tenants.followed": "2",
        "hf.tenants.active_year_end": "1",
        "hf.closures.other": "2",
        "x.hf.person_months": "9.4",  # (41 + 214 + 30) / 30.4375
        "x.hf.tenants.team.act": "1",
        "x.hf.tenants.team.icm": "1",
        "hf.tenants.funded.tsi": "1",
        "hf.income.ris_cpas": "1",  # valid on 30/11, the reference date of 2
        "hf.income.unemployment": "0",
    },
)

TWO_TEAMS = Case(
    "team and funding of the first day of follow-up in the year",
    {
        "Locataires": [tenant(n, "2020-01-01") for n in (1, 2, 3)]
        + [tenant(4, "2024-05-02", funding="SPP IS"), tenant(5, "2024-05-02")],
        "Équipes": rows(
            "N° | Date d'effet | Équipe | Financement",
            (1, "2024-01-01", "ICM", ""),  # that very day: applies
            (2, "2024-01-02", "ICM", "TSI"),  # too late
            (3, "2022-03-01", "ICM", "TSI"),
            (3, "2023-03-01", "", "Cocom"),  # blank: still ICM
            (4, "2024-05-02", "ICM", ""),  # the day of the start: applies
            (5, "2024-05-03", "ICM", "TSI"),
        ),
    },
    {
        "x.hf.tenants.team.act": "2",
        "x.hf.tenants.team.icm": "3",
        "hf.tenants.funded.cocom": "4",
        "hf.tenants.funded.spp_is": "1",
        "hf.tenants.funded.tsi": "0",
    },
)

AGES = Case(
    "ages at the reference date, sex X in no class, blank street time left out",
    {
        "Locataires": [
            tenant(1, "2020-01-01", birth="1984-12-31", street=30),  # 40 on 31/12
            tenant(2, "2020-01-01", birth="1985-01-01", sex="Femme", street=0),  # 39
            tenant(3, "2020-01-01", "2024-03-01", "Décès", birth="1964-03-02", sex="X"),  # 59
            tenant(4, "2020-01-01", "2024-02-29", "Autre", birth="1990-03-01", sex="h"),  # 33
        ],
        "Reprises": [],
    },
    {
        "hf.age.min": "33",
        "hf.age.max": "59",
        "hf.age.mean": "43",  # 171 / 4 = 42.75
        "hf.sex.men": "2",
        "hf.sex.women": "1",
        "hf.sex.men.share": "50",
        "hf.sex.women.share": "25",
        "x.hf.street_time.known": "2",
        "hf.street_time.mean_years": "1",  # 30 / 12 / 2 = 1.25
        "hf.deaths": "1",
        "hf.deaths.rate": "25",
        "hf.deaths.per_month": None,  # 0 in January and February, 1 in March
    },
)

DEATHS_EACH_MONTH = Case(
    "the same number of deaths from January to the last one",
    {
        "Locataires": [
            tenant(1, "2020-01-01", "2024-01-05", "Décès"),
            tenant(2, "2020-01-01", "2024-02-29", "DÉCÈS"),
            tenant(3, "2020-01-01", "2023-12-31", "Décès"),
        ]
    },
    {"hf.deaths.per_month": "1", "x.hf.deaths.by_month": "1; 1; 0; 0; 0; 0; 0; 0; 0; 0; 0; 0"},
)

INCOMES = Case(
    "incomes at the reference date, salaries over the year, several kinds at once",
    {
        **flats(2),
        "Locataires": [
            tenant(1, "2024-02-01"),
            tenant(2, "2020-01-01", "2024-06-30", "Autre"),
            tenant(3, "2020-01-01"),
            tenant(4, "2024-03-01"),
            tenant(5, "2020-01-01", "2024-06-30", "Autre"),
        ],
        "Occupations": [stay(1, "D1", "2024-02-01"), stay(4, "D2", "2024-03-01")],
        "Revenus": rows(
            "N° | Revenu | Début | Fin",
            (1, "RIS/CPAS", "2024-01-01", "2024-12-31"),  # last day included
            (1, "Mutuelle", "2024-12-31", ""),
            (2, "RIS/CPAS", "2024-07-01", ""),  # after the end of the follow-up
            (2, "Travail salarié", "2024-01-01", "2024-02-01"),
            (3, "Travail salarié", "2023-01-01", "2023-12-31"),
            (3, "Sans revenu", "2024-01-01", "2024-12-30"),
            (4, "Travail salarié", "2024-04-01", "2024-05-01"),
            (4, "RIS", "2024-05-02", "2024-12-30"),
            (5, "Travail salarié", "2024-07-01", ""),  # started after the follow-up
        ),
    },
    {
        "hf.income.ris_cpas": "1",
        "hf.income.mutual_insurance": "1",
        "hf.income.salary": "2",
        "hf.paid_work": "2",
        "hf.income.none": "0",
        "hf.tenants.new_housed": "2",
        "hf.income.new_tenants.ris.share": "50",
    },
)


_PAST = "Indicateur | Année | Valeur"

FALLING = Case(
    "changes: half away from zero, points from the exact rate, rises in a row",
    {
        **flats(7),
        "Locataires": [tenant(n, "2020-01-01", sex="F") for n in range(1, 8)],
        "Occupations": [stay(n, f"D{n}", "2020-01-01") for n in range(1, 7)],
        "Historique": rows(
            _PAST,
            ("hf.tenants.followed", 2023, 8),  # -12.5 %
            ("hf.tenants.followed", 2024, 99),  # not an earlier year
            ("hf.retention.rate", 2023, 88),  # 600 / 7 = 85.71
            ("hf.sex.women", 2023, 6),
            ("hf.sex.women", 2022, 5),
            ("hf.sex.women", 2021, 5),
            ("hf.encounters.total", 2022, 10),
        ),
    },
    {
        "hf.tenants.followed.growth": "-13",
        "hf.retention.rate": "86",
        "hf.retention.change": "-2",  # -2.29
        "hf.sex.women.increase_years": "2",
        "hf.encounters.total.change": None,
    },
)

NO_BASE = Case(
    "a base of 0 or no earlier value: no change, never 0",
    {
        "Locataires": [tenant(1, "2020-01-01", sex="F")],
        "Historique": rows(_PAST, ("hf.tenants.followed", 2023, 0), ("hf.sex.women", 2022, 0)),
    },
    {
        "hf.tenants.followed.growth": None,
        "hf.retention.change": None,
        "hf.sex.women.increase_years": None,
    },
)

NOT_RISING = Case(
    "the number of women did not rise",
    {
        "Locataires": [tenant(1, "2020-01-01", sex="F")],
        "Historique": rows(_PAST, ("hf.sex.women", 2023, 1), ("hf.sex.women", 2022, 0)),
    },
    {"hf.sex.women.increase_years": "0"},
)

CASES = (
    YEAR_BOUNDARIES,
    RESUMED,
    TWO_TEAMS,
    AGES,
    DEATHS_EACH_MONTH,
    INCOMES,
    FALLING,
    NO_BASE,
    NOT_RISING,
)
