"""Dwellings, stays, moves, retention, landlords, titles and rents."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction

from . import labels
from .people import Person, Year
from .reading import Book, fold, sheet
from .rounding import Figures, put_list, put_mean, put_ratio, put_share


@dataclass(frozen=True)
class Stay:
    """Consecutive rows of one person in one dwelling; `leave` is the first day out."""

    number: int
    dwelling: str
    enter: date
    leave: date | None
    destination: str

    def last_day(self) -> date:
        """The last day occupied: the day of a death counts."""
        if self.leave is None:
            return date.max
        return self.leave if self.destination == "death" else self.leave - timedelta(days=1)

    def occupies(self, day: date) -> bool:
        return self.enter <= day <= self.last_day()


type Stays = dict[int, list[Stay]]


def read_stays(book: Book) -> Stays:
    """The stays of each person in order, rows of one dwelling without a day between joined."""
    rows: Stays = defaultdict(list)
    for row in sheet(book, "Occupations"):
        stay = Stay(
            row.whole("N°"),
            fold(row.text("Code logement")),
            row.date("Entrée"),
            row.maybe_date("Sortie"),
            row.code("Destination", labels.DESTINATION),
        )
        rows[stay.number].append(stay)
    return {number: _joined(stays) for number, stays in rows.items()}


def _joined(rows: list[Stay]) -> list[Stay]:
    stays: list[Stay] = []
    for row in sorted(rows, key=lambda stay: (stay.enter, stay.leave or date.max)):
        before = stays[-1] if stays else None
        if (
            before
            and before.dwelling == row.dwelling
            and before.leave
            and (row.enter - before.leave).days in (0, 1)
        ):
            stays[-1] = replace(row, enter=before.enter)
        else:
            stays.append(row)
    return stays


def occupied_on(stays: Stays, number: int, day: date) -> str | None:
    """The dwelling a person occupies on a day."""
    return next((s.dwelling for s in stays.get(number, []) if s.occupies(day)), None)


def occupied_in(stays: Stays, followed: list[Person], year: Year) -> set[str]:
    """Dwellings occupied on a day of P at least by a person followed that day."""
    found = set()
    for person in followed:
        for stay in stays.get(person.number, []):
            for part in person.follow_ups:
                start = max(stay.enter, part.start, year.first)
                if start <= min(stay.last_day(), part.end or date.max, year.last):
                    found.add(stay.dwelling)
    return found


def occupied_at_end(stays: Stays, followed: list[Person], year: Year) -> set[str]:
    """Dwellings occupied on 31/12 by persons still followed."""
    found = {
        occupied_on(stays, person.number, year.last)
        for person in followed
        if person.still_followed(year)
    }
    return {dwelling for dwelling in found if dwelling}


def retention_figures(stays: Stays, followed: list[Person], year: Year, out: Figures) -> int:
    """Retention, load and lost housing; returns the number of persons maintained."""
    kept = sum(bool(occupied_on(stays, p.number, p.reference(year))) for p in followed)
    out["x.hf.retention.maintained"] = str(kept)
    put_share(out, "hf.retention.rate", kept, len(followed))
    load = lost = 0
    for person in followed:
        if not person.still_followed(year):
            continue
        own = stays.get(person.number, [])
        if occupied_on(stays, person.number, year.last):
            load += 1
        elif any(year.has(stay.leave) for stay in own):
            lost += any(stay.enter.year == year.number + 1 for stay in own)
    out["hf.staff.load.tenants"] = str(load)
    out["hf.lost_housing.reentry_planned"] = str(lost)
    return kept


def move_figures(stays: Stays, followed: list[Person], year: Year, new: int, out: Figures) -> None:
    """Moves of the year; two persons with the same key make one, deaths are per person."""
    flat_to_flat: set[tuple[str, str, date]] = set()
    reentry: set[tuple[str, date]] = set()
    exits: set[tuple[str, date, str]] = set()
    deaths = 0
    for person in followed:
        own = stays.get(person.number, [])
        for before, after in zip([None, *own], own, strict=False):
            day = after.enter
            if before and year.has(day) and person.followed_on(day):
                moved = before.dwelling != after.dwelling
                if before.destination == "other_dwelling" and moved:
                    flat_to_flat.add((before.dwelling, after.dwelling, day))
                if before.destination in ("street", "institution"):
                    reentry.add((after.dwelling, day))
            left = after.leave
            if left and year.has(left) and person.followed_on(left):
                if after.destination in ("street", "institution"):
                    exits.add((after.dwelling, left, after.destination))
                deaths += after.destination == "death"
    destinations = Counter(destination for _, _, destination in exits)
    total = len(flat_to_flat) + len(reentry) + len(exits) + deaths
    out["hf.moves.flat_to_flat"] = str(len(flat_to_flat))
    out["hf.moves.reentry"] = str(len(reentry))
    out["hf.moves.exit"] = str(len(exits) + deaths)
    out["hf.moves.total"] = str(total)
    out["hf.moves.with_new_entries"] = str(total + new)
    put_ratio(out, "hf.moves.per_month", total + new, 12)
    out["x.hf.moves.exit.street"] = str(destinations["street"])
    out["x.hf.moves.exit.institution"] = str(destinations["institution"])
    out["x.hf.moves.exit.death"] = str(deaths)


@dataclass(frozen=True)
class Dwelling:
    commune: str
    landlord: str
    kind: str
    project: str
    intermediary: str
    rent: Fraction | None


def read_dwellings(book: Book) -> dict[str, Dwelling]:
    landlords = {fold(row.text("Nom")): row for row in sheet(book, "Bailleurs")}
    dwellings = {}
    for row in sheet(book, "Logements"):
        landlord = fold(row.text("Bailleur"))
        owner = landlords[landlord]
        own = row.code("Intermédiaire", labels.INTERMEDIARY)
        dwellings[fold(row.text("Code"))] = Dwelling(
            commune=labels.commune(row.text("Commune")),
            landlord=landlord,
            kind=owner.code("Type", labels.LANDLORD_TYPE),
            project=owner.code("Projet", labels.PROJECT),
            intermediary=own or owner.code("Intermédiaire", labels.INTERMEDIARY),
            rent=row.maybe_number("Loyer"),
        )
    return dwellings


def dwelling_figures(
    book: Book, stays: Stays, followed: list[Person], year: Year, out: Figures
) -> None:
    dwellings = read_dwellings(book)
    used = [dwellings[code] for code in sorted(occupied_in(stays, followed, year))]
    at_end = sorted(occupied_at_end(stays, followed, year))
    communes = sorted({dwelling.commune for dwelling in used})
    out["hf.communes.count"] = str(len(communes))
    put_list(out, "hf.communes.list", communes)
    partners = [dwelling for dwelling in used if dwelling.kind != "private"]
    units = Counter(labels.LANDLORD.get(dwelling.landlord, "") for dwelling in partners)
    for code in labels.LANDLORD.values():
        out[f"hf.landlord.{code}.units"] = str(units[code])
    via = Counter(dwelling.intermediary for dwelling in partners)
    listed = {dwelling.landlord for dwelling in partners}
    year_end = {dwellings[code].landlord for code in at_end if dwellings[code].kind != "private"}
    out["hf.landlord.units.total"] = str(len(partners))
    out["hf.landlord.units.via_ccl"] = str(via["ccl"])
    out["hf.landlord.units.via_bru4home"] = str(via["bru4home"])
    out["hf.landlord.units.ais"] = str(sum(d.kind == "ais" for d in partners))
    out["hf.landlord.units.issue"] = str(sum(d.project == "issue" for d in partners))
    out["hf.landlord.partners.listed"] = str(len(listed))
    out["hf.landlord.partners.limits_section"] = str(len(listed) + len(set(via) - {"", "none"}))
    out["hf.landlord.partners.hr_section"] = str(len(year_end))
    out["x.hf.landlord.units.private"] = str(len(used) - len(partners))
    rents = _rents(book, dwellings, year.last)
    valid = [rent for code in at_end if (rent := rents[code]) is not None]
    put_mean(out, "x.hf.rent.mean_year_end", valid, decimals=2)


def _rents(book: Book, dwellings: dict[str, Dwelling], day: date) -> dict[str, Fraction | None]:
    rents = {code: dwelling.rent for code, dwelling in dwellings.items()}
    for row in sorted(sheet(book, "Loyers"), key=lambda row: row.date("À partir du")):
        if row.date("À partir du") <= day:
            rents[fold(row.text("Code logement"))] = row.number("Loyer")
    return rents


def lease_figures(book: Book, people: dict[int, Person], year: Year, out: Figures) -> None:
    """Distinct dwellings with a rolling title on a day of P inside a follow-up of its holder."""
    rolling = set()
    for row in sheet(book, "Titres"):
        start, end = row.date("Début"), row.maybe_date("Fin") or date.max
        for part in people[row.whole("N°")].follow_ups:
            first = max(start, part.start, year.first)
            common = first <= min(end, part.end or date.max, year.last)
            if common and row.yes("Bail glissant"):
                rolling.add(fold(row.text("Code logement")))
    out["hf.lease.rolling"] = str(len(rolling))
