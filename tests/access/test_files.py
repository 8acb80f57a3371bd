"""The table of rules that opens files, against one written by hand; and thirty ways to break it."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.utils import timezone

from filrouge.access import files
from filrouge.access.files import Compartment, compartments_open, decide, open_to
from filrouge.access.links import BREAK_GLASS, BreakGlass, CareLink
from filrouge.access.models import User
from filrouge.access.policy import ROLES
from filrouge.common.periods import months_later
from filrouge.followup import relations as followup_relations
from tests.access.relations import RELATIONS, TEAM, person

pytestmark = pytest.mark.django_db
ORACLE = tomllib.loads(Path(__file__).with_name("files_oracle.toml").read_text("utf-8"))
LETTERS = {
    "i": Compartment.IDENTITY,
    "h": Compartment.HOUSING,
    "m": Compartment.MONEY,
    "p": Compartment.PSYCHOSOCIAL,
    "s": Compartment.HEALTH,
    "e": Compartment.PEER,
}


def worker(role: str, **fields: Any) -> User:
    return User.objects.create(username=f"merle.{role}", role=role, teams=f";{TEAM};", **fields)


def expected(role: str, relation: str) -> frozenset[Compartment]:
    return frozenset(LETTERS[letter] for letter in ORACLE.get(role, {}).get(relation, ""))


def opened(role: str, relation: str) -> frozenset[Compartment]:
    """What the table opens, asked both ways: as a list and for one file. They must agree."""
    User.objects.filter(username=f"merle.{role}").delete()
    user, who, other = worker(role), person(1), person(2)
    for make in RELATIONS[relation]:
        make(user, who)
    one_by_one = compartments_open(user, who.pk)
    listed = frozenset(c for c in Compartment if who in open_to(user, c))
    decided = frozenset(c for c in Compartment if decide(user, who.pk, c).allowed)
    assert one_by_one == listed == decided
    assert not compartments_open(user, other.pk), "a relation with one person opens another file"
    return one_by_one


@pytest.mark.parametrize("relation", RELATIONS)
@pytest.mark.parametrize("role", [*ROLES, "", "unknown"])
def test_the_table_opens_what_was_written_by_hand(role: str, relation: str) -> None:
    assert opened(role, relation) == expected(role, relation)


def test_the_hand_written_table_is_whole() -> None:
    assert set(ORACLE) <= set(ROLES)
    assert all(set(relations) == set(RELATIONS) for relations in ORACLE.values())


@pytest.mark.parametrize("user", [AnonymousUser(), None], ids=["visitor", "closed account"])
def test_nobody_else_opens_a_file(user: Any) -> None:
    user = user or worker("care_worker", is_active=False)
    who = person()
    for make in RELATIONS["team"]:
        make(user, who)
    assert not any(open_to(user, one).exists() for one in Compartment)


def test_a_decision_says_why() -> None:
    user, who = worker("care_worker"), person()
    for make in (*RELATIONS["team"], *RELATIONS["link"]):
        make(user, who)
    assert decide(user, who.pk, Compartment.HEALTH).because == ("link", "team")
    assert decide(user, who.pk, Compartment.PEER) == files.Decision(False)


@pytest.mark.parametrize(
    ("kind", "months"), [("referent", 15), ("occasional", 3), ("emergency", 1), ("replacement", 1)]
)
def test_a_link_lasts_as_long_as_its_kind_says(kind: str, months: int) -> None:
    start = timezone.localdate()
    last = CareLink.last_day(kind, start)
    assert last + timedelta(days=1) == months_later(start, months)


def test_an_opening_lasts_an_hour_whatever_is_asked() -> None:
    user, who = worker("care_worker"), person()
    asked = BreakGlass.objects.create(
        person=who, worker=user, reason="r", ends_at=timezone.now() + timedelta(days=9)
    )
    assert asked.ends_at - asked.started_at == BREAK_GLASS == timedelta(minutes=60)


# Sabotage: each patch breaks the table in one place; the hand-written table must notice.

type Sabotage = Callable[[pytest.MonkeyPatch], None]


def _rule(code: str, **changes: Any) -> Sabotage:
    def patch(monkey: pytest.MonkeyPatch) -> None:
        rules = [replace(r, **changes) if r.code == code else r for r in files.RULES]
        monkey.setattr(files, "RULES", rules)

    return patch


def _attribute(module: Any, name: str, value: Any) -> Sabotage:
    return lambda monkey: monkey.setattr(module, name, value)


def _doors(role: str, *more: Compartment) -> Sabotage:
    return _attribute(
        files, "DOORS", files.DOORS | {role: files.DOORS.get(role, frozenset()) | set(more)}
    )


def _fewer_doors(role: str, *less: Compartment) -> Sabotage:
    return _attribute(files, "DOORS", files.DOORS | {role: files.DOORS[role] - set(less)})


ALL, NONE = Q(), Q(pk__in=[])
C = Compartment
real_closed = files._closed


def _only(model: str) -> Callable[[Any], Q]:
    """`_closed` that forgot the other reason."""
    from django.db.models import Exists, OuterRef

    from filrouge.access import links

    rows = getattr(links, model).objects

    def closed(user: Any) -> Q:
        return Q(Exists(rows.filter(person=OuterRef("pk"), worker=user.pk, lifted_at__isnull=True)))

    return closed


def _link_without(*forgotten: str) -> Callable[[Any, Any], Q]:
    from django.db.models import Exists, OuterRef

    def relation(user: Any, now: Any) -> Q:
        named = {
            "person": OuterRef("pk"),
            "worker": user.pk,
            "start__lte": now.day,
            "end__gte": now.day,
        }
        kept = {name: value for name, value in named.items() if name not in forgotten}
        return Q(Exists(CareLink.objects.filter(**kept)))

    return relation


def _glass_without_end(user: Any, now: Any) -> Q:
    from django.db.models import Exists, OuterRef

    return Q(Exists(BreakGlass.objects.filter(person=OuterRef("pk"), worker=user.pk)))


SABOTAGES: dict[str, Sabotage] = {
    "housing sees health": _doors("housing_officer", C.HEALTH),
    "housing sees care": _doors("housing_officer", C.PSYCHOSOCIAL),
    "peers see health": _doors("peer_worker", C.HEALTH),
    "peers see housing": _doors("peer_worker", C.HOUSING),
    "care sees money": _doors("care_worker", C.MONEY),
    "peers see money": _doors("peer_worker", C.MONEY),
    "care sees peer notes": _doors("care_worker", C.PEER),
    "directors see peer notes": _doors("hf_director", C.PEER),
    "finance opens files": _doors("finance_director", C.MONEY),
    "reporting opens files": _doors("reporting_officer", C.IDENTITY),
    "administrators open files": _doors("administrator", *C),
    "support opens files": _doors("support_worker", C.IDENTITY),
    "connect opens files": _doors("connect_officer", C.IDENTITY),
    "unknown roles open files": _doors("unknown", C.IDENTITY),
    "no role opens files": _doors("", C.IDENTITY),
    "care lost health": _fewer_doors("care_worker", C.HEALTH),
    "peers lost their notes": _fewer_doors("peer_worker", C.PEER),
    "doors without relation": _rule("team", relation=lambda w, n: ALL),
    "links lead everywhere": _rule("link", relation=lambda w, n: ALL),
    "links lead nowhere": _rule("link", relation=lambda w, n: NONE),
    "links never end": _rule("link", relation=_link_without("end__gte")),
    "links start early": _rule("link", relation=_link_without("start__lte")),
    "links of anybody": _rule("link", relation=_link_without("worker", "person")),
    "teams open restricted files": _rule("team", personal=True),
    "links stop at restrictions": _rule("link", personal=False),
    "openings never end": _rule("break_glass", relation=_glass_without_end),
    "openings show notes": _rule("break_glass", narratives=True),
    "openings with notes hide them": _rule("break_glass_narratives", narratives=False),
    "recusal forgotten": _attribute(files, "_closed", _only("Block")),
    "block forgotten": _attribute(files, "_closed", _only("Recusal")),
    "nothing closes": _attribute(files, "_closed", lambda user: NONE),
    "no restriction": _attribute(files, "_restricted", lambda: NONE),
    "everything restricted": _attribute(files, "_restricted", lambda: ALL),
    "teams keep files for ever": _attribute(followup_relations, "MONTHS_AFTER", 1200),
    "teams lose files at once": _attribute(followup_relations, "MONTHS_AFTER", 0),
    "every worker is housing": _attribute(followup_relations, "HOUSING", TEAM),
}


@contextmanager
def rolled_back() -> Iterator[None]:
    from django.db import transaction

    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _noticed() -> str:
    """The first cell where the table and the hand-written one differ, empty when none does.

    One world a role: a person for each relation, so that a compartment is one query.
    """
    for role in [*ROLES, "", "unknown"]:
        with rolled_back():
            user = worker(role)
            people = {name: person(place) for place, name in enumerate(RELATIONS, start=1)}
            for name, makers in RELATIONS.items():
                for make in makers:
                    make(user, people[name])
            opened_by = {one: set(open_to(user, one)) for one in Compartment}
        for name, who in people.items():
            found = {one for one, persons in opened_by.items() if who in persons}
            if found != expected(role, name):
                return f"{role} {name}: {sorted(found)}"
    return ""


@pytest.mark.parametrize("name", SABOTAGES)
def test_a_sabotage_is_noticed(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    SABOTAGES[name](monkeypatch)
    assert _noticed()


def test_nothing_is_noticed_without_sabotage() -> None:
    assert _noticed() == ""
    assert len(SABOTAGES) >= 30
