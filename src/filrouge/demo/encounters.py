"""Encounters of a year: who was met, when, by whom, about what."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from random import Random

from filrouge.demo import days
from filrouge.demo.model import Person, Story
from filrouge.demo.words import table, words

VISIT, OUTING, CONFERENCE = (
    "Visite à domicile",
    "Accompagnement extérieur",
    "Réunion de concertation",
)
PHONE, STREET = "Contact téléphonique", "Travail de rue"
HELD, ABSENT, CANCELLED, PLANNED = "Réalisé", "Locataire absent", "Annulé", "Planifié"
FACE_TO_FACE = (VISIT, OUTING, CONFERENCE)
# Expected number per person and month followed, for a person met as often as the average.
RATES = {
    (VISIT, HELD): 1.70,
    (OUTING, HELD): 0.58,
    (CONFERENCE, HELD): 0.075,
    (PHONE, HELD): 2.42,
    (STREET, HELD): 0.02,
    (VISIT, ABSENT): 0.48,
    (OUTING, ABSENT): 0.025,
    (VISIT, CANCELLED): 0.055,
    (OUTING, CANCELLED): 0.03,
    (CONFERENCE, CANCELLED): 0.015,
    (VISIT, PLANNED): 0.004,
}
TOPICS = (
    ("administratif/justice", 29.5),
    ("quotidien", 25.5),
    ("logement", 22.5),
    ("médical", 8.6),
    ("relais réseau", 6.4),
    ("consommation", 3.3),
    ("psy/santé mentale", 2.7),
    ("crise/urgence", 2.2),
    ("concertation", 0.6),
)
TOPIC_COUNTS = ((1, 7.0), (2, 20.0), (3, 32.0), (4, 25.0), (5, 16.0))
# Mean minutes of a held encounter and of the way there.
MINUTES = {
    VISIT: (52, 16),
    OUTING: (90, 30),
    CONFERENCE: (65, 14),
    PHONE: (14, 7),
    STREET: (30, 12),
}
SPELLINGS = {
    VISIT: ("VAD", "visite à domicile", "Visite a domicile"),
    OUTING: ("Acc. extérieur",),
    CONFERENCE: ("Concertation",),
    PHONE: ("Tél.", "Téléphone"),
    HELD: ("Fait", "Réalisée", "réalisé"),
    ABSENT: ("absent",),
    CANCELLED: ("Annulée",),
}
NOTES = {VISIT: "home", OUTING: "outside", CONFERENCE: "meeting", PHONE: "phone", STREET: "street"}
# Weeks counted from 0 after the entry, for two of the new people.
MISSED_WEEKS = {(Story.NEW, 4): 7, (Story.NEW, 6): 10}
JOINT = 0.5  # share of the encounters of a couple's lead in which both are met
INTENSIVE = 4.6  # one person is met far more often than the others


@dataclass(slots=True)
class Encounter:
    """One row of the sheet; minutes are 0 when not recorded."""

    numbers: str | int
    day: date
    hour: time | None
    kind: str
    status: str
    minutes: int = 0
    travel: int = 0
    workers: str = ""
    topics: str = ""
    note: str = ""

    def row(self) -> tuple[object, ...]:
        return (
            self.numbers, self.day, self.hour, self.kind, self.status, self.minutes or None,
            self.travel or None, self.workers, self.topics, self.note,
        )  # fmt: skip


@dataclass(slots=True)
class Diary:
    """What is needed to write the encounters of one person; no two at the same time."""

    rng: Random
    person: Person
    year: int
    pens: list[str]  # workers of the team, the one who knows the person best first
    taken: set[tuple[date, time]] = field(default_factory=set)

    def is_missed_week(self, day: date) -> bool:
        """Whether the day lies in a week of the start in which nobody saw the person."""
        week = MISSED_WEEKS.get((self.person.story, self.person.index), -1)
        return (day - self.person.stays[0].entry).days // 7 == week

    def write(self, kind: str, status: str, day: date) -> Encounter:
        """A new encounter of that day, with its time, workers and, when held, its content."""
        rng, pens = self.rng, self.pens
        status = HELD if status == ABSENT and kind not in (VISIT, OUTING) else status
        hour = time(rng.randint(9, 17), rng.choice((0, 15, 30, 45)))
        while (day, hour) in self.taken:
            hour = time(rng.randint(8, 18), rng.choice((0, 10, 15, 20, 30, 40, 45, 50)))
        self.taken.add((day, hour))
        found = Encounter(_numbers(rng, self.person, day, kind), day, hour, kind, status)
        found.workers = rng.choices(pens, [9, 5, 3, *[1] * (len(pens) - 3)])[0]
        if kind != PHONE and rng.random() < 0.17:
            second = rng.choice([pen for pen in pens if pen != found.workers])
            found.workers = f"{found.workers}; {second}"
        if status != PLANNED and rng.random() < 0.09:
            found.note = rng.choice(table("words")["notes"][_subject(kind, status)])
        if status == HELD:
            _fill(rng, found)
        elif status == ABSENT and rng.random() < 0.03:
            found.minutes = 10  # waited at the door: in no mean
        return found


def block_encounters(
    seed: int, block: int, people: list[Person], year: int
) -> Iterator[tuple[object, ...]]:
    """Rows of one block by date and time, those of the years around included."""
    found: list[Encounter] = []
    for person in people:
        rng = days.stream(seed, block, person.story, person.index, "encounters")
        diary = Diary(rng, person, year, _workers(rng, block, person))
        found += _year(diary)
        found += _around(diary)
    rng = days.stream(seed, block, "encounters")
    found.sort(key=lambda item: (item.day, item.hour or time(0), str(item.numbers)))
    _forget_some_topics(found)
    for item in found:
        _respell(rng, item)
        yield item.row()


def _subject(kind: str, status: str) -> str:
    """The list of notes that fits an encounter."""
    if status in (ABSENT, CANCELLED):
        return "absent" if status == ABSENT else "cancelled"
    return NOTES[kind]


def _workers(rng: Random, block: int, person: Person) -> list[str]:
    team = words("workers_act" if person.team == "ACT" else "workers_icm")
    pens = rng.sample(team, len(team))
    return [f"{pen}{block}" for pen in pens] if block else pens


def _year(diary: Diary) -> Iterator[Encounter]:
    rng, person = diary.rng, diary.person
    periods = person.periods_in(diary.year)
    dates = [day for first, last in periods for day in days.workdays(first, last)]
    if not dates:
        return
    months = sum((last - first).days + 1 for first, last in periods) / 30.4375
    pace = min(3.0, rng.lognormvariate(-0.09, 0.42)) * (1.12 if person.team == "ACT" else 0.92)
    if person.partner is not None and not person.leads:
        pace *= 0.6
    often_met = person.story is Story.STEADY and person.index == 2
    for (kind, status), rate in RATES.items():
        factor = INTENSIVE if often_met and (kind, status) == (VISIT, HELD) else pace
        for _ in range(days.poisson(rng, rate * months * factor)):
            day = _season(rng, dates)
            if kind == VISIT and status != HELD and not person.housed_on(day):
                continue  # nobody is absent from, or expected at, a home that was lost
            if diary.is_missed_week(day):
                continue
            yield diary.write(_where(rng, person, day, kind), status, day)
    if person.start.year == diary.year:
        yield from _first_weeks(diary)


def _season(rng: Random, dates: list[date]) -> date:
    """August is quiet: four draws in ten are made again."""
    day = rng.choice(dates)
    return rng.choice(dates) if day.month == 8 and rng.random() < 0.4 else day


def _where(rng: Random, person: Person, day: date, kind: str) -> str:
    """Somebody without a home is met in the street or outside, not at home."""
    if kind == VISIT and not person.housed_on(day):
        return STREET if rng.random() < 0.45 else OUTING
    return kind


def _first_weeks(diary: Diary) -> Iterator[Encounter]:
    """One meeting a week at least during the first three months, but in the weeks missed."""
    person = diary.person
    entry = person.stays[0].entry
    for week in range(13):
        first = entry + timedelta(days=7 * week)
        last = min(first + timedelta(days=6), date(diary.year, 12, 31))
        dates = [day for day in days.workdays(first, last) if person.followed_on(day)]
        if dates and not diary.is_missed_week(first):
            yield diary.write(VISIT, HELD, diary.rng.choice(dates))


def _numbers(rng: Random, person: Person, day: date, kind: str) -> str | int:
    partner = person.partner
    together = partner is not None and person.leads and kind != PHONE and partner.followed_on(day)
    if partner is not None and together and rng.random() < JOINT:
        return f"{person.number}; {partner.number}"
    return person.number


def _fill(rng: Random, found: Encounter) -> None:
    mean, spread = MINUTES[found.kind]
    if rng.random() > 0.04:
        found.minutes = max(5, min(240, 5 * round(rng.gauss(mean, spread) / 5)))
    if found.kind in FACE_TO_FACE and rng.random() > 0.06:
        found.travel = max(5, min(90, 5 * round(rng.gauss(36, 12) / 5)))
    topics = {days.weighted(rng, TOPICS) for _ in range(days.weighted(rng, TOPIC_COUNTS))}
    if found.kind == CONFERENCE:
        topics.add("concertation")
    if found.kind in FACE_TO_FACE or rng.random() < 0.6:
        found.topics = "; ".join(name for name, _ in TOPICS if name in topics)


def _around(diary: Diary) -> Iterator[Encounter]:
    """Rows kept from last December, rows already typed for January, a few awkward ones."""
    rng, person, year = diary.rng, diary.person, diary.year
    before, after = date(year - 1, 12, 20), date(year + 1, 1, 15)
    draw = rng.random()
    if person.start.year < year - 1 and person.followed_on(before) and draw < 0.28:
        day = days.pick_workday(rng, date(year - 1, 12, 9), before)
        kind = _where(rng, person, day, rng.choice((VISIT, VISIT, PHONE, OUTING)))
        yield diary.write(kind, HELD, day)
    if person.followed_on(after) and person.housed_on(after) and draw > 0.84:
        yield diary.write(VISIT, HELD if draw > 0.98 else PLANNED, after)
    if person.story is Story.NEW and person.index == 6:  # visits of the flat before the entry
        for back in (6, 13):
            yield diary.write(OUTING, HELD, days.next_workday(person.start - timedelta(back)))
    if person.story is Story.HOMELESS and person.index == 0:  # a night round over New Year's Eve
        for day, hour in ((date(year, 12, 31), time(23, 50)), (date(year + 1, 1, 1), time(0, 10))):
            found = diary.write(STREET, HELD, day)
            found.hour, found.note = hour, "maraude de la Saint-Sylvestre"
            yield found


def _forget_some_topics(found: list[Encounter]) -> None:
    """Two held visits without topic (warnings, on purpose) and four rows without time."""
    for place in (len(found) // 5, 3 * len(found) // 5):
        for item in found[place:]:
            if item.kind == VISIT and item.status == HELD:
                item.topics = ""
                break
    for place in (len(found) // 7 * step for step in (1, 2, 4, 5)):
        found[place].hour = None


def _respell(rng: Random, item: Encounter) -> None:
    """A few labels are typed another way, as in the field."""
    if rng.random() < 0.02 and item.kind in SPELLINGS:
        item.kind = rng.choice(SPELLINGS[item.kind])
    if rng.random() < 0.012 and item.status in SPELLINGS:
        item.status = rng.choice(SPELLINGS[item.status])
