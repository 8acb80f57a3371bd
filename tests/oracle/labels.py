"""The labels of FORMAT.md section 2 and the codes that ids are made of."""

from __future__ import annotations

from .reading import fold, fold_commune


def _labels(**codes: str) -> dict[str, str]:
    """From code='label | variant | ...' to {folded label: code}."""
    return {fold(label): code for code, text in codes.items() for label in text.split("|")}


SEX = _labels(M="M|homme|h", F="F|femme", X="X")
TEAM = _labels(act="ACT", icm="ICM")
FUNDING = _labels(cocom="Cocom", spp_is="SPP Intégration sociale|SPP IS", tsi="TSI")
END_REASON = _labels(
    death="Décès", relayed="Relais vers un service", stabilised="Stabilisé", other="Autre"
)
CANDIDATE = _labels(
    preparing="En préparation", selected="Sélectionné", waiting="En attente", refused="Refusé"
)
REFERRER = _labels(association="Association", cpas="CPAS")
INCOME = _labels(
    ris_cpas="RIS/CPAS|RIS",
    mutual_insurance="Mutuelle",
    disability_allowance="DG Personnes handicapées",
    unemployment="Chômage",
    none="Sans revenu",
    pension="Pension",
    salary="Travail salarié",
)
MOMENT = _labels(entry="Entrée", current="Actuel")
SYMPTOMS = {  # column -> (code, label in published lists), in column order
    "Dépression": ("depression", "dépression majeure"),
    "Méfiance / paranoïa": ("paranoia", "paranoïa"),
    "Hallucinations / mégalomanie": ("hallucinations", "hallucinations"),
    "Hétéro-agressivité": ("aggression", "hétéro-agressivité"),
    "Troubles cognitifs": ("cognitive", "troubles cognitifs"),
}
PRODUCT = _labels(
    alcohol="alcool",
    misused_medication="médicaments détournés",
    cannabis="cannabis",
    heroin="héroïne",
    cocaine="cocaïne",
    amphetamines="amphétamines",
    none="aucun",
)
KIND = _labels(
    home_visit="Visite à domicile|VAD",
    outing="Accompagnement extérieur|Acc. extérieur",
    case_conference="Réunion de concertation|Concertation",
    phone="Contact téléphonique|Téléphone|Tél.",
    street="Travail de rue",
)
STATUS = _labels(
    held="Réalisé|Réalisée|Fait",
    absent="Locataire absent|absent",
    cancelled="Annulé|Annulée",
    planned="Planifié|Prévu",
)
TOPIC = _labels(
    admin_justice="administratif/justice|administratif",
    daily_life="quotidien",
    housing="logement",
    medical="médical",
    network_relay="relais réseau|réseau",
    substance_use="consommation",
    mental_health="psy/santé mentale|psy|santé mentale",
    crisis="crise/urgence|crise|urgence",
    case_conference="concertation",
)
LANDLORD_TYPE = _labels(
    social_company="Sisp",
    ais="AIS",
    cpas="CPAS",
    association="ASBL",
    housing_fund="Fonds du logement",
    temporary="Occupation temporaire",
    care_home="Maison de repos",
    private="Privé",
)
INTERMEDIARY = _labels(ccl="CCL", bru4home="Bru4Home", none="aucun")
PROJECT = _labels(issue="ISSUE", sorocite="Sorocité", ehpad="EHPAD")
DESTINATION = _labels(
    other_dwelling="Autre logement",
    same_dwelling="Même logement",
    street="Rue",
    institution="Institution",
    death="Décès",
)
FUNCTION = _labels(
    psychiatric="psychiatrique",
    social="sociale",
    medical="médicale",
    relational="relationnelle",
    financial="financière",
    drug_use="liée à l'usage de drogues",
    legal="juridique",
)
TRAINING = _labels(given="Donnée", cancelled="Annulée")
CATEGORY = _labels(
    injection="Injection", inhalation="Inhalation", sniff="Sniff", sti_other="IST et autres"
)
MATERIAL = {
    "injection": _labels(
        syringes_normal="BD normales",
        nacl="NaCl",
        stericup="Stericup N et Maxi",
        ascorbic_acid="Acide ascorbique",
        tourniquet="Garrot",
        sterets="Sterets",
        container="Container",
        dry_pad="Tampon sec",
    ),
    "inhalation": _labels(
        pipes_straight="ASD droites",
        pipes_bent="KB+ coudées",
        gex_inox="Gex inox",
        screens_aluminium="Grilles aluminium",
        mouthpieces_pvc="Embouts PVC",
        blades="Lames / couteaux",
        cropper="Cropeur",
        bicarbonate="Bicarbonate",
        syrispoon="Syrispoon",
        aluminium_foil="Aluminium",
    ),
    "sniff": _labels(leaflet="Livret Roule ta paille"),
    "sti_other": _labels(
        condoms="Préservatifs",
        lubricant="Lubrifiant",
        cleaning_wipes="Lingettes nettoyantes",
        intimate_wipes="Lingettes intimes",
        hydramyl="Hydramyl",
    ),
}
LANDLORD = _labels(
    foyer_schaerbeekois="Foyer Schaerbeekois",
    logement_molenbeekois="Logement Molenbeekois",
    foyer_anderlechtois="Foyer Anderlechtois",
    ais_anderlecht_cureghem="AIS Anderlecht-Cureghem",
    ais_forest="AIS Forest",
    ais_mais="AIS Molenbeek (MAIS)",
    ais_saint_gilles="AIS Saint-Gilles",
    ais_saint_josse="AIS Saint-Josse",
    ais_delta="AIS Delta",
    ais_uccle="AIS Uccle",
    ais_baita="AIS Baita",
    ais_logement_pour_tous="AIS Logement pour Tous",
    ais_le_relais="AIS Le Relais",
    cpas_woluwe_habitation_moderne="CPAS Woluwé et Habitation Moderne",
    setm="SETM",
    fonds_du_logement="Fonds du logement",
    issue_3_pommiers="ISSUE / 3 Pommiers",
    issue_dubruck="ISSUE / Dubruck",
    issue_logiris="ISSUE / Log'Iris",
    everecity_sorocite="Everecity / Sorocité",
    ehpad_care_homes="EHPAD et autres maisons de repos",
)

COMMUNES = (
    "Anderlecht",
    "Auderghem",
    "Berchem-Sainte-Agathe",
    "Bruxelles",
    "Etterbeek",
    "Evere",
    "Forest",
    "Ganshoren",
    "Ixelles",
    "Jette",
    "Koekelberg",
    "Molenbeek-Saint-Jean",
    "Saint-Gilles",
    "Saint-Josse-ten-Noode",
    "Schaerbeek",
    "Uccle",
    "Watermael-Boitsfort",
    "Woluwe-Saint-Lambert",
    "Woluwe-Saint-Pierre",
)
_COMMUNE = {fold_commune(name): name for name in COMMUNES} | {
    fold_commune(alias): official
    for alias, official in {
        "Bruxelles-Ville": "Bruxelles",
        "Haren": "Bruxelles",
        "Laeken": "Bruxelles",
        "Neder-Over-Heembeek": "Bruxelles",
        "Molenbeek": "Molenbeek-Saint-Jean",
        "Saint-Josse": "Saint-Josse-ten-Noode",
    }.items()
}


def commune(text: str) -> str:
    """The official name of a commune; ValueError when it is none of the nineteen."""
    key = fold_commune(text)
    if key not in _COMMUNE:
        raise ValueError(f"unknown commune {text!r}")
    return _COMMUNE[key]
