"""The institutions of the directory, with the ways in which the field writes them."""

from dataclasses import dataclass
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


def entries(rep: Repetition, workbook: str = "") -> list[Institution]:
    """The directory of a repetition; later ones have branches instead of the same names."""
    found = [item for item in _typed() if not workbook or item.only in ("", workbook)]
    if rep.number == 0:
        return found
    return [
        Institution(
            rep.label(item.name), item.sector, (), item.commune, "", item.dutch, item.walloon
        )
        for item in found
    ]


def named(rep: Repetition, name: str) -> Institution:
    """One entry by the name of the first repetition; KeyError when it is not typed."""
    wanted = rep.label(name)
    for item in entries(rep):
        if item.name == wanted:
            return item
    raise KeyError(name)
