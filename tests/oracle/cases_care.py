"""Traps on encounters, scores, reviews, network, material, training and typed figures."""

from __future__ import annotations

from .cases import Case, again, flats, meeting, rows, stay, tenant

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

SCORES = Case(
    "scores: 0 is no score, the latest counts, the deceased have no current one",
    {
        "Locataires": [
            tenant(1, "2020-01-01"),
            tenant(2, "2020-01-01", "2024-06-01", "Décès"),
            tenant(3, "2015-01-01", "2018-01-01", "Stabilisé"),
            tenant(4, "2015-01-01", "2018-01-01", "Stabilisé"),
            tenant(5, "2020-01-01"),
        ],
        "Reprises": [again(3, "2023-01-01"), again(4, "2023-01-01")],
        "EGF": rows(
            "N° | Date | Score | Moment",
            (1, "2020-01-01", 40, "Entrée"),
            (1, "2024-03-01", 60, "Actuel"),
            (1, "2024-11-01", 45, "Actuel"),
            (1, "2024-12-01", 0, "Actuel"),
            (1, "2025-01-01", 90, "Actuel"),
            (2, "2020-01-01", 30, "Entrée"),
            (2, "2024-02-01", 50, "Actuel"),
            (3, "2015-01-01", 20, "Entrée"),
            (3, "2023-01-01", 35, "Entrée"),
            (3, "2024-05-01", 35, "Actuel"),
            (4, "2015-01-01", 50, "Entrée"),
            (4, "2023-01-01", 0, "Entrée"),
            (4, "2024-05-01", 40, "Actuel"),
            (5, "2020-01-01", 0, "Entrée"),
            (5, "2024-01-01", 70, "Actuel"),
        ),
    },
    {
        "hf.egf.tenants": "5",
        "hf.egf.deceased": "1",
        "hf.egf.scored.entry": "4",
        "hf.egf.scored.current": "4",
        "x.hf.egf.paired": "3",
        "hf.egf.entry.mean": "42",  # (40 + 35 + 50) / 3 = 41.67
        "hf.egf.current.mean": "40",
        "hf.egf.gain.mean": "-2",  # (5 + 0 - 10) / 3 = -1.67
        "hf.egf.recalc.entry.mean": "41.67",
        "hf.egf.recalc.current.mean": "40.0",
        "hf.egf.recalc.gain.mean": "-1.67",
        "hf.egf.recalc.improved": "1",
        "x.hf.egf.unchanged": "1",
        "x.hf.egf.lower": "1",
    },
)

REVIEWS = Case(
    "the last review of the year, for every column; ties are kept",
    {
        "Locataires": [tenant(n, "2020-01-01") for n in (1, 2, 3)]
        + [tenant(4, "2020-01-01", "2023-12-31", "Autre")],
        "Problématiques": rows(
            "N° | Date | Dépression | Méfiance / paranoïa | Hallucinations / mégalomanie | "
            "Hétéro-agressivité | Troubles cognitifs",
            (1, "2024-03-01", "oui", "oui", "oui", "oui", "oui"),
            (1, "2024-12-31", "x", "non", "", "1", "n"),
            (1, "2025-01-01", "non", "oui", "oui", "oui", "oui"),
            (2, "2024-01-01", "VRAI", "o", "", "", ""),
            (3, "2023-12-31", "oui", "oui", "oui", "oui", "oui"),
            (4, "2024-02-01", "oui", "oui", "oui", "oui", "oui"),
        ),
        "Consommations": rows(
            "N° | Date | Produits | Crack fumé | Injection | Overdose | Produits arrêtés",
            (1, "2024-03-01", "héroïne", "oui", "oui", "oui", "cannabis"),
            (1, "2024-10-01", "aucun", "non", "non", "non", ""),
            (2, "2024-05-01", "Cocaine, alcool; ALCOOL; cannabis", "oui", "", "oui", "héroïne"),
            (3, "2023-10-01", "alcool", "oui", "oui", "oui", "cannabis"),
        ),
    },
    {
        "hf.symptoms.depression": "100",
        "hf.symptoms.paranoia": "50",
        "hf.symptoms.hallucinations": "0",
        "hf.symptoms.aggression": "50",
        "hf.symptoms.cognitive": "0",
        "hf.symptoms.most_frequent": "dépression majeure; paranoïa; hétéro-agressivité",
        "x.hf.use.reviewed": "2",
        "hf.use.abstinent": "1",
        "hf.use.one_product": "0",
        "hf.use.two_products": "0",
        "hf.use.three_plus": "1",
        "hf.use.products.list": "alcohol; cannabis; cocaine",
        "hf.use.abstinent.ratio": "1/2",
        "hf.use.stopped_one": "1",
        "hf.use.stopped_one.ratio": "1/3",
        "hf.use.crack_smoked": "1",
        "hf.use.crack_smoked.ratio": "0.333",
        "hf.use.injection": "0",
        "hf.use.overdose_ever": "1",
    },
)

AROUND = Case(
    "network, material, training, agreements and typed figures filter on their own date",
    {
        "Locataires": [tenant(1, "2020-01-01"), tenant(2, "2020-01-01", "2023-06-01", "Autre")],
        "Réseau": rows(
            "N° | Partenaire | Précision | Fonction | Début | Fin",
            (1, "CPAS", "Haren", "sociale", "2020-01-01", ""),
            (1, "cpas", "1000 Bruxelles", "financière", "2020-01-01", "2024-01-01"),
            (1, "CPAS", "Uccle", "sociale", "2024-12-31", ""),
            (1, "CPAS", "Evere", "sociale", "2025-01-01", ""),
            (1, "CPAS", "Jette", "sociale", "2020-01-01", "2023-12-31"),
            (2, "Le Merle", "", "médicale", "2020-01-01", ""),
            (1, "Le Pinson", "", "liée à l’usage de drogues", "2020-01-01", ""),
        ),
        "Matériel RdR": rows(
            "Date | Catégorie | Matériel | Quantité | N°",
            ("2024-01-01", "Injection", "NaCl", 10, ""),
            ("2024-12-31", "injection", "NACL", 5, 1),
            ("2023-12-31", "Injection", "NaCl", 100, ""),
            ("2025-01-01", "Inhalation", "Cropeur", 100, ""),
            ("2024-02-01", "Sniff", "Livret Roule ta paille", 2, 2),
        ),
        "Formations HF": rows(
            "Session | Module | Date | Durée (jours) | Statut",
            ("S1", "Module A", "2024-03-01", 1, "Donnée"),
            ("S1", "Module A", "2024-03-02", 0.5, "donnée"),
            ("S2", "Module B", "2024-04-01", 1, "Annulée"),
            ("S3", "Module A", "2024-12-31", 1, "Donnée"),
            ("S4", "Module C", "2025-01-02", 1, "Donnée"),
        ),
        "Conventions": rows(
            "Partenaire | Évaluée le",
            ("Le Merle", "2024-01-01"),
            ("le merle", "2024-06-01"),
            ("Le Pinson", "2023-12-31"),
            ("La Grive", ""),
        ),
        "Contexte": rows(
            "Indicateur | Année | Valeur",
            ("hf.programme.start_year", 2024, 2013),
            ("hf.target.ideal_size", 2023, 90),
            ("hf.target.next_year", 2024, 5),
            ("hf.target.next_year", 2025, 8),
            ("hf.context.women.public_space", 2024, "9,1"),
        ),
        "Listes": rows(
            "Liste | Année | Élément",
            ("hf.women.issues", 2024, "travail"),
            ("hf.women.issues", 2024, "École"),
            ("hf.women.issues", 2023, "autre"),
            ("hf.services", 2024, "un"),
            ("hf.services", 2024, "deux"),
            ("hf.services", 2025, "trois"),
            ("hf.perspectives", 2024, "passée"),
            ("hf.perspectives", 2025, "future"),
        ),
    },
    {
        "hf.network.function.social.entries": "1",
        "hf.network.function.financial.entries": "1",
        "hf.network.function.medical.entries": "0",
        "hf.network.function.drug_use.entries": "1",
        "hf.network.partners.announced": "2",
        "hf.network.cpas.count": "2",
        "hf.harm_reduction.injection.nacl": "15",
        "hf.harm_reduction.inhalation.cropper": "0",
        "hf.harm_reduction.injection.total": "15",
        "hf.harm_reduction.inhalation.total": "0",
        "hf.harm_reduction.sniff.leaflet": "2",
        "hf.harm_reduction.total": "17",
        "hf.training.modules": "1",
        "hf.training.runs": "2",
        "hf.training.days": "2.5",
        "hf.agreements.count": "1",
        "hf.project.years": "11",
        "hf.target.ideal_size": None,
        "hf.target.next_year": "8",
        "hf.context.women.public_space": "9.1",
        "hf.women.issues.list": "École; travail",
        "hf.services.count": "2",
        "hf.perspectives.count": "1",
    },
)

CASES = (ENCOUNTERS, INTENSITY, FIRST_WEEKS, SCORES, REVIEWS, AROUND)
