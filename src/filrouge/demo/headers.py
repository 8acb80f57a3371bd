"""Sheets and columns of the Housing First workbook, in the order in which they are written."""

HEADERS: dict[str, tuple[str, ...]] = {
    "Locataires": (
        "N°", "Prénom", "Nom", "Genre", "Date de naissance", "Service envoyeur",
        "Date d'orientation", "ETHOS", "Mois de rue (24 derniers)", "Mois de rue (36 derniers)",
        "Mois de rue cumulés", "Début d'accompagnement", "Équipe", "Financement",
        "Administrateur de biens", "Fin d'accompagnement", "Motif de fin",
    ),
    "Reprises": ("N°", "Reprise", "Fin", "Motif de fin"),
    "Équipes": ("N°", "Date d'effet", "Équipe", "Financement"),
    "Envoyeurs": ("Nom", "Alias", "Genre", "Actif depuis", "Actif jusqu'au"),
    "Candidats": (
        "N° candidat", "Service envoyeur", "Date d'orientation", "ETHOS",
        "Mois de rue (24 derniers)", "Mois de rue (36 derniers)", "État", "Entrée prévue le",
    ),
    "Revenus": ("N°", "Revenu", "Début", "Fin"),
    "EGF": ("N°", "Date", "Score", "Moment"),
    "Problématiques": (
        "N°", "Date", "Dépression", "Méfiance / paranoïa", "Hallucinations / mégalomanie",
        "Hétéro-agressivité", "Troubles cognitifs",
    ),
    "Consommations": (
        "N°", "Date", "Produits", "Crack fumé", "Injection", "Overdose", "Produits arrêtés",
    ),
    "Rencontres": (
        "N°", "Date", "Heure", "Type", "Statut", "Durée (min)", "Trajet (min)", "Intervenants",
        "Domaines", "Note",
    ),
    "Bailleurs": ("Nom", "Type", "Intermédiaire", "Projet"),
    "Logements": (
        "Code", "Adresse", "Commune", "Bailleur", "Intermédiaire", "Capacité", "Loyer", "Charges",
    ),
    "Loyers": ("Code logement", "À partir du", "Loyer", "Charges"),
    "Occupations": (
        "N°", "Code logement", "Entrée", "Sortie", "Motif de sortie", "Destination",
    ),
    "Titres": ("Code logement", "N°", "Type de titre", "Début", "Fin", "Bail glissant"),
    "Matériel RdR": ("Date", "Catégorie", "Matériel", "Quantité", "N°"),
    "Réseau": ("N°", "Partenaire", "Précision", "Fonction", "Début", "Fin"),
    "Formations HF": ("Session", "Module", "Date", "Durée (jours)", "Statut", "Formateurs"),
    "Conventions": ("Partenaire", "Évaluée le"),
    "Historique": ("Indicateur", "Année", "Valeur"),
    "Contexte": ("Indicateur", "Année", "Valeur", "Source"),
    "Listes": ("Liste", "Année", "Élément"),
}  # fmt: skip
