"""Peer and team support: accompaniments, activities, hires, trainings, representation."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from filrouge.demo import days, handwriting, staff
from filrouge.demo.directory import Institution, entries, named, pick
from filrouge.demo.repetition import Repetition
from filrouge.demo.words import table

TRAINING_DAY = "Jour de formation"
KINDS = (
    ("Immersion", 15.0), ("Groupe de travail", 6.0), ("Réunion d'équipe", 5.0),
    (TRAINING_DAY, 6.0), ("Entretien d'embauche", 2.0), ("Autre réunion", 4.0),
)  # fmt: skip
FINISHED = 18  # accompaniments of earlier years, all over
DONE, CANCELLED, GIVEN = "Réalisée", "Annulée", "Donnée"
BRUSSELS = "Bruxelles"


@dataclass(frozen=True, slots=True)
class Accompaniment:
    """One team accompanied; `activities` is a number, blank, or a cancelled one."""

    code: str
    institution: Institution
    typed: str
    team: str
    region: str
    funding: str
    state: str
    start: date
    end: date | None
    activities: int | str

    @property
    def sector(self) -> str:
        return self.institution.sector


def accompaniments(rep: Repetition) -> list[Accompaniment]:
    """Those of the year typed one by one, then those that are over."""
    rng = rep.rng("accompaniments")
    found = []
    for code, name, team, *middle, start, end, activities in table("support")["accompaniments"]:
        region, funding, state = middle
        known = named(rep, name)
        found.append(
            Accompaniment(
                rep.key(code), known, known.spelled(rng, 0.25), rep.label(team),
                region, funding, state, rep.day(*start), rep.on(end), activities,
            )
        )  # fmt: skip
    places = [item for item in entries(rep, "support") if not item.walloon and not item.dutch]
    for number in range(FINISHED):
        (known,) = pick(rng, places)
        start = rep.day(-5, 4, 1) + timedelta(days=rng.randint(0, 900))
        end = min(start + timedelta(days=rng.randint(200, 620)), rep.day(-1, 12, 15))
        code = rep.key(f"A{31 + number}")
        funding = rng.choice(("Cocom", "Cocom", "TSI"))
        found.append(
            Accompaniment(code, known, known.spelled(rng, 0.2), rep.label(f"Équipe {number + 1}"),
                          BRUSSELS, funding, "Terminé", start, end, "")
        )  # fmt: skip
    return found


def accompaniment_rows(found: list[Accompaniment]) -> Iterator[tuple[object, ...]]:
    for item in found:
        yield (
            item.code, item.typed, item.team, item.sector, item.region, item.funding, item.state,
            item.start, item.end,
        )  # fmt: skip


def activities(rep: Repetition, found: list[Accompaniment]) -> Iterator[tuple[object, ...]]:
    """Activities by date; the first accompaniment has one of every kind."""
    rows: list[tuple[str, date, str, float | None, str, str]] = []
    for place, item in enumerate(found):
        rng = rep.rng("activities", item.code)
        if item.activities == "annulée":
            rows.append(_activity(rng, rep, item, ("Groupe de travail", CANCELLED)))
            continue
        if item.activities == "":
            continue
        kinds = [days.weighted(rng, KINDS) for _ in range(int(item.activities))]
        if place == 0:
            kinds[: len(KINDS)] = [kind for kind, _ in KINDS]
        for kind in kinds:
            rows.append(_activity(rng, rep, item, (kind, DONE)))
        if rng.random() < 0.3:
            rows.append(_activity(rng, rep, item, (rng.choice(kinds), CANCELLED)))
    for item, offset in ((found[10], -1), (found[1], -1), (found[0], 1)):
        rng = rep.rng("activities of another year", item.code)
        rows.append(_activity(rng, rep, item, ("Immersion", DONE), offset))
    yield from sorted(set(rows), key=lambda row: (row[1], row[0], row[2], row[4]))


def _activity(
    rng: Random, rep: Repetition, item: Accompaniment, what: tuple[str, str], offset: int = 0
) -> tuple[str, date, str, float | None, str, str]:
    """One activity of a kind and status on a worked day of the year, for two workers or three."""
    kind, status = what
    first = max(item.start, rep.day(offset, 1, 8))
    last = min(item.end or date.max, rep.day(offset, 12, 19) if offset < 1 else rep.day(1, 1, 14))
    day = days.pick_workday(rng, first, last)
    length = rng.choice((1.0, 1.0, 0.5)) if kind == TRAINING_DAY else None
    pair = rng.sample(staff.present(rep, staff.PAT, day), 3 if rng.random() < 0.06 else 2)
    return (
        item.code,
        day,
        handwriting.label(rng, kind),
        length,
        handwriting.listed(rng, pair),
        status,
    )


def hires(rep: Repetition, found: list[Accompaniment]) -> Iterator[tuple[object, ...]]:
    """Contracts and planned hires of the typed accompaniments, then those of earlier years."""
    by_code = {item.code: item for item in found}
    rng = rep.rng("hires")
    number = 0
    for code, state, when, aimed in table("support")["hires"]:
        number += 1
        item = by_code[rep.key(code)]
        year = rep.year + aimed if aimed != "" else None
        yield f"E{_two(rep, number)}", item.code, item.region, state, rep.on(when), year
    for item in found:
        if item.end is None or item.start.year > rep.year - 2 or rng.random() < 0.35:
            continue
        number += 1
        day = days.pick_workday(rng, item.start + timedelta(days=60), item.end)
        state = "Quitté" if rng.random() < 0.3 else "Débuté"
        yield f"E{_two(rep, number)}", item.code, item.region, state, day, None


def _two(rep: Repetition, number: int) -> str:
    return rep.key(f"{number:02d}")


def trainings(rep: Repetition) -> Iterator[tuple[object, ...]]:
    """Trainings given by peers; no two repetitions have as many people."""
    for public, when, length, context, people, status in table("support")["peer_trainings"]:
        if status == GIVEN or rep.number == 0:
            yield public, rep.day(*when), length, context, people + rep.number, status


def representation(rep: Repetition) -> Iterator[tuple[object, ...]]:
    for when, kind, title, codes, public, count in table("support")["representation"]["rows"]:
        workers = "; ".join(rep.code(code) for code in codes)
        yield rep.on(when), kind, rep.label(title), "PAT", workers, public, count


def contacts(rep: Repetition) -> Iterator[tuple[object, ...]]:
    """Contacts in their order; the first date was typed as text."""
    for place, (when, mode, name) in enumerate(table("support")["representation"]["contacts"]):
        day = rep.day(*when)
        yield handwriting.iso(day) if place == 0 else day, mode, rep.label(name)


def partnerships(rep: Repetition) -> Iterator[tuple[object, ...]]:
    for name, kind, start, end in table("support")["representation"]["partnerships"]:
        yield name, kind, rep.on(start), rep.on(end)


def work_time(rep: Repetition, scale: int) -> Iterator[tuple[object, ...]]:
    """Hours by team, month and activity; July and August are short, half hours are noted."""
    months = [(-1, 12), *((0, month) for month in range(1, 13)), (1, 1)]
    for team, means in table("support")["work_time"].items():
        for offset, month in months:
            rng = rep.rng("hours", team, offset, month)
            share = {7: 0.7, 8: 0.55}.get(month, 1.0)
            for activity, mean in means.items():
                hours = round(2 * mean * share * rng.uniform(0.88, 1.12)) / 2
                yield team, f"{rep.year + offset}-{month:02d}", activity, hours * scale
