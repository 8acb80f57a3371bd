"""Sheets and columns of the Connect workbook, in the order in which they are written."""

HEADERS: dict[str, tuple[str, ...]] = {
    "Institutions": ("Nom", "Alias", "Secteur", "Commune"),
    "Groupes": (
        "Code", "Cycle", "Public", "Nom", "Jour", "Demi-journée", "Langue", "Début", "Fin",
    ),
    "Animateurs": ("Code groupe", "Animateur", "Organisation", "Côté"),
    "Inscriptions": (
        "Code groupe", "Participant", "Institution", "Secteur", "Date d'inscription", "Statut",
        "Dérogation", "Date de retrait",
    ),
    "Séances": ("Code groupe", "Date", "Institution hôte", "Statut", "Thèmes"),
    "Événements": (
        "Code", "Type", "Titre", "Date début", "Date fin", "Événement parent", "Programmes",
        "Co-organisateurs", "Public compté", "Langue",
    ),
    "Participants aux événements": (
        "Code événement", "Participant", "Institution", "Secteur", "Rôle", "Présent",
    ),
    "Comités de pilotage": ("Événement", "Organisation", "Début", "Fin"),
    "Interventions publiques": (
        "Date", "Type", "Titre", "Programme", "Niveau", "Rôle", "Interlocuteur", "Partenaires",
    ),
    "Publications": (
        "Titre", "Type", "Collection", "N°", "Date de parution", "Année de l'action", "Tirage",
        "Langues", "Table d'échanges",
    ),
    "Instances": ("Nom", "Alias", "Programmes"),
    "Réunions d'instances": ("Instance", "Organe", "Date", "Représentation", "Présent"),
    "Newsletters": ("Édition", "Date", "Délivrés", "Ouvreurs uniques"),
    "Abonnés": ("Canal", "Date", "Valeur"),
    "Contenus newsletter": ("Édition", "Rubrique", "Titre", "Thème", "Type"),
    "Publications réseaux": (
        "Nouvelle", "Date", "Réseau", "Classe", "Titre", "Thème", "Portée", "Clics", "Réactions",
        "Partages",
    ),
    "Audience": ("Canal", "Mesure", "Année", "Valeur"),
    "Historique": ("Indicateur", "Année", "Valeur"),
    "Contexte": ("Indicateur", "Année", "Valeur", "Source"),
    "Listes": ("Liste", "Année", "Élément"),
}  # fmt: skip
