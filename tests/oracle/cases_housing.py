"""Traps on stays, moves, retention, landlords, titles and rents."""

from __future__ import annotations

from .cases import AIS_FOREST, Case, dwelling, flats, landlord, rows, stay, tenant

RETENTION = Case(
    "housed at the reference date: death while housed is kept, death while homeless is not",
    {
        **flats(6),
        "Locataires": [
            tenant(1, "2020-01-01"),
            tenant(2, "2020-01-01", "2024-03-15", "Décès"),
            tenant(3, "2020-01-01", "2024-04-20", "Décès"),
            tenant(4, "2020-01-01"),
            tenant(5, "2020-01-01", "2024-05-10", "Relais vers un service"),  # keeps the flat
            tenant(6, "2020-01-01", "2024-05-10", "Autre"),  # leaves it on the last day
        ],
        "Occupations": [
            stay(1, "D1", "2020-01-01"),
            stay(2, "D2", "2020-01-01", "2024-03-15", "Décès"),
            stay(3, "D3", "2020-01-01", "2024-02-01", "Rue"),
            stay(4, "D4", "2020-01-01", "2024-12-31", "Institution"),
            stay(4, "D2", "2025-02-01"),
            stay(5, "D5", "2020-01-01"),
            stay(6, "D6", "2020-01-01", "2024-05-10", "Autre logement"),
        ],
    },
    {
        "x.hf.retention.maintained": "3",
        "hf.retention.rate": "50",
        "hf.staff.load.tenants": "1",
        "hf.lost_housing.reentry_planned": "1",
        "hf.moves.flat_to_flat": "0",
        "hf.moves.reentry": "0",
        "hf.moves.exit": "3",
        "x.hf.moves.exit.street": "1",
        "x.hf.moves.exit.institution": "1",
        "x.hf.moves.exit.death": "1",
        "hf.landlord.ais_forest.units": "6",
        "hf.landlord.partners.hr_section": "1",
    },
)

COUPLES = Case(
    "two persons moving together make one move, deaths are counted per person",
    {
        **flats(5),
        "Locataires": [tenant(n, "2020-01-01") for n in (1, 2, 3)]
        + [tenant(n, "2020-01-01", "2024-10-01", "Décès") for n in (4, 5)],
        "Occupations": [
            stay(1, "D1", "2020-01-01", "2024-02-01", "Autre logement"),
            stay(2, "D1", "2020-01-01", "2024-01-31", "Autre logement"),
            stay(3, "D2", "2020-01-01", "2024-02-01", "Autre logement"),
            stay(1, "D3", "2024-02-01", "2024-06-01", "Rue"),  # with 2: one move
            stay(2, "D3", "2024-02-01", "2024-06-01", "Rue"),
            stay(3, "D3", "2024-02-01", "2024-06-01", "Institution"),  # from elsewhere: another
            stay(1, "D4", "2024-07-01"),
            stay(2, "D4", "2024-07-01", "2024-08-01", "Rue"),
            stay(3, "D4", "2024-07-01"),  # one re-entry for the three
            stay(2, "D4", "2024-08-03"),  # back two days later in the same dwelling
            stay(4, "D5", "2020-01-01", "2024-10-01", "Décès"),
            stay(5, "D5", "2020-01-01", "2024-10-01", "Décès"),
        ],
    },
    {
        "hf.moves.flat_to_flat": "2",
        "hf.moves.reentry": "2",
        "hf.moves.exit": "5",
        "x.hf.moves.exit.street": "2",
        "x.hf.moves.exit.institution": "1",
        "x.hf.moves.exit.death": "2",
        "hf.moves.total": "9",
        "hf.tenants.new_housed": "0",
        "hf.moves.with_new_entries": "9",
        "hf.moves.per_month": "1",  # 0.75
    },
)

ONE_STAY = Case(
    "a new title or rent in the same dwelling is no move, the gap day is occupied",
    {
        **flats(3),
        "Locataires": [tenant(1, "2020-01-01"), tenant(2, "2020-01-01"), tenant(3, "2020-01-01")],
        "Occupations": [
            stay(1, "D1", "2020-01-01", "2024-03-01", "Même logement"),
            stay(1, "D1", "2024-03-01", "2024-12-31", "Rue"),
            stay(1, "D1", "2025-01-01"),  # the day after: one stay, housed on 31/12
            stay(2, "D2", "2020-01-01", "2024-03-01", "Autre logement"),
            stay(2, "D2", "2024-03-03"),  # two days after: another stay, yet no other dwelling
            stay(3, "D3", "2020-01-01", "2024-12-31", "Autre logement"),
            stay(3, "D2", "2025-01-01"),  # another dwelling: without a home on 31/12
        ],
        "Loyers": rows(
            "Code logement | À partir du | Loyer",
            ("D1", "2024-12-31", 600),
            ("D1", "2025-01-01", 900),
            ("D2", "2024-02-01", "450,50"),
            ("D2", "2023-02-01", 400),
        ),
    },
    {
        "hf.retention.rate": "67",
        "hf.staff.load.tenants": "2",
        "hf.lost_housing.reentry_planned": "1",
        "hf.moves.total": "0",
        "x.hf.rent.mean_year_end": "525.25",
    },
)

NOT_FOLLOWED = Case(
    "a dwelling and a move count only while the person is followed",
    {
        "Bailleurs": [AIS_FOREST, landlord("SETM", "ASBL"), landlord("AIS Delta", "AIS")],
        "Logements": [
            dwelling("D1"),
            dwelling("D2", "SETM", "Uccle"),
            dwelling("D3", "AIS Delta", "1000 bruxelles"),
            dwelling("D4", "SETM", "Laeken", rent=""),
        ],
        "Locataires": [
            tenant(1, "2020-01-01", "2024-05-10", "Autre"),
            tenant(2, "2020-01-01", "2023-12-31", "Stabilisé"),
            tenant(3, "2024-11-02"),
            tenant(4, "2024-12-01"),
        ],
        "Occupations": [
            stay(1, "D1", "2020-01-01", "2024-05-11", "Autre logement"),
            stay(1, "D2", "2024-05-11", "2024-09-01", "Rue"),
            stay(2, "D2", "2020-01-01"),
            stay(3, "D3", "2024-11-02"),
            stay(4, "D4", "2024-12-01"),
        ],
        "Titres": rows(
            "Code logement | N° | Type de titre | Début | Fin | Bail glissant",
            ("D1", 1, "Bail illimité", "2024-05-11", "", "oui"),  # after the follow-up
            ("D1", 1, "Bail de transit", "2023-01-01", "2024-01-01", "oui"),  # last day included
            ("D2", 2, "Bail illimité", "2020-01-01", "", "oui"),
            ("D3", 3, "Bail illimité", "2024-11-02", "2024-11-30", "x"),
            ("D3", 3, "Bail illimité", "2024-12-01", "", "oui"),
            ("D4", 4, "Bail illimité", "2024-12-01", "", "non"),
        ),
    },
    {
        "hf.tenants.followed": "3",
        "hf.moves.total": "0",
        "hf.tenants.new_housed": "2",
        "hf.moves.with_new_entries": "2",
        "hf.moves.per_month": "0",
        "hf.landlord.ais_forest.units": "1",
        "hf.landlord.setm.units": "1",
        "hf.landlord.ais_delta.units": "1",
        "hf.landlord.units.total": "3",
        "hf.landlord.partners.listed": "3",
        "hf.landlord.partners.hr_section": "2",
        "hf.communes.list": "Bruxelles; Forest",
        "hf.communes.count": "2",
        "hf.lease.rolling": "2",
        "x.hf.rent.mean_year_end": "500.0",  # D3 only: no rent is known for D4
    },
)

INTERMEDIARIES = Case(
    "the intermediary of the dwelling wins over the landlord's one, private owners are apart",
    {
        "Bailleurs": [
            landlord("AIS Delta", "AIS", "CCL"),
            landlord("ISSUE / Log’Iris", "Occupation temporaire", project="ISSUE"),
            landlord("Un autre bailleur", "Sisp"),
            landlord("Propriétaire privé 01", "Privé"),
        ],
        "Logements": [
            dwelling("D1", "AIS Delta"),
            dwelling("D2", "AIS Delta", via="aucun"),
            dwelling("D3", "ais delta", via="Bru4Home"),
            dwelling("D4", "ISSUE/Log'Iris"),
            dwelling("D5", "Un autre bailleur", "Saint Josse"),
            dwelling("D6", "Propriétaire privé 01", "MOLENBEEK"),
        ],
        "Locataires": [tenant(n, "2020-01-01") for n in range(1, 7)],
        "Occupations": [stay(n, f"D{n}", "2020-01-01") for n in range(1, 7)],
    },
    {
        "hf.landlord.ais_delta.units": "3",
        "hf.landlord.issue_logiris.units": "1",
        "hf.landlord.setm.units": "0",
        "hf.landlord.units.total": "5",
        "hf.landlord.units.via_ccl": "1",
        "hf.landlord.units.via_bru4home": "1",
        "hf.landlord.units.ais": "3",
        "hf.landlord.units.issue": "1",
        "hf.landlord.partners.listed": "3",
        "hf.landlord.partners.limits_section": "5",
        "hf.landlord.partners.hr_section": "3",
        "x.hf.landlord.units.private": "1",
        "hf.communes.list": "Forest; Molenbeek-Saint-Jean; Saint-Josse-ten-Noode",
    },
)

CASES = (RETENTION, COUPLES, ONE_STAY, NOT_FOLLOWED, INTERMEDIARIES)
