"""What each cell of the matrix must answer, from tables written by hand and the declared policy."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from django.contrib.auth.models import AnonymousUser

from filrouge.access.policy import ROLES, Capability, Policy, declared_policy
from tests.access import test_files
from tests.access.matrix import ARGUMENTS, ORACLE, Page, allowed_by_oracle
from tests.secrecy.files_world import ASKED_NUMBER, DISABLED, NUMBERS, VISITOR

SAID = tomllib.loads(Path(__file__).with_name("oracle.toml").read_text(encoding="utf-8"))
VERBS = {group: frozenset(names.split()) for group, names in SAID["verbs"].items()}
ANSWERED = {
    "safe": frozenset({"get", "head"}),
    "form": frozenset({"get", "head", "post"}),
    "post": frozenset({"post"}),
}
RELATIONS = {number: name for name, number in NUMBERS.items()}


def role_of(reader: str) -> str | None:
    """The role of a reader; nothing for a visitor and for a closed account."""
    return None if reader in {VISITOR, DISABLED} else reader


def admitted(place: Page, reader: str) -> bool:
    """Whether both tables let a reader in; AssertionError when they disagree, or one is silent."""
    written, declared = allowed_by_oracle(place.name), declared_policy(place.view)
    assert written is not None, f"say in tests/access/oracle.toml who may open {place.name}"
    assert declared is not None, f"{place.name} declares no policy"
    role = role_of(reader)
    by_hand = "" in written if role is None else role in written or _of_everybody(place)
    assert by_hand == _admits(declared, role), f"{place.name} {reader}: the tables disagree"
    return by_hand


def _of_everybody(place: Page) -> bool:
    return place.name in ORACLE["public"] or place.name in ORACLE["everyone"]


def _admits(declared: Policy, role: str | None) -> bool:
    user: Any = (
        AnonymousUser()
        if role is None
        else SimpleNamespace(is_authenticated=True, is_active=True, role=role)
    )
    return declared.admits(user)


def group_of(place: Page) -> str:
    """The group of verbs of an address; AssertionError when nobody said it."""
    found = [group for group, names in VERBS.items() if place.name in names]
    assert len(found) == 1, f"say in tests/secrecy/oracle.toml which verbs {place.name} answers"
    return found[0]


def fault(place: Page, reader: str, verb: str, status: int, to: str, *, kind: str = "") -> str:
    """What is wrong with an answer, empty when nothing. `kind`: the slug of a kind of records."""
    declared = declared_policy(place.view)
    if status >= 500:
        return f"{status}"
    if not admitted(place, reader):
        if role_of(reader) is None:
            sent = status == 302 and to.startswith("/compte/connexion/?next=")
            return "" if sent else f"{status}, not sent to the log-in page"
        awaited = 404 if declared and declared.hidden else 403
        return "" if status == awaited else f"{status} instead of {awaited}"
    group = group_of(place)
    if group == "library":
        return ""
    if verb not in ANSWERED[group]:
        return "" if status == 405 else f"{status} instead of 405"
    if refused := _narrowed(place, reader, kind):
        return "" if status == refused else f"{status} instead of {refused}"
    let = status < 403 or status in {404, 409, 413, 422}
    return "" if let and "/connexion/" not in to else f"{status} for somebody admitted"


def _narrowed(place: Page, reader: str, kind: str) -> int:
    """The refusal of a view that asks for more than its address says; 0 when it does not refuse."""
    if place.name in {"records:new", "records:edit", "records:delete"}:
        return 0 if reader in ORACLE["edits"][kind or ARGUMENTS["kind_slug"]] else 403
    if place.name in {"records:list", "records:page"}:
        readers = SAID["reads_kinds"].get(kind or ARGUMENTS["kind_slug"])
        return 0 if readers is None or reader in readers else 403
    if place.name == "figures:records":
        return 0 if reader in ORACLE["records"][kind or ARGUMENTS["id_"]] else 403
    pens = ORACLE["pens"].get(place.name)
    return 0 if pens is None or reader in pens else 403


def opened(reader: str, relation: str) -> str:
    """The letters of the parts of a file that a reader may open."""
    return str(test_files.ORACLE.get(reader, {}).get(relation, ""))


@cache
def may_read(reader: str, word: str, number: int) -> bool:
    """Whether a reader may meet this word of this file, somewhere."""
    role = ROLES.get(reader)
    right = SAID["words_of_roles"].get(word)
    if role and right and Capability[right] in role.capabilities:
        return True
    if word == "number" and number == max(NUMBERS.values()) + 1:
        return True  # proposed to whoever writes an entry: the next free number, nobody's
    if word == "number" and role and Capability.HANDLE_RIGHTS in role.capabilities:
        return True
    if word == "number" and role and Capability.REVIEW_ACCESS in role.capabilities:
        relation = RELATIONS.get(number, "")
        if "glass" in relation or relation == "none" or number == ASKED_NUMBER:
            return True
    letter = SAID["words"].get(word, "nowhere")
    return letter in opened(reader, RELATIONS.get(number, ""))
