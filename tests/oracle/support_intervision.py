"""Intervision of peer workers and of team leads."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date

from . import labels_programmes as labels
from .directory import Directory, distinct
from .people import Year
from .reading import Book, Row, fold, sheet
from .rounding import Figures, put_ratio

SHARED = {  # code -> part of the id
    "mental_health": "mental_health",
    "general_social_aid": "precarity",
    "drugs_addictions": "drugs_addictions",
    "general_health": "general_health",
    "youth_aid": "youth_aid",
    "homeless_aid": "homeless_aid",
    "sex_workers_aid": "sex_workers_aid",
    "violence_against_women": "violence_against_women",
}


@dataclass
class Group:
    """One group with its accepted enrolments, held sessions and presences."""

    code: str
    row: Row
    accepted: list[Row] = field(default_factory=list)
    held: set[date] = field(default_factory=set)
    present: set[tuple[date, str]] = field(default_factory=set)

    @property
    def peers(self) -> bool:
        return self.row.code("Public", labels.PEER_GROUP) == "peers"

    @property
    def cycle(self) -> str:
        return fold(self.row.text("Cycle"))

    def overlaps(self, year: Year) -> bool:
        return year.touches(self.row.date("Début"), self.row.date("Fin"))

    def held_in(self, year: Year) -> set[date]:
        return {day for day in self.held if year.has(day)}


def _read(book: Book) -> list[Group]:
    groups = {
        fold(row.text("Code groupe")): Group(fold(row.text("Code groupe")), row)
        for row in sheet(book, "Intervisions groupes")
    }

    def group(row: Row) -> Group:
        return groups[fold(row.text("Code groupe"))]

    for row in sheet(book, "Intervisions inscriptions"):
        if row.code("Statut", labels.ENROLMENT) == "accepted":
            group(row).accepted.append(row)
    for row in sheet(book, "Intervisions séances"):
        if row.code("Statut", labels.SESSION) == "held":
            group(row).held.add(row.date("Date"))
    for row in sheet(book, "Intervisions présences"):
        if row.yes("Présent"):
            group(row).present.add((row.date("Date"), fold(row.text("Participant"))))
    return sorted(groups.values(), key=lambda group: group.code)


def peer_intervision_figures(book: Book, directory: Directory, year: Year, out: Figures) -> None:
    groups = _read(book)
    cycles: dict[str, list[Group]] = defaultdict(list)
    for group in groups:
        if group.peers and str(year.number) in group.cycle.split("-"):
            cycles[group.cycle].append(group)
    for cycle, members in cycles.items():
        _cycle_figures(cycle.replace("-", "_"), members, year, out)
    running = [group for group in groups if group.overlaps(year)]
    peers = [group for group in running if group.peers]
    leads = [group for group in running if not group.peers]
    _year_figures(peers, directory, out)
    enrolled = [row for group in leads for row in group.accepted]
    places = distinct(directory.known(row.text("Institution")) for row in enrolled)
    out["support.pat.leads_intervision.enrolled"] = str(len(enrolled))
    out["support.pat.leads_intervision.institutions"] = str(len(places))
    held = sum(len(group.held_in(year)) for group in groups if not group.peers)
    out["support.pat.leads_intervision.sessions"] = str(held)
    contacts = [row.date("Date") for row in sheet(book, "Contacts responsables")]
    autumn = [day for day in contacts if year.has(day) and day.month >= 9]
    out["support.pat.leads_intervision.solicitations"] = str(len(autumn))


def _cycle_figures(cycle: str, groups: list[Group], year: Year, out: Figures) -> None:
    root = "support.pat.intervision"
    for number, group in enumerate(groups, start=1):  # already by code
        name = f"{root}.{cycle}.group{number}"
        held = group.held_in(year)
        there = sum(day in held for day, _ in group.present)
        out[f"{name}.sessions"] = str(len(held))
        put_ratio(out, f"{name}.mean_attendance", there, len(held))
        out[f"{name}.enrolled"] = str(len(group.accepted))
    total = sum(len(group.accepted) for group in groups)
    out[f"{root}.enrolled.{cycle}.total"] = str(total)


def _year_figures(groups: list[Group], directory: Directory, out: Figures) -> None:
    """Sectors, institutions and animators of the peer groups that overlap P."""
    root = "support.pat.intervision"
    enrolled = [row for group in groups for row in group.accepted]
    sectors = Counter(row.code("Secteur", labels.SECTOR) or "unknown" for row in enrolled)
    for code in {*SHARED, *sectors}:
        name = f"{root}.sector.{SHARED.get(code, code)}.share"
        put_ratio(out, name, sectors[code], len(enrolled), times=100, decimals=1)
    places = distinct(directory.known(row.text("Institution")) for row in enrolled)
    out[f"{root}.institutions.listed"] = str(len(places))
    animators = sum(len(group.row.items("Animateurs")) for group in groups)
    put_ratio(out, f"{root}.animators_per_group", animators, len(groups))
