"""Contradictions planted in the demonstration's report, one a paragraph, are each found there.

The report without them raises nothing (`test_report.py`). Written apart from the rules, after the
classes of errors found in a printed report.
"""

from __future__ import annotations

import re

import pytest

from filrouge.common.periods import Period
from filrouge.demo import api, report
from filrouge.figures.facts.scope import Scope
from filrouge.reports.guard.check import check
from filrouge.reports.guard.findings import Finding
from filrouge.reports.text import compose
from filrouge.reports.text.values import all_values

PLANTED: tuple[tuple[str, str, str], ...] = (
    # (chapter, one of the rules expected, the paragraph)
    (
        "housing-first-personnes",
        "sums",
        "Nous avons accompagné [hf.tenants.followed] locataires : 60 hommes et 33 femmes.",
    ),
    (
        "support-mobile-publics",
        "sums",
        "Sur 62 demandes reçues, 41 ont donné lieu à un dossier, 15 ont été réorientées et 9 sont "
        "restées sans suite.",
    ),
    (
        "support-mobile-publics",
        "shares",
        "L’inquiétude pour l’état mental est citée dans 37 % des 31 demandes.",
    ),
    (
        "connect-intervision",
        "shares",
        "Le taux de satisfaction atteint 87,3 % des 42 répondants.",
    ),
    (
        "institution-financement",
        "perimeter",
        "Les parts de nos ressources sont de 61,2 %, 17,9 %, 12,4 % et 9,8 %.",
    ),
    (
        "housing-first-consommations",
        "ratio",
        "Une personne sur quatre ne consomme rien, soit 13 des 87 personnes rencontrées.",
    ),
    (
        "housing-first-rencontres",
        "mean",
        "Les équipes voient chaque locataire quatre fois par mois : 2 100 rencontres pour "
        "86 personnes.",
    ),
    (
        "housing-first-logement",
        "direction",
        "Les visites à domicile sont en net recul : [hf.encounters.home_visits] contre "
        "[hf.encounters.home_visits]{period=previous} l’an dernier.",
    ),
    (
        "housing-first-maintien",
        "rate",
        "Le maintien en logement progresse de 2 %, passant de 88 % à 90 %.",
    ),
    (
        "connect-representation",
        "majority",
        "La majorité des publications (43 %) concernent nos propres activités.",
    ),
    ("connect-publications", "value", "La lettre d’information compte 812 abonnés."),
    (
        "housing-first-personnes",
        "stock_flow",
        "Actuellement, [hf.tenants.followed] personnes sont suivies.",
    ),
    (
        "housing-first-analyse",
        "rate",
        "Le taux d’amélioration du fonctionnement global est de [hf.egf.gain.mean].",
    ),
    ("conclusions", "value", "Le colloque sur le logement a réuni 152 participants."),
    (
        "institution-gouvernance",
        "value",
        "L’organe d’administration compte neuf membres : une présidente, cinq administrateurs et "
        "un trésorier.",
    ),
    (
        "connect-intervision",
        "list_length",
        "Sept institutions ont accueilli le groupe : l’Aubépine, le Sureau, la Bardane, le Frêne "
        "et le Houx.",
    ),
    (
        "support-formation-publics",
        "universal",
        "Tous les participants travaillent dans le sans-abrisme, soit 46 % des inscrits.",
    ),
    (
        "support-formation-offre",
        "perimeter",
        "Une formation reste une rencontre ; le graphique ci-contre montre leurs métiers.",
    ),
    ("housing-first-entrees", "small", "Deux locataires sont décédés après leur entrée."),
    (
        "support-mobile-supervisions",
        "frequency",
        "Six équipes bénéficient d’une supervision mensuelle ; 20 séances se sont tenues.",
    ),
    (
        "institution-qualite",
        "plan_years",
        "Le plan qualité 2022-2026 s’achève ; le plan qualité 2025-2029 le remplace.",
    ),
    (
        "housing-first-logement",
        "list_length",
        "Nos locataires vivent dans quatorze communes : Anderlecht, Forest, Uccle, Ixelles, Jette, "
        "Evere, Haren, Etterbeek, Ganshoren, Koekelberg et Schaerbeek.",
    ),
    (
        "connect-debats",
        "double_count",
        "Au total, [connect.representation.all.meetings.total] réunions auxquelles s’ajoutent "
        "[connect.representation.teams.meetings.total] réunions des équipes.",
    ),
    (
        "housing-first-personnes",
        "majority",
        "Un quart des personnes, soit 38 %, sont des femmes.",
    ),
    (
        "housing-first-rencontres",
        "direction",
        "Les rencontres augmentent nettement cette année.",
    ),
    (
        "support-mobile-methodes",
        "one_noun",
        "Les [support.mobile.requests.new] interventions reçues montrent l’ampleur des besoins.",
    ),
    (
        "institution-personnel",
        "sums",
        "L’équipe compte 31 personnes, dont 20 femmes et 14 hommes.",
    ),
    (
        "connect-tables",
        "sums",
        "Neuf tables de huit participants chacune ont réuni 85 personnes.",
    ),
    (
        "housing-first-consommations",
        "change",
        "L’abstinence recule de 3 points, passant de 12 % à 17 %.",
    ),
    (
        "introduction",
        "unknown",
        "Nos équipes ont mené [hf.encounters.home_visit] visites.",
    ),
)
BESIDE = {"institution": "Le colloque sur le logement a accueilli 140 participants."}
"""The other value of a fact told twice."""


def sources(planted: bool) -> list[compose.Source]:
    bodies = {one["code"]: report.body(one["code"]) for one in report.plan()["chapters"]}
    if planted:
        extra = [(code, text) for code, _rule, text in PLANTED]
        for code, text in (*extra, *BESIDE.items()):
            bodies[code] += f"\n\n{text}\n"
    return [
        compose.Source(
            one["code"],
            one.get("level", 2),
            one["title"],
            one.get("programme", ""),
            bodies[one["code"]],
        )
        for one in report.plan()["chapters"]
    ]


@pytest.fixture
def findings(db: None) -> list[Finding]:
    api.create_accounts()
    api.load()
    document = compose.compose(sources(planted=True), year=2024, title="Rapport")
    period = Period.year(2024)
    return check(document, all_values(period, Scope(period)))


def squeezed(text: str) -> str:
    return re.sub(r"\W+", "", text).lower()


def said_words(text: str) -> str:
    """The end of a paragraph, without its placeholders: what an excerpt of it holds."""
    return squeezed(re.sub(r"\[[^\]]*\](?:\{[^}]*\})?", "\n", text).splitlines()[-1])[:24]


def test_every_planted_contradiction_is_found_at_its_place(findings: list[Finding]) -> None:
    """Each by the rule expected; nothing is told of a chapter where nothing was planted."""
    assert len(PLANTED) >= 25
    missed = []
    for code, rule, text in PLANTED:
        words = said_words(text)
        hits = {
            one.rule
            for one in findings
            if one.section == code and (words[:16] in squeezed(one.excerpt) or one.excerpt in text)
        }
        if rule not in hits:
            missed.append((code, rule, text, sorted(hits)))
    assert missed == []
    assert all(one.message and one.remedy for one in findings)
    chapters = {code for code, _rule, _text in PLANTED} | set(BESIDE)
    assert {one.section for one in findings} <= chapters


def test_the_paragraphs_stand_in_chapters_of_the_report() -> None:
    codes = {one["code"] for one in report.plan()["chapters"]}
    assert {code for code, _rule, _text in PLANTED} | set(BESIDE) <= codes
