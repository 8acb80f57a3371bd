"""Traps on members, funding, staff and quality."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .books import Cell, Record
from .cases import Case, rows

FUNDERS = rows(
    "Nom | Alias | Remercié en page de garde",
    ("Cocom", "COCOM", "oui"),
    ("Cocof", "", "oui"),
    ("SPF Santé publique", "SPF Santé | TSI", "oui"),
    ("SPP Intégration sociale", "SPP IS", "non"),
    ("AViQ", "", ""),
    ("Loterie des Oiseaux", "", "x"),
)


def institution(
    name: str,
    sheets: Mapping[str, Sequence[Mapping[str, Cell]]],
    expected: Mapping[str, str | None],
    year: int = 2024,
) -> Case:
    return Case(name, {"Bailleurs de fonds": FUNDERS, **sheets}, expected, year, "institution")


def post(
    code: str,
    team: str,
    function: str,
    fte: Cell,
    start: str,
    end: str = "",
    **other: Cell,
) -> Record:
    names = {
        "funder": "Financement",
        "replaces": "Remplace",
        "certified": "Certification",
        "trainer": "Formateur",
    }
    row: Record = {
        "Code": code,
        "Équipe": team,
        "Fonction": function,
        "ETP": fte,
        "Financement": "Cocom",
        "Début": start,
        "Fin": end,
    }
    return row | {names[key]: cell for key, cell in other.items()}


MEMBERS = institution(
    "the end of a membership or a mandate is the first day no longer valid",
    {
        "Membres": rows(
            "Membre | Nature | Début | Fin",
            ("Nichoir", "Organisation", "2020-01-01", "2024-12-31"),
            ("Étang", "Organisation", "2024-12-31", "2025-01-01"),
            ("Volière", "Organisation", "2025-01-01", ""),
            ("Cygne Iris", "Personne", "2020-01-01", ""),
        ),
        "Mandats": rows(
            "Nom | Mandat | Début | Fin",
            ("Cygne Iris", "Coprésidence", "2022-01-01", ""),
            ("Cygne Iris", "Administrateur", "2018-01-01", ""),
            ("Merle Lavande", "Administrateur", "2018-01-01", ""),
            ("Grive Tilleul", "Administrateur", "2018-01-01", "2024-12-31"),
        ),
    },
    {
        "inst.ga.members.organisations": "1",
        "inst.ga.members.persons": "1",
        "inst.ga.members.total": "2",
        "inst.board.copresidents": "1",
        "inst.board.administrators": "1",
        "inst.board.total": "2",
        "inst.funders.thanked.count": "4",
        "inst.funders.thanked.list": "Cocof; Cocom; Loterie des Oiseaux; SPF Santé publique",
    },
)

FUNDING = institution(
    "lines split over programmes, a correction below 0, aliases, cents",
    {
        "Financements": rows(
            "Source | Année financée | Programme | Axe | Montant | Reçu le | Rapport spécifique",
            ("Cocom", 2024, "Connect", "", "0,10", "2025-01-09", "non"),
            ("COCOM", 2024, "Housing First", "", 0.2, "2024-01-09", "non"),
            ("cocom", 2024, "Support", "PAT", 1000, "2024-01-09", "oui"),
            ("Cocom", 2024, "Support", "PAT", -100.3, "2024-02-09", "oui"),
            ("Cocof", 2024, "Connect", "", -50, "", "non"),
            ("Cocof", 2024, "Connect", "", 50, "", "non"),  # the source is 0: no line
            ("TSI", 2024, "Support", "PAT", 99.95, "", "oui"),
            ("Loterie des Oiseaux", 2024, "", "", 0.05, "", "oui"),
            ("AViQ", 2024, "Connect", "", -10, "", "non"),  # below 0: no source of Connect
            ("AViQ", 2023, "Connect", "PAT", 84000, "2024-01-02", "oui"),
        ),
        "Cotisations": rows(
            "Membre | Année | Montant | Payé le",
            ("Nichoir", 2024, 100, "2025-01-03"),
            ("Étang", 2023, 100, "2024-01-03"),
        ),
        "Dons": rows(
            "Date | Donateur | Montant",
            ("2024-12-31", "Anonyme", 25),
            ("2024-12-31", "Anonyme", 25),  # two gifts
            ("2025-01-01", "Anonyme", 75),
        ),
    },
    {
        "funding.cocom.amount": "900.0",
        "funding.cocof.amount": "0.0",
        "funding.spf_sante.amount": "99.95",
        "funding.aviq.amount": "-10.0",
        "funding.aviq.share": "-0.88",
        "funding.membership_fees.amount": "100.0",
        "funding.donations.amount": "50.0",
        "funding.total.amount": "1140.0",
        "funding.lines.count": "6",  # Cocom, AViQ, SPF, Loterie, Cotisations, Dons
        "funding.cocom.share": "78.95",
        "funding.cocof.share": "0.0",
        "funding.donations.share": "4.39",
        "x.funding.programme.connect.amount": "-9.9",
        "x.funding.programme.support.amount": "999.65",
        "x.funding.programme.housing_first.amount": "0.2",
        "connect.funding.sources": "Cocof; Cocom",
        "support.pat.specific_reports": "2",
    },
)

PLANS = institution(
    "the quality plan of P, else the next; axes in sheet order; approvals in force",
    {
        "Axes qualité": rows(
            "Année | Axe", (2024, "vol"), (2023, "nid"), (2024, "chant"), (2024, "plume")
        ),
        "Plan qualité": rows(
            "Période | Niveau | Objectif",
            ("2020-2023", "général", "a"),
            ("2025-2029", "général", "b"),
            ("2025-2029", "spécifique", "c"),
            ("2025-2029", "spécifique", "d"),
            ("2030-2034", "général", "e"),
        ),
        "Agréments": rows(
            "Agrément | Pouvoir subsidiant | Programme | Année de début | Année de fin"
            " | Durée minimale (ans)",
            ("Réseau santé", "Cocof", "Connect", 2024, 2026, 3),
            ("Réseau santé", "Cocof", "Connect", 2018, 2023, 2),
            ("Subvention", "Cocom", "Connect", 2023, 2028, None),
            ("Promotion de la santé", "Cocof", "Formation", 2024, None, 4),
        ),
        "Contexte": rows(
            "Indicateur | Année | Valeur",
            ("connect.ehpad.start_year", 2024, 2022),
            ("inst.context.homeless.brussels", 2023, 9000),
        ),
        "Listes": rows(
            "Liste | Année | Élément",
            ("inst.support.axes", 2024, "PAT"),
            ("connect.ehpad.partners", 2024, "Volière"),
            ("connect.ehpad.partners", 2024, "étang"),
        ),
    },
    {
        "hf.quality.axes.2024": "vol; chant; plume",
        "hf.quality.axes.2023": "nid",
        "hf.quality.axes.2025": None,
        "hf.quality.axes_per_year": "3",
        "hf.quality.plan.general_objectives": "1",
        "hf.quality.plan.specific_objectives": "2",
        "connect.funding.cocof.approval.years": "3",
        "support.training.funding.approval.min_years": "4",
        "connect.ehpad.pilot.years": "2",
        "inst.context.homeless.brussels": None,
        "inst.support.axes.count": "1",
        "connect.website.support_tabs": "1",
        "connect.ehpad.partners": "étang; Volière",
        "connect.objectives.operational.goal1": "0",
        "funding.total.amount": "0.0",
        "funding.cocom.share": None,
    },
)

CASES: tuple[Case, ...] = (MEMBERS, FUNDING, PLANS)
