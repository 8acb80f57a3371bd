"""`filrouge privacy`: what the privacy registry says, and the verbs it drives."""

import argparse

from filrouge.config.commands import Verbs


def declare(verbs: Verbs) -> None:
    privacy = verbs.add_parser("privacy", help="registre des traitements, droits des personnes")
    acts = privacy.add_subparsers(dest="act", metavar="ACTE", required=True)
    register = acts.add_parser("register", help="imprime le registre des traitements (art. 30)")
    register.set_defaults(run=run_register)


def run_register(_arguments: argparse.Namespace) -> int:
    from filrouge.privacy import register

    print(register.markdown(), end="")
    return 0
