"""`filrouge createuser` and `filrouge resetfactor`."""

import argparse
import getpass
import sys

from filrouge.config.commands import Verbs
from filrouge.config.failure import Failure


def declare(verbs: Verbs) -> None:
    making = verbs.add_parser("createuser", help="crée un compte")
    making.add_argument("username", metavar="NOM", help="nom de connexion")
    making.add_argument("--role", required=True, help="rôle du compte (« aide » en donne la liste)")
    making.add_argument("--name", default="", help="nom affiché")
    making.add_argument("--email", default="", help="adresse électronique")
    making.set_defaults(run=run)
    resetting = verbs.add_parser(
        "resetfactor", help="ôte le second facteur d'un compte (téléphone perdu)"
    )
    resetting.add_argument("username", metavar="NOM", help="nom de connexion")
    resetting.set_defaults(run=run_reset)


def run(arguments: argparse.Namespace) -> int:
    """The password is typed twice, or read as one line when standard input is not a terminal."""
    from django.core.exceptions import ValidationError

    from filrouge.access import domain
    from filrouge.access.policy import ROLES
    from filrouge.config.commands.data import require_database

    if arguments.role not in ROLES:
        listed = ", ".join(f"{role.code} ({role.label})" for role in ROLES.values())
        raise Failure(f"« {arguments.role} » n'est pas un rôle ; les rôles sont : {listed}.")
    require_database()
    try:
        user = domain.create_account(
            actor=None,
            username=arguments.username,
            password=_password(),
            role=arguments.role,
            full_name=arguments.name,
            email=arguments.email,
        )
    except ValidationError as error:
        raise Failure(" ".join(error.messages)) from error
    print(f"Compte créé : {user.get_username()} ({ROLES[arguments.role].label}).")
    return 0


def run_reset(arguments: argparse.Namespace) -> int:
    """For whoever lost phone and recovery codes; who runs the machine first makes sure who asks."""
    from filrouge.access import domain
    from filrouge.access.models import User
    from filrouge.config.commands.data import require_database

    require_database()
    try:
        count = domain.reset_second_factor(actor=None, username=arguments.username)
    except User.DoesNotExist as error:
        raise Failure(f"Aucun compte ne s'appelle « {arguments.username} ».") from error
    if not count:
        print(f"Le compte {arguments.username} n'avait pas de second facteur ; sessions terminées.")
        return 0
    print(
        f"Second facteur ôté du compte {arguments.username}, sessions terminées. À la prochaine "
        "connexion, son mot de passe suffit pour en ajouter un autre."
    )
    return 0


def _password() -> str:
    if not sys.stdin.isatty():
        word = sys.stdin.readline().rstrip("\n")
        if not word:
            raise Failure("Donnez le mot de passe sur l'entrée standard.")
        return word
    word = getpass.getpass("Mot de passe : ")
    if word != getpass.getpass("Encore une fois : "):
        raise Failure("Les deux mots de passe diffèrent : rien n'a été créé.")
    return word
