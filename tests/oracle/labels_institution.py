"""The labels of FORMAT.md section 3 and the codes that ids are made of."""

from __future__ import annotations

from .labels import _labels

MEMBER = _labels(organisation="Organisation", person="Personne")
MANDATE = _labels(copresident="Coprésidence", administrator="Administrateur")
FUNDER = _labels(
    cocom="Cocom",
    cocof="Cocof",
    spf_sante="SPF Santé publique",
    febi_maribel="FeBi (Maribel)",
    aviq="AViQ",
    iriscare="Iriscare",
    spp_is="SPP Intégration sociale",
    frb="Fondation Roi Baudouin",
    service_income="Recettes de prestations",
    membership_fees="Cotisations",
    donations="Dons",
)
PROGRAMME = _labels(connect="Connect", support="Support", housing_first="Housing First")
APPROVED = PROGRAMME | _labels(training="Formation", mobile="Équipe Mobile", pat="PAT")
AXIS = _labels(mobile="Équipe Mobile", pat="PAT", training="Formation")
LEVEL = _labels(general="général", specific="spécifique")
TEAM = _labels(
    act="HF – ACT",
    icm="HF – ICM",
    housing="HF – Logement",
    management="HF – Gestion",
    mobile="Équipe Mobile",
    pat="PAT",
    training="Formation",
    connect="Connect",
)
POSITION = _labels(
    accompanist="Accompagnateur psychosocial",
    psychologist="Psychologue",
    physician="Médecin",
    educator="Éducateur spécialisé",
    peer="Pair-aidant",
    referent="Référent d'équipe",
    housing_officer="Responsable logement",
    finance_direction="Direction administrative et financière",
    assistant="Assistant de gestion",
    direction="Direction de programme",
    officer="Chargé de projet",
    training_officer="Chargé de projet formation",
)
MEETING = _labels(
    team="Réunion d'équipe",
    collective="Supervision collective",
    external="Supervision externe",
    away="Mise au vert",
)
