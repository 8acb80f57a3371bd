"""The institutions of the directory, with the ways in which the field writes them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from random import Random

from filrouge.demo.repetition import Repetition
from filrouge.demo.words import table

OWN = "Smes"
WALLONIA = "wallonie"
# Sectors as the field types them: variants that the format allows.
SECTOR_SPELLINGS = {
    "aide aux personnes sans-abri": ("précarité et sans-abrisme", "sans-abrisme"),
    "santé mentale": ("Santé mentale", "sante mentale"),
    "drogues et addictions": ("assuétudes", "Drogues et addictions"),
    "aide sociale générale": ("aide sociale", "précarité"),
    "santé générale": ("santé en général",),
    "aide aux personnes en situation de handicap": ("handicap",),
    "insertion socioprofessionnelle": ("insertion socio-professionnelle",),
    "travail du sexe": ("personnes prostituées", "travail du sexe / personnes prostituées"),
}
# The sectors that come most; the others weigh 1.
WEIGHTS = {
    "aide aux personnes sans-abri": 3.2,
    "santé mentale": 2.6,
    "drogues et addictions": 2.2,
    "aide sociale générale": 1.3,
    "aide aux personnes en situation de handicap": 0.6,
}
FROZEN_OTHERWISE = {
    "La Fontaine": "aide aux personnes sans-abri",
    "Labopro": "aide sociale générale",
    "Premier Toit Valériane": "logement",
}


@dataclass(frozen=True, slots=True)
class Institution:
    """One entry; `only` is the single workbook that knows it, blank for both."""

    name: str
    sector: str
    aliases: tuple[str, ...] = ()
    commune: str = ""
    only: str = ""
    dutch: bool = False
    walloon: bool = False

    def spelled(self, rng: Random, share: float = 0.18) -> str:
        """The name, or now and then one of its aliases."""
        return rng.choice(self.aliases) if self.aliases and rng.random() < share else self.name

    def frozen_sector(self, rng: Random) -> str:
        """The sector typed on a record: sometimes a variant, sometimes not the directory's."""
        sector = FROZEN_OTHERWISE.get(self.name, self.sector)
        variants = SECTOR_SPELLINGS.get(sector)
        return rng.choice(variants) if variants and rng.random() < 0.05 else sector


@cache
def _typed() -> tuple[Institution, ...]:
    found = []
    for section, entries in table("directory").items():
        for name, item in entries.items():
            aliases = tuple(part.strip() for part in item.get("alias", "").split("|") if part)
            found.append(
                Institution(
                    name,
                    item.get("sector", section),
                    aliases,
                    item.get("commune", ""),
                    item.get("only", ""),
                    item.get("nl", False),
                    section == WALLONIA,
                )
            )
    return tuple(found)


@cache
def entries(rep: Repetition, workbook: str = "") -> tuple[Institution, ...]:
    """The directory of a repetition; later ones have branches instead of the same names."""
    found = [item for item in _typed() if not workbook or item.only in ("", workbook)]
    if rep.number:
        found = [
            replace(item, name=rep.label(item.name), aliases=(), only="")
            for item in found
            if item.name != OWN
        ]
    return tuple(found)


def named(rep: Repetition, name: str) -> Institution:
    """One entry by the name of the first repetition; KeyError when it is not typed."""
    if name == OWN:
        rep = replace(rep, number=0)
    wanted = rep.label(name)
    for item in entries(rep):
        if item.name == wanted:
            return item
    raise KeyError(name)


def pick(rng: Random, known: Sequence[Institution], count: int = 1) -> list[Institution]:
    """Institutions drawn by the weight of their sector, the same one several times at random."""
    return rng.choices(known, [WEIGHTS.get(item.sector, 1.0) for item in known], k=count)


def pick_distinct(rng: Random, known: Sequence[Institution], count: int) -> list[Institution]:
    """Different institutions drawn by the weight of their sector; all of them when too few."""
    left = list(known)
    found: list[Institution] = []
    while left and len(found) < count:
        (chosen,) = pick(rng, left)
        left.remove(chosen)
        found.append(chosen)
    return found


def pick_mixed(rng: Random, known: Sequence[Institution], count: int) -> list[Institution]:
    """Different institutions, one of each sector first, the others by the weight of theirs."""
    sectors = dict.fromkeys(item.sector for item in known)
    found = [rng.choice([item for item in known if item.sector == sector]) for sector in sectors]
    others = [item for item in known if item not in found]
    return found + pick_distinct(rng, others, count - len(found))
