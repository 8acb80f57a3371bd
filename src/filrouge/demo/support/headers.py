"""Sheets and columns of the Support workbook, in the order in which they are written."""

HEADERS: dict[str, tuple[str, ...]] = {
    "Institutions": ("Nom", "Alias", "Secteur"),
    "Demandes": (
        "N° demande", "Type", "Reçue le", "Première réponse le", "Arrivée", "Institution",
        "Équipe", "Secteur", "Canal", "Motif principal", "Suite", "Dossier", "Dossier ouvert le",
        "Dossier clôturé le", "Début prévu le",
    ),
    "Interventions": (
        "Date", "Dossier", "Intervenants", "Lieu", "Durée (min)", "Avec usager",
    ),
    "Supervisions": (
        "Code", "Institution", "Équipe", "Début", "Fin", "État", "Souhaite continuer",
    ),
    "Séances de supervision": ("Code", "Date", "Intervenants", "Statut", "Durée (min)"),
    "PAT accompagnements": (
        "Code", "Institution", "Équipe", "Secteur", "Région", "Financement", "État", "Début", "Fin",
    ),
    "PAT activités": (
        "Accompagnement", "Date", "Type", "Durée (jours)", "Intervenants", "Statut",
    ),
    "PAT engagements": (
        "N°", "Accompagnement", "Région", "État", "Date de contrat", "Année visée",
    ),
    "PAT formations": (
        "Public", "Date", "Durée (jours)", "Contexte", "Participants", "Statut",
    ),
    "Intervisions groupes": ("Code groupe", "Cycle", "Public", "Début", "Fin", "Animateurs"),
    "Intervisions inscriptions": (
        "Code groupe", "Participant", "Institution", "Secteur", "Date d'inscription", "Statut",
    ),
    "Intervisions séances": ("Code groupe", "Date", "Statut"),
    "Intervisions présences": ("Code groupe", "Date", "Participant", "Présent"),
    "Modules": (
        "Code", "Titre", "Thème", "Durée (min)", "Propriétaire", "Actif depuis", "Actif jusqu'au",
        "Fiche",
    ),
    "Formations séances": (
        "Action", "Module", "Date", "Durée (jours)", "Propriétaire", "Contexte", "Statut",
        "Formateurs",
    ),
    "Formations participants": (
        "Action", "Date", "Participant", "Institution", "Secteur", "Présent",
    ),
    "Représentation": (
        "Date", "Type", "Titre", "Programme", "Intervenants", "Public", "Nombre",
    ),
    "Contacts responsables": ("Date", "Mode", "Institution"),
    "Partenariats": ("Nom", "Type", "Début", "Fin"),
    "Temps de travail": ("Équipe", "Mois", "Activité", "Heures"),
    "Historique": ("Indicateur", "Année", "Valeur"),
    "Contexte": ("Indicateur", "Année", "Valeur", "Source"),
    "Listes": ("Liste", "Année", "Élément"),
}  # fmt: skip
