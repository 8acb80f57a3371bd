"""The many ways one value is typed that FORMAT.md says are the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date, time

from .books import Cell, Record, Sheets
from .dice import Dice
from .reading import fold

_ALIASES = (
    ("M", "homme", "h"),
    ("F", "femme"),
    ("SPP Intégration sociale", "SPP IS"),
    ("RIS/CPAS", "RIS"),
    ("Visite à domicile", "VAD"),
    ("Accompagnement extérieur", "Acc. extérieur"),
    ("Réunion de concertation", "Concertation"),
    ("Contact téléphonique", "Téléphone", "Tél."),
    ("Réalisé", "Réalisée", "Fait"),
    ("Locataire absent", "absent"),
    ("Annulé", "Annulée"),
    ("Planifié", "Prévu"),
)
_TOPIC_ALIASES = (
    ("administratif/justice", "administratif"),
    ("relais réseau", "réseau"),
    ("psy/santé mentale", "psy", "santé mentale"),
    ("crise/urgence", "crise", "urgence"),
)
_YES = ("oui", "o", "x", "vrai", "1", "Oui ", "OUI", 1)
_NO = ("non", "n", "faux", "0", "Non", 0)

LABEL_COLUMNS = {
    ("Locataires", "Genre"),
    ("Locataires", "Équipe"),
    ("Locataires", "Financement"),
    ("Locataires", "Motif de fin"),
    ("Reprises", "Motif de fin"),
    ("Équipes", "Équipe"),
    ("Équipes", "Financement"),
    ("Envoyeurs", "Genre"),
    ("Candidats", "État"),
    ("Revenus", "Revenu"),
    ("EGF", "Moment"),
    ("Rencontres", "Type"),
    ("Rencontres", "Statut"),
    ("Bailleurs", "Type"),
    ("Bailleurs", "Intermédiaire"),
    ("Bailleurs", "Projet"),
    ("Logements", "Intermédiaire"),
    ("Occupations", "Destination"),
    ("Titres", "Type de titre"),
    ("Matériel RdR", "Catégorie"),
    ("Matériel RdR", "Matériel"),
    ("Réseau", "Fonction"),
    ("Formations HF", "Statut"),
}
YES_COLUMNS = {
    "Administrateur de biens",
    "Bail glissant",
    "Dépression",
    "Méfiance / paranoïa",
    "Hallucinations / mégalomanie",
    "Hétéro-agressivité",
    "Troubles cognitifs",
    "Crack fumé",
    "Injection",
    "Overdose",
}
LIST_COLUMNS = {"Domaines", "Produits", "Produits arrêtés", "Intervenants"}
NUMBER_COLUMNS = {
    "Mois de rue cumulés",
    "Score",
    "Durée (min)",
    "Trajet (min)",
    "Loyer",
    "Charges",
    "Quantité",
    "Durée (jours)",
}


def respell(text: str, dice: Dice) -> str:
    """The same label with other case, accents or blanks."""
    ways: tuple[Callable[[str], str], ...] = (
        str.upper,
        str.lower,
        str.title,
        _bare,
        lambda label: f" {label}  ",
        lambda label: label.replace(" ", "\u00a0"),
        lambda label: label.replace(" ", "  "),
        lambda label: label.replace("'", "’"),
        lambda label: label.replace("-", "–"),
        lambda label: re.sub(r"\s*/\s*", dice.choice(("/", " / ", " /")), label),
    )
    for way in dice.sample(ways, dice.choice((1, 1, 2))):
        text = way(text)
    return text


def _bare(text: str) -> str:
    parts = unicodedata.normalize("NFD", text)
    return "".join(c for c in parts if unicodedata.category(c) != "Mn")


def _alias(text: str, groups: tuple[tuple[str, ...], ...], dice: Dice) -> str:
    for group in groups:
        if fold(text) in {fold(label) for label in group}:
            return dice.choice(group)
    return text


def _list(text: str, topics: bool, dice: Dice) -> str:
    items = [item.strip() for item in re.split("[;,]", text) if item.strip()]
    if not items:
        return text
    dice.shuffle(items)
    if dice.chance(0.3):
        items.append(items[0])
    if topics:
        items = [_alias(item, _TOPIC_ALIASES, dice) for item in items]
    return dice.choice((";", "; ", " ; ", ",", ", ")).join(respell(item, dice) for item in items)


def _number(value: float, dice: Dice) -> Cell:
    text = str(value)
    ways = [text.replace(".", ","), f" {text} ", text]
    if float(value).is_integer():
        ways += [f"{int(value)},0", f"{int(value)}.0"]
        if value >= 1000:
            ways.append(f"{int(value) // 1000} {int(value) % 1000:03}")
    return dice.choice(ways)


def _date(day: date, dice: Dice) -> str:
    ways = (f"{day.day}/{day.month}/{day.year}", day.strftime("%d/%m/%Y"), day.isoformat())
    return dice.choice(ways)


def _hour(hour: time, dice: Dice) -> str:
    short = [f"{hour.hour}:{hour.minute:02}", f"{hour.hour:02}:{hour.minute:02}"]
    short.append(f"{hour.hour}h{hour.minute:02}")
    if hour.minute == 0:
        short.append(f"{hour.hour}h")
    return dice.choice(short)


def _commune(text: str, dice: Dice) -> str:
    if dice.chance(0.3):
        text = text.replace("-", " ")
    text = dice.choice((text, text.upper(), text.lower(), _bare(text)))
    has_postcode = text[:4].isdigit()
    return text if has_postcode or dice.chance(0.6) else f"{dice.randint(1000, 1210)} {text}"


def retyped(name: str, header: str, cell: Cell, dice: Dice) -> Cell:
    """Another way to type one cell of a known column."""
    if header in YES_COLUMNS:
        yes = fold(str(cell)) in {fold(str(word)) for word in _YES}
        return dice.choice(_YES) if yes else dice.choice(_NO)
    if isinstance(cell, date):
        return _date(cell, dice)
    if isinstance(cell, time):
        return _hour(cell, dice)
    if header == "N°":
        return _list(str(cell), False, dice) if ";" in str(cell) else str(cell)
    if isinstance(cell, (int, float)):
        return _number(cell, dice) if header in NUMBER_COLUMNS else cell
    if header in LIST_COLUMNS:
        return cell if header == "Intervenants" else _list(str(cell), header == "Domaines", dice)
    if header == "Commune":
        return _commune(str(cell), dice)
    if (name, header) in LABEL_COLUMNS:
        known = () if name == "Formations HF" else _ALIASES  # only `Annulée` there
        return respell(_alias(str(cell), known, dice), dice)
    return cell


def retype(world: Sheets, dice: Dice, share: float) -> None:
    """Retype that share of the cells of the workbook."""
    for name, rows in world.items():
        for row in rows:
            other: Record = {
                header: retyped(name, header, cell, dice)
                if cell not in (None, "") and dice.chance(share)
                else cell
                for header, cell in row.items()
            }
            row.update(other)
