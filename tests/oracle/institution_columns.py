"""The columns of institution_AAAA.xlsx; the kinds are explained in `columns`."""

INSTITUTION = {
    "Membres": "Membre text! | Nature label:MEMBER! | Début date! | Fin end",
    "Mandats": "Nom text! | Mandat label:MANDATE! | Début date! | Fin end",
    "Bailleurs de fonds": "Nom key! | Alias text | Remercié en page de garde yes",
    "Financements": "Source alias:Bailleurs_de_fonds! | Année financée year!"
    " | Programme label:PROGRAMME | Axe label:AXIS | Montant number! | Reçu le date"
    " | Rapport spécifique yes",
    "Cotisations": "Membre text! | Année year! | Montant number! | Payé le date",
    "Dons": "Date date! | Donateur text | Montant number!",
    "Agréments": "Agrément text! | Pouvoir subsidiant text | Programme text"
    " | Année de début year | Année de fin year | Durée minimale (ans) number",
    "Axes qualité": "Année year! | Axe text!",
    "Plan qualité": "Période text! | Niveau label:LEVEL! | Objectif text!",
    "Personnel": "Code text! | Équipe label:TEAM! | Fonction label:POSITION! | ETP number!"
    " | Financement alias:Bailleurs_de_fonds! | Début date! | Fin end | Remplace text"
    " | Certification text | Formateur yes",
    "Réunions internes": "Équipe label:TEAM! | Nature label:MEETING! | Date date! | Jours number",
}
