"""Incomes and regular reviews: global functioning, symptoms, consumption."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from filrouge.demo import days
from filrouge.demo.model import Person, Story

ENTRY, CURRENT = "Entrée", "Actuel"
# Share of people concerned, in the order of the columns of the sheet.
SYMPTOMS = (0.88, 0.46, 0.22, 0.13, 0.41)
# (product, share of the people who use something), in a fixed order.
PRODUCTS = (
    ("alcool", 0.60),
    ("médicaments détournés", 0.30),
    ("cannabis", 0.42),
    ("héroïne", 0.19),
    ("cocaïne", 0.47),
    ("amphétamines", 0.07),
)
INCOMES = (("RIS/CPAS", 0.52), ("Mutuelle", 0.25), ("DG Personnes handicapées", 0.19),
           ("Chômage", 0.04))  # fmt: skip

Income = tuple[int, str, date, date | None]
Score = tuple[int, date, int, str]


def reviewed_days(rng: Random, person: Person, year: int) -> list[date]:
    """One review in each of the two years, now and then two in the last one."""
    found = []
    for back, share in ((1, 0.9), (0, 0.98)):
        for first, last in person.periods_in(year - back)[-1:]:
            low = max(first + timedelta(days=20), date(year - back, 5, 2))
            high = min(last, date(year - back, 12, 20))
            if low <= high and rng.random() < share:
                found.append(days.pick_workday(rng, low, high))
    if found and found[-1].year == year and rng.random() < 0.09:
        earlier = found[-1] - timedelta(days=rng.randint(60, 110))
        if earlier.year == year and earlier > person.followups[-1].start:
            found.insert(len(found) - 1, days.next_workday(earlier))
    return found


def incomes(rng: Random, person: Person, year: int) -> Iterator[Income]:
    """One main income at a time, now and then another one in the course of the years."""
    start = person.start - timedelta(days=rng.randint(20, 900))
    age = (date(year, 12, 31) - person.birth).days / 365.25
    main = "Pension" if age >= 66 else days.weighted(rng, INCOMES)
    number = person.number
    if person.story in (Story.NEW, Story.COUPLE_NEW):
        main = "Mutuelle" if person.index == 5 else "RIS/CPAS"
    draw = rng.random()
    if person.story is Story.NEW and person.index == 3:  # without income until the right is open
        opened = person.start + timedelta(days=25)
        yield number, "Sans revenu", start, opened - timedelta(days=1)
        yield number, main, opened, None
    elif person.story is Story.STEADY and person.index == 4:
        yield number, "Sans revenu", start, None
    elif draw < 0.14 and main != "RIS/CPAS" and person.start.year < year - 1:
        change = date(rng.randint(year - 2, year), rng.randint(2, 11), 1)
        yield number, "RIS/CPAS", start, change - timedelta(days=1)
        yield number, main, change, None
    else:
        yield number, main, start, None
    if person.story is Story.STEADY and person.index in (7, 11, 19, 23, 30):
        yield _salary(number, person.index, year)


def _salary(number: int, index: int, year: int) -> Income:
    """Paid work beside the main income: running, started or ended in the year, ended before."""
    spans = {
        7: (date(year - 1, 9, 1), None),
        11: (date(year, 3, 4), None),
        19: (date(year, 1, 15), date(year, 7, 31)),
        23: (date(year, 10, 1), None),
        30: (date(year - 2, 5, 1), date(year - 1, 12, 31)),
    }
    first, last = spans[index]
    return number, "Travail salarié", first, last


def scores(rng: Random, person: Person, year: int) -> Iterator[Score]:
    """An entry score per follow-up but a return after a short break; then one a year."""
    entry = _step(rng.gauss(40, 11), 10, 60)
    aim = _step(entry + rng.gauss(20, 13), 10, 85)
    unknown = person.story is Story.STEADY and person.index == 9
    for followup in person.followups:
        if person.story is Story.PAUSED and followup is not person.followups[0]:
            continue
        day = days.next_workday(followup.start + timedelta(days=rng.randint(5, 24)))
        if followup.end is None or day <= followup.end:
            yield person.number, day, 0 if unknown else entry, ENTRY
        if person.story is Story.RESUMED:
            entry = min(60, entry + 5)
    for back in range(4, -1, -1):
        yield from _yearly(rng, person, year, back, (entry, aim))


def _yearly(
    rng: Random, person: Person, year: int, back: int, course: tuple[int, int]
) -> Iterator[Score]:
    """The score of one year, on the way from the entry score to the one aimed at."""
    when, (entry, aim) = year - back, course
    for first, last in person.periods_in(when)[-1:]:
        low = max(first, person.start + timedelta(days=120), date(when, 3, 1))
        high = min(last, date(when, 12, 20))
        if low > high or rng.random() > (0.99 if when == year else 0.82):
            return
        day = days.pick_workday(rng, low, high)
        progress = min(1.0, (day - person.start).days / 900)
        score = _step(entry + (aim - entry) * progress + rng.gauss(0, 4), 5, 90)
        if when == year and person.story is Story.STEADY and person.index == 14:
            score = 47  # typed outside the steps of five: a warning, on purpose
        if when == year and rng.random() < 0.12 and (day - low).days > 70:
            yield person.number, days.next_workday(low), max(5, score - 5), CURRENT
        if when == year and person.story is Story.STEADY and person.index in (20, 21):
            score = 0  # insufficient information
        yield person.number, day, score, CURRENT


def _step(value: float, low: int, high: int) -> int:
    return max(low, min(high, 5 * round(value / 5)))


def symptoms(rng: Random, person: Person, dates: list[date]) -> Iterator[tuple[object, ...]]:
    """One row per review; people keep most of their symptoms from one year to the next."""
    present = [rng.random() < share for share in SYMPTOMS]
    for day in dates:
        answers = [has if rng.random() < 0.92 else not has for has in present]
        yes, no = rng.choice((("oui", "non"), ("oui", "non"), ("oui", "non"), ("x", "non")))
        yield person.number, day, *[yes if has else no for has in answers]


def uses(rng: Random, person: Person, dates: list[date]) -> Iterator[tuple[object, ...]]:
    """One row per review: products, modes, overdose ever, products given up."""
    abstinent = rng.random() < 0.16
    used = [] if abstinent else [name for name, share in PRODUCTS if rng.random() < share]
    if not used and not abstinent:
        used = ["alcool"]
    overdose = rng.random() < (0.08 if abstinent else 0.27)
    stopped = [name for name, share in PRODUCTS if name not in used and rng.random() < share * 0.2]
    crack = "cocaïne" in used and rng.random() < 0.88
    injection = ("héroïne" in used or "cocaïne" in used) and rng.random() < 0.17
    for place, day in enumerate(dates):
        earlier = place + 1 < len(dates)
        names = sorted({*used, *stopped}, key=[n for n, _ in PRODUCTS].index) if earlier else used
        yield (
            person.number,
            day,
            "; ".join(names) or "aucun",
            "oui" if crack and "cocaïne" in names else "non",
            "oui" if injection else "non",
            "oui" if overdose else "non",
            "" if earlier else "; ".join(stopped[:2]),
        )
