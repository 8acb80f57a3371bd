"""The `filrouge` command. Exit status 0, or 1 with one sentence on standard error."""

import argparse
import os
import re
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import NoReturn

from filrouge.config.failure import Failure

SERVING = frozenset({"serve", "worker"})
FORMS = (
    (r"the following arguments are required: (.+)", "il manque {0}"),
    (r"unrecognized arguments: (.+)", "« {0} » n'est pas une option connue"),
    (r"argument (\S+): invalid choice: '?([^']*)'? .*", "« {1} » n'est pas un choix de {0}"),
    (r"argument (\S+): invalid \w+ value: '?([^']*)'?", "« {1} » ne convient pas à {0}"),
    (r"argument (\S+): expected .*", "{0} attend une valeur"),
)


class Parser(argparse.ArgumentParser):
    """Answers a wrong call with a sentence and status 1, as every other refusal."""

    def error(self, message: str) -> NoReturn:
        for form, sentence in FORMS:
            if found := re.fullmatch(form, message):
                message = sentence.format(*found.groups())
                break
        raise Failure(f"Commande refusée : {message}. « {self.prog} --help » montre l'emploi.")


def build_parser() -> Parser:
    """Every verb, each declared by the module that carries it out."""
    from filrouge.config.commands import (
        accounts,
        data,
        demo,
        figures,
        imports,
        journal,
        keys,
        notify,
        privacy,
        report,
        server,
    )

    parser = Parser(
        prog="filrouge", description="Filrouge : des faits saisis aux chiffres publiés."
    )
    verbs = parser.add_subparsers(dest="verb", metavar="VERBE", required=True, parser_class=Parser)
    secrecy = (accounts, journal, keys, privacy)
    for module in (data, imports, figures, report, server, *secrecy, notify, demo):
        module.declare(verbs)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb. What goes wrong becomes a sentence; FILROUGE_DEBUG=1 shows the trace."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "filrouge.config.settings")
    try:
        arguments = build_parser().parse_args(argv)
        return _run(arguments)
    except Failure as failure:
        return _refuse(str(failure))
    except KeyboardInterrupt:
        return _refuse("Interrompu.")
    except BrokenPipeError:
        # The reader of our output (head, less) left: not an error, and nothing more can be said.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        if os.environ.get("FILROUGE_DEBUG", "") in {"1", "true"}:
            raise
        return _refuse(_sentence(error))


def _run(arguments: argparse.Namespace) -> int:
    import django
    from django.utils import translation

    django.setup()
    translation.activate("fr")
    with _seeing(arguments.verb):
        status: int = arguments.run(arguments)
    sys.stdout.flush()
    return status


def _seeing(verb: str) -> AbstractContextManager[None]:
    """A command sees every row; what serves pages or does their work sees none by itself."""
    from filrouge.access import isolation

    return nullcontext() if verb in SERVING else isolation.purpose("command")


def _refuse(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1


def _sentence(error: Exception) -> str:
    """What to tell of an error nobody foresaw: its message when it is ours, else its kind only."""
    from django.core.exceptions import ImproperlyConfigured
    from django.db import OperationalError, ProgrammingError

    if isinstance(error, ImproperlyConfigured):
        return " ".join(str(error).split())
    if isinstance(error, OperationalError | ProgrammingError):
        return (
            "La base de données ne répond pas comme prévu : lancez « filrouge init », et vérifiez "
            "DATABASE_URL ou le dossier FILROUGE_DATA."
        )
    return (
        f"Erreur imprévue ({type(error).__name__}) ; rien n'a été confirmé. "
        "FILROUGE_DEBUG=1 devant la commande en montre le détail."
    )


if __name__ == "__main__":
    sys.exit(main())
