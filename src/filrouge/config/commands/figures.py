"""`filrouge figures` and `filrouge explain`."""

import argparse
import csv
import json
import sys
from itertools import count
from typing import TYPE_CHECKING, Any

from filrouge.config.commands import Verbs
from filrouge.config.failure import Failure

if TYPE_CHECKING:
    from filrouge.common.periods import Period
    from filrouge.figures.explain import RecordSet

PAGE = 500
"""Records read, journalled and written at a time."""
COLUMNS = ("id", "value", "unit", "base", "version")


def declare(verbs: Verbs) -> None:
    listing = verbs.add_parser("figures", help="calcule les chiffres d'une période")
    _add_period(listing)
    listing.add_argument("--programme", help="un programme seulement, comme housing_first")
    listing.add_argument("--format", choices=("table", "csv", "json"), default="table")
    listing.set_defaults(run=run_figures)
    one = verbs.add_parser("explain", help="explique un chiffre : définition, base, faits comptés")
    one.add_argument("id", metavar="ID", help="identifiant du chiffre, comme hf.tenants.total")
    _add_period(one)
    one.add_argument("--records", action="store_true", help="donne aussi les faits comptés (CSV)")
    one.set_defaults(run=run_explain)


def _add_period(parser: argparse.ArgumentParser) -> None:
    choice = parser.add_mutually_exclusive_group(required=True)
    choice.add_argument("--year", type=int, help="une année, comme 2024")
    choice.add_argument(
        "--period", help="une période : 2024, 2024-T1, 2024-03 ou 2024-02-10..2024-05-03"
    )


def _period(arguments: argparse.Namespace) -> "Period":
    from filrouge.common.periods import Period

    try:
        return Period.parse(arguments.period or str(arguments.year))
    except ValueError as error:
        raise Failure(str(error)) from error


def _rows(arguments: argparse.Namespace) -> list[dict[str, Any]]:
    from filrouge.config.commands.data import require_database
    from filrouge.figures import engine

    require_database()
    report = engine.compute(_period(arguments), programme=arguments.programme)
    return [
        {
            "id": figure.id,
            "value": figure.text,
            "unit": figure.unit,
            "base": figure.base,
            "version": figure.version,
        }
        for figure in report.values()
    ]


def run_figures(arguments: argparse.Namespace) -> int:
    rows = _rows(arguments)
    if not rows:
        raise Failure(f"Aucun chiffre pour le programme « {arguments.programme} ».")
    if arguments.format == "json":
        print(json.dumps(rows, ensure_ascii=False, indent=1))
    elif arguments.format == "csv":
        writer = csv.DictWriter(sys.stdout, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    else:
        _print_table(rows)
    return 0


def _print_table(rows: list[dict[str, Any]]) -> None:
    """Identifiers to the left, values to the right, long lists cut: the CSV has them whole."""
    cells = [
        [
            str(row["id"]),
            _cut(row["value"]),
            str(row["unit"]),
            _blank(row["base"]),
            _blank(row["version"]),
        ]
        for row in rows
    ]
    heads = ["chiffre", "valeur", "unité", "base", "version"]
    widths = [max(len(line[i]) for line in [heads, *cells]) for i in range(len(heads))]
    for line in [heads, *cells]:
        padded = [
            cell.rjust(width) if i in {1, 3, 4} else cell.ljust(width)
            for i, (cell, width) in enumerate(zip(line, widths, strict=True))
        ]
        print("  ".join(padded).rstrip())


def _cut(value: object, most: int = 40) -> str:
    text = _blank(value)
    return text if len(text) <= most else text[: most - 1] + "…"


def _blank(value: object) -> str:
    return "" if value is None else str(value)


def run_explain(arguments: argparse.Namespace) -> int:
    from filrouge.config.commands.data import require_database
    from filrouge.figures import engine

    require_database()
    period = _period(arguments)
    try:
        figure = engine.compute(period, ids=[arguments.id])[arguments.id]
    except KeyError as error:
        raise Failure(
            f"Aucun chiffre ne porte l'identifiant « {arguments.id} » ; "
            "« filrouge figures » en donne la liste."
        ) from error
    print(f"{figure.label} ({figure.id}, version {figure.version}), {period.label}")
    print(figure.empty_reason or figure.sentence)
    if figure.base is not None:
        print(f"Base : {figure.base}")
    for text in (figure.texts.definition, figure.texts.choice):
        if text:
            print(text)
    if arguments.records:
        _print_records(arguments.id, period)
    return 0


def _print_records(identifier: str, period: "Period") -> None:
    """The records counted, page by page, and the row of the workbook each came from.

    Whoever holds this terminal holds the database already; the reading is written down all the
    same, before anything is shown.
    """
    writer = csv.writer(sys.stdout, lineterminator="\n")
    for page in count(1):
        found = _read_page(identifier, period, page)
        if found is None:
            raise Failure(
                f"« {identifier} » vient d'autres chiffres : il n'a pas de faits propres."
            )
        if page == 1:
            writer.writerow([*found.columns, "origine"])
        writer.writerows([*row.cells, row.origin] for row in found.rows)
        if page * PAGE >= found.count:
            return


def _read_page(identifier: str, period: "Period", page: int) -> "RecordSet | None":
    from django.db import transaction

    from filrouge.audit import journal
    from filrouge.figures import explain

    with transaction.atomic():
        found = explain.records(identifier, period, "numerator", page=page, size=PAGE)
        if found is not None:
            journal.record(
                actor=None,
                action="figures.read_records",
                subject=identifier,
                persons=found.person_ids,
                detail={"period": period.slug, "page": page, "from": "command line"},
            )
        return found
