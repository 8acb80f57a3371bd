"""What is not about one person: dwellings, rents, candidates, material, typed values."""

from __future__ import annotations

from datetime import date, timedelta

from .books import Cell, Record, Sheets
from .dice import Dice
from .labels import COMMUNES

KINDS = (
    "Sisp",
    "AIS",
    "CPAS",
    "ASBL",
    "Fonds du logement",
    "Occupation temporaire",
    "Maison de repos",
    "Privé",
)
VIA: tuple[Cell, ...] = (None, None, "CCL", "Bru4Home")
MATERIAL = (
    ("Injection", "BD normales"),
    ("Injection", "Container"),
    ("Inhalation", "Gex inox"),
    ("Inhalation", "Lames / couteaux"),
    ("Sniff", "Livret Roule ta paille"),
    ("IST et autres", "Hydramyl"),
    ("IST et autres", "Préservatifs"),
)


def add_dwellings(world: Sheets, dice: Dice) -> list[str]:
    """New landlords and dwellings; returns a few codes, so that persons meet in them."""
    for number in range(1, 5):
        world["Bailleurs"].append(
            {
                "Nom": f"Bailleur du Rossignol {number}",
                "Type": dice.choice(KINDS),
                "Intermédiaire": dice.choice(VIA),
                "Projet": dice.choice((None, None, "ISSUE", "Sorocité", "EHPAD")),
            }
        )
    names = [str(row["Nom"]) for row in world["Bailleurs"]]
    places = (*COMMUNES, "1000 Bruxelles", "Bruxelles-Ville", "Laeken", "Haren", "Molenbeek")
    codes = [f"V{number:03}" for number in range(1, 41)]
    for code in codes:
        world["Logements"].append(
            {
                "Code": code,
                "Adresse": f"rue des Pinsons {code[1:]}",
                "Commune": dice.choice(places),
                "Bailleur": dice.choice(names[-4:] if dice.chance(0.3) else names),
                "Intermédiaire": dice.choice((*VIA, "aucun")),
                "Capacité": dice.choice((1, 1, 2)),
                "Loyer": dice.choice((None, 400, 512.5, 633.33, 710.05)),
                "Charges": dice.choice((None, 50)),
            }
        )
    old = [str(row["Code"]) for row in world["Logements"][:-40]]
    pool = codes + dice.some(old, 20)
    for code in dice.some(pool, 25):
        for day in {dice.near(date(2019, 1, 1)) for _ in range(dice.randint(1, 3))}:
            world["Loyers"].append(
                {
                    "Code logement": code,
                    "À partir du": day,
                    "Loyer": 300 + dice.randint(0, 80000) / 100,
                }
            )
    return pool


def alter_dwellings(world: Sheets, dice: Dice) -> None:
    """Other intermediaries, no rent, for some of the existing dwellings."""
    for row in dice.some(world["Logements"], 30):
        row["Intermédiaire"] = dice.choice((*VIA, "aucun"))
    for row in dice.some(world["Logements"], 10):
        row["Loyer"] = None


def around(world: Sheets, dice: Dice) -> None:
    """Candidates, referrers, material, training and agreements around the corners of P."""
    spring = date(dice.year + 1, 4, 30)
    for number in range(dice.randint(0, 12)):
        state = dice.choice(("En préparation", "Sélectionné", "En attente", "Refusé"))
        entry = dice.day(date(dice.year, 12, 1), spring) if dice.chance(0.85) else None
        world["Candidats"].append(
            {"N° candidat": f"V{number:02}", "État": state, "Entrée prévue le": entry}
        )
    for number in range(dice.randint(0, 5)):
        start = dice.day(date(2014, 1, 1), dice.horizon)
        world["Envoyeurs"].append(
            {
                "Nom": f"Nid {number}",
                "Genre": dice.choice(("Association", "CPAS")),
                "Actif depuis": dice.choice((start, None)),
                "Actif jusqu'au": dice.near(start) if dice.chance(0.5) else None,
            }
        )
    low, high = date(dice.year - 1, 11, 1), date(dice.year + 1, 2, 28)
    for _ in range(dice.randint(0, 60)):
        category, item = dice.choice(MATERIAL)
        row: Record = {"Date": dice.day(low, high), "Catégorie": category, "Matériel": item}
        row["Quantité"] = dice.choice((1, 5, 1200))
        world["Matériel RdR"] += [row, dict(row)] if dice.chance(0.1) else [row]
    for number in range(dice.randint(0, 8)):
        world["Formations HF"].append(
            {
                "Session": f"V{number // 2}",
                "Module": f"Module {dice.randint(1, 4)} : envol",
                "Date": dice.day(low, high),
                "Durée (jours)": dice.choice((0.5, 1)),
                "Statut": dice.choice(("Donnée", "Donnée", "Annulée")),
            }
        )
        day = dice.day(low, high) if dice.chance(0.8) else None
        world["Conventions"].append({"Partenaire": f"Relais {number % 5}", "Évaluée le": day})


def typed(world: Sheets, dice: Dice) -> None:
    """Earlier values removed or 0, typed values and items of other years."""
    kept = [row for row in world["Historique"] if dice.chance(0.75)]
    for row in kept:
        if dice.chance(0.08) and row["Indicateur"] != "hf.sex.women":
            row["Valeur"] = 0
    world["Historique"] = kept
    contexts = {str(row["Indicateur"]): row["Valeur"] for row in world["Contexte"]}
    world["Contexte"] = [
        row
        for row in world["Contexte"]
        if row["Indicateur"] == "hf.programme.start_year" or dice.chance(0.85)
    ]
    seen = {(row["Indicateur"], row["Année"]) for row in world["Contexte"]}
    for name, value in contexts.items():
        year = dice.year + dice.choice((-1, 0, 1))
        if name != "hf.programme.start_year" and dice.chance(0.3) and (name, year) not in seen:
            world["Contexte"].append({"Indicateur": name, "Année": year, "Valeur": value})
    lists = sorted({str(row["Liste"]) for row in world["Listes"]})
    for name in dice.some(lists, 8):
        year = dice.year + dice.choice((-1, 0, 1))
        world["Listes"].append({"Liste": name, "Année": year, "Élément": "élément ajouté"})


def shift(world: Sheets, years: int) -> None:
    """Move every date and every year of the workbook by whole years (29/02 becomes 28/02)."""
    for rows in world.values():
        for row in rows:
            for header, cell in row.items():
                if isinstance(cell, date) and header != "Date de naissance":
                    day = cell - timedelta(days=(cell.month, cell.day) == (2, 29))
                    row[header] = day.replace(year=day.year + years)
                elif header == "Année" and isinstance(cell, (int, float)):
                    row[header] = cell + years
