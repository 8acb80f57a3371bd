"""The sheets present in every workbook."""

from filrouge.imports.parsing import CellType, Code, Figure, Text, Whole

from .base import Column, SheetSpec

YEAR: CellType = Whole(minimum=1900, maximum=2200)

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
