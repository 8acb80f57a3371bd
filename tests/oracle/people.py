"""Persons, follow-ups, team, funding, ages and incomes."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from . import labels
from .reading import Book, Row, sheet
from .rounding import Figures, put_mean, put_share


@dataclass(frozen=True)
class Year:
    """The reporting year P."""

    number: int

    @property
    def first(self) -> date:
        return date(self.number, 1, 1)

    @property
    def last(self) -> date:
        return date(self.number, 12, 31)

    def has(self, day: date | None) -> bool:
        return day is not None and day.year == self.number

    def touches(self, start: date | None, end: date | None) -> bool:
        """Does an interval with its last day included overlap P? A blank bound is open."""
        return (start is None or start <= self.last) and (end is None or end >= self.first)


@dataclass(frozen=True)
class FollowUp:
    """From the start to the end, both included; no end: still running."""

    start: date
    end: date | None
    reason: str

    def holds(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day <= self.end)


@dataclass
class Person:
    """One row of Locataires with its Reprises and its dated changes."""

    number: int
    sex: str
    birth: date
    street_months: Fraction | None
    team: str
    funding: str
    follow_ups: list[FollowUp]
    changes: list[tuple[date, str, str]] = field(default_factory=list)

    def followed_on(self, day: date) -> bool:
        return any(part.holds(day) for part in self.follow_ups)

    def followed_in(self, year: Year) -> bool:
        return any(year.touches(part.start, part.end) for part in self.follow_ups)

    def still_followed(self, year: Year) -> bool:
        """Followed on 31/12 with an end blank or later."""
        return any(part.start <= year.last and _after(part.end, year) for part in self.follow_ups)

    def reference(self, year: Year) -> date:
        """min(31/12, end of the last follow-up started by 31/12)."""
        started = [part for part in self.follow_ups if part.start <= year.last]
        last = max(started, key=lambda part: part.start)
        return min(year.last, last.end or year.last)

    def first_day(self, year: Year) -> date:
        """The first day of follow-up in P."""
        inside = [part for part in self.follow_ups if year.touches(part.start, part.end)]
        return max(year.first, min(part.start for part in inside))

    def valid(self, day: date) -> tuple[str, str]:
        """Team and funding on a day: the start values, then the changes dated by that day."""
        team, funding = self.team, self.funding
        for since, new_team, new_funding in sorted(self.changes, key=lambda change: change[0]):
            if since <= day:
                team, funding = new_team or team, new_funding or funding
        return team, funding

    def days(self, year: Year) -> int:
        """Days of P inside a follow-up, each once."""
        seen: set[int] = set()
        for part in self.follow_ups:
            start, end = max(part.start, year.first), min(part.end or year.last, year.last)
            seen.update(range(start.toordinal(), end.toordinal() + 1))
        return len(seen)

    def age(self, day: date) -> int:
        birthday_to_come = (day.month, day.day) < (self.birth.month, self.birth.day)
        return day.year - self.birth.year - birthday_to_come

    def died_in(self, year: Year) -> bool:
        return any(part.reason == "death" and year.has(part.end) for part in self.follow_ups)


def _after(end: date | None, year: Year) -> bool:
    return end is None or end > year.last


def read_people(book: Book) -> dict[int, Person]:
    """Every person of Locataires, followed in P or not, by number."""
    people: dict[int, Person] = {}
    for row in sheet(book, "Locataires"):
        person = Person(
            number=row.whole("N°"),
            sex=row.code("Genre", labels.SEX),
            birth=row.date("Date de naissance"),
            street_months=row.maybe_number("Mois de rue cumulés"),
            team=row.code("Équipe", labels.TEAM),
            funding=row.code("Financement", labels.FUNDING),
            follow_ups=[_follow_up(row, "Début d'accompagnement", "Fin d'accompagnement")],
        )
        if person.number in people:
            raise ValueError(f"tenant {person.number} twice")
        people[person.number] = person
    for row in sheet(book, "Reprises"):
        people[row.whole("N°")].follow_ups.append(_follow_up(row, "Reprise", "Fin"))
    for row in sheet(book, "Équipes"):
        change = (
            row.date("Date d'effet"),
            row.code("Équipe", labels.TEAM),
            row.code("Financement", labels.FUNDING),
        )
        people[row.whole("N°")].changes.append(change)
    return people


def _follow_up(row: Row, start: str, end: str) -> FollowUp:
    reason = row.code("Motif de fin", labels.END_REASON)
    return FollowUp(row.date(start), row.maybe_date(end), reason)


def follow_up_figures(followed: list[Person], year: Year, out: Figures) -> None:
    """Flows, ends, team and funding of the year, sex, ages and street time."""
    count = len(followed)
    out["hf.tenants.followed"] = str(count)
    out["hf.tenants.active_year_end"] = str(sum(p.still_followed(year) for p in followed))
    _end_figures(followed, year, out)
    states = [person.valid(person.first_day(year)) for person in followed]
    for code in ("cocom", "spp_is", "tsi"):
        out[f"hf.tenants.funded.{code}"] = str(sum(funding == code for _, funding in states))
    for code in ("act", "icm"):
        out[f"x.hf.tenants.team.{code}"] = str(sum(team == code for team, _ in states))
    for name, sex in (("men", "M"), ("women", "F")):
        number = sum(person.sex == sex for person in followed)
        out[f"hf.sex.{name}"] = str(number)
        put_share(out, f"hf.sex.{name}.share", number, count)
    ages = [person.age(person.reference(year)) for person in followed]
    if ages:
        out["hf.age.min"], out["hf.age.max"] = str(min(ages)), str(max(ages))
    put_mean(out, "hf.age.mean", ages)
    known = [p.street_months / 12 for p in followed if p.street_months is not None]
    out["x.hf.street_time.known"] = str(len(known))
    put_mean(out, "hf.street_time.mean_years", known)


def _end_figures(followed: list[Person], year: Year, out: Figures) -> None:
    ends = [part for p in followed for part in p.follow_ups if year.has(part.end)]
    deaths = [part.end for part in ends if part.reason == "death"]
    months = Counter(day.month for day in deaths if day)
    out["hf.deaths"] = str(len(deaths))
    put_share(out, "hf.deaths.rate", len(deaths), len(followed))
    out["hf.closures.other"] = str(len(ends) - len(deaths))
    out["x.hf.deaths.by_month"] = "; ".join(str(months[month]) for month in range(1, 13))
    numbers = {months[month] for month in range(1, max(months, default=0) + 1)}
    if len(numbers) == 1:
        out["hf.deaths.per_month"] = str(numbers.pop())


def income_figures(
    book: Book, followed: list[Person], new: list[Person], year: Year, out: Figures
) -> None:
    """Persons by kind of income at the reference date (salary: overlapping P)."""
    reference = {person.number: person.reference(year) for person in followed}
    holders: dict[str, set[int]] = defaultdict(set)
    for row in sheet(book, "Revenus"):
        number, kind = row.whole("N°"), row.code("Revenu", labels.INCOME)
        start, end = row.date("Début"), row.maybe_date("Fin")
        if number not in reference or start > reference[number]:
            continue
        limit = year.first if kind == "salary" else reference[number]
        if end is None or end >= limit:
            holders[kind].add(number)
    for code in labels.INCOME.values():
        out[f"hf.income.{code}"] = str(len(holders[code]))
    out["hf.paid_work"] = out["hf.income.salary"]
    with_ris = sum(person.number in holders["ris_cpas"] for person in new)
    put_share(out, "hf.income.new_tenants.ris.share", with_ris, len(new))


def candidate_figures(book: Book, year: Year, out: Figures) -> None:
    """Candidates about to enter, and referring associations active in P."""
    first, last = date(year.number + 1, 1, 1), date(year.number + 1, 3, 31)
    ready = 0
    for row in sheet(book, "Candidats"):
        entry, state = row.maybe_date("Entrée prévue le"), row.code("État", labels.CANDIDATE)
        ready += state in ("preparing", "selected") and entry is not None and first <= entry <= last
    out["hf.tenants.in_preparation"] = str(ready)
    out["hf.referrers.associations"] = str(
        sum(
            row.code("Genre", labels.REFERRER) == "association"
            and year.touches(row.maybe_date("Actif depuis"), row.maybe_date("Actif jusqu'au"))
            for row in sheet(book, "Envoyeurs")
        )
    )
