"""The columns of the three other workbooks: what each may hold, as FORMAT.md says.

One table serves the workbooks that tests write, the check that they are valid, and the many ways
of typing one value. A kind ends with `!` when the cell is mandatory:

key        code of the row, unique in its sheet       ref:<sheet>  code of a row of that sheet
date, end  a date; `end` may be as late as P+30       number, whole, year, yes
label:<T>  a label of table T                         labels:<T>   a list of them
inst       name or alias of the directory             free, frees  the same when it is known
known:<T>  a label of table T or another text         text, list   anything (a list of anything)
"""

from __future__ import annotations

from collections.abc import Mapping

from . import labels, labels_institution, labels_programmes
from .connect_columns import CONNECT
from .institution_columns import INSTITUTION
from .support_columns import SUPPORT

COMMON = {
    "Historique": "Indicateur text! | Année year! | Valeur number!",
    "Contexte": "Indicateur text! | Année year! | Valeur text! | Source text",
    "Listes": "Liste text! | Année year! | Élément text!",
}


def _columns(sheets: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """{sheet: {header: kind}} from `header kind | header kind`."""
    return {
        name: {
            header.strip(): kind
            for header, _, kind in (part.strip().rpartition(" ") for part in line.split("|"))
        }
        for name, line in {**sheets, **COMMON}.items()
    }


COLUMNS: dict[str, dict[str, dict[str, str]]] = {
    "connect": _columns(CONNECT),
    "support": _columns(SUPPORT),
    "institution": _columns(INSTITUTION),
}
DIRECTORY = {"connect": "Institutions", "support": "Institutions", "institution": ""}


def headers(workbook: str) -> dict[str, tuple[str, ...]]:
    return {name: tuple(columns) for name, columns in COLUMNS[workbook].items()}


def table(workbook: str, kind: str) -> dict[str, str]:
    """The labels that `label:T`, `labels:T` or `known:T` speaks of, by folded label."""
    name = kind.rstrip("!").partition(":")[2]
    own = labels_institution if workbook == "institution" else labels_programmes
    for module in (own, labels):
        if hasattr(module, name):
            found: dict[str, str] = getattr(module, name)
            return found
    raise KeyError(name)
