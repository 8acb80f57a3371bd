"""Power cuts on the disk of `crash_disk.py`, with the settings that the product opens SQLite with.

`python -m tests.harness.crash_power --cuts 5000` is the long form.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import apsw

from filrouge.config import databases
from tests.harness.crash_disk import Disk

SCHEMA = (
    "CREATE TABLE record (id INTEGER PRIMARY KEY, body BLOB NOT NULL);"
    "CREATE TABLE journal (id INTEGER PRIMARY KEY, size INTEGER NOT NULL)"
)


@dataclass
class Tally:
    """What became of what was acknowledged."""

    cuts: int = 0
    acknowledged: int = 0
    lost: int = 0
    torn: int = 0
    corrupt: int = 0

    @property
    def clean(self) -> bool:
        return not (self.lost or self.torn or self.corrupt)


def settings_of(mode: str, synchronous: str = "FULL") -> str:
    """The product's own pragmas, with the journal a version of SQLite would get."""
    options = databases.sqlite(Path("filrouge.sqlite3"))["OPTIONS"]
    words: str = options["init_command"]
    for other in ("WAL", "TRUNCATE"):
        words = words.replace(f"journal_mode={other}", f"journal_mode={mode}")
    assert f"journal_mode={mode}" in words
    assert "synchronous=FULL" in words
    return words.replace("synchronous=FULL", f"synchronous={synchronous}")


def run(cuts: int, *, mode: str, synchronous: str = "FULL", seed: int = 20241122) -> Tally:
    """So many cuts, each at a random call to the disk, then look at what is left."""
    chance = random.Random(seed)
    name = f"cut-{mode}-{synchronous}-{seed}"
    disk = Disk(name)
    pragmas = settings_of(mode, synchronous)
    tally = Tally()
    acknowledged: dict[int, int] = {}
    while tally.cuts < cuts:
        disk.left = -1
        if tally.cuts % 25 == 0:
            disk.files.clear()
            acknowledged.clear()
            _open(name, pragmas, SCHEMA).close()
            disk.settle()
        _judge(name, pragmas, acknowledged, tally)
        disk.left = chance.randrange(3, 160)
        _write_until_cut(name, pragmas, acknowledged, chance, tally)
        disk.left = -1
        disk.cut(chance)
        tally.cuts += 1
    _judge(name, pragmas, acknowledged, tally)
    return tally


def _open(name: str, pragmas: str, schema: str = "") -> apsw.Connection:
    connection = apsw.Connection("db", vfs=name)
    connection.execute("PRAGMA locking_mode=EXCLUSIVE").fetchall()  # no shared memory on this disk
    connection.execute(pragmas).fetchall()  # read to its end: each statement is run when reached
    connection.execute(schema).fetchall()
    return connection


def _write_until_cut(
    name: str, pragmas: str, acknowledged: dict[int, int], chance: random.Random, tally: Tally
) -> None:
    """Transactions of a record and its line in the journal; acknowledged after the commit."""
    connection: apsw.Connection | None = None
    try:
        connection = _open(name, pragmas)
        number = max(acknowledged, default=0) + 1_000 * (tally.cuts + 1)
        for _step in range(200):
            number += 1
            body = chance.randbytes(chance.randrange(20, 6_000))
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("INSERT INTO record VALUES (?, ?)", (number, body))
            connection.execute("INSERT INTO journal VALUES (?, ?)", (number, len(body)))
            connection.execute("COMMIT")
            acknowledged[number] = len(body)
            tally.acknowledged += 1
    except apsw.Error:
        pass
    finally:
        _leave(connection)


def _leave(connection: apsw.Connection | None) -> None:
    if connection is not None:
        with suppress(apsw.Error):
            connection.close(True)


def _judge(name: str, pragmas: str, acknowledged: dict[int, int], tally: Tally) -> None:
    """Open the file as the product would, and compare with what was acknowledged."""
    try:
        connection = _open(name, pragmas)
        whole = connection.execute("PRAGMA integrity_check").fetchall()
        records = dict(connection.execute("SELECT id, length(body) FROM record").fetchall())
        journal = dict(connection.execute("SELECT id, size FROM journal").fetchall())
        connection.close(True)
    except apsw.Error:
        tally.corrupt += 1
        acknowledged.clear()
        return
    tally.corrupt += whole != [("ok",)]
    tally.torn += records != journal
    tally.lost += sum(records.get(number) != size for number, size in acknowledged.items())
    # What is lost is counted once; what came through unacknowledged is there to stay.
    acknowledged.clear()
    acknowledged.update(records)


def main(arguments: list[str] | None = None, say: Callable[[str], None] = print) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cuts", type=int, default=5_000)
    parser.add_argument("--seed", type=int, default=20241122)
    asked = parser.parse_args(arguments)
    status = 0
    for mode in ("WAL", "TRUNCATE"):
        tally = run(asked.cuts, mode=mode, seed=asked.seed)
        say(f"{mode} + FULL: {tally}")
        status |= not tally.clean
    for mode, synchronous in (("WAL", "NORMAL"), ("TRUNCATE", "OFF")):
        say(f"control, {mode} + {synchronous}: {run(200, mode=mode, synchronous=synchronous)}")
    return status


if __name__ == "__main__":
    sys.exit(main())
