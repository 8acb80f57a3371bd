"""Signed heads: once an hour the last digest of the journal is signed and kept outside.

The file only grows, one line of JSON a head. Copied elsewhere (another machine, the mailbox of the
data-protection officer), it proves what the journal held at that hour, even against somebody who
rewrites the whole database. The key is Ed25519; its public half verifies without the secret.
"""

from __future__ import annotations

import json
import logging
import os
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings
from django.utils import timezone

log = logging.getLogger(__name__)
EVERY = 3600
"""Seconds between two heads, when something was written."""


class HeadError(Exception):
    """A head that is not what it says, in a sentence naming its line."""


@dataclass(frozen=True, slots=True)
class Head:
    """What was signed: the number and digest of the last line, and when."""

    number: int
    digest: str
    at: str
    signature: str

    @property
    def signed(self) -> bytes:
        return f"{self.number} {self.digest} {self.at}".encode()


def sign_when_due() -> None:
    """Sign a head if the last one is an hour old.

    A folder that cannot be written is told in the log and by `filrouge journal verify`; it does
    not stop the work, which the journal in the database already covers.
    """
    file: Path = settings.JOURNAL_HEADS
    try:
        due = not file.exists() or time.time() - file.stat().st_mtime >= EVERY
        if due:
            sign_head()
    except OSError:
        log.exception("The head of the journal could not be signed.")


def sign_head() -> Head | None:
    """Sign the last line written; None when there is none. OSError when it cannot be kept."""
    from .models import JournalEntry

    last: Any = JournalEntry.objects.order_by("-number").values_list("number", "digest").first()
    if last is None:
        return None
    head = Head(last[0], last[1], timezone.now().isoformat(timespec="seconds"), "")
    head = Head(head.number, head.digest, head.at, _private_key().sign(head.signed).hex())
    said = {"number": head.number, "digest": head.digest, "at": head.at}
    file: Path = settings.JOURNAL_HEADS
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "a") as kept:
        kept.write(json.dumps({**said, "signature": head.signature}) + "\n")
        kept.flush()
        os.fsync(kept.fileno())
    return head


def read_heads(file: Path, key: Ed25519PublicKey) -> Mapping[int, str]:
    """The signed digests by number; HeadError when a line is not signed by the key."""
    found: dict[int, str] = {}
    for number, head in enumerate(_lines(file), start=1):
        try:
            key.verify(bytes.fromhex(head.signature), head.signed)
        except (InvalidSignature, ValueError) as error:
            raise HeadError(f"{file.name}, ligne {number}") from error
        if found.get(head.number, head.digest) != head.digest:
            raise HeadError(f"{file.name}, ligne {number}")
        found[head.number] = head.digest
    return found


def all_heads(file: Path) -> list[Head]:
    """Every head of a file, signatures unlooked at: `read_heads` first."""
    return list(_lines(file))


def _lines(file: Path) -> Iterator[Head]:
    for number, line in enumerate(file.read_text("utf-8").splitlines(), start=1):
        try:
            said = json.loads(line)
            yield Head(int(said["number"]), said["digest"], said["at"], said["signature"])
        except (ValueError, KeyError, TypeError) as error:
            raise HeadError(f"{file.name}, ligne {number}") from error


def public_key() -> Ed25519PublicKey:
    """The key that verifies; its secret half is drawn on first use."""
    return _private_key().public_key()


def public_pem() -> str:
    """The public key as text, to be kept with the copies of the heads."""
    return (
        public_key()
        .public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
        .decode("ascii")
    )


def load_public_key(text: str) -> Ed25519PublicKey:
    """A public key from its text; ValueError when it is none."""
    key = serialization.load_pem_public_key(text.encode())
    if not isinstance(key, Ed25519PublicKey):
        raise ValueError
    return key


def _private_key() -> Ed25519PrivateKey:
    file: Path = settings.JOURNAL_KEY
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(file.read_text("ascii").strip()))
    key = Ed25519PrivateKey.generate()
    with os.fdopen(handle, "w") as kept:
        kept.write(key.private_bytes_raw().hex())
    return key
