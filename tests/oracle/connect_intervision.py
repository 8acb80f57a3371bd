"""Intervision groups of the first line: cycles, groups, animators, enrolments, sessions."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date

from . import labels_programmes as labels
from .directory import Directory, distinct, with_counts
from .people import Year
from .reading import Book, Row, fold, sheet
from .rounding import Figures, put_list, put_ratio


@dataclass
class Group:
    """One group of a cycle with the rows that name its code."""

    cycle: str
    slot: str
    dutch: bool
    animators: set[str] = field(default_factory=set)
    sessions: list[date] = field(default_factory=list)
    enrolments: list[Row] = field(default_factory=list)

    def counted(self) -> list[Row]:
        """Accepted, and withdrawn on or after the first held session."""
        return [row for row in self.enrolments if self._counts(row)]

    def _counts(self, row: Row) -> bool:
        status = row.code("Statut", labels.ENROLMENT)
        gone = row.maybe_date("Date de retrait")
        if status == "withdrawn":
            return gone is not None and bool(self.sessions) and gone >= min(self.sessions)
        return status == "accepted"

    def held_in(self, year: Year) -> int:
        return sum(year.has(day) for day in self.sessions)


def _slot(row: Row) -> str:
    parts = [row.code("Jour", labels.DAY), row.code("Demi-journée", labels.HALF)]
    if row.code("Langue", labels.LANGUAGE) == "nl":
        parts.append("nl")
    return "_".join(part for part in parts if part)


def read_groups(book: Book) -> dict[str, Group]:
    groups: dict[str, Group] = {}
    for row in sheet(book, "Groupes"):
        row.code("Public", labels.FRONT_LINE)
        dutch = row.code("Langue", labels.LANGUAGE) == "nl"
        groups[fold(row.text("Code"))] = Group(fold(row.text("Cycle")), _slot(row), dutch)
    for row in sheet(book, "Animateurs"):
        row.code("Côté", labels.SIDE)
        groups[fold(row.text("Code groupe"))].animators.add(fold(row.text("Animateur")))
    for row in sheet(book, "Séances"):
        if row.code("Statut", labels.SESSION) == "held":
            groups[fold(row.text("Code groupe"))].sessions.append(row.date("Date"))
    for row in sheet(book, "Inscriptions"):
        groups[fold(row.text("Code groupe"))].enrolments.append(row)
    return groups


def intervision_figures(book: Book, directory: Directory, year: Year, out: Figures) -> None:
    groups = list(read_groups(book).values())
    cycles: dict[str, list[Group]] = defaultdict(list)
    for group in groups:
        cycles[group.cycle].append(group)
    for cycle, members in cycles.items():
        number = sum(len(group.counted()) for group in members)
        out[f"{_name(cycle)}.participants"] = str(number)
    current = sorted(cycle for cycle in cycles if str(year.number) in cycle.split("-"))
    for cycle in current:
        _cycle_figures(cycle, cycles[cycle], out)
        slots: dict[str, list[Group]] = defaultdict(list)
        for group in cycles[cycle]:
            slots[group.slot].append(group)
        for slot, members in slots.items():
            if slot:
                _slot_figures(f"{_name(cycle)}.{slot}", members, directory, year, out)
    held = sum(group.held_in(year) for group in groups)
    out["connect.intervision.sessions.total"] = str(held)
    running = [group for cycle in current for group in cycles[cycle]]
    animators = sum(len(group.animators) for group in running)
    enrolled = sum(len(group.counted()) for group in running)
    put_ratio(out, "connect.intervision.animators_per_group", animators, len(running))
    name = "connect.intervision.group.typical_size"
    put_ratio(out, name, enrolled, len(running), decimals=1)
    if current:
        _new_animators(current[-1], cycles, out)


def _name(cycle: str) -> str:
    return f"connect.intervision.{cycle.replace('-', '_')}"


def _cycle_figures(cycle: str, groups: list[Group], out: Figures) -> None:
    sectors = Counter(
        row.code("Secteur", labels.SECTOR) or "unknown"
        for group in groups
        for row in group.counted()
    )
    out[f"{_name(cycle)}.groups"] = str(len(groups))
    out[f"{_name(cycle)}.groups.nl"] = str(sum(group.dutch for group in groups))
    out[f"{_name(cycle)}.sectors"] = str(len(sectors.keys() - {"unknown"}))
    for code, number in sectors.items():
        out[f"{_name(cycle)}.sector.{code}"] = str(number)


def _slot_figures(
    name: str, groups: list[Group], directory: Directory, year: Year, out: Figures
) -> None:
    """The groups of one half-day and language (normally one)."""
    places = [
        directory.known(row.text("Institution")) for group in groups for row in group.counted()
    ]
    out[f"{name}.sessions"] = str(sum(group.held_in(year) for group in groups))
    out[f"{name}.institutions"] = str(len(distinct(places)))
    out[f"{name}.enrolments"] = str(len(places))
    out[f"{name}.animators"] = str(len(set().union(*(group.animators for group in groups))))
    put_list(out, f"{name}.institutions.list", with_counts(places))


def _new_animators(latest: str, cycles: dict[str, list[Group]], out: Figures) -> None:
    """Those of the latest cycle of P who were in no earlier cycle of the workbook."""
    now = set().union(*(group.animators for group in cycles[latest]))
    before: set[str] = set()
    for cycle, groups in cycles.items():
        if cycle < latest:
            before.update(*(group.animators for group in groups))
    out[f"{_name(latest)}.animators.new"] = str(len(now - before))
