"""`filrouge import`: workbooks in, all or nothing, every problem told at its place."""

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from filrouge.config.commands import Verbs
from filrouge.config.commands.data import require_database
from filrouge.config.failure import Failure

if TYPE_CHECKING:
    from filrouge.imports.diagnostics import Diagnostic
    from filrouge.imports.models import ImportRun

type Progress = Callable[[int, int, str], None]

TITLES = {"error": "Erreurs", "warning": "Avertissements", "notice": "Remarques"}


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
    from filrouge.imports import api

    outcome = api.run_import(
        arguments.files, actor=None, dry_run=arguments.dry_run, progress=progress_bar()
    )
    if arguments.json:
        print(json.dumps(_as_data(outcome), ensure_ascii=False, indent=1))
    else:
        _print_report(outcome)
    states = outcome.State
    if outcome.state in {states.REFUSED, states.FAILED}:
        raise Failure(_refusal(outcome))
    return 0


def progress_bar() -> Progress | None:
    """A bar on standard error for a person; nothing for a file or a pipe."""
    if not sys.stderr.isatty():
        return None
    from tqdm import tqdm

    bar = tqdm(total=0, unit=" lignes", leave=False, file=sys.stderr)

    def show(done: int, total: int, label: str) -> None:
        if total != bar.total:
            bar.reset(total)
        bar.set_description(label, refresh=False)
        bar.update(done - bar.n)
        if done >= total:
            bar.clear()

    return show


def _problems(outcome: "ImportRun") -> "list[Diagnostic]":
    from filrouge.imports.diagnostics import Diagnostic

    return [Diagnostic.load(entry) for entry in outcome.problems]


def _as_data(outcome: "ImportRun") -> dict[str, Any]:
    return {
        "state": str(outcome.state),
        "dry_run": outcome.dry_run,
        "files": [{"name": file.name, "rows": file.rows} for file in outcome.files.all()],
        "counts": outcome.counts,
        "errors": outcome.error_count,
        "warnings": outcome.warning_count,
        "notices": outcome.notice_count,
        "left_out": outcome.left_out,
        "problems": [problem.as_dict() for problem in _problems(outcome)],
    }


def _print_report(outcome: "ImportRun") -> None:
    """Errors first, warnings apart, each at its place in the workbook."""
    problems = _problems(outcome)
    counts = {
        "error": outcome.error_count,
        "warning": outcome.warning_count,
        "notice": outcome.notice_count,
    }
    for severity, title in TITLES.items():
        if not counts[severity]:
            continue
        print(f"{title} ({counts[severity]})")
        for problem in problems:
            if problem.severity == severity:
                print(f"  {_place(problem)} [{problem.code}] {problem.message}")
        print()
    if outcome.left_out:
        print(f"{outcome.left_out} autres problèmes semblables ne sont pas montrés.\n")
    files = ", ".join(file.name for file in outcome.files.all())
    print(f"{files} : {outcome.get_state_display()}.")


def _place(problem: "Diagnostic") -> str:
    parts = [problem.workbook, problem.sheet]
    if problem.row:
        parts.append(f"ligne {problem.row}")
    if problem.column:
        parts.append(f"colonne « {problem.column} »")
    if problem.value:
        parts.append(f"valeur « {problem.value} »")
    return " · ".join(part for part in parts if part)


def _refusal(outcome: "ImportRun") -> str:
    if outcome.state == outcome.State.FAILED:
        return "L'import s'est interrompu ; rien n'a été enregistré."
    number = outcome.error_count
    return (
        f"Import refusé : {number} {'erreurs' if number > 1 else 'erreur'} à corriger ; "
        "rien n'a été enregistré."
    )
