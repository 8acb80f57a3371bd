"""The sheets of peer support in the Support workbook (`docs/format.md`, section 5)."""

from filrouge.imports.labels import Known, Label, ListOf
from filrouge.imports.parsing import Code, Date, Number, Text, Whole, Years, YesNo

from .base import Column, Needs, Refers, SheetSpec
from .common import YEAR, day, institution

ACCOMPANIMENT = Refers("accompaniment", "PAT accompagnements", "code", "unknown_accompaniment")
GROUP = Refers("group", "Intervisions groupes", "code", "unknown_group")
DAYS = Number(minimum=0, maximum=366, decimals=2)
WORKERS = ListOf(Code(20))

ACCOMPANIMENTS = SheetSpec(
    "PAT accompagnements",
    (
        Column("Code", "code", Code(60), mandatory=True),
        Column("Institution", "organisation", Text(), mandatory=True),
        Column("Équipe", "team", Text()),
        Column("Secteur", "sector", Label("sector")),
        Column("Région", "region", Label("region"), mandatory=True),
        Column("Financement", "funding", Label("pat_funding"), mandatory=True),
        Column("État", "state", Label("accompaniment_state"), mandatory=True),
        day("Début", "start"),
        Column("Fin", "end", Date(planned_end=True)),
    ),
    key=("code",),
    refers=(institution(),),
)
ACTIVITIES = SheetSpec(
    "PAT activités",
    (
        Column("Accompagnement", "accompaniment", Code(60), mandatory=True),
        day(),
        Column("Type", "kind", Label("pat_activity_kind"), mandatory=True),
        Column("Durée (jours)", "days", DAYS),
        Column("Intervenants", "workers", WORKERS),
        Column("Statut", "status", Label("activity_status"), mandatory=True),
    ),
    refers=(ACCOMPANIMENT,),
    workers=("workers",),
)
HIRES = SheetSpec(
    "PAT engagements",
    (
        Column("N°", "code", Code(60), mandatory=True),
        Column("Accompagnement", "accompaniment", Code(60), mandatory=True),
        Column("Région", "region", Label("region"), mandatory=True),
        Column("État", "state", Label("hire_state"), mandatory=True),
        Column("Date de contrat", "contract", Date()),
        Column("Année visée", "target_year", YEAR),
    ),
    key=("code",),
    refers=(ACCOMPANIMENT,),
    needs=(Needs("contract", "state", ("signed", "started", "left")),),
)
PEER_TRAININGS = SheetSpec(
    "PAT formations",
    (
        Column("Public", "audience", Known(200, "pat_audience"), mandatory=True),
        day(),
        Column("Durée (jours)", "days", DAYS, mandatory=True),
        Column(
            "Contexte",
            "context",
            Label("training_context", only=("outside_accompaniment", "within_accompaniment")),
            mandatory=True,
        ),
        Column("Participants", "participants", Whole(), mandatory=True),
        Column("Statut", "status", Label("training_status"), mandatory=True),
    ),
)
GROUPS = SheetSpec(
    "Intervisions groupes",
    (
        Column("Code groupe", "code", Code(60), mandatory=True),
        Column("Cycle", "cycle", Years(), mandatory=True),
        Column(
            "Public",
            "audience",
            Label("intervision_audience", only=("peer_workers", "team_leads")),
            mandatory=True,
        ),
        day("Début", "start"),
        Column("Fin", "end", Date(planned_end=True), mandatory=True),
        Column("Animateurs", "animators", ListOf(Code(60))),
    ),
    key=("code",),
)
ENROLMENTS = SheetSpec(
    "Intervisions inscriptions",
    (
        Column("Code groupe", "group", Code(60), mandatory=True),
        Column("Participant", "participant", Code(60), mandatory=True),
        Column("Institution", "organisation", Text(), mandatory=True),
        Column("Secteur", "sector", Label("sector")),
        Column("Date d'inscription", "enrolled_on", Date()),
        Column(
            "Statut",
            "status",
            Label("enrolment_status", only=("accepted", "waiting_list", "refused")),
            mandatory=True,
        ),
    ),
    refers=(GROUP, institution()),
)
SESSIONS = SheetSpec(
    "Intervisions séances",
    (
        Column("Code groupe", "group", Code(60), mandatory=True),
        day(),
        Column("Statut", "status", Label("session_status"), mandatory=True),
    ),
    refers=(GROUP,),
)
ATTENDANCES = SheetSpec(
    "Intervisions présences",
    (
        Column("Code groupe", "group", Code(60), mandatory=True),
        day(),
        Column("Participant", "participant", Code(60), mandatory=True),
        Column("Présent", "present", YesNo()),
    ),
    pair=("group", "day", "participant"),
    refers=(GROUP,),
    blank_yes_no=("present",),
)
LEAD_CONTACTS = SheetSpec(
    "Contacts responsables",
    (
        day(),
        Column("Mode", "mode", Text(100)),
        Column("Institution", "organisation", Text()),
    ),
    names=("organisation",),
)
