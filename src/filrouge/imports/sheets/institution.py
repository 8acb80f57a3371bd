"""The institution workbook (`docs/format.md`, section 3)."""

from filrouge.imports.labels import Known, Label
from filrouge.imports.parsing import Code, Date, Money, Number, Text, Whole, Years, YesNo

from .base import Column, Needs, Refers, SheetSpec, WorkbookSpec
from .common import EVERYWHERE, PROGRAMMES, YEAR

FUNDER_SHEET = "Bailleurs de fonds"


def _funder(column: str) -> Refers:
    return Refers(column, FUNDER_SHEET, "name", "unknown_funder", aliases="aliases")


MEMBERS = SheetSpec(
    "Membres",
    (
        Column("Membre", "name", Text(), mandatory=True, private=True),
        Column("Nature", "kind", Label("member_kind"), mandatory=True),
        Column("Début", "start", Date(), mandatory=True),
        Column("Fin", "end", Date(planned_end=True)),
    ),
    names=("name",),
)
MANDATES = SheetSpec(
    "Mandats",
    (
        Column("Nom", "name", Text(), mandatory=True, private=True),
        Column("Mandat", "kind", Label("mandate_kind"), mandatory=True),
        Column("Début", "start", Date(), mandatory=True),
        Column("Fin", "end", Date(planned_end=True)),
    ),
)
FUNDERS = SheetSpec(
    FUNDER_SHEET,
    (
        Column("Nom", "name", Text(), mandatory=True),
        Column("Alias", "aliases", Text(500)),
        Column("Remercié en page de garde", "thanked", YesNo()),
    ),
    key=("name",),
    names=("name",),
    aliases="aliases",
)
FUNDING = SheetSpec(
    "Financements",
    (
        Column("Source", "source", Text(), mandatory=True),
        Column("Année financée", "year", YEAR, mandatory=True),
        Column("Programme", "programme", Label("programme", only=PROGRAMMES)),
        Column("Axe", "axis", Label("support_axis")),
        Column("Montant", "amount", Money(correction=True), mandatory=True),
        Column("Reçu le", "received_on", Date()),
        Column("Rapport spécifique", "own_report", YesNo()),
    ),
    refers=(_funder("source"),),
)
DUES = SheetSpec(
    "Cotisations",
    (
        Column("Membre", "member", Text(), mandatory=True, private=True),
        Column("Année", "year", YEAR, mandatory=True),
        Column("Montant", "amount", Money(correction=True), mandatory=True),
        Column("Payé le", "paid_on", Date()),
    ),
)
DONATIONS = SheetSpec(
    "Dons",
    (
        Column("Date", "day", Date(), mandatory=True),
        Column("Donateur", "donor", Text(), private=True),
        Column("Montant", "amount", Money(correction=True), mandatory=True),
    ),
    may_repeat="always",
)
APPROVALS = SheetSpec(
    "Agréments",
    (
        Column("Agrément", "name", Text(), mandatory=True),
        Column("Pouvoir subsidiant", "authority", Text()),
        Column("Programme", "programme", Known(40, "programme")),
        Column("Année de début", "start", YEAR),
        Column("Année de fin", "end", YEAR),
        Column("Durée minimale (ans)", "min_years", Whole(maximum=100)),
    ),
)
QUALITY_AXES = SheetSpec(
    "Axes qualité",
    (
        Column("Année", "year", YEAR, mandatory=True),
        Column("Axe", "text", Text(500), mandatory=True),
    ),
)
QUALITY_PLAN = SheetSpec(
    "Plan qualité",
    (
        Column("Période", "period", Years(), mandatory=True),
        Column("Niveau", "level", Label("plan_level"), mandatory=True),
        Column("Objectif", "text", Text(500), mandatory=True),
    ),
)
POSITIONS = SheetSpec(
    "Personnel",
    (
        Column("Code", "code", Code(20), mandatory=True),
        Column("Équipe", "team", Label("staff_team"), mandatory=True),
        Column("Fonction", "function", Label("staff_function"), mandatory=True),
        Column("ETP", "fte", Number(minimum=0, maximum=1), mandatory=True),
        Column("Financement", "funder", Text(), mandatory=True),
        Column("Début", "start", Date(), mandatory=True),
        Column("Fin", "end", Date(planned_end=True)),
        Column("Remplace", "replaces", Code(20)),
        Column("Certification", "certification", Text()),
        Column("Formateur", "is_trainer", YesNo()),
    ),
    refers=(_funder("funder"),),
    workers=("code",),
)
MEETINGS = SheetSpec(
    "Réunions internes",
    (
        Column("Équipe", "team", Label("staff_team"), mandatory=True),
        Column("Nature", "kind", Label("meeting_kind"), mandatory=True),
        Column("Date", "day", Date(), mandatory=True),
        Column("Jours", "days", Number(minimum=0, maximum=366, decimals=2)),
    ),
    needs=(Needs("days", "kind", ("away_day",)),),
)

INSTITUTION = WorkbookSpec(
    kind="institution",
    title="institution_AAAA.xlsx",
    sheets=(
        FUNDERS,
        MEMBERS,
        MANDATES,
        FUNDING,
        DUES,
        DONATIONS,
        APPROVALS,
        QUALITY_AXES,
        QUALITY_PLAN,
        POSITIONS,
        MEETINGS,
        *EVERYWHERE,
    ),
    year_from=("Réunions internes", "day"),
)
