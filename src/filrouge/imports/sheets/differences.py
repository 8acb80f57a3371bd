"""The differences of a past report: figures as printed, and why the records say otherwise.

A CSV file `differences_AAAA.csv` (columns `id`, `published`, `reason`; others are ignored), for a
year whose report went out before its figures were computed.
"""

from filrouge.imports.parsing import Code, Text

from .base import Column, SheetSpec, WorkbookSpec

DIFFERENCES_SHEET = SheetSpec(
    "differences",
    (
        Column("id", "indicator", Code(120), mandatory=True),
        Column("published", "published", Text(500), mandatory=True),
        Column("computed", "computed", Text(500)),
        Column("reason", "reason", Text(2000), mandatory=True),
    ),
    key=("indicator",),
)
DIFFERENCES = WorkbookSpec(
    "differences", "differences_AAAA.csv", (DIFFERENCES_SHEET,), ("differences", "id")
)
