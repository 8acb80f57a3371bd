"""`filrouge privacy`: what the privacy registry says, and the verbs it drives."""

import argparse

from filrouge.config.commands import Verbs


def declare(verbs: Verbs) -> None:
    privacy = verbs.add_parser("privacy", help="registre des traitements, droits des personnes")
    acts = privacy.add_subparsers(dest="act", metavar="ACTE", required=True)
    register = acts.add_parser("register", help="imprime le registre des traitements (art. 30)")
    register.set_defaults(run=run_register)
    retention = acts.add_parser("retention", help="fait ce dont la durée de conservation est échue")
    retention.add_argument("--preview", action="store_true", help="montre les trente jours à venir")
    retention.add_argument("--dry-run", action="store_true", help="montre sans rien changer")
    retention.set_defaults(run=run_retention)


def run_register(_arguments: argparse.Namespace) -> int:
    from filrouge.privacy import register

    print(register.markdown(), end="")
    return 0


def run_retention(arguments: argparse.Namespace) -> int:
    """Meant for every night; what it shows names nobody."""
    from filrouge.config.commands.data import require_database
    from filrouge.privacy import retention

    require_database()
    if arguments.preview:
        found = retention.preview()
        said = "à venir dans les trente jours"
    else:
        found = retention.carry_out(dry_run=arguments.dry_run)
        said = "seraient traitées" if arguments.dry_run else "traitées"
    for one in found:
        held = " (retenue)" if one.held else ""
        print(f"{one.on:%d/%m/%Y}  {one.rule.name} no {one.key} : {one.rule.does}{held}")
    print(f"{len(found)} échéances {said}.")
    return 0
