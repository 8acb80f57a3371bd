"""`filrouge journal`: the proof that nothing was taken out of the journal."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from filrouge.config.commands import Verbs
from filrouge.config.failure import Failure

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


def declare(verbs: Verbs) -> None:
    journal = verbs.add_parser("journal", help="vérifie et signe le journal des accès")
    acts = journal.add_subparsers(dest="act", metavar="ACTE", required=True)
    verify = acts.add_parser("verify", help="relit toute la chaîne et les têtes signées")
    verify.add_argument("--heads", type=Path, help="fichier des têtes (une copie gardée ailleurs)")
    verify.add_argument("--key", type=Path, help="clé publique gardée avec la copie")
    verify.set_defaults(run=run_verify)
    sign = acts.add_parser("sign", help="signe la dernière ligne maintenant")
    sign.set_defaults(run=run_sign)
    key = acts.add_parser("key", help="montre la clé publique, à garder avec les copies des têtes")
    key.set_defaults(run=run_key)


def run_verify(arguments: argparse.Namespace) -> int:
    """Status 0 when the chain and every signed head hold; 1 with each fault otherwise."""
    from django.conf import settings

    from filrouge.audit import chain, heads, pruning
    from filrouge.config.commands.data import require_database

    require_database()
    file: Path = arguments.heads or settings.JOURNAL_HEADS
    if arguments.heads and not file.is_file():
        raise Failure(f"Le fichier {file} n'existe pas : donnez celui des têtes signées.")
    try:
        signed = heads.read_heads(file, _key(arguments.key)) if file.is_file() else {}
    except heads.HeadError as error:
        raise Failure(f"Une tête n'est pas signée par cette clé : {error}.") from error
    verdict = chain.verify(signed)
    faults = [*verdict.faults, *(pruning.emptied_too_soon(heads.all_heads(file)) if signed else [])]
    for fault in faults:
        print(f"ligne {fault.number} : {fault.sentence}")
    if faults:
        raise Failure(f"Le journal a été modifié : {len(faults)} défaut(s).")
    if emptied := pruning.emptied_upto():
        print(f"Jusqu'à la ligne {emptied}, les mots sont retirés au terme de leur conservation.")
    print(
        f"Journal intact : {verdict.lines} lignes, {len(signed)} têtes signées ; "
        f"dernière ligne {verdict.last_number}, empreinte {verdict.last_digest[:16]}…"
    )
    if not signed:
        print("Aucune tête signée : « filrouge journal sign », puis gardez-en une copie ailleurs.")
    return 0


def _key(file: Path | None) -> "Ed25519PublicKey":
    from filrouge.audit import heads

    if file is None:
        return heads.public_key()
    try:
        return heads.load_public_key(file.read_text("ascii"))
    except (OSError, ValueError) as error:
        raise Failure(f"« {file} » n'est pas une clé publique Ed25519.") from error


def run_sign(_arguments: argparse.Namespace) -> int:
    from django.conf import settings

    from filrouge.audit import heads
    from filrouge.config.commands.data import require_database

    require_database()
    head = heads.sign_head()
    if head is None:
        raise Failure("Le journal est vide : rien à signer.")
    print(f"Ligne {head.number} signée dans {settings.JOURNAL_HEADS}")
    return 0


def run_key(_arguments: argparse.Namespace) -> int:
    from filrouge.audit import heads

    print(heads.public_pem(), end="")
    return 0
