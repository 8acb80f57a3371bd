"""Every cell asked for once; what each answer says is compared with what was written by hand.

One pass serves four goals: who is let in (G1), which words leave (G2), which persons were opened
and are in the journal (G23), and that nothing breaks.
"""

from __future__ import annotations

import logging
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.core import mail
from django.db import transaction
from django.test import Client
from django.urls import reverse

from filrouge.dossiers.views.access import ACTS
from filrouge.records.declaration import kinds
from tests.access.matrix import ORACLE, Page
from tests.secrecy import files_world, oracle, world
from tests.secrecy.canaries import Finder, everything
from tests.secrecy.files_world import NUMBERS, VISITOR, World
from tests.secrecy.watch import Watch, watching

FULL = os.environ.get("FILROUGE_MATRIX") == "full"
"""Every verb, act and kind of records; otherwise those that read and those that send, for every
address, reader and relation all the same."""
VERBS = ("get", "head", "post", "put", "delete") if FULL else ("get", "post")
ACTED_ON = tuple(NUMBERS) if FULL else ("none", "link", "recused", "restricted_team")
ASKED = {True: ("get", "post"), False: ("get",)}
READERS = (VISITOR, files_world.DISABLED, *world.READERS)
RECORD_PAGES = ("list", "page", "new", "edit", "delete") if FULL else ("list", "edit")
YEAR = str(files_world.lives.DAY.year)
LET = frozenset(oracle.SAID["records_let"])


@dataclass(frozen=True)
class Cell:
    """One request. `relation` for a page about a person, `kind` for a kind of records or figure."""

    place: Page
    verb: str
    address: str
    relation: str = ""
    kind: str = ""
    sent: tuple[tuple[str, str], ...] = ()


@dataclass
class Found:
    """What a walk came across. Every list is empty when all is as written."""

    cells: int = 0
    statuses: Counter[int] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    leaks: list[str] = field(default_factory=list)
    unwritten: list[str] = field(default_factory=list)
    by_values: set[str] = field(default_factory=set)
    let: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    """Fields whose word somebody entitled has read: the others prove nothing."""
    bytes: int = 0


def by_name() -> dict[str, Page]:
    return {place.name: place for place in world.all_pages()}


def cells(people: World) -> Iterator[Cell]:
    """Every cell of one reader."""
    for place in by_name().values():
        if place.name in oracle.SAID["person_pages"]:
            yield from _of_persons(place, people)
        elif place.name == "figures:records":
            yield from _of_figures(place)
        else:
            address = world.address(place)
            yield from (Cell(place, verb, address) for verb in VERBS)
    yield from _of_kinds()


def _of_persons(place: Page, people: World) -> Iterator[Cell]:
    for relation, pk in people.people.items():
        address = reverse(place.name, args=[pk])
        yield from (Cell(place, verb, address, relation) for verb in VERBS)
        if place.name == "dossiers:access" and relation in ACTED_ON:
            for act in ACTS:
                yield Cell(place, "post", address, relation, sent=(("act", act),))


def _of_figures(place: Page) -> Iterator[Cell]:
    for id_ in ORACLE["records"]:
        address = reverse(place.name, args=[YEAR, id_])
        for verb in VERBS:
            yield Cell(place, verb, address, kind=id_)
        yield Cell(place, "get", f"{address}?part=denominator", kind=id_)


def _of_kinds() -> Iterator[Cell]:
    places = by_name()
    for kind in kinds():
        for name in RECORD_PAGES:
            arguments: list[Any] = [kind.slug]
            if name in {"page", "edit", "delete"}:
                arguments.append(1)
            address = reverse(f"records:{name}", args=arguments)
            for verb in ASKED[FULL]:
                yield Cell(places[f"records:{name}"], verb, address, kind=kind.slug)


def walk(people: World, readers: Iterable[str] = READERS, only: Any = None) -> Found:
    """Ask for every cell as every reader. `only`: a condition on cells, for the sabotages."""
    found, finder = Found(), Finder()
    with watching() as seen, logged() as lines:
        for reader in readers:
            with files_world.reading(reader, people) as (client, _user):
                for cell in cells(people):
                    if only is None or only(cell):
                        _ask(client, reader, cell, found, finder, seen)
        _beside(found, finder, lines)
    return found


def _ask(
    client: Client, reader: str, cell: Cell, found: Found, finder: Finder, seen: Watch
) -> None:
    seen.clear()
    cookies = dict(client.cookies)
    answer, body = _answer(client, cell)
    client.cookies.clear()
    client.cookies.update(cookies)
    told = f"{reader or 'no role'} {cell.verb} {cell.place.name} {cell.relation}{cell.kind}"
    found.cells += 1
    found.statuses[answer.status_code] += 1
    found.bytes += len(body)
    if wrong := status_fault(cell, reader, answer):
        found.wrong.append(f"{told}: {wrong}")
    for word, number in finder.found(everything(answer, body) + cell.address):
        found.words.add(word)
        elsewhere = cell.relation and number != NUMBERS[cell.relation]
        if elsewhere or not oracle.may_read(reader, word, number):
            found.leaks.append(f"{told}: {word} of {oracle.RELATIONS.get(number, number)}")
    if missing := seen.missing(LET):
        found.unwritten.append(f"{told}: {len(missing)} of {sorted(seen.records)[:3]}")
    found.let |= {kind for kind, person in seen.records if person not in seen.written}
    found.by_values |= seen.by_values


def _answer(client: Client, cell: Cell) -> tuple[Any, bytes]:
    """The answer; what a verb changed is undone."""
    ask = getattr(client, cell.verb)
    if cell.verb in {"get", "head"}:
        answer = ask(cell.address)
        return answer, world.body(answer)
    with transaction.atomic():
        answer = ask(cell.address, dict(cell.sent) if cell.sent else None)
        body = world.body(answer)
        transaction.set_rollback(True)
    return answer, body


def status_fault(cell: Cell, reader: str, answer: Any) -> str:
    """What is wrong with a status: for a page about a person, by the relation too."""
    to = answer.headers.get("Location", "")
    said = oracle.fault(cell.place, reader, cell.verb, answer.status_code, to, kind=cell.kind)
    reads = cell.verb in oracle.ANSWERED.get(oracle.group_of(cell.place), ())
    if said or not cell.relation or not reads or not oracle.admitted(cell.place, reader):
        return said
    letter = oracle.SAID["person_pages"][cell.place.name]
    awaited = {200, 302, 422} if letter in oracle.opened(reader, cell.relation) else {404}
    return "" if answer.status_code in awaited else f"{answer.status_code}, file {awaited}"


@contextmanager
def logged() -> Iterator[list[str]]:
    """Every line that the server writes meanwhile, formatted as it formats them."""
    lines: list[str] = []
    form = logging.getLogger().handlers[0].formatter if logging.getLogger().handlers else None
    from filrouge.config.logs import PlainFormatter

    plain = form if isinstance(form, PlainFormatter) else PlainFormatter("%(name)s %(message)s")

    class Kept(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(plain.format(record))

    kept = Kept(logging.INFO)
    names = ("", "django", "filrouge")
    before = {name: logging.getLogger(name).level for name in names}
    for name in names:
        logging.getLogger(name).addHandler(kept)
    try:
        yield lines
    finally:
        for name in names:
            logging.getLogger(name).removeHandler(kept)
            logging.getLogger(name).setLevel(before[name])


def _beside(found: Found, finder: Finder, lines: list[str]) -> None:
    """What leaves beside the answers: the lines of the server and the messages sent."""
    for word, number in finder.found("\n".join(lines)):
        found.leaks.append(f"in the log: {word} of {number}")
    for message in mail.outbox:
        said = f"{message.subject}\n{message.body}"
        found.leaks += [f"in a message: {one}" for one in finder.found(said)]
