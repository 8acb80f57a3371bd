"""Who is accompanied: the cast of a year, follow-ups, identity and referral."""

from collections.abc import Iterable
from datetime import date, timedelta
from random import Random

from filrouge.demo import days
from filrouge.demo.model import COUPLES, DEATH, FollowUp, Person, Story
from filrouge.demo.words import organisation, words

# 86 people followed in the year and 15 whose follow-up ended before it.
CAST: tuple[tuple[Story, int], ...] = (
    (Story.STEADY, 36),
    (Story.LEASE_CHANGE, 2),
    (Story.MOVE, 12),
    (Story.REHOUSED, 2),
    (Story.REENTRY, 2),
    (Story.LOST, 2),
    (Story.LOST_PLANNED, 3),
    (Story.HOMELESS, 3),
    (Story.DEATH_HOUSED, 4),
    (Story.DEATH_HOMELESS, 1),
    (Story.RELAYED, 1),
    (Story.STABILISED, 1),
    (Story.OTHER_END, 1),
    (Story.PAUSED, 1),
    (Story.RESUMED, 1),
    (Story.NEW, 8),
    (Story.COUPLE_STEADY, 2),
    (Story.COUPLE_MOVE, 2),
    (Story.COUPLE_NEW, 2),
    (Story.FORMER, 15),
)
BLOCK_SIZE = sum(count for _, count in CAST)
# Years before the reporting year in which follow-ups started, with their weights.
START_WEIGHTS = ((10, 7), (9, 9), (8, 8), (7, 11), (6, 9), (5, 7), (4, 5), (3, 9), (2, 8), (1, 9))
DEATHS = ((2, 18), (4, 6), (4, 27), (9, 14))
NEW_MONTHS = (1, 2, 3, 4, 6, 8, 9, 10)
WOMEN, OTHER_SEX = 30, 1  # among singles followed in the year; each couple adds one woman
FORMER_REASONS = ("Décès", "Relais vers un service", "Stabilisé", "Autre", "Décès")


def build(year: int, seed: int, block: int) -> list[Person]:
    """The people of one block, numbered in the order in which their follow-ups started."""
    people: list[Person] = []
    for story, count in CAST:
        for index in range(count):
            rng = days.stream(seed, block, story, index, "person")
            person = Person(number=0, story=story, index=index)
            person.followups = _followups(rng, person, year)
            people.append(person)
    _pair(people)
    people.sort(key=lambda person: (person.start, person.story, person.index))
    _name(people, seed, block)
    _spread_sex(people, year, days.stream(seed, block, "sex"))
    _spread_teams(people, days.stream(seed, block, "teams"))
    for person in people:
        _identify(days.stream(seed, block, person.story, person.index, "identity"), person, year)
    return people


def _pair(people: Iterable[Person]) -> None:
    """Join the two members of each couple: they are followed and housed together."""
    for story in COUPLES:
        lead, partner = (person for person in people if person.story == story)
        lead.partner, partner.partner, partner.leads = partner, lead, False
        partner.followups = [FollowUp(f.start, f.end, f.reason) for f in lead.followups]
        lead.sex, partner.sex = "M", "F"


def _name(people: list[Person], seed: int, block: int) -> None:
    birds, plants = words("birds"), words("plants")
    pairs = [(bird, plant) for bird in birds for plant in plants]
    days.stream(seed, "names").shuffle(pairs)
    for position, person in enumerate(people):
        place = block * BLOCK_SIZE + position
        person.number = place + 1
        person.first_name, person.last_name = pairs[place % len(pairs)]


def _spread_sex(people: list[Person], year: int, rng: Random) -> None:
    singles = [p for p in people if p.partner is None and p.followed_in(year)]
    rng.shuffle(singles)
    for position, person in enumerate(singles):
        if position < WOMEN:
            person.sex = "F"
        elif position < WOMEN + OTHER_SEX:
            person.sex = "X"
    for person in people:
        if not person.followed_in(year):
            person.sex = "F" if rng.random() < 0.3 else "M"


def _spread_teams(people: list[Person], rng: Random) -> None:
    """Four people in nine with the intensive team; a few funded by another authority."""
    for person in people:
        person.team = "ACT" if rng.random() < 4 / 9 else "ICM"
        if person.partner is not None and not person.leads:
            person.team = person.partner.team
    others = [p for p in people if p.partner is None and p.story is Story.STEADY]
    for person, funding in zip(
        rng.sample(others, 5), ("TSI", "TSI", "TSI", *["SPP Intégration sociale"] * 2), strict=True
    ):
        person.funding = funding


def _identify(rng: Random, person: Person, year: int) -> None:
    person.birth = _birth(rng, person, year)
    referrers = [item for item in organisation("referrers") if "until" not in item]
    chosen = rng.choice(referrers)
    aliases = [alias.strip() for alias in chosen["alias"].split("|") if alias.strip()]
    person.referrer = rng.choice(aliases) if aliases and rng.random() < 0.12 else chosen["name"]
    person.oriented = person.start - timedelta(days=rng.randint(35, 190))
    person.ethos = 1 if rng.random() < 0.62 else 2
    person.months_24 = rng.randint(6, 24)
    person.months_36 = min(36, person.months_24 + rng.randint(0, 12))
    if rng.random() < 0.07:  # eligible through the rule of 12 months in 36 only
        person.months_24, person.months_36 = rng.randint(3, 5), rng.randint(12, 17)
    if rng.random() > 0.05:
        person.months_total = min(260, person.months_36 + round(rng.expovariate(1 / 40)))
    person.administrator = "oui" if rng.random() < 0.3 else "non"


def _birth(rng: Random, person: Person, year: int) -> date:
    age = min(66.0, max(26.0, rng.gauss(46.5, 10)))
    draw = rng.random()
    if draw < 0.08:
        age = rng.uniform(65.5, 76)
    elif draw > 0.95:
        age = rng.uniform(21.5, 27)
    if person.story in (Story.DEATH_HOUSED, Story.DEATH_HOMELESS):
        age = min(72.0, age + 6)
    age = max(age, 20.5 + year - person.start.year)  # an adult at the start
    return date(year, 12, 31) - timedelta(days=round(age * 365.25))


def _followups(rng: Random, person: Person, year: int) -> list[FollowUp]:
    story, index = person.story, person.index
    start = _start(rng, story, index, year)
    if story is Story.FORMER:
        return [_former(rng, start, index, year)]
    if story is Story.PAUSED:
        return [
            FollowUp(start, date(year, 3, 15), "Relais vers un service"),
            FollowUp(date(year, 9, 9)),
        ]
    if story is Story.RESUMED:
        return [FollowUp(start, date(year - 2, 10, 14), "Autre"), FollowUp(date(year, 4, 8))]
    ends: dict[Story, tuple[date, str]] = {
        Story.DEATH_HOUSED: (date(year, *DEATHS[index % len(DEATHS)]), DEATH),
        Story.DEATH_HOMELESS: (date(year, 11, 3), DEATH),
        Story.RELAYED: (date(year, 6, 28), "Relais vers un service"),
        Story.STABILISED: (date(year, 12, 31), "Stabilisé"),
        Story.OTHER_END: (date(year, 10, 11), "Autre"),
    }
    end, reason = ends.get(story, (None, ""))
    return [FollowUp(start, end, reason)]


def _start(rng: Random, story: Story, index: int, year: int) -> date:
    if story is Story.NEW:
        month = NEW_MONTHS[index % len(NEW_MONTHS)]
        return days.pick_workday(rng, date(year, month, 3), date(year, month, 24))
    if story is Story.COUPLE_NEW:
        return days.pick_workday(rng, date(year, 5, 6), date(year, 5, 24))
    eldest = story in (Story.FORMER, Story.RESUMED, Story.HOMELESS, Story.DEATH_HOMELESS)
    settled = story is not Story.STEADY and (story is not Story.MOVE or index == 0)
    least = 4 if eldest else 2 if settled else 1
    back = days.weighted(rng, [item for item in START_WEIGHTS if item[0] >= least])
    return days.pick_workday(rng, date(year - back, 1, 8), date(year - back, 12, 14))


def _former(rng: Random, start: date, index: int, year: int) -> FollowUp:
    first = max(date(year - 3, 1, 5), start + timedelta(days=200))
    end = first + timedelta(days=rng.randint(0, (date(year - 1, 12, 20) - first).days))
    return FollowUp(start, end, FORMER_REASONS[index % len(FORMER_REASONS)])
