"""The pages of a day at work, with 1,000 encounters and with 100,000: the same page, as fast.

Two programs, each with its database (`day_world.py`), are asked in turn; the time is that of the
processor, so that what else the machine does counts little. Aim: a page takes at most one and a
half times as long, asks as much of the database, and weighs less than 150 kB.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parents[1]
SIZES = (1_000, 100_000)
RATIO = 1.5
WEIGHT = 150_000
ROUNDS, MOST_ROUNDS = 9, 36
"""A page over the limit is asked again, up to so often: noise goes, slowness stays."""
WORKER, HOUSING, DIRECTOR = "mesange", "sittelle", "cigogne"
PAGES = (
    (WORKER, "/aujourdhui/"),
    (WORKER, "/aujourdhui/?qui=equipe"),
    (DIRECTOR, "/aujourdhui/"),
    (WORKER, "/agenda/"),
    (WORKER, "/agenda/?qui=moi"),
    (DIRECTOR, "/agenda/"),
    (WORKER, "/agenda/?mois={month}"),
    (WORKER, "/agenda/{planned}/deplacer/"),
    (WORKER, "/agenda/abonnement/"),
    (WORKER, "/noter/"),
    (WORKER, "/noter/?personne={person}"),
    (WORKER, "/noter/?personne={busiest}"),
    (WORKER, "/noter/?rencontre={planned}"),
    (WORKER, "/taches/"),
    (WORKER, "/absences/"),
    (WORKER, "/chercher/"),
    (WORKER, "/activites/"),
    (WORKER, "/activites/{group}/"),
    (WORKER, "/tournees/"),
    (WORKER, "/travail/"),
    (WORKER, "/entretien/"),
    (WORKER, "/entretien/chiffres/"),
    (WORKER, "/personnes/"),
    (WORKER, "/personnes/{person}/"),
    (WORKER, "/personnes/{busiest}/"),
    (DIRECTOR, "/personnes/{busiest}/"),
    (WORKER, "/personnes/{busiest}/?quoi=rencontres"),
    (WORKER, "/personnes/{busiest}/?sujet=medical"),
    (WORKER, "/personnes/{busiest}/?qui=w1"),
    (WORKER, "/personnes/{busiest}/?qui=u1"),
    (WORKER, "/personnes/{busiest}/evaluer/"),
    (WORKER, "/personnes/{busiest}/reseau/"),
    (WORKER, "/personnes/{busiest}/acces/"),
    (WORKER, "/materiel/"),
    (WORKER, "/materiel/personnes/{busiest}/"),
    (WORKER, "/materiel/stock/"),
    (WORKER, "/materiel/commandes/nouvelle/"),
    (WORKER, "/materiel/tableau/"),
    (WORKER, "/candidats/"),
    (WORKER, "/candidats/{candidate}/"),
    (HOUSING, "/aujourdhui/"),
    (HOUSING, "/entretien/"),
    (HOUSING, "/personnes/{busiest}/"),
    (HOUSING, "/logement/"),
    (HOUSING, "/logement/occupation/"),
    (HOUSING, "/logement/logements/"),
    (HOUSING, "/logement/logements/{dwelling}/"),
    (HOUSING, "/logement/bailleurs/"),
    (HOUSING, "/logement/bailleurs/{landlord}/"),
    (HOUSING, "/logement/personne/{busiest}/"),
    (HOUSING, "/logement/comptes/"),
    (HOUSING, "/logement/comptes/retards/"),
    (HOUSING, "/logement/comptes/mois/{month}/"),
    (HOUSING, "/logement/comptes/personne/{busiest}/"),
    (HOUSING, "/logement/comptes/bailleur/{landlord}/"),
)
"""Account and address; `{month}` is that of today."""


class Slow(Exception):
    """Pages that take longer with more encounters than they may, or are not there."""


@dataclass(slots=True)
class Answer:
    """Milliseconds of processor, status, bytes and queries of a page."""

    spent: float
    status: int
    size: int
    queries: int


@dataclass(slots=True)
class World:
    """A program with its encounters, ready to answer."""

    ask: IO[str]
    told: IO[str]
    keys: Mapping[str, int]

    def get(self, account: str, address: str) -> Answer:
        month = datetime.now(UTC).astimezone().strftime("%Y-%m")
        self.ask.write(f"{account} {address.format(month=month, **self.keys)}\n")
        self.ask.flush()
        spent, status, size, queries = self.told.readline().split()
        return Answer(float(spent), int(status), int(size), int(queries))


@dataclass(slots=True)
class Page:
    """A page of both worlds: medians in milliseconds, bytes and queries of the larger one."""

    name: str
    few: float
    many: float
    size: int
    queries: tuple[int, int]

    @property
    def ratio(self) -> float:
        return self.many / self.few

    @property
    def faults(self) -> list[str]:
        found = [f"{self.ratio:.2f} times as long"] if self.ratio >= RATIO else []
        found += [f"{self.size / 1000:.0f} kB"] if self.size >= WEIGHT else []
        if not self.queries[0] == self.queries[1] > 0:
            found.append("{} queries, then {}".format(*self.queries))
        return found


def run(folder: Path, sizes: tuple[int, int] = SIZES) -> list[Page]:
    """Every page, in both worlds in turn. Raises `Slow` when one is not there."""
    few, many = sizes
    with world(folder, few) as small, world(folder, many) as large:
        return list(measured(small, large))


@contextmanager
def world(folder: Path, encounters: int) -> Iterator[World]:
    """A program of its own, with a data folder of its own."""
    place = Path(tempfile.mkdtemp(prefix=f"day-{encounters}-", dir=folder))
    environment = os.environ | {
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        "FILROUGE_DATA": str(place),
    }
    command = [sys.executable, str(ROOT / "bench" / "day_worker.py"), str(place), str(encounters)]
    with subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        keys = running.stdout.readline()
        if not keys:
            raise Slow(f"the world of {encounters} encounters was not made")
        yield World(running.stdin, running.stdout, json.loads(keys))
        running.stdin.close()


def measured(small: World, large: World) -> Iterator[Page]:
    for account, address in PAGES:
        worlds = (small, large)
        first = [one.get(account, address) for one in worlds]
        if any(one.status != 200 for one in first):
            raise Slow(f"{account} {address}: {[one.status for one in first]}")
        times: tuple[list[float], list[float]] = ([], [])
        asked = [one.queries for one in first]
        page = None
        while page is None or (page.ratio >= RATIO and len(times[0]) < MOST_ROUNDS):
            for _round in range(ROUNDS):
                for place, one in enumerate(worlds):
                    answer = one.get(account, address)
                    times[place].append(answer.spent)
                    # The head of the journal is signed now and then, by whoever comes first.
                    asked[place] = min(asked[place], answer.queries)
            page = Page(
                f"{account} {address}",
                statistics.median(times[0]),
                statistics.median(times[1]),
                first[1].size,
                (asked[0], asked[1]),
            )
        yield page


def table(pages: Sequence[Page]) -> str:
    """The table, and what is over a limit at its end."""
    lines = [f"{'page':<58}{'few':>9}{'many':>9}{'ratio':>7}{'queries':>9}{'kB':>7}"]
    lines += [
        f"{one.name:<58}{one.few:>6.1f} ms{one.many:>6.1f} ms{one.ratio:>7.2f}"
        f"{one.queries[1]:>9}{one.size / 1000:>7.1f}"
        for one in pages
    ]
    return "\n".join(lines)


def check(pages: Sequence[Page]) -> None:
    """Raises `Slow` with every page over a limit."""
    wrong = [f"{one.name}: {', '.join(one.faults)}" for one in pages if one.faults]
    if wrong:
        raise Slow("Over the limit:\n  " + "\n  ".join(wrong))
