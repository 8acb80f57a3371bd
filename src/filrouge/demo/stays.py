"""Where people lived: the stays of each person, written from the story of the year."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from filrouge.demo import days
from filrouge.demo.model import DEATH, Person, Stay, Story

OTHER_HOME, SAME_HOME, STREET, INSTITUTION = "Autre logement", "Même logement", "Rue", "Institution"
LOSSES = {
    STREET: ("Expulsion", "Abandon du logement", "Fin de convention", "Conflit de voisinage"),
    INSTITUTION: ("Hospitalisation longue", "Incarcération", "Cure résidentielle"),
}


def write_stays(seed: int, block: int, people: list[Person], year: int) -> list[Stay]:
    """The stays of all people, in the order of people then of entries."""
    for person in people:
        if person.leads:
            rng = days.stream(seed, block, person.story, person.index, "stays")
            person.stays = _past(rng, person, year)
            STORIES.get(person.story, _nothing)(rng, person, year)
    for person in people:
        if not person.leads and person.partner is not None:
            person.stays = [_shared(person, stay) for stay in person.partner.stays]
    return [stay for person in people for stay in person.stays]


def _shared(person: Person, stay: Stay) -> Stay:
    return Stay(person.number, stay.entry, stay.exit, stay.destination, stay.reason, same_as=stay)


def _past(rng: Random, person: Person, year: int) -> list[Stay]:
    """Stays from the start, one after the other, the last one still open.

    The earlier moves all fall before the two years that precede the year: later losses and
    returns belong to the story.
    """
    start = person.start
    if person.story is Story.NEW and person.index == 1:
        start += timedelta(days=12)  # prepared before the entry: a warning, on purpose
    stays = [Stay(person.number, days.next_workday(start))]
    end = person.followups[0].end
    last = date(year - 2, 3, 1)
    if end is not None:
        last = min(last, end - timedelta(days=60))
    span = (last - start).days
    if span > 500 and rng.random() < 0.42:
        for _ in range(rng.choice((1, 1, 1, 2))):
            low, high = stays[-1].entry + timedelta(days=150), last
            if (high - low).days > 60:
                _move(rng, stays, days.pick_workday(rng, low, high))
    return stays


def _leave(stay: Stay, day: date, destination: str, reason: str = "") -> None:
    stay.exit, stay.destination, stay.reason = day, destination, reason


def _move(rng: Random, stays: list[Stay], day: date, gap: int | None = None) -> Stay:
    """A flat for another; most people sleep in the new one the very day."""
    _leave(stays[-1], day, OTHER_HOME)
    gap = rng.choice((0, 0, 0, 1, 3, 6)) if gap is None else gap
    stays.append(Stay(stays[-1].person, day + timedelta(days=gap)))
    return stays[-1]


def _lose(rng: Random, stay: Stay, day: date, destination: str) -> None:
    _leave(stay, day, destination, rng.choice(LOSSES[destination]))


def _nothing(rng: Random, person: Person, year: int) -> None:
    """Housed all along: nothing to write."""


def _lease_change(rng: Random, person: Person, year: int) -> None:
    stay = person.stays[-1]
    day = days.pick_workday(rng, date(year, 4, 2), date(year, 9, 30))
    # The second person's worker ticked "other dwelling": the same dwelling still means one stay.
    destination, gap = ((SAME_HOME, 1), (OTHER_HOME, 0))[person.index % 2]
    _leave(stay, day, destination, "Changement de bail")
    entry = day + timedelta(days=gap)
    person.stays.append(Stay(person.number, entry, same_as=stay))


def _change_flat(rng: Random, person: Person, year: int) -> None:
    if (
        person.story is Story.MOVE and person.index == 0
    ):  # left in December, entered in January: dated at the entry
        _move(rng, person.stays, date(year - 1, 12, 19), gap=20)
        return
    first = max(date(year, 1, 15), person.start + timedelta(days=60))
    _move(rng, person.stays, days.pick_workday(rng, first, date(year, 12, 6)))


def _rehoused(rng: Random, person: Person, year: int) -> None:
    stay = person.stays[-1]
    if person.index % 2 == 0:  # back from hospital into the flat that was kept
        day = days.pick_workday(rng, date(year, 2, 5), date(year, 3, 29))
        _leave(stay, day, INSTITUTION, "Hospitalisation longue")
        entry = days.next_workday(day + timedelta(days=rng.randint(60, 100)))
        person.stays.append(Stay(person.number, entry, same_as=stay))
        return
    day = days.pick_workday(rng, date(year, 3, 4), date(year, 5, 31))
    _lose(rng, stay, day, STREET)
    entry = days.next_workday(day + timedelta(days=rng.randint(70, 150)))
    person.stays.append(Stay(person.number, entry))


def _reentry(rng: Random, person: Person, year: int) -> None:
    first = date(year - 1, 5, 2)
    where = (STREET, INSTITUTION)[person.index % 2]
    _lose(rng, person.stays[-1], days.pick_workday(rng, first, date(year - 1, 11, 28)), where)
    entry = days.pick_workday(rng, date(year, 2, 5), date(year, 7, 12))
    person.stays.append(Stay(person.number, entry))


def _lost(rng: Random, person: Person, year: int) -> None:
    where = (INSTITUTION, STREET, STREET)[person.index % 3]
    day = days.pick_workday(rng, date(year, 5, 13), date(year, 11, 22))
    _lose(rng, person.stays[-1], day, where)
    if person.story is Story.LOST_PLANNED:
        entry = days.pick_workday(rng, date(year + 1, 1, 13), date(year + 1, 2, 28))
        person.stays.append(Stay(person.number, entry))


def _homeless(rng: Random, person: Person, year: int) -> None:
    first, last = date(year - 2, 6, 3), date(year - 1, 11, 24)
    where = (STREET, STREET, INSTITUTION)[person.index % 3]
    _lose(rng, person.stays[-1], days.pick_workday(rng, first, last), where)


def _dies_at_home(rng: Random, person: Person, year: int) -> None:
    if person.death is not None:
        _leave(person.stays[-1], person.death, DEATH, "Décès")


def _ends_outside(rng: Random, person: Person, year: int) -> None:
    day = days.pick_workday(rng, date(year, 4, 22), date(year, 6, 14))
    _lose(rng, person.stays[-1], day, STREET)


def _resumed(rng: Random, person: Person, year: int) -> None:
    day = days.pick_workday(rng, date(year - 2, 8, 5), date(year - 2, 9, 30))
    _lose(rng, person.stays[-1], day, STREET)
    entry = days.pick_workday(rng, date(year, 5, 13), date(year, 6, 21))
    person.stays.append(Stay(person.number, entry))


def _newcomer(rng: Random, person: Person, year: int) -> None:
    if person.index == 2:  # a transit flat first, then a lasting one
        day = days.pick_workday(rng, date(year, 9, 9), date(year, 10, 18))
        _move(rng, person.stays, day)


def _left_before(rng: Random, person: Person, year: int) -> None:
    """Former tenants: dead at home, gone, or still in the flat with another service."""
    end = person.followups[-1].end
    stay = person.stays[-1]
    if person.death is not None:
        _leave(stay, person.death, DEATH, "Décès")
    elif end is not None and person.index % 3 == 0:
        _lose(rng, stay, end, INSTITUTION)
    elif end is not None and person.index % 3 == 1:
        _leave(stay, end, OTHER_HOME, "Autre service")


STORIES: dict[Story, Callable[[Random, Person, int], None]] = {
    Story.LEASE_CHANGE: _lease_change,
    Story.MOVE: _change_flat,
    Story.COUPLE_MOVE: _change_flat,
    Story.REHOUSED: _rehoused,
    Story.REENTRY: _reentry,
    Story.LOST: _lost,
    Story.LOST_PLANNED: _lost,
    Story.HOMELESS: _homeless,
    Story.DEATH_HOMELESS: _homeless,
    Story.DEATH_HOUSED: _dies_at_home,
    Story.OTHER_END: _ends_outside,
    Story.RESUMED: _resumed,
    Story.NEW: _newcomer,
    Story.FORMER: _left_before,
}
