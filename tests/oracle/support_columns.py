"""The columns of support_AAAA.xlsx; the kinds are explained in `columns`."""

SUPPORT = {
    "Institutions": "Nom key! | Alias text | Secteur label:SECTOR",
    "Demandes": "N° demande key! | Type label:REQUEST! | Reçue le date!"
    " | Première réponse le date | Arrivée label:ARRIVAL | Institution inst! | Équipe text"
    " | Secteur label:SECTOR | Canal label:FOUND | Motif principal label:MOTIVE"
    " | Suite outcome! | Dossier text | Dossier ouvert le date | Dossier clôturé le date"
    " | Début prévu le date",
    "Interventions": "Date date! | Dossier file! | Intervenants list | Lieu label:PLACE"
    " | Durée (min) number | Avec usager yes",
    "Supervisions": "Code key! | Institution inst! | Équipe text! | Début date | Fin end"
    " | État label:PROCESS | Souhaite continuer yes",
    "Séances de supervision": "Code ref:Supervisions! | Date date! | Intervenants list"
    " | Statut label:SESSION! | Durée (min) number",
    "PAT accompagnements": "Code key! | Institution inst! | Équipe text | Secteur label:SECTOR"
    " | Région label:REGION! | Financement label:PAT_FUNDING! | État label:PAT_STATE!"
    " | Début date! | Fin end",
    "PAT activités": "Accompagnement ref:PAT_accompagnements! | Date date!"
    " | Type label:ACTIVITY! | Durée (jours) number | Intervenants list"
    " | Statut label:ACTIVITY_STATUS!",
    "PAT engagements": "N° key! | Accompagnement ref:PAT_accompagnements!"
    " | Région label:REGION! | État label:HIRE! | Date de contrat date | Année visée year",
    "PAT formations": "Public known:PAT_AUDIENCE! | Date date! | Durée (jours) number!"
    " | Contexte label:CONTEXT! | Participants whole! | Statut label:TRAINING!",
    "Intervisions groupes": "Code groupe key! | Cycle text! | Public label:PEER_GROUP!"
    " | Début date! | Fin end! | Animateurs list",
    "Intervisions inscriptions": "Code groupe ref:Intervisions_groupes! | Participant text!"
    " | Institution inst! | Secteur label:SECTOR | Date d'inscription date"
    " | Statut label:ENROLMENT!",
    "Intervisions séances": "Code groupe ref:Intervisions_groupes! | Date date!"
    " | Statut label:SESSION!",
    "Intervisions présences": "Code groupe ref:Intervisions_groupes! | Date date!"
    " | Participant text! | Présent yes",
    "Modules": "Code key! | Titre text | Thème known:THEMES! | Durée (min) number!"
    " | Propriétaire label:OWNER! | Actif depuis date! | Actif jusqu'au end | Fiche yes",
    "Formations séances": "Action text! | Module ref:Modules | Date date!"
    " | Durée (jours) number! | Propriétaire label:OWNER! | Contexte label:CONTEXT"
    " | Statut label:TRAINING! | Formateurs list",
    "Formations participants": "Action action! | Date date! | Participant text!"
    " | Institution inst | Secteur label:SECTOR | Présent yes",
    "Représentation": "Date date! | Type label:ACTION! | Titre text"
    " | Programme label:PROGRAMME! | Intervenants list | Public whole | Nombre whole",
    "Contacts responsables": "Date date! | Mode text | Institution free",
    "Partenariats": "Nom text! | Type label:PARTNERSHIP! | Début date! | Fin end",
    "Temps de travail": "Équipe text! | Mois text! | Activité label:WORK! | Heures number!",
}
