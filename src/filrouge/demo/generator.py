"""The Housing First workbook of a fictional organisation, made up from a seed.

The form is that of the yearly workbooks; sizes and proportions are those of a real team of two
dozen workers. Everything is invented. `scale` repeats the organisation with other people and
dwellings: sizes grow with it, landlords, partners and typed figures do not.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from random import Random

from filrouge.demo import (
    days,
    encounters,
    housing,
    material,
    network,
    people,
    reviews,
    stays,
    titles,
    typed,
)
from filrouge.demo.headers import HEADERS
from filrouge.demo.model import Dwelling, Person
from filrouge.demo.words import organisation
from filrouge.demo.writing import Sheet

YEAR, SEED = 2024, 20
Rows = Iterable[tuple[object, ...]]


@dataclass(frozen=True)
class Block:
    """The people and dwellings of one repetition of the organisation."""

    number: int
    people: list[Person]
    dwellings: list[Dwelling]


def build_block(year: int, seed: int, number: int) -> Block:
    cast = people.build(year, seed, number)
    stays.write_stays(seed, number, cast, year)
    return Block(number, cast, housing.furnish(seed, number, cast, year))


def sheets(*, year: int = YEAR, seed: int = SEED, scale: int = 1) -> Iterator[Sheet]:
    """All sheets; rows are made while they are read, block after block.

    Raises ValueError for a scale below 1.
    """
    if scale < 1:
        raise ValueError("scale must be 1 or more")
    blocks = [build_block(year, seed, number) for number in range(scale)]
    contents: dict[str, Rows] = {
        **_people_sheets(blocks, year, seed),
        **_followup_sheets(blocks, year, seed),
        **_housing_sheets(blocks, year, seed),
        "Formations HF": typed.trainings(year),
        "Conventions": typed.agreements(year),
        "Historique": typed.history(year, scale),
        "Contexte": typed.context(year),
        "Listes": typed.lists(year),
    }
    for name, header in HEADERS.items():
        yield Sheet(name, header, contents[name])


def _people_sheets(blocks: list[Block], year: int, seed: int) -> dict[str, Rows]:
    everyone = [person for block in blocks for person in block.people]
    return {
        "Locataires": (_person_row(person) for person in everyone),
        "Reprises": (
            (person.number, again.start, again.end, again.reason)
            for person in everyone
            for again in person.followups[1:]
        ),
        "Équipes": (
            row
            for block in blocks
            for row in network.team_changes(_rng(seed, block, "changes"), block.people, year)
        ),
        "Envoyeurs": network.referrers(year),
        "Candidats": (
            row
            for block in blocks
            for row in network.candidates(_rng(seed, block, "candidates"), block.number, year)
        ),
        "Revenus": (
            row
            for block in blocks
            for person in block.people
            for row in reviews.incomes(_own(seed, block, person, "income"), person, year)
        ),
    }


def _followup_sheets(blocks: list[Block], year: int, seed: int) -> dict[str, Rows]:
    handed: set[material.Handed] = set()
    return {
        "EGF": (
            row
            for block in blocks
            for person in block.people
            for row in reviews.scores(_own(seed, block, person, "scores"), person, year)
        ),
        "Problématiques": _symptoms(blocks, year, seed),
        "Consommations": (
            row
            for block in blocks
            for person in block.people
            for row in reviews.uses(
                _own(seed, block, person, "uses"),
                person,
                reviews.reviewed_days(_own(seed, block, person, "review days"), person, year),
            )
        ),
        "Rencontres": (
            row
            for block in blocks
            for row in encounters.block_encounters(seed, block.number, block.people, year)
        ),
        "Matériel RdR": (
            row
            for block in blocks
            for row in material.material(seed, block.number, block.people, year, handed)
        ),
        "Réseau": (
            row for block in blocks for row in network.links(seed, block.number, block.people, year)
        ),
    }


def _symptoms(blocks: list[Block], year: int, seed: int) -> Iterator[tuple[object, ...]]:
    """Reviews of symptoms; one of them has two blank answers, "not asked" (a warning)."""
    for block in blocks:
        for person in block.people:
            dates = reviews.reviewed_days(_own(seed, block, person, "review days"), person, year)
            rng = _own(seed, block, person, "symptoms")
            for row in reviews.symptoms(rng, person, dates):
                yield (*row[:5], "", "") if person.number == 12 and row[1] is dates[0] else row


def _housing_sheets(blocks: list[Block], year: int, seed: int) -> dict[str, Rows]:
    for block in blocks:
        housing.intermediaries(_rng(seed, block, "intermediaries"), block.dwellings)
    return {
        "Bailleurs": _landlords(len(blocks)),
        "Logements": (
            row for block in blocks for row in _dwellings(_rng(seed, block, "typing"), block)
        ),
        "Loyers": (
            row
            for block in blocks
            for row in housing.rent_changes(_rng(seed, block, "rents"), block.people, year)
        ),
        "Occupations": (
            (stay.person, stay.home.code, stay.entry, stay.exit, stay.reason, stay.destination)
            for block in blocks
            for person in block.people
            for stay in person.stays
        ),
        "Titres": (
            row
            for block in blocks
            for row in titles.titles(_rng(seed, block, "titles"), block.people, year)
        ),
    }


def _rng(seed: int, block: Block, subject: str) -> Random:
    return days.stream(seed, block.number, subject)


def _own(seed: int, block: Block, person: Person, subject: str) -> Random:
    return days.stream(seed, block.number, person.story, person.index, subject)


def _person_row(person: Person) -> tuple[object, ...]:
    first: date = person.start
    return (
        person.number, person.first_name, person.last_name, person.sex, person.birth,
        person.referrer, person.oriented, person.ethos, person.months_24, person.months_36,
        person.months_total, first, person.team, person.funding, person.administrator,
        person.followups[0].end, person.followups[0].reason,
    )  # fmt: skip


def _landlords(scale: int) -> Iterator[tuple[object, ...]]:
    for item in organisation("landlords"):
        yield item["name"], item["kind"], item.get("intermediary", ""), item.get("project", "")
    for number in range(1, organisation("private")["count"] * scale + 1):
        yield f"Particulier {number:02d}", housing.PRIVATE, "", ""


def _dwellings(rng: Random, block: Block) -> Iterator[tuple[object, ...]]:
    for item in block.dwellings:
        commune = housing.spelling(rng, item.commune)
        yield (
            item.code, item.address, commune, item.landlord, item.intermediary, item.capacity,
            item.rent or None, item.charges or None,
        )  # fmt: skip
