"""Members of the general assembly, board, membership fees."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from filrouge.demo import days, directory
from filrouge.demo.repetition import Repetition
from filrouge.demo.words import table, words

ORGANISATIONS = 35
PEOPLE = 14
FEE, PERSONAL_FEE = 110, 20
UNPAID = 0.05


@dataclass(frozen=True, slots=True)
class Member:
    """A member from `start`, no longer one on the day of `end`."""

    name: str
    kind: str
    start: date | None
    end: date | None = None

    def touches(self, year: int) -> bool:
        since = self.start or date.min
        return since.year <= year and (self.end is None or self.end > date(year, 1, 1))


def people(rep: Repetition) -> list[str]:
    """Fictional names of board members and natural persons: a bird and a plant."""
    rng = rep.rng("board")
    birds, plants = rng.sample(words("birds"), PEOPLE), rng.sample(words("plants"), PEOPLE)
    return [rep.label(f"{bird} {plant}") for bird, plant in zip(birds, plants, strict=True)]


def members(rep: Repetition) -> list[Member]:
    """Organisations then persons; some come or go around the 31st of December."""
    rng = rep.rng("members")
    known = [
        item.name
        for item in directory.entries(rep)
        if not item.walloon and not item.name.startswith("CPAS") and item.name != directory.OWN
    ]
    chosen = rng.sample(known, ORGANISATIONS)
    found = []
    for name in sorted(chosen, key=str.lower):
        start = rep.day(-rng.randint(2, 22), rng.randint(1, 12), 1)
        found.append(Member(name, "Organisation", start))
    found += [
        Member(rep.label("Maison d'accueil Le Vieux Moulin"), "Organisation",
               rep.day(-18, 3, 1), rep.day(-2, 6, 30)),
        Member(rep.label("Atelier Les Osiers"), "Organisation", rep.day(-9, 5, 1), rep.last),
        Member(rep.label("Entraide La Cardamine"), "Organisation",
               rep.day(-6, 2, 1), rep.day(1, 1, 1)),
        Member(rep.label("Coopérative Le Fournil"), "Organisation", rep.last),
        Member(rep.label("Bibliothèque des Remparts"), "Organisation", rep.day(1, 1, 15)),
    ]  # fmt: skip
    names = people(rep)
    for place, start, end in table("institution")["persons"]:
        found.append(Member(names[place], "Personne", rep.on(start), rep.on(end)))
    return found


def member_rows(rep: Repetition) -> Iterator[tuple[object, ...]]:
    for item in members(rep):
        yield item.name, item.kind, item.start, item.end


def mandates(rep: Repetition) -> Iterator[tuple[object, ...]]:
    names = people(rep)
    for kind, place, start, end in table("institution")["mandates"]:
        yield names[place], kind, rep.on(start), rep.on(end)


def fees(rep: Repetition) -> Iterator[tuple[object, ...]]:
    """Fees of the year and of the year before, paid late for some, never for a few."""
    for offset in (-1, 0):
        rng = rep.rng("fees", offset)
        for item in members(rep):
            if not item.touches(rep.year + offset):
                continue
            paid = days.pick_workday(rng, rep.day(offset, 2, 1), rep.day(offset, 12, 20))
            late = rep.day(offset + 1, 1, 5) + timedelta(days=rng.randint(0, 9))
            draw = rng.random()
            when = None if draw < UNPAID else late if draw < 0.2 else paid
            amount = FEE if item.kind == "Organisation" else PERSONAL_FEE
            yield item.name, rep.year + offset, amount, when
    early = members(rep)[0]
    yield early.name, rep.year + 1, FEE, rep.day(0, 12, 18)
