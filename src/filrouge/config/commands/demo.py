"""`filrouge demo`: the fictional organisation, ready to be looked at."""

import argparse
import multiprocessing
import os
import shutil
import sys
import webbrowser
from datetime import date
from pathlib import Path

from filrouge.config.commands import Verbs, data, server
from filrouge.config.failure import Failure

MARK = "demo"
"""Name of the empty file that says: this data folder holds the demo, it may be emptied."""

OLD = 7
"""Days after which the last weeks of a demo no longer look like those before today."""


def declare(verbs: Verbs) -> None:
    parser = verbs.add_parser("demo", help="prépare et sert l'organisation de démonstration")
    parser.add_argument("--reset", action="store_true", help="repart d'un dossier de démo vide")
    parser.add_argument("--no-serve", action="store_true", help="prépare sans servir")
    parser.add_argument("--no-browser", action="store_true", help="n'ouvre pas de navigateur")
    server.add_address(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    from django.conf import settings

    from filrouge.demo import api

    folder = _folder()
    server.refuse_unsafe(arguments.host)
    if arguments.reset:
        _empty(folder)
    fresh = _claim(folder)
    settings.FILROUGE_DEMO = True  # read before the folder was marked, when it is new
    data.prepare()
    if fresh or arguments.reset:
        print("Préparation de la démonstration (une fois, quelques secondes)…", flush=True)
    if arguments.no_serve:
        _print_accounts(api.prepare(progress=sys.stderr.isatty()))
        _print_age(api.made_on())
        return 0
    # In a process of its own: publishing the report starts the engine that draws charts, which
    # does not survive the fork that makes the server's processes.
    with multiprocessing.get_context("spawn").Pool(1) as apart:
        accounts, made_on = apart.apply(_prepared, (sys.stderr.isatty(),))
    _print_accounts(accounts)
    _print_age(made_on)
    port = _free_port(arguments.host, arguments.port)
    address = f"http://{arguments.host}:{port}/"
    server.refuse_failed_checks()

    def ready() -> None:
        print(f"\nOuvrez {address}   (Ctrl-C pour arrêter)", flush=True)
        if not arguments.no_browser and _has_display():
            webbrowser.open(address)

    server.serve(arguments.host, port, when_ready=ready)
    return 0


def _prepared(progress: bool) -> tuple[list[tuple[str, str, str]], date | None]:
    import django
    from django.utils import translation

    django.setup()
    translation.activate("fr")
    from filrouge.demo import api

    return api.prepare(progress=progress), api.made_on()


def _folder() -> Path:
    """The data folder; a demo never shares a database that DATABASE_URL names."""
    from django.conf import settings

    return Path(settings.DATA)


def _claim(folder: Path) -> bool:
    """Mark the folder as the demo's; True when it was new. Refuses a folder with real records."""
    from filrouge.config import databases

    mark = folder / MARK
    if mark.exists():
        return False
    if databases.has_records():
        raise Failure(
            f"{databases.described()} contient déjà des données qui ne sont pas la démonstration : "
            "donnez un autre dossier par FILROUGE_DATA."
        )
    mark.touch()
    return True


def _empty(folder: Path) -> None:
    """Remove what the demo made in its folder, and only there."""
    from django.db import connection

    if connection.vendor != "sqlite":
        raise Failure("La remise à neuf n'efface qu'une base SQLite : retirez DATABASE_URL.")
    entries = [entry for entry in folder.iterdir() if entry.name not in {"secret_key", "uploads"}]
    if entries and not (folder / MARK).exists():
        raise Failure(f"{folder} n'est pas le dossier d'une démonstration : rien n'a été effacé.")
    connection.close()
    for entry in entries:
        if entry.is_dir():
            shutil.rmtree(entry)
        else:
            entry.unlink()
    print(f"Dossier de démonstration vidé : {folder}")


def _print_accounts(accounts: list[tuple[str, str, str]]) -> None:
    """Name, password and role of every demo account."""
    print("\nComptes de démonstration (un par rôle) :")
    widths = [max(len(str(row[i])) for row in accounts) for i in range(3)]
    for row in accounts:
        print("  " + "  ".join(str(c).ljust(w) for c, w in zip(row, widths, strict=True)).rstrip())


def _print_age(made_on: date | None) -> None:
    """Say that an older demo shows a day at work of the past, and how to make it anew."""
    from django.utils import timezone

    days = (timezone.localdate() - made_on).days if made_on else 0
    if made_on and days >= OLD:
        print(
            f"\nCette démonstration a été faite le {made_on:%d/%m/%Y}, il y a {days} jours : "
            "sa journée de travail est celle de ce jour-là. "
            "Pour la refaire à aujourd'hui : make demo-reset"
        )


def _free_port(host: str, first: int) -> int:
    for port in range(first, first + 20):
        if server.port_is_free(host, port):
            return port
    raise Failure(f"Aucun port libre entre {first} et {first + 19} : choisissez-en un par --port.")


def _has_display() -> bool:
    if os.environ.get("CI"):
        return False
    return sys.platform in {"darwin", "win32"} or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )
