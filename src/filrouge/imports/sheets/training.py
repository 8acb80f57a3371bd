"""The sheets of training in the Support workbook (`docs/format.md`, section 5)."""

from filrouge.imports.labels import Known, Label, ListOf
from filrouge.imports.parsing import Code, Date, Number, Text, YesNo

from .base import Column, Refers, SheetSpec
from .common import day, institution

MINUTES = Number(above=0, maximum=100_000, decimals=2)
OWNER = Label("training_owner", only=("training", "pat"))

MODULES = SheetSpec(
    "Modules",
    (
        Column("Code", "code", Code(60), mandatory=True),
        Column("Titre", "title", Text(300)),
        Column("Thème", "theme", Known(200, "training_theme"), mandatory=True),
        Column("Durée (min)", "duration", MINUTES, mandatory=True),
        Column("Propriétaire", "owner", OWNER, mandatory=True),
        day("Actif depuis", "start"),
        Column("Actif jusqu'au", "end", Date(planned_end=True)),
        Column("Fiche", "described", YesNo()),
    ),
    key=("code",),
)
TRAINING_DAYS = SheetSpec(
    "Formations séances",
    (
        Column("Action", "action", Code(100), mandatory=True),
        Column("Module", "module", Code(60)),
        day(),
        Column("Durée (jours)", "days", Number(minimum=0, maximum=366, decimals=2), mandatory=True),
        Column("Propriétaire", "owner", OWNER, mandatory=True),
        Column(
            "Contexte",
            "context",
            Label("training_context", only=("open", "on_demand", "outside_accompaniment")),
        ),
        Column("Statut", "status", Label("training_status"), mandatory=True),
        Column("Formateurs", "trainers", ListOf(Code(20))),
    ),
    refers=(Refers("module", "Modules", "code", "unknown_module"),),
    workers=("trainers",),
)
TRAINING_PARTICIPANTS = SheetSpec(
    "Formations participants",
    (
        Column("Action", "action", Code(100), mandatory=True),
        day(),
        Column("Participant", "participant", Code(60), mandatory=True),
        Column("Institution", "organisation", Text()),
        Column("Secteur", "sector", Label("sector")),
        Column("Présent", "present", YesNo()),
    ),
    refers=(
        Refers("action", "Formations séances", "action", "unknown_action"),
        institution(),
    ),
    blank_yes_no=("present",),
)
