"""Kill -9 in the middle of writing: what was acknowledged is there, whole, with its journal.

`python -m tests.harness.crash --kills 2000` is the long form. A group of two writers saves texts of
a report and notes of encounters through the product's own verbs and settings, says so over a pipe
after each commit, and is killed after 100 to 300 ms; then the database is read again.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from hashlib import sha256
from pathlib import Path
from typing import Any

WRITERS = 2
JUDGED_EVERY = 20
RENEWED_EVERY = 200
"""Kills between two new databases, so that judging a long run costs no more than a short one."""
PAUSE = (0.1, 0.3)
"""Seconds between the first thing acknowledged and the kill."""
ADD = "crash.add_encounter"


def start(folder: Path) -> None:
    """A new database with the product's own settings."""
    folder.mkdir()
    os.environ |= {
        "FILROUGE_DATA": str(folder),
        "DJANGO_SETTINGS_MODULE": "filrouge.config.settings",
    }
    os.environ.pop("DATABASE_URL", None)
    import django
    from django.core.management import call_command
    from django.db import connections

    django.setup()
    for alias in connections:
        call_command("migrate", database=alias, verbosity=0)
    _first_records()
    _write_once()
    connections.close_all()


def _write_once() -> None:
    """One of each, in the parent: what a writer needs is imported before it is forked."""
    from filrouge.access.models import User
    from filrouge.reports.models import Chapter
    from filrouge.reports.writing import save_text

    actor, chapter = User.objects.get(username="merle0"), Chapter.objects.get(code="c0")
    save_text(actor=actor, chapter=chapter, version=chapter.version, body="Orme")
    add_encounter(actor, 0, "Sauge", apart=False)


def _first_records() -> None:
    from datetime import date

    from filrouge.access.models import User
    from filrouge.people.models import Person
    from filrouge.reports.models import Chapter, Edition

    edition = Edition.objects.create(year=2024, title="Rapport", organisation="Réseau Sterne")
    for number in range(WRITERS):
        User.objects.create(username=f"merle{number}", role="care_worker")
        Person.objects.create(number=number + 1, sex="F", birth_date=date(1980, 1, 1))
        Chapter.objects.create(edition=edition, code=f"c{number}", position=number, level=1,
                               title="Orme", body="")  # fmt: skip


def write(number: int, pipe: int, sabotage: str) -> None:
    """One writer, until it is killed."""
    from filrouge.access.models import User
    from filrouge.reports.models import Chapter
    from filrouge.reports.writing import save_text

    actor = User.objects.get(username=f"merle{number}")
    for turn in range(1_000_000):
        body = f"Texte {turn} {random.random()} " + "sauge " * random.randrange(2_000) + "."
        if turn % 2:
            chapter = Chapter.objects.get(code=f"c{number}")
            if sabotage == "early":
                tell(pipe, "text", f"{chapter.pk}/{chapter.version + 1}", body)
                time.sleep(0.03)
            saved = save_text(actor=actor, chapter=chapter, version=chapter.version, body=body)
            tell(pipe, "text", f"{chapter.pk}/{saved.chapter.version}", saved.chapter.body)
        else:
            key = add_encounter(actor, number, body, apart=sabotage == "apart")
            tell(pipe, "note", str(key), body)


def add_encounter(actor: Any, number: int, note: str, *, apart: bool) -> int:
    """A visit with its sealed note and its line in the journal, together or (sabotage) apart."""
    from contextlib import nullcontext
    from datetime import date

    from django.db import transaction

    from filrouge.audit import journal
    from filrouge.followup.models import Encounter, EncounterPerson
    from filrouge.people.models import Person

    person = Person.objects.get(number=number + 1)
    with nullcontext() if apart else transaction.atomic():
        made = Encounter.objects.create(
            kind="home_visit", status="held", day=date(2024, 3, 1), lead=person, note=note
        )
        if apart:
            time.sleep(0.03)
        EncounterPerson.objects.create(encounter=made, person=person)
        journal.record(actor=actor, action=ADD, subject=str(made.pk), persons=[person.pk])
    return int(made.pk)


def tell(pipe: int, kind: str, key: str, body: str) -> None:
    os.write(pipe, f"{kind} {key} {digest(body)}\n".encode())


def digest(body: str) -> str:
    return sha256(body.encode()).hexdigest()


def kill_once(sabotage: str, pause: float) -> list[str]:
    """Start a group of writers, kill it, return what it acknowledged."""
    reading, writing = os.pipe()
    leader = os.fork()
    if leader == 0:
        os.close(reading)
        os.setsid()
        for number in range(1, WRITERS):
            if os.fork() == 0:
                _write_or_leave(number, writing, sabotage)
        _write_or_leave(0, writing, sabotage)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        first = pipe.readline()  # the clock starts when there is something to lose
        time.sleep(pause)
        os.killpg(leader, signal.SIGKILL)
        os.waitpid(leader, 0)
        return (first + pipe.read()).decode().splitlines()


def _write_or_leave(number: int, pipe: int, sabotage: str) -> None:
    random.seed()
    try:
        write(number, pipe, sabotage)
    finally:
        os._exit(1)


def judge(acknowledged: set[tuple[str, str]]) -> Counter[str]:
    """What is lost, torn or damaged now."""
    from django.db import connections

    from filrouge.audit import chain
    from filrouge.audit.models import JournalEntry
    from filrouge.followup.models import Encounter
    from filrouge.reports.models import ChapterText

    found: Counter[str] = Counter()
    texts = {f"text {t.chapter_id}/{t.number}": digest(t.body) for t in ChapterText.objects.all()}
    notes = {f"note {e.pk}": digest(e.note) for e in Encounter.objects.all()}
    there = texts | notes
    found["lost"] = sum(there.get(key) != said for key, said in acknowledged)
    lines = JournalEntry.objects.filter(action="reports.save_text")
    chapters = dict(_chapters())
    told = {f"text {chapters[e.subject]}/{e.detail['version']}" for e in lines}
    told |= {f"note {e.subject}" for e in JournalEntry.objects.filter(action=ADD)}
    found["torn"] = len(told ^ set(there)) + len(chain.verify().faults)
    for alias in connections:
        with connections[alias].cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            found["damaged"] += cursor.fetchall() != [("ok",)]
    connections.close_all()
    return found


def _chapters() -> list[tuple[str, int]]:
    from filrouge.reports import writing
    from filrouge.reports.models import Chapter

    return [(writing.subject(c), c.pk) for c in Chapter.objects.select_related("edition")]


def run(folder: Path, kills: int, sabotage: str = "") -> dict[str, int]:
    """So many kills; what was acknowledged and what became of it."""
    acknowledged: set[tuple[str, str]] = set()
    worst: Counter[str] = Counter()
    total = 0
    for number in range(1, kills + 1):
        if number % RENEWED_EVERY == 1:
            renew(folder)
            total += len(acknowledged)
            acknowledged.clear()
        for line in kill_once(sabotage, random.uniform(*PAUSE)):
            kind, key, said = line.split()
            acknowledged.add((f"{kind} {key}", said))
        if number % JUDGED_EVERY == 0 or number == kills:
            worst |= judge(acknowledged)
            so_far = total + len(acknowledged)
            print(f"{number} kills, {so_far} acknowledged: {dict(worst)}", file=sys.stderr)
    total += len(acknowledged)
    return {"kills": kills, "acknowledged": total, "lost": worst["lost"],
            "torn": worst["torn"], "damaged": worst["damaged"]}  # fmt: skip


def renew(folder: Path) -> None:
    """The database and the keys as they were before the first kill."""
    data = folder / "data"
    if not (folder / "first").exists():
        shutil.copytree(data, folder / "first")
        return
    shutil.rmtree(data)
    shutil.copytree(folder / "first", data)


def memory() -> str | None:
    """A folder in memory where there is one: a kill leaves what was written, on a disk or not."""
    shared = Path("/dev/shm")
    return str(shared) if os.access(shared, os.W_OK) else None


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=2_000)
    parser.add_argument("--controls", type=int, default=15, help="kills of each sabotage")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="filrouge-crash-", dir=memory()) as folder:
        start(Path(folder) / "data")
        tally = run(Path(folder), asked.kills)
        controls = {name: run(Path(folder), asked.controls, name) for name in ("early", "apart")}
    print(json.dumps({"plain": tally, **controls}))
    return int(bool(tally["lost"] or tally["torn"] or tally["damaged"]))


if __name__ == "__main__":
    sys.exit(main())
