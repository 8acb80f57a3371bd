"""`filrouge init`, and the state of the database that other verbs ask for."""

import argparse
import sys
from pathlib import Path

from filrouge.config.commands import Verbs
from filrouge.config.failure import Failure


def declare(verbs: Verbs) -> None:
    start = verbs.add_parser("init", help="crée ou met à jour la base de données et les fichiers")
    start.set_defaults(run=run_init)


def run_init(arguments: argparse.Namespace) -> int:
    from filrouge.config import databases

    prepare()
    if notice := databases.journal_notice_here():
        print(notice, file=sys.stderr)
    print(f"Base de données prête : {databases.described()}.")
    return 0


def prepare() -> None:
    """Bring the database to this version's tables and gather the static files."""
    from django.core.management import call_command
    from django.db import connections

    # Keys first: a migration may seal what was stored in clear. A demo that starts again has just
    # emptied their folder.
    Path(connections["keys"].settings_dict["NAME"]).parent.mkdir(parents=True, exist_ok=True)
    call_command("migrate", "vault", database="keys", interactive=False, verbosity=0)
    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)


def pending_migrations() -> list[str]:
    """Names of migrations this version brings that the database has not had."""
    from django.db import connections
    from django.db.migrations.executor import MigrationExecutor

    plan = []
    for alias, app in (("default", None), ("keys", "vault")):
        executor = MigrationExecutor(connections[alias])
        plan += executor.migration_plan(executor.loader.graph.leaf_nodes(app))
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]


def require_database() -> None:
    """Raise when the database was never made, is older than this version, or is not protected."""
    from filrouge.access import row_security

    if pending_migrations():
        raise Failure("La base de données n'est pas à jour : lancez d'abord « filrouge init ».")
    if row_security.faults():
        raise Failure(
            "Des tables de personnes ne sont pas protégées ligne par ligne : lancez d'abord "
            "« filrouge init »."
        )
