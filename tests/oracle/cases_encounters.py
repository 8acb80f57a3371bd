"""Traps on encounters: statuses, couples, year ends, intensity and the first weeks."""

from __future__ import annotations

from .cases import Case, flats, meeting, stay, tenant

ENCOUNTERS = Case(
    "held, absent, cancelled and planned; couples; outside the follow-up; year ends",
    {
        "Locataires": [
            tenant(1, "2020-01-01"),
            tenant(2, "2024-06-01"),
            tenant(3, "2020-01-01", "2024-03-31", "Autre"),
        ],
        "Rencontres": [
            meeting(1, "2024-12-31", minutes=30, travel=10, topics="logement; LOGEMENT, psy")
            | {"Heure": "23:50"},
            meeting(1, "2025-01-01") | {"Heure": "00:10"},
            meeting("1; 2", "2024-06-01", minutes=45, travel="20,5", topics="crise"),
            meeting("1;1", "2024-06-02", "Acc. extérieur", "Fait", topics="logement"),
            meeting("1; 2", "2024-05-31", minutes=500, topics="crise"),  # 2 not yet followed
            meeting(3, "2024-04-01", "Concertation", minutes=60, topics="crise"),  # after the end
            meeting(3, "2024-03-31", "Concertation", minutes=60, topics="concertation"),
            meeting(2, "2024-02-01", "Téléphone"),  # before the start
            meeting(2, "2024-07-01", "Tél.", minutes=5, travel=5, topics="médical"),
            meeting(1, "2024-07-01", "Travail de rue"),
            meeting(3, "2024-06-01", status="absent", minutes=15, topics="crise"),  # no check
            meeting("1;2", "2024-06-03", status="Locataire absent"),
            meeting(1, "2024-06-04", "Accompagnement extérieur", "Absent"),
            meeting(1, "2024-06-05", status="Annulée", minutes=15),
            meeting(3, "2024-09-05", "Travail de rue", "Annulé"),
            meeting(1, "2024-12-05", status="Planifié", topics="crise"),
            meeting(1, "2024-12-06", status="Prévu"),
        ],
    },
    {
        "hf.encounters.home_visits": "2",
        "hf.encounters.outings": "1",
        "hf.encounters.case_conferences": "1",
        "hf.encounters.total": "4",
        "hf.encounters.phone": "1",
        "x.hf.encounters.street": "1",
        "hf.encounters.duration.home_visit": "38",  # 37.5
        "hf.encounters.duration.outing": None,
        "hf.encounters.duration.case_conference": "60",
        "hf.encounters.travel": "15",  # 15.25
        "x.hf.encounters.tenant_absent": "2",
        "hf.encounters.missed.share": "50",
        "x.hf.encounters.cancelled": "2",
        "x.hf.encounters.couple": "1",
        "hf.topics.total": "5",
        "hf.topics.housing.count": "2",
        "hf.topics.housing.share": "40",
        "hf.topics.mental_health.count": "1",
        "hf.topics.crisis.count": "1",
        "hf.topics.crisis.interventions": "1",
        "hf.topics.case_conference.share": "20",
        "hf.topics.medical.count": "0",
        "hf.topics.medical.share": "0",
        "x.hf.person_months": "22.0",  # (366 + 214 + 91) / 30.4375 = 22.05
        "hf.encounters.mean_per_tenant_month": "0.2",
        "hf.encounters.max_per_month": "0",  # two visits in 366 days
    },
)

INTENSITY = Case(
    "the most visited person, thirty days at least; a couple's visit counts for each",
    {
        "Locataires": [
            tenant(1, "2024-12-02"),  # 30 days
            tenant(2, "2024-12-03"),  # 29 days: left out
        ],
        "Rencontres": [
            meeting("1;2", "2024-12-10"),
            meeting(1, "2024-12-11"),
            meeting(1, "2024-12-12", "Acc. extérieur"),
            *(meeting(2, f"2024-12-{day}") for day in range(11, 21)),
        ],
    },
    {
        "hf.encounters.max_per_month": "2",  # 2 * 30.4375 / 30 = 2.03
        "hf.encounters.mean_per_tenant_month": "6.7",  # 13 * 30.4375 / 59
        "hf.encounters.home_visits": "12",
    },
)

FIRST_WEEKS = Case(
    "weeks of seven days from the first entry, whole ones only, thirteen at most",
    {
        **flats(3),
        "Locataires": [
            tenant(1, "2024-01-01"),
            tenant(2, "2024-12-10"),
            tenant(3, "2024-03-04", "2024-03-20", "Autre"),
        ],
        "Occupations": [
            stay(1, "D1", "2024-01-01"),
            stay(2, "D2", "2024-12-10"),  # weeks to 16/12, 23/12, 30/12
            stay(3, "D3", "2024-03-04"),  # weeks to 10/03 and 17/03
        ],
        "Rencontres": [
            *(meeting(1, f"2024-01-{day:02}", "Concertation") for day in (1, 14, 15, 28, 29)),
            meeting(1, "2024-02-05", "Tél."),
            meeting(1, "2024-02-06", status="Locataire absent"),
            meeting(2, "2024-12-16"),
            meeting("2; 3", "2024-12-18"),  # 3 is not followed any more: in no figure
            meeting(2, "2024-12-30", "Acc. extérieur"),
        ],
    },
    {
        # person 1: weeks 1 to 5 are met, 6 to 13 are not; person 2: the second; person 3: both
        "x.hf.rule.start_weeks_missed": "11",
    },
)

LAST_WEEK = Case(
    "a week that ends on 31/12 is not complete before 31/12",
    {
        **flats(1),
        "Locataires": [tenant(1, "2024-12-18")],
        "Occupations": [stay(1, "D1", "2024-12-18")],  # weeks to 24/12 and 31/12
    },
    {"x.hf.rule.start_weeks_missed": "1"},
)

CASES = (ENCOUNTERS, INTENSITY, FIRST_WEEKS, LAST_WEEK)
