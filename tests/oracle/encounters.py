"""Encounters: counts, durations, topics, missed visits, and the first weeks of new persons."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from . import labels
from .people import Person, Year
from .reading import Book, sheet
from .rounding import Figures, put_mean, put_ratio, put_share

FACE_TO_FACE = ("home_visit", "outing", "case_conference")
PLURAL = {"home_visit": "home_visits", "outing": "outings", "case_conference": "case_conferences"}
DAYS_PER_MONTH = Fraction("30.4375")


@dataclass(frozen=True)
class Encounter:
    """One row of Rencontres that counts: a held one lies inside a follow-up of each person."""

    people: tuple[int, ...]
    day: date
    kind: str
    status: str
    duration: Fraction | None
    travel: Fraction | None
    topics: tuple[str, ...]

    @property
    def held_face_to_face(self) -> bool:
        return self.status == "held" and self.kind in FACE_TO_FACE


def read_encounters(book: Book, people: dict[int, Person]) -> list[Encounter]:
    """Every row but the held ones outside a follow-up, which are in no figure."""
    found = []
    for row in sheet(book, "Rencontres"):
        encounter = Encounter(
            people=tuple(row.people("N°")),
            day=row.date("Date"),
            kind=row.code("Type", labels.KIND),
            status=row.code("Statut", labels.STATUS),
            duration=row.maybe_number("Durée (min)"),
            travel=row.maybe_number("Trajet (min)"),
            topics=tuple(row.codes("Domaines", labels.TOPIC)),
        )
        inside = all(people[number].followed_on(encounter.day) for number in encounter.people)
        if encounter.status != "held" or inside:
            found.append(encounter)
    return found


def encounter_figures(
    encounters: list[Encounter], followed: list[Person], year: Year, out: Figures
) -> None:
    of_year = [encounter for encounter in encounters if year.has(encounter.day)]
    tally = Counter((encounter.kind, encounter.status) for encounter in of_year)
    face = [encounter for encounter in of_year if encounter.held_face_to_face]
    for kind in FACE_TO_FACE:
        out[f"hf.encounters.{PLURAL[kind]}"] = str(tally[kind, "held"])
        durations = [e.duration for e in face if e.kind == kind and e.duration is not None]
        put_mean(out, f"hf.encounters.duration.{kind}", durations)
    out["hf.encounters.total"] = str(len(face))
    out["hf.encounters.phone"] = str(tally["phone", "held"])
    out["x.hf.encounters.street"] = str(tally["street", "held"])
    put_mean(out, "hf.encounters.travel", [e.travel for e in face if e.travel is not None])
    absent = tally["home_visit", "absent"]
    out["x.hf.encounters.tenant_absent"] = str(absent)
    base = tally["home_visit", "held"] + absent
    put_share(out, "hf.encounters.missed.share", absent, base)
    cancelled = sum(encounter.status == "cancelled" for encounter in of_year)
    out["x.hf.encounters.cancelled"] = str(cancelled)
    out["x.hf.encounters.couple"] = str(sum(len(e.people) >= 2 for e in face))
    _topic_figures(face, out)
    _per_month_figures(face, followed, year, out)


def _topic_figures(face: list[Encounter], out: Figures) -> None:
    topics = Counter(topic for encounter in face for topic in encounter.topics)
    out["hf.topics.total"] = str(topics.total())
    for code in dict.fromkeys(labels.TOPIC.values()):
        out[f"hf.topics.{code}.count"] = str(topics[code])
        put_share(out, f"hf.topics.{code}.share", topics[code], topics.total())
    out["hf.topics.crisis.interventions"] = out["hf.topics.crisis.count"]


def _per_month_figures(
    face: list[Encounter], followed: list[Person], year: Year, out: Figures
) -> None:
    days = {person.number: person.days(year) for person in followed}
    months = sum(days.values()) / DAYS_PER_MONTH
    put_ratio(out, "x.hf.person_months", months, 1, decimals=1)
    put_ratio(out, "hf.encounters.mean_per_tenant_month", len(face), months, decimals=1)
    visits = Counter(n for e in face if e.kind == "home_visit" for n in e.people)
    rates = [visits[n] * DAYS_PER_MONTH / spent for n, spent in days.items() if spent >= 30]
    if rates:
        put_ratio(out, "hf.encounters.max_per_month", max(rates), 1)


def start_weeks_figures(
    encounters: list[Encounter],
    first_entries: list[tuple[Person, date]],
    year: Year,
    out: Figures,
) -> None:
    """Weeks of the first thirteen, complete before the reference date, without any meeting."""
    met: dict[int, set[date]] = defaultdict(set)
    for encounter in encounters:
        if encounter.held_face_to_face:
            for number in encounter.people:
                met[number].add(encounter.day)
    missed = 0
    for person, entry in first_entries:
        limit = person.reference(year)
        for week in range(13):
            week_days = [entry + timedelta(days=7 * week + shift) for shift in range(7)]
            if week_days[-1] < limit and not met[person.number].intersection(week_days):
                missed += 1
    out["x.hf.rule.start_weeks_missed"] = str(missed)
