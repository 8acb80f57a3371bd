"""Random persons that respect FORMAT.md by construction: follow-ups, stays and their papers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from .books import Record, Sheets
from .dice import Dice

DAY = timedelta(days=1)
OTHER_ENDS = ("Relais vers un service", "Stabilisé", "Autre")
LEAVING = ("Autre logement", "Autre logement", "Autre logement", "Rue", "Institution")

type Part = tuple[date, date | None, str]


@dataclass(frozen=True)
class Home:
    dwelling: str
    enter: date
    leave: date | None
    destination: str


@dataclass(frozen=True)
class Life:
    """One invented person: the parts of the follow-up and the stays."""

    number: int
    parts: list[Part]
    homes: list[Home]

    @property
    def death(self) -> date | None:
        _, end, reason = self.parts[-1]
        return end if reason == "Décès" else None

    def alive(self, day: date) -> bool:
        return self.death is None or day <= self.death


def random_life(number: int, dwellings: list[str], dice: Dice) -> Life:
    parts = _parts(dice)
    life = Life(number, parts, [])
    if dice.chance(0.93):
        life.homes.extend(_homes(life, dwellings, dice))
    return life


def partner(life: Life, number: int, dice: Dice) -> Life:
    """A person who lives with another one: the same dates, now and then another destination."""
    die_together = dice.chance(0.3)
    if life.death and not die_together:
        parts: list[Part] = [*life.parts[:-1], (life.parts[-1][0], None, "")]
    else:
        parts = list(life.parts)
    homes = []
    for home in life.homes:
        destination, leave = home.destination, home.leave
        if destination == "Décès" and not die_together:
            destination, leave = dice.choice((("", None), ("Rue", leave), ("Institution", leave)))
        elif destination in ("Rue", "Institution") and dice.chance(0.25):
            destination = dice.choice(LEAVING)
        homes.append(Home(home.dwelling, home.enter, leave, destination))
    return Life(number, parts, homes)


def _parts(dice: Dice) -> list[Part]:
    long_ago, this_year = date(2014, 1, 1), dice.chance(0.4)
    start = (
        dice.day(dice.first, date(dice.year + 1, 2, 1))
        if this_year
        else dice.day(long_ago, dice.first - DAY)
    )
    parts: list[Part] = []
    for _ in range(3):
        if dice.chance(0.5):
            return [*parts, (start, None, "")]
        end = dice.near(start)
        if dice.chance(0.35):
            return [*parts, (start, end, "Décès")]
        parts.append((start, end, dice.choice(OTHER_ENDS)))
        start = end + timedelta(days=dice.choice((1, 1, 2, 30, 90, 200)))
        if dice.chance(0.4) or start > dice.horizon:
            break
    return parts


def _homes(life: Life, dwellings: list[str], dice: Dice) -> list[Home]:
    homes: list[Home] = []
    death = life.death
    shift = 0 if dice.chance(0.85) else dice.randint(-40, 40)
    enter, dwelling = life.parts[0][0] + timedelta(days=shift), dice.choice(dwellings)
    while len(homes) < 7 and enter <= dice.horizon and (death is None or enter < death):
        if len(homes) == 6 or dice.chance(0.35):
            homes.append(Home(dwelling, enter, death, "Décès" if death else ""))
            break
        leave = dice.near(enter + DAY)
        if death and leave >= death:
            ending = "Décès" if dice.chance(0.85) else "Rue"
            homes.append(Home(dwelling, enter, death, ending))
            break
        stop, same = dice.chance(0.2), dice.chance(0.35)
        gap = dice.choice((0, 0, 1, 1, 2, 20, 45, 120))
        following = dwelling if same else dice.choice(dwellings)
        renewed = following == dwelling and gap < 2 and not stop
        after = leave + timedelta(days=gap)
        renewed = renewed and after <= dice.horizon and (death is None or after < death)
        destination = "Même logement" if renewed and dice.chance(0.6) else dice.choice(LEAVING)
        homes.append(Home(dwelling, enter, leave, destination))
        if stop:
            break
        enter, dwelling = after, following
    return homes


def settle(world: Sheets, life: Life, dice: Dice) -> None:
    """Write the rows of one person: tenant, resumptions, changes, stays and titles."""
    (start, end, reason), *others = life.parts
    tenant: Record = {
        "N°": life.number,
        "Prénom": dice.choice(("Cygne", "Merle", "Grive", "Héron", "Pinson")),
        "Nom": dice.choice(("Iris", "Tilleul", "Lavande", "Fougère", "Aubépine")),
        "Genre": dice.choice(("M", "M", "F", "X", "homme", "Femme", "h")),
        "Date de naissance": dice.day(date(1950, 1, 1), date(2003, 12, 31)),
        "Mois de rue cumulés": dice.choice((None, 0, 7, 18, 60, 133)),
        "Début d'accompagnement": start,
        "Équipe": dice.choice(("ACT", "ICM")),
        "Financement": dice.choice(("Cocom", "Cocom", "SPP Intégration sociale", "TSI")),
        "Administrateur de biens": dice.choice(("oui", "non", None)),
        "Fin d'accompagnement": end,
        "Motif de fin": reason,
    }
    if dice.chance(0.15):  # a birthday on or next to a corner of the year
        month, day = dice.choice(((12, 31), (1, 1), (2, 28)))
        tenant["Date de naissance"] = date(1977, month, day)
    world["Locataires"].append(tenant)
    for start, end, reason in others:
        world["Reprises"].append(
            {"N°": life.number, "Reprise": start, "Fin": end, "Motif de fin": reason}
        )
    _changes(world, life, dice)
    for home in life.homes:
        world["Occupations"].append(
            {
                "N°": life.number,
                "Code logement": home.dwelling,
                "Entrée": home.enter,
                "Sortie": home.leave,
                "Motif de sortie": "Départ" if home.leave else None,
                "Destination": home.destination,
            }
        )
        _titles(world, life, home, dice)


def _changes(world: Sheets, life: Life, dice: Dice) -> None:
    start = life.parts[0][0]
    days = [dice.near(start) for _ in range(dice.choice((0, 0, 1, 1, 2, 3)))]
    days += [part[0] for part in life.parts[1:] if dice.chance(0.5)]
    if dice.chance(0.2):
        days += [start]
    if start < dice.first and dice.chance(0.3):
        days += [dice.first]
    for day in sorted(set(days)):
        team = dice.choice(("ACT", "ICM", None))
        funding = dice.choice(("Cocom", "SPP IS", "TSI")) if dice.chance(0.5) or not team else None
        world["Équipes"].append(
            {"N°": life.number, "Date d'effet": day, "Équipe": team, "Financement": funding}
        )


def _titles(world: Sheets, life: Life, home: Home, dice: Dice) -> None:
    kinds = ("Bail illimité", "Bail de transit", "Convention d'occupation précaire")
    start, last = home.enter, home.leave
    for count in range(dice.choice((1, 1, 2, 3))):
        end = dice.near(start) if count == 0 or last else None
        if end and last and (end >= last or dice.chance(0.4)):
            end = last
        world["Titres"].append(
            {
                "Code logement": home.dwelling,
                "N°": life.number,
                "Type de titre": dice.choice(kinds),
                "Début": start,
                "Fin": end,
                "Bail glissant": dice.choice(("oui", "non", "non", None)),
            }
        )
        if end is None or end == last:
            break
        start = end + DAY
