"""What FORMAT.md refuses, as far as the invented workbooks could break it."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from itertools import pairwise
from pathlib import Path

from . import labels
from .people import Person, read_people
from .reading import Book, Row, fold, read_book, sheet


def refusals(path: Path, year: int) -> list[str]:
    """One sentence per refusal; the readers of the oracle already raise on unknown labels."""
    book = read_book(path)
    people = read_people(book)
    return [
        *_follow_ups(people),
        *_stays(book, people),
        *_incomes(book),
        *_after_death(book, people),
        *_keys(book, people),
        *_duplicates(book),
        *_late(book, year),
    ]


def _follow_ups(people: dict[int, Person]) -> list[str]:
    found = []
    for person in people.values():
        parts = sorted(person.follow_ups, key=lambda part: part.start)
        for part in parts:
            if part.end and part.end < part.start:
                found.append(f"{person.number}: ends before it starts")
            if bool(part.end) != bool(part.reason):
                found.append(f"{person.number}: end without reason or reason without end")
        for before, after in pairwise(parts):
            if before.end is None or before.end >= after.start or before.reason == "death":
                found.append(f"{person.number}: resumed {after.start} while {before}")
        if person.birth >= parts[0].start:
            found.append(f"{person.number}: born too late")
    return found


def _death(person: Person) -> date | None:
    return next((part.end for part in person.follow_ups if part.reason == "death"), None)


def _stays(book: Book, people: dict[int, Person]) -> list[str]:
    stays: dict[int, list[Row]] = defaultdict(list)
    for row in sheet(book, "Occupations"):
        stays[row.whole("N°")].append(row)
    found = []
    for number, rows in stays.items():
        death = _death(people[number])
        rows.sort(key=lambda row: (row.date("Entrée"), row.maybe_date("Sortie") or date.max))
        for row in rows:
            leave, to = row.maybe_date("Sortie"), row.code("Destination", labels.DESTINATION)
            if bool(leave) != bool(to) or (leave and leave < row.date("Entrée")):
                found.append(f"{number}: stay {row.date('Entrée')} without destination or order")
            if (to == "death" and leave != death) or (death and (leave or date.max) > death):
                found.append(f"{number}: stay {row.date('Entrée')} against the death {death}")
        for before, after in pairwise(rows):
            if (before.maybe_date("Sortie") or date.max) > after.date("Entrée"):
                found.append(f"{number}: stays overlap on {after.date('Entrée')}")
    return found


def _incomes(book: Book) -> list[str]:
    spans: dict[int, list[tuple[date, date, str]]] = defaultdict(list)
    for row in sheet(book, "Revenus"):
        end = row.maybe_date("Fin") or date.max
        kind = row.code("Revenu", labels.INCOME)
        spans[row.whole("N°")].append((row.date("Début"), end, kind))
    found = []
    for number, lines in spans.items():
        for position, (start, end, kind) in enumerate(lines):
            if end < start:
                found.append(f"{number}: income {start} ends before")
            for other_start, other_end, other in lines[position + 1 :]:
                touch = start <= other_end and other_start <= end
                if touch and (kind == other or "none" in (kind, other)):
                    found.append(f"{number}: {kind} and {other} overlap on {start}")
    return found


def _after_death(book: Book, people: dict[int, Person]) -> list[str]:
    found = []
    for row in sheet(book, "Rencontres"):
        kind, status = row.code("Type", labels.KIND), row.code("Statut", labels.STATUS)
        if status == "absent" and kind not in ("home_visit", "outing"):
            found.append(f"absent at a {kind}")
        for number in row.people("N°"):
            death = _death(people[number])
            if status == "held" and death and row.date("Date") > death:
                found.append(f"{number}: met on {row.date('Date')} after the death")
    entries: Counter[tuple[int, date]] = Counter()
    for row in sheet(book, "EGF"):
        person, day = people[row.whole("N°")], row.date("Date")
        death = _death(person)
        if death and day > death:
            found.append(f"{person.number}: scored on {day} after the death")
        if row.code("Moment", labels.MOMENT) == "entry":
            part = max((p.start for p in person.follow_ups if p.start <= day), default=date.min)
            entries[person.number, part] += 1
    found += [
        f"{number}: {count} entry scores" for (number, _), count in entries.items() if count > 1
    ]
    return found


def _keys(book: Book, people: dict[int, Person]) -> list[str]:
    dwellings = {fold(row.text("Code")) for row in sheet(book, "Logements")}
    found = []
    for name in ("Occupations", "Titres", "Loyers"):
        codes = {fold(row.text("Code logement")) for row in sheet(book, name)}
        found += [f"{name}: no dwelling {code}" for code in codes - dwellings]
    for name in ("Revenus", "EGF", "Problématiques", "Consommations", "Réseau", "Matériel RdR"):
        numbers = {number for row in sheet(book, name) for number in row.people("N°")}
        found += [f"{name}: no tenant {number}" for number in numbers - people.keys()]
    for name in ("Historique", "Contexte"):
        keys = Counter((row.text("Indicateur"), row.whole("Année")) for row in sheet(book, name))
        found += [f"{name}: {key} twice" for key, count in keys.items() if count > 1]
    return found


def _duplicates(book: Book) -> list[str]:
    found = []
    for name, rows in book.items():
        seen = Counter(
            tuple(sorted((key, str(cell)) for key, cell in row.cells.items()))
            for row in rows
            if name != fold("Matériel RdR") and not (name == "rencontres" and not row.text("Heure"))
        )
        found += [f"{name}: twice {key}" for key, count in seen.items() if count > 1]
    return found


def _late(book: Book, year: int) -> list[str]:
    limit = date(year + 2, 12, 31)
    return [
        f"{name}: {cell}"
        for name, rows in book.items()
        for row in rows
        for cell in row.cells.values()
        if isinstance(cell, date) and cell > limit
    ]
