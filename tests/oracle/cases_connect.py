"""Traps on events, public actions, publications and bodies."""

from __future__ import annotations

from .cases import Case, rows
from .cases_intervision import connect

EVENTS = (
    "Code | Type | Date début | Événement parent | Programmes | Co-organisateurs | Public compté"
)
PRESENT = "Code événement | Participant | Institution | Secteur | Rôle | Présent"

SHARED_EVENT = connect(
    "a day shared by two programmes is one event; a person at two tables is one person",
    {
        "Événements": rows(
            EVENTS,
            ("E1", "Journée d'étude", "2024-11-21", "", "Connect; PAT", "Smes; Le Nichoir", 90),
            ("E2", "Table d'échanges", "2024-11-21", "E1", "PAT; Connect", "", None),
            ("E3", "Table d'échanges", "2024-11-21", "E1", "Connect", "", None),
            ("E4", "Table d'échanges", "2024-05-02", "", "PAT", "", 12),  # no parent
            ("E5", "Journée d'étude", "2023-11-21", "", "Connect", "Étang", 70),
            ("E6", "Table d'échanges", "2023-11-21", "E5", "PAT", "", None),
        ),
        "Participants aux événements": rows(
            PRESENT,
            ("E2", "T1", "Nichoir", "logement", "Participant", "oui"),
            ("E3", "T1", "asbl Nichoir", "logement", "Participant", "oui"),
            ("E3", "T2", "", "", "Participant", "oui"),
            ("E3", "T3", "Étang", "santé mentale", "Participant", "non"),
            ("E3", "T4", "Étang", "santé mentale", "Animateur", "oui"),
            ("E3", "T5", "Parti", "", "Intervenant", "oui"),
            ("E1", "T6", "Étang", "santé mentale", "Participant", "oui"),  # at the day itself
            ("E4", "T7", "Étang", "santé mentale", "Participant", "oui"),
            ("E6", "T8", "Étang", "santé mentale", "Participant", "oui"),
        ),
        "Comités de pilotage": rows(
            "Événement | Organisation | Début",
            ("E1", "Smes", "2023-11-01"),
            ("E1", "Nichoir", "2024-03-01"),
            ("E1", "LE NICHOIR", "2024-03-01"),
            ("E5", "Étang", "2023-03-01"),
        ),
    },
    {
        "connect.roundtable.tables.count": "2",
        "support.pat.event.round_tables": "1",
        "connect.roundtable.day.attendance.connect": "90",
        "support.pat.event.attendance": "90",
        "connect.roundtable.coorganisers": "Nichoir",
        "connect.roundtable.steering.organisations": "2",
        "connect.roundtable.steering.list": "Nichoir; Smes",
        "connect.roundtable.participants": "2",
        "connect.roundtable.facilitators": "1",
        "connect.roundtable.sectors": "1",
        "connect.roundtable.sectors.list": "housing",
        "connect.roundtable.institutions": "1",
        "connect.roundtable.institutions.list": "Nichoir",
        "connect.debates.count": "0",
        "connect.debates.attendance.intro": None,
        "connect.debates.speakers.fr": None,
        "connect.ehpad_event.participants": "0",
    },
)

DEBATES = connect(
    "a blank audience is not counted; co-organisers are one after alias resolution",
    {
        "Événements": rows(
            "Code | Type | Date début | Co-organisateurs | Public compté | Langue | Programmes",
            ("E1", "Débat politique", "2024-05-13", "Smes; Nichoir", 40, "nl", "Connect"),
            ("E2", "Débat politique", "2024-04-18", "Le Nichoir, Volière", 150, "fr", "Connect"),
            ("E3", "Débat politique", "2024-09-01", "Volière", None, "fr", "Connect"),
            ("E4", "Débat politique", "2025-01-01", "Étang", 10, "fr", "Connect"),
            ("E5", "Réunion ouverte", "2024-12-31", "", None, "fr", "PAT"),
            ("E6", "Réunion ouverte", "2024-03-01", "", None, "fr", "Connect"),
        ),
        "Participants aux événements": rows(
            PRESENT,
            ("E2", "T1", "", "", "Intervenant", "oui"),
            ("E3", "T1", "", "", "Intervenant", "oui"),
            ("E3", "T2", "", "", "Intervenant", "non"),
            ("E2", "T3", "Nichoir", "", "Participant", "oui"),
            ("E1", "T4", "", "", "Intervenant", "oui"),
            ("E1", "T5", "", "", "Intervenant", "oui"),
        ),
    },
    {
        "connect.debates.count": "3",
        "connect.debates.attendance.intro": "150; 40",
        "connect.debates.attendance.detail": "150; 40",
        "connect.debates.organisers.count": "3",  # Nichoir, Smes, Volière
        "connect.debates.speakers.fr": "1",
        "connect.debates.speakers.nl": "2",
        "support.pat.network.open_meetings": "1",
        "connect.roundtable.day.attendance.connect": None,
        "support.pat.event.attendance": None,
        "connect.roundtable.participants": "0",
    },
)

ACTIONS = connect(
    "requesters are counted once; only rows of Connect in the year",
    {
        "Interventions publiques": rows(
            "Date | Type | Titre | Programme | Niveau | Rôle | Interlocuteur | Partenaires",
            ("2024-01-01", "Intervention publique", "A", "Connect", "", "", "", ""),
            ("2024-02-01", "Intervention publique", "B", "Support", "", "", "", ""),
            ("2024-03-01", "Plaidoyer", "C", "Connect", "", "", "", ""),
            (
                "2024-03-02",
                "Action de communication",
                "TABLEAU comparatif des programmes",
                "Connect",
                "",
                "",
                "",
                "Smes; le nichoir; Volière; Nichoir",
            ),
            ("2024-04-01", "Sollicitation", "D", "Connect", "", "", "Nichoir", ""),
            ("2024-04-02", "Sollicitation", "E", "Connect", "", "", "asbl Nichoir", ""),
            ("2024-04-03", "Sollicitation", "F", "Connect", "", "", "Volière", ""),
            ("2023-12-31", "Sollicitation", "G", "Connect", "", "", "Étang", ""),
            ("2024-06-01", "Jury", "H", "Connect", "TFE", "Président", "", ""),
            ("2024-06-02", "Jury", "I", "Connect", "Mémoire", "Membre", "", ""),
            ("2024-06-03", "Jury", "J", "Connect", "Mémoire", "Président", "", ""),
        ),
    },
    {
        "connect.interventions.count": "1",
        "connect.advocacy_actions.count": "2",
        "connect.solicitations.count": "2",
        "connect.juries.dissertations": "1",
        "connect.juries.master": "1",
        "connect.comparative_table.partners": "Nichoir; Volière",
    },
)

PUBLICATIONS = connect(
    "a title counts once published, an action in its year",
    {
        "Publications": rows(
            "Titre | Type | N° | Date de parution | Année de l'action | Tirage | Table d'échanges",
            ("A", "Collection", 4, "2024-12-31", 2024, 300, "oui"),
            ("B", "Collection", 5, "2025-02-17", 2024, 420, "oui"),
            ("C", "Collection", 3, "2020-01-01", 2019, None, "non"),
            ("D", "Collection", 6, None, 2025, None, "non"),
            ("E", "Article", None, "2025-01-10", 2024, None, ""),
            ("F", "Recherche", None, "2024-02-01", 2024, None, ""),
        ),
    },
    {
        "connect.collection.titles.count": "2",
        "connect.table.publications.count": "1",
        "connect.research.count": "1",
        "connect.publications.year.count": "3",
        "connect.publications.issue5.print_run": "420",
    },
)

BODIES = connect(
    "one row is one meeting, whoever represents; PAT alone is in no total",
    {
        "Instances": rows(
            "Nom | Alias",
            ("Rézone", ""),
            ("Fonction 5 / CRR", "fonction 5"),
            ("Modus Vivendi", ""),
            ("Questions Santé", ""),
            ("Conseil des Roseaux", ""),
            ("REV", "Réseau des Experts du Vécu"),
        ),
        "Réunions d'instances": rows(
            "Instance | Date | Représentation | Présent",
            ("Rézone", "2024-01-10", "Connect", "oui"),
            ("Rézone", "2024-02-10", "Connect", "non"),
            ("Rézone", "2023-12-31", "Connect", "oui"),
            ("Fonction 5", "2024-03-01", "Support; Housing First", "oui"),
            ("fonction 5/crr", "2024-04-01", "Connect; Support", "oui"),
            ("Modus Vivendi", "2024-05-01", "Housing First", "oui"),
            ("Questions Santé", "2024-05-02", "Support", "oui"),
            ("Conseil des Roseaux", "2024-06-01", "Connect; PAT", "oui"),
            ("Réseau des Experts du Vécu", "2024-07-01", "PAT", "oui"),
        ),
    },
    {
        "connect.representation.rezone.meetings": "1",
        "connect.representation.forum.meetings": "0",
        "connect.representation.instances": "3",  # Rézone, Fonction 5, Conseil des Roseaux
        "connect.representation.meetings.total": "3",
        "connect.representation.teams.function5_crr.meetings": "2",
        "connect.representation.teams.modus_questions_sante.meetings": "2",
        "connect.representation.teams.alias.meetings": "0",
        "connect.representation.teams.meetings.total": "4",
        "connect.representation.all.meetings.total": "6",
        "support.pat.network.rev_meetings": "1",
        "support.pat.network.comac_meetings": "0",
    },
)

CASES: tuple[Case, ...] = (SHARED_EVENT, DEBATES, ACTIONS, PUBLICATIONS, BODIES)
