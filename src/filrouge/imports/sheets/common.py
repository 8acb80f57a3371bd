"""The sheets present in every workbook, and what several workbooks write the same way."""

from filrouge.imports.labels import Label
from filrouge.imports.parsing import CellType, Code, Date, Figure, Text, Whole

from .base import Column, Refers, SheetSpec

YEAR: CellType = Whole(minimum=1900, maximum=2200)
PROGRAMMES = ("connect", "support", "housing_first")
# Activities may belong to one of the teams or axes that have a name of their own.
PROGRAMME = Label("programme", (("Formation", "training"), ("Équipe Mobile", "mobile")))
DIRECTORY_SHEET = "Institutions"


def institution(unless: tuple[str, str] | None = None) -> Refers:
    """A column whose institution must be in the directory of the workbook."""
    return Refers(
        "organisation",
        DIRECTORY_SHEET,
        "name",
        "unknown_institution",
        aliases="aliases",
        unless=unless,
    )


def directory(*more: Column) -> SheetSpec:
    """The institutions of a programme, under every name they are written with."""
    return SheetSpec(
        DIRECTORY_SHEET,
        (
            Column("Nom", "name", Text(), mandatory=True),
            Column("Alias", "aliases", Text(500)),
            Column("Secteur", "sector", Label("sector")),
            *more,
        ),
        key=("name",),
        names=("name",),
        aliases="aliases",
    )


def day(header: str = "Date", name: str = "day") -> Column:
    return Column(header, name, Date(), mandatory=True)


HISTORY = SheetSpec(
    "Historique",
    (
        Column("Indicateur", "indicator", Code(120), mandatory=True),
        Column("Année", "year", YEAR, mandatory=True),
        Column("Valeur", "value", Figure(200), mandatory=True),
    ),
    key=("indicator", "year"),
)
CONTEXT = SheetSpec(
    "Contexte",
    (
        Column("Indicateur", "indicator", Code(120), mandatory=True),
        Column("Année", "year", YEAR, mandatory=True),
        Column("Valeur", "value", Figure(200), mandatory=True),
        Column("Source", "source", Text(300)),
    ),
    pair=("indicator", "year"),
)
LISTS = SheetSpec(
    "Listes",
    (
        Column("Liste", "name", Code(120), mandatory=True),
        Column("Année", "year", YEAR, mandatory=True),
        Column("Élément", "text", Text(500), mandatory=True),
    ),
)
EVERYWHERE = (HISTORY, CONTEXT, LISTS)
