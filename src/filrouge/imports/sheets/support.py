"""The Support workbook: the mobile team and what every team shares (`docs/format.md`, 5)."""

from filrouge.imports.labels import Known, Label, ListOf
from filrouge.imports.parsing import Code, Date, Month, Number, Text, Whole, YesNo

from .base import Column, Needs, Order, Refers, SheetSpec, WorkbookSpec
from .common import EVERYWHERE, PROGRAMME, day, directory, institution
from .peer_support import (
    ACCOMPANIMENTS,
    ACTIVITIES,
    ATTENDANCES,
    ENROLMENTS,
    GROUPS,
    HIRES,
    LEAD_CONTACTS,
    PEER_TRAININGS,
    SESSIONS,
)
from .training import MODULES, TRAINING_DAYS, TRAINING_PARTICIPANTS

MINUTES = Number(above=0, maximum=10_000, decimals=2)
WORKERS = ListOf(Code(20))

DIRECTORY = directory()
REQUESTS = SheetSpec(
    "Demandes",
    (
        Column("N° demande", "code", Code(60), mandatory=True),
        Column("Type", "kind", Label("request_kind"), mandatory=True),
        day("Reçue le", "received"),
        Column("Première réponse le", "answered", Date()),
        Column("Arrivée", "arrival", Label("request_arrival")),
        Column("Institution", "organisation", Text(), mandatory=True),
        Column("Équipe", "team", Text()),
        Column("Secteur", "sector", Label("sector")),
        Column("Canal", "channel", Label("discovery_channel")),
        Column("Motif principal", "motive", Label("request_motive")),
        Column("Suite", "outcome", Label("request_outcome"), mandatory=True),
        Column("Dossier", "file", Code(60)),
        Column("Dossier ouvert le", "opened", Date()),
        Column("Dossier clôturé le", "closed", Date()),
        Column("Début prévu le", "planned", Date()),
    ),
    key=("code",),
    once=(("file",),),
    refers=(institution(),),
    needs=(
        Needs("channel", "kind", ("intervention",), only=True),
        Needs("motive", "kind", ("intervention",), only=True),
        Needs("file", "outcome", ("file_opened",)),
    ),
    orders=(
        Order("received", "answered", "answered_before_received"),
        Order("opened", "closed", "closed_before_opened"),
    ),
)
INTERVENTIONS = SheetSpec(
    "Interventions",
    (
        day(),
        Column("Dossier", "file", Code(60), mandatory=True),
        Column("Intervenants", "workers", WORKERS),
        Column("Lieu", "place", Label("contact_place")),
        Column("Durée (min)", "duration", MINUTES),
        Column("Avec usager", "with_user", YesNo()),
    ),
    refers=(Refers("file", "Demandes", "file", "unknown_file"),),
    workers=("workers",),
    may_repeat="always",
)
SUPERVISIONS = SheetSpec(
    "Supervisions",
    (
        Column("Code", "code", Code(60), mandatory=True),
        Column("Institution", "organisation", Text(), mandatory=True),
        Column("Équipe", "team", Text(), mandatory=True),
        Column("Début", "start", Date()),
        Column("Fin", "end", Date(planned_end=True)),
        Column("État", "state", Label("process_state")),
        Column("Souhaite continuer", "wishes", YesNo()),
    ),
    key=("code",),
    refers=(institution(),),
)
SUPERVISION_SESSIONS = SheetSpec(
    "Séances de supervision",
    (
        Column("Code", "process", Code(60), mandatory=True),
        day(),
        Column("Intervenants", "workers", WORKERS),
        Column("Statut", "status", Label("session_status"), mandatory=True),
        Column("Durée (min)", "duration", MINUTES),
    ),
    refers=(Refers("process", "Supervisions", "code", "unknown_supervision"),),
    workers=("workers",),
)
REPRESENTATION = SheetSpec(
    "Représentation",
    (
        day(),
        Column(
            "Type",
            "kind",
            Label(
                "public_action_kind",
                only=(
                    "student_meeting",
                    "podcast",
                    "webinar",
                    "interview",
                    "talk",
                    "presentation",
                    "working_group",
                ),
            ),
            mandatory=True,
        ),
        Column("Titre", "title", Text(300)),
        Column("Programme", "programme", PROGRAMME, mandatory=True),
        Column("Intervenants", "workers", WORKERS),
        Column("Public", "audience", Whole()),
        Column("Nombre", "number", Whole()),
    ),
    workers=("workers",),
)
PARTNERSHIPS = SheetSpec(
    "Partenariats",
    (
        Column("Nom", "name", Text(), mandatory=True),
        Column("Type", "kind", Label("partnership_kind"), mandatory=True),
        day("Début", "start"),
        Column("Fin", "end", Date(planned_end=True)),
    ),
    names=("name",),
)
WORKING_TIME = SheetSpec(
    "Temps de travail",
    (
        Column("Équipe", "team", Known(40, "staff_team"), mandatory=True),
        Column("Mois", "month", Month(), mandatory=True),
        Column("Activité", "activity", Label("work_activity"), mandatory=True),
        Column("Heures", "hours", Number(minimum=0, maximum=99_999, decimals=2), mandatory=True),
    ),
)

SUPPORT = WorkbookSpec(
    kind="support",
    title="support_AAAA.xlsx",
    sheets=(
        DIRECTORY,
        REQUESTS,
        INTERVENTIONS,
        SUPERVISIONS,
        SUPERVISION_SESSIONS,
        ACCOMPANIMENTS,
        ACTIVITIES,
        HIRES,
        PEER_TRAININGS,
        GROUPS,
        ENROLMENTS,
        SESSIONS,
        ATTENDANCES,
        MODULES,
        TRAINING_DAYS,
        TRAINING_PARTICIPANTS,
        REPRESENTATION,
        LEAD_CONTACTS,
        PARTNERSHIPS,
        WORKING_TIME,
        *EVERYWHERE,
    ),
    year_from=("Interventions", "day"),
    directory=DIRECTORY,
)
