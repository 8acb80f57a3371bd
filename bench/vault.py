"""How long a new master key and a new sealing of every note take (goal G21)."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import connection, connections, transaction

from .database import fresh

PERSONS, NOTES = 50_000, 1_000_000
"""What the goal speaks of: so many persons in 30 s, so many notes in 3 min."""
LENGTH = 3_000


@dataclass(frozen=True, slots=True)
class Measure:
    """Something done on a part, and what the whole would take, the work growing with the number."""

    name: str
    done: int
    seconds: float
    whole: int
    limit: float

    @property
    def extrapolated(self) -> float:
        return self.seconds * self.whole / self.done


def run(folder: Path, part: float) -> list[Measure]:
    """Measure on a part of the persons and of the notes."""
    from filrouge.vault import keys

    settings.VAULT_MASTER_KEYS = folder / "bench_master_keys.json"
    store = connections["keys"]
    store.settings_dict["NAME"] = str(folder / "bench_keys.sqlite3")
    store.close()
    with fresh(folder):
        from django.core.management import call_command

        call_command("migrate", "vault", database="keys", verbosity=0)
        persons = max(int(PERSONS * part), 500)
        keys.make(range(1, persons + 1))
        start = time.perf_counter()
        assert keys.rotate() == persons
        rotated = time.perf_counter() - start
        return [
            Measure("rotation, persons", persons, rotated, PERSONS, 30),
            _notes(max(int(NOTES * part / 10), 2_000)),
        ]


def _notes(count: int) -> Measure:
    """Notes opened, sealed again and written back in batches."""
    from filrouge.followup.models import Encounter
    from filrouge.people.models import Person
    from filrouge.vault.fields import seal_all

    people = [
        Person.objects.create(number=number, sex="F", birth_date=date(1980, 1, 1))
        for number in range(1, 101)
    ]
    text = "visite à domicile ".ljust(LENGTH, "é")
    made = [
        Encounter(kind="home_visit", status="held", day=date(2024, 1, 1), lead=people[at % 100],
                  note=text)
        for at in range(count)
    ]  # fmt: skip
    seal_all(made)
    Encounter.objects.bulk_create(made, batch_size=500)
    start = time.perf_counter()
    last = 0
    while rows := list(Encounter.objects.filter(pk__gt=last).order_by("pk")[:500]):
        last = rows[-1].pk
        for row in rows:
            row.note = str(row.note)
        seal_all(rows)
        values = [(row.__dict__["note"], row.pk) for row in rows]
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.executemany("UPDATE followup_encounter SET note = %s WHERE id = %s", values)
    return Measure("notes sealed again", count, time.perf_counter() - start, NOTES, 180)


def table(measured: list[Measure]) -> str:
    lines = ["", "| vault | measured | seconds | whole | extrapolated, s | goal, s |"]
    lines.append("|---|---|---|---|---|---|")
    lines += [
        f"| {one.name} | {one.done:,} | {one.seconds:.2f} | {one.whole:,} "
        f"| {one.extrapolated:.0f} | {one.limit:.0f} |"
        for one in measured
    ]
    return "\n".join(lines)
