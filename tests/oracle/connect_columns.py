"""The columns of connect_AAAA.xlsx; the kinds are explained in `columns`."""

CONNECT = {
    "Institutions": "Nom key! | Alias text | Secteur label:SECTOR | Commune commune",
    "Groupes": "Code key! | Cycle text! | Public label:FRONT_LINE! | Nom text | Jour label:DAY"
    " | Demi-journée label:HALF | Langue label:LANGUAGE | Début date | Fin end",
    "Animateurs": "Code groupe ref:Groupes! | Animateur text! | Organisation free"
    " | Côté label:SIDE",
    "Inscriptions": "Code groupe ref:Groupes! | Participant text! | Institution inst!"
    " | Secteur label:SECTOR | Date d'inscription date | Statut label:ENROLMENT!"
    " | Dérogation text | Date de retrait date",
    "Séances": "Code groupe ref:Groupes! | Date date! | Institution hôte free"
    " | Statut label:SESSION! | Thèmes text",
    "Événements": "Code key! | Type label:EVENT! | Titre text | Date début date!"
    " | Date fin end | Événement parent ref:Événements | Programmes labels:PROGRAMME"
    " | Co-organisateurs frees | Public compté whole | Langue label:LANGUAGE",
    "Participants aux événements": "Code événement ref:Événements! | Participant text!"
    " | Institution guest | Secteur label:SECTOR | Rôle label:ROLE! | Présent yes",
    "Comités de pilotage": "Événement ref:Événements! | Organisation free! | Début date | Fin end",
    "Interventions publiques": "Date date! | Type label:OUTREACH! | Titre text"
    " | Programme label:PROGRAMME! | Niveau label:LEVEL | Rôle label:JURY_ROLE"
    " | Interlocuteur free | Partenaires frees",
    "Publications": "Titre text! | Type label:PUBLICATION! | Collection text | N° whole"
    " | Date de parution date | Année de l'action year | Tirage whole"
    " | Langues labels:LANGUAGE | Table d'échanges yes",
    "Instances": "Nom key! | Alias text | Programmes labels:PROGRAMME",
    "Réunions d'instances": "Instance alias:Instances! | Organe text | Date date!"
    " | Représentation labels:PROGRAMME! | Présent yes",
    "Newsletters": "Édition key! | Date date! | Délivrés whole! | Ouvreurs uniques whole!",
    "Abonnés": "Canal label:CHANNEL! | Date date! | Valeur whole!",
    "Contenus newsletter": "Édition text! | Rubrique label:RUBRIC! | Titre text!"
    " | Thème label:THEME! | Type label:CONTENT!",
    "Publications réseaux": "Nouvelle text! | Date date! | Réseau label:CHANNEL!"
    " | Classe label:POST! | Titre text | Thème label:THEME | Portée whole | Clics whole"
    " | Réactions whole | Partages whole",
    "Audience": "Canal label:CHANNEL! | Mesure label:MEASURE! | Année year! | Valeur whole!",
}
