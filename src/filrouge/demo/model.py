"""People, follow-ups, stays and dwellings while a demonstration year is being made up."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Story(StrEnum):
    """What happens to a person during the reporting year."""

    STEADY = "steady"
    LEASE_CHANGE = "lease_change"
    MOVE = "move"
    REHOUSED = "rehoused"
    REENTRY = "reentry"
    LOST = "lost"
    LOST_PLANNED = "lost_planned"
    HOMELESS = "homeless"
    DEATH_HOUSED = "death_housed"
    DEATH_HOMELESS = "death_homeless"
    RELAYED = "relayed"
    STABILISED = "stabilised"
    OTHER_END = "other_end"
    PAUSED = "paused"
    RESUMED = "resumed"
    NEW = "new"
    COUPLE_STEADY = "couple_steady"
    COUPLE_MOVE = "couple_move"
    COUPLE_NEW = "couple_new"
    FORMER = "former"


COUPLES = (Story.COUPLE_STEADY, Story.COUPLE_MOVE, Story.COUPLE_NEW)
DEATH = "Décès"


@dataclass(slots=True)
class FollowUp:
    """One follow-up; `end` is its last day, `reason` is blank while it runs."""

    start: date
    end: date | None = None
    reason: str = ""


@dataclass(slots=True)
class Dwelling:
    """A dwelling; `commune` is the official name, rents are euros per month."""

    code: str
    landlord: str = ""
    kind: str = ""
    commune: str = ""
    address: str = ""
    intermediary: str = ""
    capacity: int = 1
    rent: float = 0.0
    charges: float = 0.0


@dataclass(slots=True)
class Stay:
    """One row of occupation; `exit` is the first day no longer occupied.

    `same_as` names the stay whose dwelling is taken over: the one before (lease change, return)
    or that of the partner.
    """

    person: int
    entry: date
    exit: date | None = None
    destination: str = ""
    reason: str = ""
    dwelling: Dwelling | None = None
    same_as: "Stay | None" = None
    care_home: bool = False

    @property
    def home(self) -> Dwelling:
        """The dwelling, once given out."""
        if self.dwelling is None:
            raise ValueError("the stay has no dwelling yet")
        return self.dwelling

    def occupied_on(self, day: date) -> bool:
        return self.entry <= day and (self.exit is None or self.exit > day)

    def touches(self, first: date, last: date) -> bool:
        """Whether one day at least of the stay lies between two days, both included."""
        return self.entry <= last and (self.exit is None or self.exit > first)


@dataclass(slots=True)
class Person:
    """One person accompanied, with the dates everything else is drawn from."""

    number: int
    story: Story
    index: int
    sex: str = "M"
    first_name: str = ""
    last_name: str = ""
    birth: date = date(1975, 1, 1)
    followups: list[FollowUp] = field(default_factory=list)
    stays: list[Stay] = field(default_factory=list)
    partner: "Person | None" = None
    leads: bool = True
    team: str = "ACT"
    funding: str = "Cocom"
    referrer: str = ""
    oriented: date | None = None
    ethos: int = 1
    months_24: int = 0
    months_36: int = 0
    months_total: int | None = None
    administrator: str = "non"

    @property
    def start(self) -> date:
        return self.followups[0].start

    @property
    def death(self) -> date | None:
        last = self.followups[-1]
        return last.end if last.reason == DEATH else None

    def followed_on(self, day: date) -> bool:
        return any(f.start <= day and (f.end is None or f.end >= day) for f in self.followups)

    def followed_in(self, year: int) -> bool:
        first, last = date(year, 1, 1), date(year, 12, 31)
        return any(f.start <= last and (f.end is None or f.end >= first) for f in self.followups)

    def housed_on(self, day: date) -> bool:
        return any(stay.occupied_on(day) for stay in self.stays)

    def reference_date(self, year: int) -> date:
        """min(31 December, end of the last follow-up started by then)."""
        last = date(year, 12, 31)
        end = [f for f in self.followups if f.start <= last][-1].end
        return last if end is None else min(last, end)

    def periods_in(self, year: int) -> list[tuple[date, date]]:
        """First and last days followed in the year, the day of a death left out."""
        first, last = date(year, 1, 1), date(year, 12, 31)
        found = []
        for item in self.followups:
            end = last if item.end is None else min(last, item.end)
            if item.reason == DEATH and item.end is not None and item.end <= last:
                end = date.fromordinal(end.toordinal() - 1)
            if max(item.start, first) <= end:
                found.append((max(item.start, first), end))
        return found
