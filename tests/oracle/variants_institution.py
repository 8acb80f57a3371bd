"""Corner cases brought into an institution workbook."""

from __future__ import annotations

from datetime import date, timedelta

from .books import Cell, Record, Sheets
from .dice import Dice
from .world import toggle

TEAMS = ("HF – ACT", "HF – ICM", "Équipe Mobile", "PAT", "HF – Gestion")
FUNCTIONS = {
    "HF – ACT": ("Accompagnateur psychosocial", "Pair-aidant", "Médecin"),
    "HF – ICM": ("Psychologue", "Éducateur spécialisé", "Pair-aidant"),
    "Équipe Mobile": ("Psychologue", "Éducateur spécialisé", "Médecin"),
    "PAT": ("Pair-aidant", "Référent d'équipe"),
    "HF – Gestion": ("Direction de programme", "Assistant de gestion"),
}


def alter(world: Sheets, dice: Dice) -> None:
    corners = (
        date(dice.year - 1, 12, 31),
        dice.first,
        dice.last,
        date(dice.year + 1, 1, 1),
        date(dice.year + 25, 6, 30),
    )
    for name in ("Membres", "Mandats"):
        _move(world[name], corners, dice)
    _funding(world, dice)
    _staff(world, corners, dice)
    _quality(world, dice)
    toggle(world["Réunions internes"], "Équipe", ("PAT", "Équipe Mobile"), dice, 0.05)
    for row in world["Réunions internes"]:
        if dice.chance(0.05):
            row["Date"] = dice.choice((dice.first, dice.last, dice.last + timedelta(days=1)))
        if row["Nature"] == "Mise au vert":
            row["Jours"] = dice.choice((0.5, 1, 2))


def _move(rows: list[Record], corners: tuple[date, ...], dice: Dice) -> None:
    """Starts and ends on the corners of P, in order."""
    for row in rows:
        if dice.chance(0.12):
            row["Fin"] = dice.choice(corners)
        if dice.chance(0.08):
            row["Début"] = dice.choice(corners[:4])
        start, end = row["Début"], row["Fin"]
        if isinstance(start, date) and isinstance(end, date) and end <= start:
            row["Fin"] = None


def _funding(world: Sheets, dice: Dice) -> None:
    funders = [str(row["Nom"]) for row in world["Bailleurs de fonds"]]
    toggle(world["Bailleurs de fonds"], "Remercié en page de garde", ("oui", "non"), dice, 0.2)
    for _ in range(dice.randint(0, 12)):
        amount = dice.randint(1, 5_000_000) / 100
        source = dice.choice(funders)
        line: Record = {
            "Source": source,
            "Année financée": dice.year + dice.choice((-1, 0, 0, 0, 1)),
            "Programme": dice.choice((None, "Connect", "Support", "Housing First")),
            "Axe": dice.choice((None, "PAT", "Formation", "Équipe Mobile")),
            "Montant": amount,
            "Reçu le": dice.near(dice.first),
            "Rapport spécifique": dice.choice(("oui", "non", None)),
        }
        world["Financements"].append(line)
        if dice.chance(0.3):  # a correction, sometimes of everything
            back = -amount if dice.chance(0.5) else -round(amount / 3, 2)
            world["Financements"].append(line | {"Montant": back, "Axe": None})
    for _ in range(dice.randint(0, 5)):
        gift: Record = {"Date": dice.near(dice.first), "Donateur": "Anonyme", "Montant": 12.35}
        world["Dons"] += [gift, dict(gift)] if dice.chance(0.4) else [gift]
    for row in dice.some(world["Cotisations"], 6):
        row["Année"] = dice.year + dice.choice((-1, 0, 1))


def _staff(world: Sheets, corners: tuple[date, ...], dice: Dice) -> None:
    rows = world["Personnel"]
    funders = [str(row["Nom"]) for row in world["Bailleurs de fonds"]]
    _move(rows, corners, dice)
    toggle(rows, "Financement", tuple(dice.sample(funders, 3)), dice, 0.08)
    toggle(rows, "Formateur", ("oui", "non", None), dice, 0.08)
    for number in range(dice.randint(0, 8)):
        team = dice.choice(TEAMS)
        code = f"V{number}"
        start = dice.near(date(dice.year - 2, 1, 1))
        fte: Cell = dice.choice((0.2, 0.35, 0.5, 0.76, 1))
        post: Record = {
            "Code": code,
            "Équipe": team,
            "Fonction": dice.choice(FUNCTIONS[team]),
            "ETP": fte,
            "Financement": dice.choice(funders),
            "Début": start,
            "Fin": None,
            "Remplace": None,
            "Certification": dice.choice((None, "HF Europe Hub")),
            "Formateur": dice.choice((None, "oui")),
        }
        rows.append(post)
        if dice.chance(0.6):
            _end(rows, post, dice.day(start, max(start, date(dice.year + 1, 2, 1))), dice)


def _end(rows: list[Record], post: Record, last: date, dice: Dice) -> None:
    """Close a row; then another working time of the same person, a successor, or nobody."""
    post["Fin"] = last
    after: Record = {"Début": last + timedelta(days=1), "Fin": None}
    if dice.chance(0.4):
        rows.append(post | after | {"ETP": 0.6})
    elif dice.chance(0.7):
        rows.append(post | after | {"Code": f"W{post['Code']}", "Remplace": post["Code"]})


def _quality(world: Sheets, dice: Dice) -> None:
    if dice.chance(0.4):
        first = dice.year + dice.choice((-4, -1, 0, 1))
        world["Plan qualité"] = [
            {"Période": f"{first}-{first + 4}", "Niveau": level, "Objectif": f"objectif {number}"}
            for number, level in enumerate(("général", "général", "spécifique", "général"))
        ]
    for number in range(dice.randint(0, 2)):
        world["Axes qualité"].append({"Année": dice.year, "Axe": f"envol {number}"})
    toggle(world["Bailleurs de fonds"], "Remercié en page de garde", ("oui", "non"), dice, 0.1)
