"""Dwellings, landlords, titles and rents that fit the stays."""

from collections.abc import Iterable
from datetime import date, timedelta
from random import Random
from typing import Any

from filrouge.demo import days
from filrouge.demo.model import Dwelling, Person, Stay, Story
from filrouge.demo.words import organisation, table, words

CARE_HOME, TEMPORARY, PRIVATE = "Maison de repos", "Occupation temporaire", "Privé"
BLOCK_CODES = 200  # dwelling numbers kept for one block
REUSE = 0.055  # chance that a dwelling left long enough ago is given to the next person
RENTS = {"Sisp": (285, 430), "AIS": (410, 610), "CPAS": (330, 480), TEMPORARY: (210, 360)}


def furnish(seed: int, block: int, people: list[Person], year: int) -> list[Dwelling]:
    """Give every stay a dwelling, every dwelling a landlord, an address and a rent."""
    rng = days.stream(seed, block, "dwellings")
    _send_to_care_homes(people, year)
    dwellings = _give_out(rng, block, [stay for person in people for stay in person.stays])
    latest = _latest_entries(people, year)
    current = [dwelling for dwelling in dwellings if dwelling.code in latest and not dwelling.kind]
    past = [dwelling for dwelling in dwellings if dwelling.code not in latest and not dwelling.kind]
    _assign_landlords(rng, current, latest, year, "current")
    _assign_landlords(rng, past, {}, year, "past")
    for dwelling in current + past:
        if not dwelling.kind:
            number = block * organisation("private")["count"] + rng.randint(
                1, organisation("private")["count"]
            )
            dwelling.landlord, dwelling.kind = f"Particulier {number:02d}", PRIVATE
    couples = {stay.home.code for person in people if person.partner for stay in person.stays}
    for dwelling in dwellings:
        _describe(rng, dwelling, dwelling.code in couples)
    _explain_departures(rng, people)
    return dwellings


def _send_to_care_homes(people: Iterable[Person], year: int) -> None:
    """The eldest live in a care home: seven settled, one arriving, one who dies there."""
    by_age = sorted(people, key=lambda person: (person.birth, person.number))
    for story, count in ((Story.STEADY, 7), (Story.MOVE, 1), (Story.DEATH_HOUSED, 1)):
        for person in [item for item in by_age if item.story is story][:count]:
            person.stays[-1].care_home = True


def _give_out(rng: Random, block: int, stays: list[Stay]) -> list[Dwelling]:
    dwellings: list[Dwelling] = []
    kept = {id(stay.same_as) for stay in stays}
    freed: list[tuple[date, Dwelling]] = []
    order = sorted(stays, key=lambda stay: (stay.entry, stay.same_as is not None, stay.person))
    for stay in order:
        if stay.same_as is not None:
            stay.dwelling = stay.same_as.home
        elif not stay.care_home and rng.random() < REUSE and _free(freed, stay.entry):
            place = rng.choice(_free(freed, stay.entry))
            stay.dwelling = freed.pop(place)[1]
        else:
            code = f"HF{block * BLOCK_CODES + len(dwellings) + 1:03d}"
            stay.dwelling = Dwelling(code)
            dwellings.append(stay.dwelling)
            if stay.care_home:
                stay.dwelling.kind = CARE_HOME
                stay.dwelling.landlord = "EHPAD et autres maisons de repos"
        if stay.exit is not None and id(stay) not in kept and not stay.care_home:
            freed.append((stay.exit, stay.dwelling))
    return dwellings


def _free(freed: list[tuple[date, Dwelling]], entry: date) -> list[int]:
    return [place for place, (left, _) in enumerate(freed) if left + timedelta(days=75) <= entry]


def _latest_entries(people: Iterable[Person], year: int) -> dict[str, date]:
    """Latest entry in each dwelling occupied in the year by a person followed in the year."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    found: dict[str, date] = {}
    for person in people:
        for stay in person.stays if person.followed_in(year) else ():
            if stay.touches(first, last):
                found[stay.home.code] = max(stay.entry, found.get(stay.home.code, stay.entry))
    return found


def _assign_landlords(
    rng: Random, dwellings: list[Dwelling], latest: dict[str, date], year: int, quota: str
) -> None:
    """Fill the quota of each institution; temporary projects take recent entries first."""
    waiting = list(dwellings)
    rng.shuffle(waiting)
    recent = date(year - 3, 1, 1)
    for landlord in sorted(organisation("landlords"), key=_temporary_first):
        for _ in range(landlord[quota]):
            place = 0
            if landlord["kind"] == TEMPORARY and latest:
                fitting = [n for n, item in enumerate(waiting) if latest[item.code] >= recent]
                place = fitting[0] if fitting else 0
            if waiting:
                dwelling = waiting.pop(place)
                dwelling.landlord, dwelling.kind = landlord["name"], landlord["kind"]


def _temporary_first(landlord: dict[str, Any]) -> bool:
    return bool(landlord["kind"] != TEMPORARY)


def _describe(rng: Random, dwelling: Dwelling, for_couple: bool) -> None:
    known = {item["name"]: item for item in organisation("landlords")}
    communes = known.get(dwelling.landlord, organisation("private"))["communes"]
    dwelling.commune = rng.choice(communes)
    dwelling.address = f"{rng.choice(words('streets'))} {rng.randint(1, 240)}"
    dwelling.capacity = 2 if for_couple or rng.random() < 0.02 else 1
    if dwelling.kind == CARE_HOME:
        return  # the price of a care home is no rent: left blank
    low, high = RENTS.get(dwelling.kind, (470, 790))
    dwelling.rent = float(rng.randrange(low, high, 5)) + (95 if dwelling.capacity == 2 else 0)
    if rng.random() < 0.12:
        dwelling.rent = round(dwelling.rent + rng.choice((0.4, 0.85, 2.17, 3.62)), 2)
    dwelling.charges = float(rng.randrange(25, 100, 5))


def _explain_departures(rng: Random, people: Iterable[Person]) -> None:
    reasons = {TEMPORARY: "Fin de convention", CARE_HOME: "Changement d'établissement"}
    for person in people:
        for stay in person.stays:
            if stay.exit is not None and not stay.reason:
                usual = rng.choice(
                    ("Déménagement", "Logement plus adapté", "Fin de bail de transit")
                )
                stay.reason = reasons.get(stay.home.kind, usual)


def spelling(rng: Random, commune: str) -> str:
    """The commune as typed: now and then a postcode, a district or a short form."""
    known: list[str] = table("organisation")["commune_spellings"].get(commune, [])
    return rng.choice(known) if known and rng.random() < 0.16 else commune


def intermediaries(rng: Random, dwellings: list[Dwelling]) -> None:
    """A few dwellings found otherwise than the rest of their landlord."""
    for name, kind in (("CCL", "Fonds du logement"), ("Bru4Home", "Sisp"), ("aucun", "AIS")):
        fitting = [dwelling for dwelling in dwellings if dwelling.kind == kind]
        for dwelling in rng.sample(fitting, min(2, len(fitting))):
            dwelling.intermediary = name


def rent_changes(
    rng: Random, people: Iterable[Person], year: int
) -> list[tuple[str, date, float, float]]:
    """Indexed rents: eight in the year, some before, one already known for the next year."""
    last = date(year, 12, 31)
    open_stays = [
        stay
        for person in people
        for stay in person.stays[-1:]
        if person.leads
        and person.followed_on(last)
        and stay.exit is None
        and stay.home.rent
        and stay.entry < date(year - 1, 1, 1)
    ]
    chosen = sorted(rng.sample(open_stays, 12), key=lambda stay: stay.home.code)
    rows = []
    for place, stay in enumerate(chosen):
        home = stay.home
        dates = [date(year, 1 + place, 1)] if place < 9 else [date(year - 1, place - 4, 1)]
        if place == 0:
            dates = [date(year - 1, 2, 1), date(year, 2, 1)]
        if place == 5:
            dates = [date(year + 1, 2, 1)]
        for step, day in enumerate(dates, start=1):
            rent = round(home.rent * (1 + 0.023 * step), 2)
            rows.append((home.code, day, rent, home.charges + 5 * step))
    return rows
