"""`filrouge import`: workbooks in, all or nothing, every problem told at its place."""

import argparse
import json
import sys
from pathlib import Path

from filrouge.config.commands import Verbs
from filrouge.config.commands.data import require_database
from filrouge.config.failure import Failure


def declare(verbs: Verbs) -> None:
    parser = verbs.add_parser("import", help="importe des classeurs : tout ou rien")
    parser.add_argument("files", nargs="+", type=Path, metavar="FICHIER")
    parser.add_argument("--dry-run", action="store_true", help="vérifie sans rien enregistrer")
    parser.add_argument("--json", action="store_true", help="rend le compte rendu en JSON")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Status 1 when the workbooks are refused; the report is on standard output either way."""
    require_database()
    for file in arguments.files:
        if not file.is_file():
            raise Failure(f"Le fichier {file} n'existe pas.")
    from filrouge.imports import terminal

    report = terminal.command_line(
        arguments.files,
        dry_run=arguments.dry_run,
        as_json=arguments.json,
        progress=sys.stderr.isatty(),
    )
    if arguments.json:
        print(json.dumps(report.data, ensure_ascii=False, indent=1))
    elif report.text:
        print(report.text)
    if report.refused:
        raise Failure(report.sentence)
    return 0
