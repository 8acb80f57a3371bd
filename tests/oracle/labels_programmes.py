"""The labels of FORMAT.md sections 1, 3, 4 and 5 and the codes that ids are made of."""

from __future__ import annotations

from .labels import _labels
from .reading import fold

SECTOR = _labels(
    homeless_aid="aide aux personnes sans-abri|précarité et sans-abrisme|sans-abrisme",
    mental_health="santé mentale",
    drugs_addictions="drogues et addictions|assuétudes",
    general_social_aid="aide sociale générale|aide sociale|précarité",
    general_health="santé générale|santé en général",
    elderly_aid="aide aux personnes âgées",
    disability_aid="aide aux personnes en situation de handicap|handicap",
    youth_aid="aide à la jeunesse",
    housing="logement",
    employment_integration="insertion socioprofessionnelle|insertion socio-professionnelle",
    justice_aid="aide aux justiciables",
    prison="milieu carcéral",
    migration="migration",
    sex_workers_aid="travail du sexe|personnes prostituées|travail du sexe / personnes prostituées",
    violence_against_women="violences faites aux femmes",
    unknown="inconnu",
)
THEME = SECTOR | _labels(intersectoral="intersectoriel", peer_support="pair-aidance")
PROGRAMME = _labels(connect="Connect", support="Support", housing_first="Housing First", pat="PAT")
SESSION = _labels(held="Tenue", cancelled="Annulée")
ACTIVITY_STATUS = _labels(done="Réalisée", cancelled="Annulée")
CONTEXT = _labels(
    outside="Hors accompagnement",
    within="Dans un accompagnement",
    open="Ouverte",
    on_demand="Sur demande",
)

# connect
FRONT_LINE = _labels(front_line="première ligne")
DAY = _labels(
    monday="lundi",
    tuesday="mardi",
    wednesday="mercredi",
    thursday="jeudi",
    friday="vendredi",
    saturday="samedi",
    sunday="dimanche",
)
HALF = _labels(am="matin", pm="après-midi")
LANGUAGE = _labels(fr="fr", nl="nl")
SIDE = _labels(social="social", mental_health="santé mentale")
ENROLMENT = _labels(
    accepted="Accepté", refused="Refusé", waiting="Liste d'attente", withdrawn="Retiré"
)
EVENT = _labels(
    study_day="Journée d'étude",
    round_table="Table d'échanges",
    study_morning="Matinée d'étude",
    debate="Débat politique",
    open_meeting="Réunion ouverte",
)
ROLE = _labels(participant="Participant", facilitator="Animateur", speaker="Intervenant")
OUTREACH = _labels(
    public_intervention="Intervention publique",
    advocacy="Plaidoyer",
    communication="Action de communication",
    solicitation="Sollicitation",
    jury="Jury",
)
LEVEL = _labels(dissertation="TFE", master="Mémoire")
JURY_ROLE = _labels(member="Membre", chair="Président")
PUBLICATION = _labels(
    collection="Collection",
    article="Article",
    contribution="Contribution",
    research="Recherche",
)
INSTANCE = _labels(
    rezone="Rézone",
    brusshelp="Bruss'Help",
    forum="Forum Bruxelles contre les inégalités",
    brumenta="Brumenta (comité de réseau régional)",
    lbsm="Ligue bruxelloise pour la santé mentale",
    cocof_ambulatory="Conseil consultatif Cocof santé ambulatoire",
    doucheflux="DoucheFLUX",
)
TEAM_INSTANCE = _labels(
    function5_crr="Fonction 5 / CRR",
    alias="Alias",
    modus_questions_sante="Modus Vivendi|Questions Santé",
    sisp_quota="GT quota Sisp",
)
CHANNEL = _labels(newsletter="Newsletter", linkedin="LinkedIn", facebook="Facebook")
RUBRIC = _labels(
    smes_news="Actualités du Smes",
    sector_news="Actualités des secteurs",
    publications="Publications",
    press="Revue de presse",
    events="Agenda",
)
CONTENT = _labels(
    analysis="analyse",
    multimedia="multimédia",
    intersectoral_meeting="rencontre intersectorielle",
    militant_action="action militante",
    innovative_initiative="initiative innovante",
    seminar="séminaire",
    serial_publication="publication en série",
    training="formation",
    cultural_activity="activité culturelle",
    tool="outil",
)
POST = _labels(own="Activité propre", sector="Actualité des secteurs")
MEASURE = _labels(reach="Portée annuelle")

# support
REQUEST = _labels(intervention="Intervention", supervision="Supervision", training="Formation")
ARRIVAL = _labels(email="Courriel", phone="Téléphone")
FOUND = _labels(
    past_contact="Déjà fait appel",
    colleague="Collègue",
    smes_training="Formation Smes",
    web_search="Recherche internet",
    other="Autre",
)
MOTIVE = _labels(
    psychological_worry="État psychique",
    practice_reflection="Réflexion sur la pratique",
    psychological_followup="Suivi psychologique",
    eviction_risk="Risque d'expulsion",
    future_worry="Inquiétude pour l'avenir",
)
OUTCOME = {
    "intervention": _labels(
        file="Dossier ouvert",
        phone_only="Téléphone seul",
        referred="Réorientée",
        waiting="En attente",
    ),
    "supervision": _labels(engaged="Engagée", dropped="Sans suite", waiting="En attente"),
    "training": _labels(planned="Programmée"),
}
PLACE = _labels(on_site="Sur place", remote="Visioconférence")
PROCESS = _labels(running="En cours", ended="Terminée")
REGION = _labels(brussels="Bruxelles", wallonia="Wallonie")
PAT_FUNDING = _labels(cocom="Cocom", tsi="TSI", frb="FRB", aviq="AViQ")
PAT_STATE = _labels(
    prospect="Prospection", running="En cours", after="Post-engagement", ended="Terminé"
)
ACTIVITY = _labels(
    working_groups="Groupe de travail",
    team_meetings="Réunion d'équipe",
    training_days="Jour de formation",
    job_interviews="Entretien d'embauche",
    other_meetings="Autre réunion",
    immersions="Immersion",
)
HIRE = _labels(
    planned="Prévu", signed="Signé", started="Débuté", left="Quitté", abandoned="Abandonné"
)
PAT_AUDIENCE = _labels(
    hf_team="Travailleurs d'un projet Housing First",
    actiris="Agents Actiris",
    spp_is_10y="Journée SPP IS 10 ans",
    arev="AREV",
    crit="CRIT",
    miriam="Projet MIRIAM",
    mucoviscidosis="Association mucoviscidose",
    open_public="Grand public",
)
PEER_GROUP = _labels(peers="pairs-aidants", leads="responsables d'équipe")
MODULE_THEMES = (
    "accueil",
    "santé mentale",
    "usage de produits",
    "pair-aidance et rétablissement",
    "gestion de crise",
    "bas seuil et accès aux soins",
    "violences",
    "questions éthiques",
)
OWNER = _labels(training="Formation", pat="PAT")
ACTION = _labels(
    students="Rencontre d'étudiants",
    podcast="Podcast",
    webinar="Webinaire",
    interview="Interview",
    intervention="Intervention",
    presentation="Présentation",
    working_group="Groupe de travail",
)
AUDIENCE_TITLE = _labels(
    midi_nomade="Rencontre réflexive",
    medical_houses="Fédération de maisons médicales",
    colloquium="Colloque passage à l'acte",
)
PARTNERSHIP = _labels(clss="CLSS", tsi="TSI")
WORK = _labels(
    accompaniment="accompagnement",
    training="formation",
    intervision="intervision",
    network="réseau et plaidoyer",
)
SUPERVISED = _labels(  # by Équipe; an id with `bxl` is a team of Brussels
    cpas_bxl_acal="Cellule ACAL",
    tele_service="Télé-Service",
    la_fontaine="La Fontaine",
    mission_locale_bxl="Mission locale",
    labopro="Projet Labopro",
    maison_biloba="Maison Biloba",
    cpas_bxl_housing="Service logement",
    cpas_bxl_st_roch="Antenne Saint-Roch",
)
THEMES = {fold(theme): theme for theme in MODULE_THEMES}
