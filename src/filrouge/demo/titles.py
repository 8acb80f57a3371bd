"""Titles of occupation: what paper a stay rests on, and from when to when."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from filrouge.demo.housing import CARE_HOME, PRIVATE, TEMPORARY
from filrouge.demo.model import DEATH, Person, Stay, Story

TRANSIT, OPEN_ENDED = "Bail de transit", "Bail illimité"
TRANSIT_DAYS = 548  # eighteen months
ROLLING = 12

Title = tuple[str, int, str, date, date | None, str]


def titles(rng: Random, people: list[Person], year: int) -> Iterator[Title]:
    """Rows of titles, in the order of the stays; `Fin` is the last day included."""
    rolling = _rolling_homes(rng, people, year)
    for person in people:
        for place, stay in enumerate(person.stays):
            following = person.stays[place + 1] if place + 1 < len(person.stays) else None
            end = _last_day(stay, following)
            for kind, first, last in _kinds(rng, person, stay, end, year):
                rolls = stay.home.code in rolling and kind == OPEN_ENDED
                yield stay.home.code, person.number, kind, first, last, "oui" if rolls else "non"


def _rolling_homes(rng: Random, people: list[Person], year: int) -> set[str]:
    """Dwellings that the association rents and sublets until the tenant takes over."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    current = [s for p in people if p.followed_in(year) for s in p.stays if s.touches(first, last)]
    fitting = sorted({s.home.code for s in current if s.home.kind in (PRIVATE, "ASBL")})
    return set(rng.sample(fitting, ROLLING))


def _last_day(stay: Stay, following: Stay | None) -> date | None:
    if stay.exit is None:
        return None
    if stay.destination == DEATH:  # the lease outlives the tenant: until the end of next month
        later = stay.exit.replace(day=1) + timedelta(days=63)
        return later.replace(day=1) - timedelta(days=1)
    if following is not None and following.dwelling is stay.dwelling:
        return following.entry - timedelta(days=1)
    return stay.exit - timedelta(days=1)


def _kinds(
    rng: Random, person: Person, stay: Stay, end: date | None, year: int
) -> list[tuple[str, date, date | None]]:
    kind, entry = stay.home.kind, stay.entry
    if kind == CARE_HOME:
        return [("Séjour en maison de repos", entry, end)]
    if kind == TEMPORARY:
        planned = date(max(year + 1, entry.year + 2), rng.choice((3, 6, 9)), 30)
        return [("Convention d'occupation précaire", entry, end or planned)]
    if person.story is Story.LEASE_CHANGE:
        renewed = stay.same_as is not None
        return [(OPEN_ENDED if renewed else TRANSIT, entry, end)]
    if kind == PRIVATE and rng.random() < 0.45:
        return [("Contrat direct", entry, end)]
    if kind == "AIS" and rng.random() < 0.5:
        return _transit_first(entry, end, year)
    return [(OPEN_ENDED, entry, end)]


def _transit_first(entry: date, end: date | None, year: int) -> list[tuple[str, date, date | None]]:
    """Eighteen months of transit, then a lasting lease in the same dwelling."""
    expiry = entry + timedelta(days=TRANSIT_DAYS)
    if end is not None and end <= expiry:
        return [(TRANSIT, entry, end)]
    if expiry > date(year, 12, 31):
        return [(TRANSIT, entry, expiry)]
    return [(TRANSIT, entry, expiry), (OPEN_ENDED, expiry + timedelta(days=1), end)]
