"""`filrouge keys`: the keys that open the narratives."""

import argparse

from filrouge.config.commands import Verbs
from filrouge.config.failure import Failure


def declare(verbs: Verbs) -> None:
    keys = verbs.add_parser("keys", help="vérifie et renouvelle les clés des récits")
    acts = keys.add_subparsers(dest="act", metavar="ACTE", required=True)
    check = acts.add_parser("check", help="essaie chaque clé")
    check.set_defaults(run=run_check)
    rotate = acts.add_parser("rotate", help="tire une nouvelle clé maîtresse, tout ou rien")
    rotate.set_defaults(run=run_rotate)


def run_check(_arguments: argparse.Namespace) -> int:
    """Status 0 when every key opens; 1 with how many do not."""
    from filrouge.config.commands.data import require_database
    from filrouge.vault import keys
    from filrouge.vault.master import MasterKeyError

    require_database()
    try:
        health = keys.check()
    except MasterKeyError as error:
        raise Failure(str(error)) from error
    if health.unusable:
        raise Failure(
            f"{len(health.unusable)} clé(s) ne s'ouvrent pas avec les clés maîtresses en place : "
            "remettez le bon fichier de clés maîtresses."
        )
    print(f"{health.usable} clés s'ouvrent, {health.erased} détruites.")
    if health.old:
        print(f"{health.old} sous une ancienne clé maîtresse : « filrouge keys rotate » achève.")
    return 0


def run_rotate(_arguments: argparse.Namespace) -> int:
    from filrouge.config.commands.data import require_database
    from filrouge.vault import keys
    from filrouge.vault.master import MasterKeyError

    require_database()
    try:
        done = keys.rotate()
    except MasterKeyError as error:
        raise Failure(str(error)) from error
    print(f"{done} clés emballées par la nouvelle clé maîtresse. Sauvegardez-la à part.")
    return 0
