"""`filrouge report`: what was published, its files, and the proof that they can be made again."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from filrouge.config.commands import Verbs
from filrouge.config.failure import Failure

if TYPE_CHECKING:
    from filrouge.reports.models import Publication


def declare(verbs: Verbs) -> None:
    parser = verbs.add_parser("report", help="les rapports publiés : liste, fichiers, vérification")
    acts = parser.add_subparsers(
        dest="act", metavar="ACTE", required=True, parser_class=type(parser)
    )
    listing = acts.add_parser("list", help="les éditions publiées")
    listing.set_defaults(run=run_list)
    making = acts.add_parser("render", help="écrit les fichiers d'une édition publiée")
    making.add_argument("--year", type=int, required=True, help="l'année du rapport")
    making.add_argument("--number", type=int, help="le numéro de l'édition (la dernière)")
    making.add_argument("--out", type=Path, required=True, metavar="DOSSIER")
    making.set_defaults(run=run_render)
    proof = acts.add_parser(
        "verify", help="refait chaque fichier publié et compare : statut 1 si l'un diffère"
    )
    proof.add_argument("--year", type=int, help="une année seulement")
    proof.set_defaults(run=run_verify)


def run_list(arguments: argparse.Namespace) -> int:
    for publication in _publications():
        day = publication.at.date().isoformat()
        print(
            f"{publication.edition.year}  édition {publication.number}  {day}  "
            f"{publication.digest[:16]}  {publication.reason}".rstrip()
        )
    return 0


def run_render(arguments: argparse.Namespace) -> int:
    """The files are made again from what was kept, whatever the records say today."""
    from filrouge.reports import frozen

    found = _publications(arguments.year)
    if arguments.number:
        found = [one for one in found if one.number == arguments.number]
    if not found:
        raise Failure("Aucune édition publiée ne répond à cette demande.")
    publication = found[0]
    try:
        arguments.out.mkdir(parents=True, exist_ok=True)
        for kind, file in sorted(frozen.rendered(publication.content).items()):
            path = arguments.out / f"{frozen.file_name(publication)}.{kind}"
            path.write_bytes(file)
            print(path)
    except OSError as error:
        raise Failure(f"Le dossier {arguments.out} ne peut être écrit : {error}.") from error
    return 0


def run_verify(arguments: argparse.Namespace) -> int:
    """Every file of every edition, one a line; the sentence of a refusal counts those amiss."""
    from filrouge.reports import frozen

    amiss = 0
    found = _publications(arguments.year)
    if not found:
        print("Aucune édition n'est publiée.")
    for publication in found:
        for kind, same in frozen.differing(publication):
            amiss += not same
            verdict = "identique" if same else "DIFFÈRE"
            name = "contenu" if kind == "content" else kind
            print(f"{publication.edition.year} édition {publication.number}  {name}: {verdict}")
    if amiss:
        raise Failure(f"Fichiers qui ne sont plus ceux de la publication : {amiss}.")
    return 0


def _publications(year: int | None = None) -> "Sequence[Publication]":
    from filrouge.config.commands.data import require_database
    from filrouge.reports.models import Publication

    require_database()
    found = Publication.objects.select_related("edition").defer("content")
    return list(found.filter(edition__year=year) if year else found)
