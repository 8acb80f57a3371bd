"""The Housing First workbook (`docs/format.md`, section 2)."""

from filrouge.imports.labels import Commune, Label, ListOf
from filrouge.imports.parsing import Code, Date, Minutes, Money, Number, Text, Time, Whole, YesNo

from .base import Column, Refers, SheetSpec, WorkbookSpec
from .common import EVERYWHERE

NO_INTERMEDIARY = (("aucun", "none"),)
MONTHS = Whole(maximum=1_200)
ETHOS = Whole(minimum=1, maximum=2)

TENANT = Refers("tenant", "Locataires", "tenant", "unknown_tenant", "unknown_tenant_in_list")
DWELLING = Refers("dwelling", "Logements", "code", "unknown_dwelling")
REFERRER = Refers("referrer", "Envoyeurs", "name", "unknown_referrer", aliases="aliases")


def _tenant() -> Column:
    return Column("N°", "tenant", Whole(), mandatory=True)


TENANTS = SheetSpec(
    "Locataires",
    (
        _tenant(),
        Column("Prénom", "first_name", Text(100), private=True),
        Column("Nom", "last_name", Text(100), private=True),
        Column("Genre", "sex", Label("sex", shown=("M", "F", "X")), mandatory=True),
        Column("Date de naissance", "birth", Date(), mandatory=True),
        Column("Service envoyeur", "referrer", Text()),
        Column("Date d'orientation", "referred_on", Date()),
        Column("ETHOS", "ethos", ETHOS),
        Column("Mois de rue (24 derniers)", "months_24", MONTHS),
        Column("Mois de rue (36 derniers)", "months_36", MONTHS),
        Column("Mois de rue cumulés", "months_total", MONTHS),
        Column("Début d'accompagnement", "start", Date(), mandatory=True),
        Column("Équipe", "team", Label("care_team"), mandatory=True),
        Column("Financement", "funding", Label("care_funding"), mandatory=True),
        Column("Administrateur de biens", "administrator", YesNo()),
        Column("Fin d'accompagnement", "end", Date()),
        Column("Motif de fin", "end_reason", Label("end_reason")),
    ),
    key=("tenant",),
    refers=(REFERRER,),
)
RESUMPTIONS = SheetSpec(
    "Reprises",
    (
        _tenant(),
        Column("Reprise", "start", Date(), mandatory=True),
        Column("Fin", "end", Date(planned_end=True)),
        Column("Motif de fin", "end_reason", Label("end_reason")),
    ),
    refers=(TENANT,),
    may_be_empty=True,
)
TERMS = SheetSpec(
    "Équipes",
    (
        _tenant(),
        Column("Date d'effet", "start", Date(), mandatory=True),
        Column("Équipe", "team", Label("care_team")),
        Column("Financement", "funding", Label("care_funding")),
    ),
    pair=("tenant", "start"),
    refers=(TENANT,),
)
REFERRERS = SheetSpec(
    "Envoyeurs",
    (
        Column("Nom", "name", Text(), mandatory=True),
        Column("Alias", "aliases", Text(500)),
        Column("Genre", "kind", Label("referrer_kind")),
        Column("Actif depuis", "start", Date()),
        Column("Actif jusqu'au", "end", Date(planned_end=True)),
    ),
    names=("name",),
    aliases="aliases",
)
CANDIDATES = SheetSpec(
    "Candidats",
    (
        Column("N° candidat", "code", Code(), mandatory=True),
        Column("Service envoyeur", "referrer", Text()),
        Column("Date d'orientation", "referred_on", Date()),
        Column("ETHOS", "ethos", ETHOS),
        Column("Mois de rue (24 derniers)", "months_24", MONTHS),
        Column("Mois de rue (36 derniers)", "months_36", MONTHS),
        Column("État", "state", Label("candidate_state")),
        Column("Entrée prévue le", "planned_entry", Date()),
    ),
    key=("code",),
    refers=(REFERRER,),
)
INCOMES = SheetSpec(
    "Revenus",
    (
        _tenant(),
        Column("Revenu", "kind", Label("income_kind"), mandatory=True),
        Column("Début", "start", Date(), mandatory=True),
        Column("Fin", "end", Date(planned_end=True)),
    ),
    refers=(TENANT,),
)
SCORES = SheetSpec(
    "EGF",
    (
        _tenant(),
        Column("Date", "day", Date(), mandatory=True),
        Column("Score", "score", Whole(maximum=100), mandatory=True),
        Column("Moment", "moment", Label("score_moment"), mandatory=True),
    ),
    refers=(TENANT,),
)
SYMPTOMS = SheetSpec(
    "Problématiques",
    (
        _tenant(),
        Column("Date", "day", Date(), mandatory=True),
        Column("Dépression", "depression", YesNo()),
        Column("Méfiance / paranoïa", "paranoia", YesNo()),
        Column("Hallucinations / mégalomanie", "hallucinations", YesNo()),
        Column("Hétéro-agressivité", "aggression", YesNo()),
        Column("Troubles cognitifs", "cognitive", YesNo()),
    ),
    refers=(TENANT,),
    blank_yes_no=("depression", "paranoia", "hallucinations", "aggression", "cognitive"),
)
USES = SheetSpec(
    "Consommations",
    (
        _tenant(),
        Column("Date", "day", Date(), mandatory=True),
        Column("Produits", "products", ListOf(Label("substance"), none="aucun"), mandatory=True),
        Column("Crack fumé", "crack", YesNo()),
        Column("Injection", "injection", YesNo()),
        Column("Overdose", "overdose", YesNo()),
        Column("Produits arrêtés", "stopped", ListOf(Label("substance"), none="aucun")),
    ),
    refers=(TENANT,),
    blank_yes_no=("crack", "injection", "overdose"),
)
ENCOUNTERS = SheetSpec(
    "Rencontres",
    (
        Column("N°", "tenant", ListOf(Whole()), mandatory=True),
        Column("Date", "day", Date(), mandatory=True),
        Column("Heure", "time", Time()),
        Column("Type", "kind", Label("encounter_kind"), mandatory=True),
        Column("Statut", "status", Label("encounter_status"), mandatory=True),
        Column("Durée (min)", "duration", Minutes()),
        Column("Trajet (min)", "travel", Minutes()),
        Column("Intervenants", "workers", ListOf(Code(20))),
        Column("Domaines", "topics", ListOf(Label("topic"))),
        Column("Note", "note", Text(20_000), private=True),
    ),
    refers=(TENANT,),
    workers=("workers",),
    may_repeat="time",
)
LANDLORDS = SheetSpec(
    "Bailleurs",
    (
        Column("Nom", "name", Text(), mandatory=True),
        Column("Type", "kind", Label("landlord_kind"), mandatory=True),
        Column("Intermédiaire", "intermediary", Label("intermediary")),
        Column("Projet", "project", Label("housing_project")),
    ),
    key=("name",),
    names=("name",),
)
DWELLINGS = SheetSpec(
    "Logements",
    (
        Column("Code", "code", Code(), mandatory=True),
        Column("Adresse", "address", Text(), private=True),
        Column("Commune", "commune", Commune(), mandatory=True),
        Column("Bailleur", "landlord", Text(), mandatory=True),
        Column("Intermédiaire", "intermediary", Label("intermediary", NO_INTERMEDIARY)),
        Column("Capacité", "capacity", Whole(maximum=1_000), mandatory=True),
        Column("Loyer", "rent", Money()),
        Column("Charges", "charges", Money()),
    ),
    key=("code",),
    refers=(Refers("landlord", "Bailleurs", "name", "unknown_landlord"),),
)
RENTS = SheetSpec(
    "Loyers",
    (
        Column("Code logement", "dwelling", Code(), mandatory=True),
        Column("À partir du", "start", Date(), mandatory=True),
        Column("Loyer", "rent", Money(), mandatory=True),
        Column("Charges", "charges", Money()),
    ),
    pair=("dwelling", "start"),
    refers=(DWELLING,),
)
STAYS = SheetSpec(
    "Occupations",
    (
        _tenant(),
        Column("Code logement", "dwelling", Code(), mandatory=True),
        Column("Entrée", "start", Date(), mandatory=True),
        Column("Sortie", "end", Date()),
        Column("Motif de sortie", "exit_reason", Text()),
        Column("Destination", "destination", Label("stay_destination")),
    ),
    refers=(TENANT, DWELLING),
)
TITLES = SheetSpec(
    "Titres",
    (
        Column("Code logement", "dwelling", Code(), mandatory=True),
        _tenant(),
        Column("Type de titre", "kind", Label("title_kind"), mandatory=True),
        Column("Début", "start", Date(), mandatory=True),
        Column("Fin", "end", Date(planned_end=True)),
        Column("Bail glissant", "rolling", YesNo()),
    ),
    refers=(DWELLING, TENANT),
)
MATERIAL = SheetSpec(
    "Matériel RdR",
    (
        Column("Date", "day", Date(), mandatory=True),
        Column("Catégorie", "category", Label("material_category"), mandatory=True),
        Column("Matériel", "item", Label("material"), mandatory=True),
        Column("Quantité", "quantity", Whole(minimum=None, above=0), mandatory=True),
        Column("N°", "tenant", Whole()),
    ),
    refers=(TENANT,),
    may_repeat="always",
)
NETWORK = SheetSpec(
    "Réseau",
    (
        _tenant(),
        Column("Partenaire", "partner", Text(), mandatory=True),
        Column("Précision", "detail", Text()),
        Column("Fonction", "function", Label("network_function"), mandatory=True),
        Column("Début", "start", Date(), mandatory=True),
        Column("Fin", "end", Date(planned_end=True)),
    ),
    refers=(TENANT,),
    names=("partner",),
)
TRAININGS = SheetSpec(
    "Formations HF",
    (
        Column("Session", "session", Code(100), mandatory=True),
        Column("Module", "module", Text(), mandatory=True),
        Column("Date", "day", Date(), mandatory=True),
        Column("Durée (jours)", "days", Number(minimum=0, maximum=366, decimals=2), mandatory=True),
        Column("Statut", "status", Label("training_status"), mandatory=True),
        Column("Formateurs", "trainers", ListOf(Code(20))),
    ),
    workers=("trainers",),
)
AGREEMENTS = SheetSpec(
    "Conventions",
    (
        Column("Partenaire", "partner", Text(), mandatory=True),
        Column("Évaluée le", "evaluated_on", Date()),
    ),
    names=("partner",),
)

HOUSING_FIRST = WorkbookSpec(
    kind="housing_first",
    title="housing_first_AAAA.xlsx",
    sheets=(
        TENANTS,
        RESUMPTIONS,
        TERMS,
        REFERRERS,
        CANDIDATES,
        INCOMES,
        SCORES,
        SYMPTOMS,
        USES,
        ENCOUNTERS,
        LANDLORDS,
        DWELLINGS,
        RENTS,
        STAYS,
        TITLES,
        MATERIAL,
        NETWORK,
        TRAININGS,
        AGREEMENTS,
        *EVERYWHERE,
    ),
    year_from=("Rencontres", "day"),
)
