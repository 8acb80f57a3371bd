"""`filrouge notify`: the daily message that says only that something waits."""

import argparse

from filrouge.config.commands import Verbs


def declare(verbs: Verbs) -> None:
    notify = verbs.add_parser("notify", help="dit par courriel que quelque chose attend, sans nom")
    notify.set_defaults(run=run_notify)


def run_notify(_arguments: argparse.Namespace) -> int:
    """Meant for every morning."""
    from filrouge.config.commands.data import require_database
    from filrouge.daily.notify import notify

    require_database()
    print(f"{notify()} message(s) envoyé(s).")
    return 0
