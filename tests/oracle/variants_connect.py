"""Corner cases brought into a connect workbook."""

from __future__ import annotations

from datetime import date, timedelta

from .books import Cell, Record, Sheets
from .dice import Dice
from .world import redate, toggle

SECTORS: tuple[Cell, ...] = (
    None,
    "inconnu",
    "précarité",
    "logement",
    "santé mentale",
    "migration",
    "travail du sexe",
    "assuétudes",
)
KNOWN_THEMES = (
    "logement",
    "santé mentale",
    "intersectoriel",
    "pair-aidance",
    "milieu carcéral",
    "migration",
    "personnes prostituées",
)


def alter(world: Sheets, dice: Dice) -> None:
    names = [str(row["Nom"]) for row in world["Institutions"]]
    _intervision(world, names, dice)
    _events(world, names, dice)
    _bodies(world, dice)
    _newsletter(world, dice)
    _networks(world, dice)
    _others(world, names, dice)


def _intervision(world: Sheets, names: list[str], dice: Dice) -> None:
    toggle(world["Séances"], "Statut", ("Tenue", "Annulée"), dice, 0.2)
    toggle(world["Inscriptions"], "Secteur", SECTORS, dice)
    toggle(world["Inscriptions"], "Institution", tuple(dice.sample(names, 6)), dice)
    for row in world["Inscriptions"]:
        row["Dérogation"] = "oui : accord" if dice.chance(0.3) else row["Dérogation"]
        if dice.chance(0.25):
            status = dice.choice(("Retiré", "Retiré", "Accepté", "Refusé", "Liste d'attente"))
            row["Statut"], row["Date de retrait"] = status, None
            if status == "Retiré":
                row["Date de retrait"] = _around_first(world, row["Code groupe"], dice)
    for group in dice.some(world["Groupes"], 4):
        day = dice.choice((dice.first, dice.last, dice.last + timedelta(days=1)))
        new: Record = {"Code groupe": group["Code"], "Date": day, "Statut": "Tenue"}
        taken = {(row["Code groupe"], row["Date"]) for row in world["Séances"]}
        if (new["Code groupe"], day) not in taken:
            world["Séances"].append(new)


def _around_first(world: Sheets, group: Cell, dice: Dice) -> date:
    """A withdrawal the day before, on, or after the first held session."""
    held = [
        row["Date"]
        for row in world["Séances"]
        if row["Code groupe"] == group and row["Statut"] == "Tenue"
    ]
    days = [day for day in held if isinstance(day, date)]
    if not days:
        return dice.near(dice.first)
    return min(days) + timedelta(days=dice.choice((-30, -1, 0, 0, 1, 60)))


def _events(world: Sheets, names: list[str], dice: Dice) -> None:
    people = world["Participants aux événements"]
    toggle(people, "Présent", ("oui", "non", None), dice)
    toggle(people, "Secteur", SECTORS, dice)
    toggle(people, "Institution", (None, *dice.sample(names, 5)), dice, 0.05)
    for row in people:  # a speaker of an unknown organisation stays a speaker
        if row["Rôle"] != "Intervenant" and dice.chance(0.05):
            row["Rôle"] = dice.choice(("Participant", "Animateur"))
    for row in dice.some(people, 10):
        if row["Institution"] in names:
            others = [event["Code"] for event in world["Événements"]]
            people.append(row | {"Code événement": dice.choice(others)})
    toggle(world["Événements"], "Public compté", (None, 0, 87), dice, 0.2)
    toggle(world["Événements"], "Programmes", ("Connect", "PAT", "PAT; Connect"), dice, 0.2)
    for row in world["Événements"]:
        if dice.chance(0.15):
            row["Date début"] = dice.near(dice.first)
            row["Date fin"] = None
        if row["Type"] == "Table d'échanges" and dice.chance(0.2):
            row["Événement parent"] = None


def _bodies(world: Sheets, dice: Dice) -> None:
    rows = world["Réunions d'instances"]
    redate(rows, "Date", dice)
    toggle(rows, "Présent", ("oui", "non", None), dice)
    who = ("Connect", "PAT", "Support", "Connect; PAT", "Housing First; Connect", "PAT; Support")
    toggle(rows, "Représentation", who, dice, 0.2)
    world["Instances"].append(
        {"Nom": "Conseil des Roseaux", "Alias": "Roseaux", "Programmes": None}
    )
    toggle(rows, "Instance", ("Conseil des Roseaux",), dice, 0.05)


def _newsletter(world: Sheets, dice: Dice) -> None:
    for row in world["Newsletters"]:
        if dice.chance(0.2):
            row["Ouvreurs uniques"] = dice.choice((0, row["Délivrés"]))
    items = world["Contenus newsletter"]
    toggle(items, "Thème", KNOWN_THEMES, dice)
    for row in dice.some(items, 25):  # the same item in a later edition, in other words
        later = dice.choice((f"{dice.year}-11", f"{dice.year}-12", f"{dice.year + 1}-01"))
        if later > str(row["Édition"]):
            items.append(row | {"Édition": later, "Type": "outil"})


def _networks(world: Sheets, dice: Dice) -> None:
    snapshots = {(row["Canal"], row["Date"]) for row in world["Abonnés"]}
    for channel in ("Newsletter", "LinkedIn", "Facebook"):
        day = dice.near(dice.first)
        if (channel, day) not in snapshots and dice.chance(0.5):
            number = dice.randint(10, 2000)
            world["Abonnés"].append({"Canal": channel, "Date": day, "Valeur": number})
    news = {row["Nouvelle"] for row in world["Publications réseaux"]}
    for code in dice.some(sorted(map(str, news)), 15):
        day = dice.near(dice.first)
        for row in world["Publications réseaux"]:
            if row["Nouvelle"] == code:
                row["Date"] = day
    for number, row in enumerate(world["Publications réseaux"]):
        if dice.chance(0.1):
            row["Portée"] = None if dice.chance(0.3) else 100_000 + number
        for header in ("Clics", "Réactions", "Partages"):
            row[header] = None if dice.chance(0.05) else row[header]


def _others(world: Sheets, names: list[str], dice: Dice) -> None:
    redate(world["Interventions publiques"], "Date", dice)
    toggle(world["Interventions publiques"], "Programme", ("Connect", "Support"), dice)
    toggle(
        [row for row in world["Interventions publiques"] if row["Type"] == "Sollicitation"],
        "Interlocuteur",
        tuple(dice.sample(names, 3)),
        dice,
        0.5,
    )
    redate(world["Publications"], "Date de parution", dice, 0.3)
    toggle(world["Publications"], "Année de l'action", (dice.year, dice.year - 1), dice, 0.2)
    toggle(world["Publications"], "Table d'échanges", ("oui", "non", None), dice, 0.2)
