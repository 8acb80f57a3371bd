"""Traps on the newsletter and the social networks."""

from __future__ import annotations

from .cases import Case, rows
from .cases_intervision import connect

ZERO_OPENS = connect(
    "an edition that nobody opened is in the mean; the rate of one edition has two decimals",
    {
        "Newsletters": rows(
            "Édition | Date | Délivrés | Ouvreurs uniques",
            ("2023-12", "2023-12-05", 100, 90),
            ("2024-01", "2024-01-04", 300, 200),  # 66.67 %
            ("2024-09", "2024-09-04", 200, 0),
            ("2024-10", "2024-10-04", 1000, 1000),
            ("2025-01", "2025-01-07", 100, 50),
        ),
    },
    {
        "connect.newsletter.editions": "3",
        "connect.newsletter.open_rate.mean": "56",  # 166.67 / 3, not 1200 / 1500
        "x.connect.newsletter.open_rate.mean2": "55.56",
        "connect.newsletter.january.open_rate": "66.67",
        "connect.newsletter.january.openers": "200",
        "connect.newsletter.september.open_rate": "0.0",
        "connect.newsletter.september.openers": "0",
    },
)

REPEATED_ITEMS = connect(
    "an item repeated later counts once, in its first edition; without August no edition",
    {
        "Contenus newsletter": rows(
            "Édition | Rubrique | Titre | Thème | Type",
            ("2023-12", "Agenda", "Nid", "logement", "outil"),
            ("2024-01", "Agenda", "Nid", "logement", "outil"),  # already in 2023
            ("2024-02", "Agenda", "Vol", "migration", "analyse"),
            ("2024-03", "Agenda", "Vol", "logement", "séminaire"),  # the first one says migration
            ("2024-03", "Publications", "Vol", "travail du sexe", "analyse"),  # another rubric
            ("2024-12", "Revue de presse", "Plume", "sans-abrisme", "formation"),
            ("2025-01", "Revue de presse", "Plume", "sans-abrisme", "formation"),
        ),
    },
    {
        "connect.newsletter.items.total": "3",
        "connect.newsletter.items.events": "1",
        "connect.newsletter.items.publications": "1",
        "connect.newsletter.items.press": "1",
        "connect.newsletter.items.smes_news": "0",
        "connect.newsletter.sector.migration_and_sex_workers.share": "66.7",
        "connect.newsletter.sector.homeless_aid.share": "33.3",
        "connect.newsletter.sector.housing.share": "0.0",
        "connect.newsletter.content_types.count": "2",
        "connect.newsletter.editions": "0",
        "connect.newsletter.open_rate.mean": None,
        "connect.newsletter.january.openers": None,
    },
)

FOLLOWERS = connect(
    "the last snapshot of the year; a gain may be negative, and needs a snapshot of P-1",
    {
        "Abonnés": rows(
            "Canal | Date | Valeur",
            ("LinkedIn", "2023-06-30", 90),
            ("LinkedIn", "2023-12-30", 120),
            ("LinkedIn", "2024-12-30", 100),
            ("LinkedIn", "2024-12-31", 105),
            ("LinkedIn", "2025-01-02", 300),
            ("Facebook", "2024-03-01", 50),
            ("Facebook", "2022-12-30", 10),
            ("Newsletter", "2023-12-30", 40),
        ),
        "Audience": rows(
            "Canal | Mesure | Année | Valeur",
            ("LinkedIn", "Portée annuelle", 2024, 3200),
            ("Facebook", "Portée annuelle", 2023, 900),
        ),
    },
    {
        "connect.linkedin.followers": "105",
        "connect.linkedin.followers.growth": "-15",
        "connect.facebook.followers": "50",
        "connect.facebook.followers.growth": None,
        "connect.newsletter.subscribers": None,
        "connect.linkedin.reach": "3200",
        "connect.facebook.reach": None,
    },
)

POSTS = connect(
    "one row by network, one post by news; own posts have no theme and are in no sector",
    {
        "Publications réseaux": rows(
            "Nouvelle | Date | Réseau | Classe | Thème | Portée | Clics | Partages",
            ("N1", "2024-01-01", "LinkedIn", "Activité propre", "", 500, 7, 1),
            ("N1", "2024-01-01", "Facebook", "Activité propre", "", 9000, 8, 2),
            ("N2", "2024-02-01", "LinkedIn", "Actualité des secteurs", "logement", 900, None, 3),
            ("N3", "2024-12-31", "LinkedIn", "Actualité des secteurs", "pair-aidance", 10, 1, 4),
            ("N4", "2024-03-01", "Facebook", "Actualité des secteurs", "logement", 20, 1, 5),
            ("N5", "2023-12-31", "LinkedIn", "Activité propre", "", 7000, 1, 6),
        ),
    },
    {
        "connect.social.posts": "4",
        "connect.social.networks": "2",
        "connect.social.posts_per_week": "0.1",
        "connect.social.posts.own": "1",
        "connect.social.posts.own.share": "25",
        "connect.social.sector.housing.share": "66.67",
        "connect.social.sector.peer_support.share": "33.33",
        "connect.social.sector.homeless_aid.share": "0.0",
        "connect.linkedin.post.top1.reach": "900",
        "connect.linkedin.post.top1.clicks": None,
        "x.connect.linkedin.post.top1.shares": "3",
        "connect.linkedin.post.top2.reach": "500",
        "connect.linkedin.post.top3.reach": "10",
        "connect.linkedin.post.top3.shares": "4",
    },
)

TYPED = connect(
    "typed values of the year only; a list is counted by its rows of the year",
    {
        "Contexte": rows(
            "Indicateur | Année | Valeur",
            ("connect.newsletter.open_rate.brevo", 2023, 25.1),
            ("connect.newsletter.since", 2024, 2018),
        ),
        "Listes": rows(
            "Liste | Année | Élément",
            ("connect.newsletter.rubrics", 2024, "Agenda"),
            ("connect.newsletter.rubrics", 2025, "Portraits"),
        ),
    },
    {
        "connect.newsletter.open_rate.brevo": None,
        "connect.newsletter.since": "2018",
        "connect.newsletter.rubrics.count": "1",
        "connect.campaign.asbl.count": "0",
        "connect.intervision.group.typical_size": None,
        "connect.intervision.sessions.total": "0",
    },
)

CASES: tuple[Case, ...] = (ZERO_OPENS, REPEATED_ITEMS, FOLLOWERS, POSTS, TYPED)
