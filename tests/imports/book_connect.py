"""A small Connect workbook that no rule refuses or warns about."""

from tests.imports.books import D, Records, table

CONNECT_ROWS: Records = {
    "Institutions": table(
        "Nom | Alias | Secteur | Commune",
        ("Le Nichoir", "Nichoir | asbl Nichoir", "logement", "Forest"),
        ("CPAS Bruxelles", "CPAS de Bruxelles", "aide sociale", "1000 Bruxelles"),
        ("Smes", "SMES asbl", "santé mentale", None),
    ),
    "Groupes": table(
        "Code | Cycle | Public | Nom | Jour | Demi-journée | Langue | Début | Fin",
        (
            "2425-LU",
            "2024-2025",
            "première ligne",
            "Lundi",
            "lundi",
            "matin",
            "fr",
            D(2024, 9, 15),
            D(2025, 6, 30),
        ),
        ("2425-JE", "2024 – 2025", "première ligne", None, None, None, None, None, None),
    ),
    "Animateurs": table(
        "Code groupe | Animateur | Organisation | Côté",
        ("2425-LU", "AN1", "SMES ASBL", "social"),
        ("2425-LU", "AN2", "La Gerbe", "santé mentale"),
        ("2425-JE", "AN1", "Smes", "social"),
        ("2425-JE", "AN3", None, "santé mentale"),
    ),
    "Inscriptions": table(
        "Code groupe | Participant | Institution | Secteur | Date d'inscription | Statut"
        " | Dérogation | Date de retrait",
        ("2425-LU", "T1", "nichoir", "logement", D(2024, 8, 30), "Accepté", None, None),
        ("2425-LU", "T2", "Le Nichoir", None, D(2024, 9, 3), "Accepté", "deux sites", None),
        ("2425-LU", "T3", "CPAS de Bruxelles", "précarité", None, "Retiré", None, D(2024, 10, 1)),
        ("2425-JE", "T4", "CPAS Bruxelles", "aide sociale", None, "Liste d’attente", None, None),
    ),
    "Séances": table(
        "Code groupe | Date | Institution hôte | Statut | Thèmes",
        ("2425-LU", D(2024, 10, 7), "asbl Nichoir", "Tenue", "deuil"),
        ("2425-LU", D(2024, 11, 4), "La Gerbe", "Annulée", None),
    ),
    "Événements": table(
        "Code | Type | Titre | Date début | Date fin | Événement parent | Programmes"
        " | Co-organisateurs | Public compté | Langue",
        (
            "EV02",
            "Table d'échanges",
            "Une table",
            D(2024, 11, 21),
            None,
            "EV01",
            "Connect; PAT",
            None,
            None,
            "fr",
        ),
        (
            "EV01",
            "Journée d'étude",
            "Une journée",
            D(2024, 11, 21),
            D(2024, 11, 21),
            None,
            "Connect; PAT",
            "Forum; Smes; nichoir",
            242,
            "fr",
        ),
    ),
    "Participants aux événements": table(
        "Code événement | Participant | Institution | Secteur | Rôle | Présent",
        ("EV02", "T1", "Le Nichoir", "logement", "Participant", "oui"),
        ("EV02", "T9", "Université d'ailleurs", None, "Intervenant", "oui"),
        ("EV01", "T5", None, None, "Participant", "non"),
    ),
    "Comités de pilotage": table(
        "Événement | Organisation | Début | Fin",
        ("EV01", "Nichoir", D(2024, 3, 1), D(2024, 12, 10)),
    ),
    "Interventions publiques": table(
        "Date | Type | Titre | Programme | Niveau | Rôle | Interlocuteur | Partenaires",
        (D(2024, 1, 17), "Plaidoyer", "Forum", "Connect", None, None, "Brusano", "Nichoir; DUNE"),
        (D(2024, 6, 17), "Jury", "Un travail", "Connect", "Mémoire", "Président", None, None),
    ),
    "Publications": table(
        "Titre | Type | Collection | N° | Date de parution | Année de l'action | Tirage | Langues"
        " | Table d'échanges",
        ("Un livre", "Collection", "Connect", 1, D(2024, 5, 2), 2024, 300, "fr; nl", "oui"),
    ),
    "Instances": table(
        "Nom | Alias | Programmes",
        ("Bruss'Help", "Brusshelp", "Connect"),
        ("Fonction 5 / CRR", "fonction 5", "Support; Housing First"),
    ),
    "Réunions d'instances": table(
        "Instance | Organe | Date | Représentation | Présent",
        ("Fonction 5/CRR", "GT", D(2024, 1, 9), "Support; Housing First", "oui"),
        ("brusshelp", None, D(2024, 2, 9), "Connect", "non"),
    ),
    "Newsletters": table(
        "Édition | Date | Délivrés | Ouvreurs uniques",
        ("2024-01", D(2024, 1, 4), 691, 406),
        ("2024-02", D(2024, 2, 4), 694, 0),
    ),
    "Abonnés": table("Canal | Date | Valeur", ("Newsletter", D(2024, 6, 28), 722)),
    "Contenus newsletter": table(
        "Édition | Rubrique | Titre | Thème | Type",
        ("2023-12", "Agenda", "Info 1", "intersectoriel", "outil"),
        ("2024-01", "Agenda", "Info 2", "sans-abrisme", "analyse"),
    ),
    "Publications réseaux": table(
        "Nouvelle | Date | Réseau | Classe | Titre | Thème | Portée | Clics | Réactions | Partages",
        ("N1", D(2024, 1, 3), "LinkedIn", "Activité propre", "Vœux", None, 5000, 20, 90, 3),
        ("N2", D(2024, 1, 4), "Facebook", "Actualité des secteurs", "Loi", "logement", 3, 0, 1, 0),
    ),
    "Audience": table(
        "Canal | Mesure | Année | Valeur", ("LinkedIn", "Portée annuelle", 2024, 32257)
    ),
}
