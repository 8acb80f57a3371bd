"""Peer And Team support: accompaniments, activities, hires, training, representation."""

from __future__ import annotations

from collections import Counter
from datetime import date
from fractions import Fraction

from . import labels_programmes as labels
from .directory import Directory, distinct, put_names
from .labels import TRAINING
from .people import Year
from .reading import Book, Row, fold, sheet
from .rounding import Figures, exact, put_ratio, rounded

SHARED = ("mental_health", "drugs_addictions", "prison", "youth_aid", "homeless_aid")
HIRED = {"signed", "started", "left"}


def accompaniment_figures(book: Book, directory: Directory, year: Year, out: Figures) -> None:
    rows = {fold(row.text("Code")): row for row in sheet(book, "PAT accompagnements")}
    done = [
        row
        for row in sheet(book, "PAT activités")
        if row.code("Statut", labels.ACTIVITY_STATUS) == "done" and year.has(row.date("Date"))
    ]
    active = {fold(row.text("Accompagnement")) for row in done}
    counted = {
        code: row
        for code, row in rows.items()
        if code in active
        and row.code("Région", labels.REGION) == "brussels"
        and row.code("Financement", labels.PAT_FUNDING) == "cocom"
    }
    root = "support.pat.accompaniments"
    out[f"{root}.count"] = str(len(counted))
    names = distinct(directory.known(row.text("Institution")) for row in counted.values())
    put_names(out, f"{root}.list.users_section", names)
    put_names(out, f"{root}.list.results_section", names)
    sectors = Counter(_sector(row) for row in counted.values())
    for code in {*SHARED, *sectors}:
        name = f"{root}.sector.{code}.share"
        put_ratio(out, name, sectors[code], len(counted), times=100, decimals=1)
    _activity_figures([r for r in done if fold(r.text("Accompagnement")) in counted], out)
    _team_figures(list(rows.values()), directory, year, out)
    _hire_figures(book, set(counted), year, out)


def _sector(row: Row) -> str:
    return row.code("Secteur", labels.SECTOR) or "unknown"


def _activity_figures(done: list[Row], out: Figures) -> None:
    """Activities by kind; a training day counts its days."""
    sums: Counter[str] = Counter()
    days = Fraction(0)
    for row in done:
        kind = row.code("Type", labels.ACTIVITY)
        sums[kind] += 1
        if kind == "training_days":
            days += row.maybe_number("Durée (jours)") or 0
    root = "support.pat.activities"
    for code in labels.ACTIVITY.values():
        out[f"{root}.{code}"] = str(sums[code])
    out[f"{root}.training_days"] = rounded(days, 2)
    out[f"{root}.total"] = rounded(sums.total() - sums["training_days"] + days, 2)
    sizes = [len(row.items("Intervenants")) for row in done if row.items("Intervenants")]
    if sizes:
        out[f"{root}.min_workers"] = str(min(sizes))


def _team_figures(rows: list[Row], directory: Directory, year: Year, out: Figures) -> None:
    real = [row for row in rows if row.code("État", labels.PAT_STATE) != "prospect"]
    started = [row for row in real if row.date("Début") <= year.last]
    regions = Counter(row.code("Région", labels.REGION) for row in started)
    out["support.pat.teams.since_creation"] = str(len(started))
    out["support.pat.teams.since_creation.brussels"] = str(regions["brussels"])
    out["support.pat.teams.since_creation.wallonia"] = str(regions["wallonia"])
    tsi = distinct(
        directory.known(row.text("Institution"))
        for row in started
        if row.code("Financement", labels.PAT_FUNDING) == "tsi"
        and year.touches(row.date("Début"), row.maybe_date("Fin"))
    )
    out["support.pat.tsi.institutions"] = str(len(tsi))


def _hire_figures(book: Book, counted: set[str], year: Year, out: Figures) -> None:
    rows = sheet(book, "PAT engagements")
    signed = [
        (row, row.date("Date de contrat"))
        for row in rows
        if row.code("État", labels.HIRE) in HIRED and row.text("Date de contrat")
    ]
    hired = [(row, day) for row, day in signed if day <= year.last]
    brussels = [row for row, _ in hired if row.code("Région", labels.REGION) == "brussels"]
    of_year = [
        row for row, day in hired if year.has(day) and fold(row.text("Accompagnement")) in counted
    ]
    planned = [
        row
        for row in rows
        if row.code("État", labels.HIRE) == "planned"
        and row.maybe_number("Année visée") == year.number + 1
    ]
    out["support.pat.hires.since_creation"] = str(len(hired))
    out["support.pat.hires.since_creation.brussels"] = str(len(brussels))
    out["support.pat.hires.year"] = str(len(of_year))
    out["support.pat.hires.planned_next_year"] = str(len(planned))
    if year.number == 2024:
        early = [row for row, day in signed if day <= date(2022, 10, 31)]
        out["support.pat.2022.hired"] = str(len(early))


def peer_training_figures(book: Book, year: Year, out: Figures) -> None:
    given = [
        row
        for row in sheet(book, "PAT formations")
        if year.has(row.date("Date"))
        and row.code("Statut", TRAINING) == "given"
        and row.code("Contexte", labels.CONTEXT) == "outside"
    ]
    sessions: Counter[str] = Counter()
    people: Counter[str] = Counter()
    for row in given:
        audience = labels.PAT_AUDIENCE.get(fold(row.text("Public")), "")
        sessions[audience] += 1
        people[audience] += row.whole("Participants")
    root = "support.pat.training"
    for code in labels.PAT_AUDIENCE.values():
        out[f"{root}.{code}.sessions"] = str(sessions[code])
        name = f"{root}.{code}.participants_per_session"
        put_ratio(out, name, people[code], sessions[code], decimals=1)
    days = sum((row.number("Durée (jours)") for row in given), Fraction(0))
    out[f"{root}.sessions.total"] = str(len(given))
    out[f"{root}.days.total"] = rounded(days, 2)
    out[f"{root}.attendances.total"] = str(people.total())


def representation_figures(book: Book, year: Year, out: Figures) -> None:
    rows = [row for row in sheet(book, "Représentation") if year.has(row.date("Date"))]

    def of(kind: str) -> list[Row]:
        return [row for row in rows if row.code("Type", labels.ACTION) == kind]

    root = "support.pat.representation"
    out[f"{root}.actions"] = str(len(rows))
    students = sum(
        (row.maybe_number("Nombre") or Fraction(0) for row in of("students")), Fraction(0)
    )
    out[f"{root}.students"] = exact(students)
    workers = {fold(item) for row in of("interview") for item in row.items("Intervenants")}
    out[f"{root}.interview.workers"] = str(len(workers))
    audiences: dict[str, Fraction] = {}
    for row in rows:
        code = labels.AUDIENCE_TITLE.get(fold(row.text("Titre")))
        size = row.maybe_number("Public")
        if code and size is not None:
            audiences[code] = audiences.get(code, Fraction(0)) + size
    for code, size in audiences.items():
        out[f"{root}.{code}.audience"] = exact(size)


def work_time_figures(book: Book, year: Year, out: Figures) -> None:
    total = Fraction(0)
    spent = Fraction(0)
    for row in sheet(book, "Temps de travail"):
        if fold(row.text("Équipe")) == "pat" and row.text("Mois")[:4] == str(year.number):
            total += row.number("Heures")
            if row.code("Activité", labels.WORK) == "accompaniment":
                spent += row.number("Heures")
    put_ratio(out, "support.pat.worktime.accompaniment.share", spent, total, times=100)
