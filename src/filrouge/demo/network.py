"""Who else is around the people: partners, referrers, candidates, changes of team."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from filrouge.demo import days
from filrouge.demo.model import Person, Story
from filrouge.demo.words import organisation

FOUNDED = 10  # years before the reporting year
CLOSED_LINKS = 16

Link = tuple[int, str, str, str, date, date | None]


def links(seed: int, block: int, people: list[Person], year: int) -> list[Link]:
    """Links between people and partners: every partner has one, most have two or three."""
    rng = days.stream(seed, block, "network")
    present = [person for person in people if person.followed_in(year)]
    rows: list[Link] = []
    for function, partners in organisation("network").items():
        for partner in partners:
            precisions = [""]
            if partner == "CPAS":
                communes = organisation("network_cpas")["communes"]
                precisions = communes if function == "financière" else communes[::3]
            for precision in precisions:
                count = 1 if precision else rng.choice((1, 1, 2, 2, 3))
                for person in rng.sample(present, count):
                    rows.append(_link(rng, person, (partner, precision, function), year))
    for _ in range(CLOSED_LINKS):  # ended before the year: in no figure
        person = rng.choice([item for item in present if item.start.year < year - 3])
        first = date(year - 3, rng.randint(1, 6), rng.randint(1, 28))
        last = first + timedelta(days=rng.randint(60, 500))
        rows.append((person.number, "Halte du Roseau (fermée)", "", "sociale", first, last))
    return sorted(set(rows), key=lambda row: (row[0], row[4], row[1], row[3], row[2]))


def _link(rng: Random, person: Person, partner: tuple[str, str, str], year: int) -> Link:
    last = person.reference_date(year)
    low = max(person.followups[-1].start, date(year - 4, 1, 5))
    first = low + timedelta(days=rng.randint(0, max((last - low).days - 15, 0)))
    end = None
    if rng.random() < 0.28:
        earliest = max(first, date(year, 1, 10))
        end = earliest + timedelta(days=rng.randint(0, max((last - earliest).days, 0)))
    name, precision, function = partner
    return person.number, name, precision, function, first, end


def team_changes(
    rng: Random, people: list[Person], year: int
) -> Iterator[tuple[int, date, str | None, str | None]]:
    """Dated changes; a blank cell means unchanged. A change of 1 January counts for the year."""
    steady = [p for p in people if p.story is Story.STEADY and p.partner is None]
    older = [person for person in steady if person.start.year < year - 4]
    chosen = rng.sample(older, min(10, len(older)))
    dates = [
        date(year, 1, 1), date(year, 3, 18), date(year, 6, 3), date(year + 1, 1, 13),
        *(date(year - 1 - n % 4, 2 + n, 5 + n) for n in range(6)),
    ]  # fmt: skip
    rows: list[tuple[int, date, str | None, str | None]] = []
    for person, day in zip(chosen, dates, strict=False):
        rows.append((person.number, day, "ICM" if person.team == "ACT" else "ACT", None))
    funded = next((p for p in people if p.funding == "TSI"), None)
    if funded is not None:
        day = max(date(year, 9, 2), funded.start + timedelta(days=30))
        rows.append((funded.number, day, None, "Cocom"))
    yield from sorted(rows, key=lambda row: (row[1], row[0]))


def referrers(year: int) -> Iterator[tuple[object, ...]]:
    for item in organisation("referrers"):
        since = date(year + item.get("since", -FOUNDED), 5, 2)
        until = date(year + item["until"], 6, 30) if "until" in item else None
        yield item["name"], item["alias"], item["kind"], since, until


def candidates(rng: Random, block: int, year: int) -> Iterator[tuple[object, ...]]:
    """Ten candidates: five enter in the first quarter of next year, one on the day after it."""
    names = [item["name"] for item in organisation("referrers") if "until" not in item]
    entries = (
        ("Sélectionné", date(year + 1, 1, 20)),
        ("En préparation", date(year + 1, 2, 3)),
        ("En préparation", date(year + 1, 2, 24)),
        ("Sélectionné", date(year + 1, 3, 10)),
        ("En préparation", date(year + 1, 3, 31)),
        ("En préparation", date(year + 1, 4, 1)),
        ("En attente", date(year + 1, 3, 3)),
        ("En attente", None),
        ("En attente", None),
        ("Refusé", None),
    )
    for place, (state, entry) in enumerate(entries, start=1):
        months_24 = 4 if state == "Refusé" else rng.randint(6, 23)
        months_36 = 9 if state == "Refusé" else months_24 + rng.randint(0, 11)
        oriented = days.pick_workday(rng, date(year, 6, 3), date(year, 12, 6))
        code = f"{year % 100:02d}-{block * 20 + place:02d}"
        yield (
            code,
            rng.choice(names),
            oriented,
            rng.choice((1, 1, 2)),
            months_24,
            months_36,
            state,
            entry,
        )
