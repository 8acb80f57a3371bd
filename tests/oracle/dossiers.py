"""What is recorded about an invented person: incomes, scores, reviews, network, encounters."""

from __future__ import annotations

from datetime import date, time, timedelta

from .books import Cell, Record, Sheets
from .dice import Dice
from .labels import COMMUNES
from .lives import Life

INCOMES = (
    "RIS/CPAS",
    "Mutuelle",
    "DG Personnes handicapées",
    "Chômage",
    "Pension",
    "Travail salarié",
)
PRODUCTS = (
    "alcool",
    "médicaments détournés",
    "cannabis",
    "héroïne",
    "cocaïne",
    "amphétamines",
)
KINDS = ("Visite à domicile",) * 4 + (
    "Accompagnement extérieur",
    "Réunion de concertation",
    "Contact téléphonique",
    "Travail de rue",
)
TOPICS = (
    "administratif/justice",
    "quotidien",
    "logement",
    "médical",
    "relais réseau",
    "consommation",
    "psy/santé mentale",
    "crise/urgence",
    "concertation",
)
FUNCTIONS = (
    "psychiatrique",
    "sociale",
    "médicale",
    "relationnelle",
    "financière",
    "liée à l'usage de drogues",
    "juridique",
)
YES_NO: tuple[Cell, ...] = ("oui", "non", "non", None)
DAY = timedelta(days=1)


def record(world: Sheets, life: Life, dice: Dice) -> None:
    """Everything but encounters, which may join two persons."""
    _incomes(world, life, dice)
    _scores(world, life, dice)
    _reviews(world, life, dice)
    _network(world, life, dice)


def _incomes(world: Sheets, life: Life, dice: Dice) -> None:
    """One period after another: nothing overlaps itself, no income overlaps nothing."""
    start = life.parts[0][0] + timedelta(days=dice.choice((0, 0, -30, 15)))
    ends = [end for _, end, _ in life.parts if end]
    for _ in range(dice.randint(0, 4)):
        end: date | None = dice.near(start)
        if ends and dice.chance(0.4):
            end = dice.choice(ends) + timedelta(days=dice.choice((-1, 0, 1)))
        if end and (end < start or dice.chance(0.25)):
            end = None
        kinds = ["Sans revenu"] if dice.chance(0.15) else dice.some(INCOMES, 3)
        for kind in kinds:
            row: Record = {"N°": life.number, "Revenu": kind, "Début": start, "Fin": end}
            if kind == "Travail salarié" and end and dice.chance(0.5):
                row["Début"] = dice.day(start, end)
            world["Revenus"].append(row)
        if end is None:
            break
        start = end + timedelta(days=dice.choice((1, 1, 2, 40)))


def _days(life: Life, dice: Dice, count: int) -> list[date]:
    """Distinct days around P, none after a death."""
    days = {dice.near(life.parts[0][0]) for _ in range(count)}
    return sorted(day for day in days if life.alive(day))


def _scores(world: Sheets, life: Life, dice: Dice) -> None:
    def score() -> int:
        return 0 if dice.chance(0.15) else 5 * dice.randint(1, 20)

    for start, end, _ in life.parts:
        if dice.chance(0.7):
            last = max(start, min(end or dice.last, dice.last))
            day = start if dice.chance(0.6) else dice.day(start, last)
            world["EGF"].append(
                {"N°": life.number, "Date": day, "Score": score(), "Moment": "Entrée"}
            )
    for day in _days(life, dice, dice.randint(0, 4)):
        world["EGF"].append({"N°": life.number, "Date": day, "Score": score(), "Moment": "Actuel"})


def _reviews(world: Sheets, life: Life, dice: Dice) -> None:
    columns = (
        "Dépression",
        "Méfiance / paranoïa",
        "Hallucinations / mégalomanie",
        "Hétéro-agressivité",
        "Troubles cognitifs",
    )
    for day in _days(life, dice, dice.randint(0, 3)):
        row: Record = {"N°": life.number, "Date": day}
        row |= {column: dice.choice(YES_NO) for column in columns}
        world["Problématiques"].append(row)
    for day in _days(life, dice, dice.randint(0, 3)):
        used = dice.some(PRODUCTS, 4)
        stopped = [product for product in dice.some(PRODUCTS, 2) if product not in used]
        row = {
            "N°": life.number,
            "Date": day,
            "Produits": "; ".join(used) or "aucun",
            "Produits arrêtés": "; ".join(stopped),
        }
        for column in ("Crack fumé", "Injection", "Overdose"):
            row[column] = dice.choice(YES_NO)
        world["Consommations"].append(row)


def _network(world: Sheets, life: Life, dice: Dice) -> None:
    districts = (*COMMUNES, "Laeken", "Haren", "Neder-Over-Heembeek", "Molenbeek", "Saint-Josse")
    for _ in range(dice.randint(0, 5)):
        start = dice.day(date(2016, 1, 1), dice.horizon)
        end = dice.near(start) if dice.chance(0.6) else None
        name = "CPAS" if dice.chance(0.35) else f"Relais {dice.randint(1, 12)}"
        world["Réseau"].append(
            {
                "N°": life.number,
                "Partenaire": name,
                "Précision": dice.choice(districts) if name == "CPAS" else None,
                "Fonction": dice.choice(FUNCTIONS),
                "Début": start,
                "Fin": end,
            }
        )


def meet(world: Sheets, lives: list[Life], dice: Dice) -> None:
    """Encounters of each person; one in eight with somebody else."""
    for life in lives:
        for _ in range(dice.choice((0, 3, 10, 40))):
            who = [life]
            if dice.chance(0.12):
                who.append(dice.choice(lives))
            _encounter(world, who, dice)
    for row in dice.some([row for row in world["Rencontres"] if row["Heure"] is None], 4):
        world["Rencontres"].append(dict(row))  # without an hour both rows count


def _encounter(world: Sheets, who: list[Life], dice: Dice) -> None:
    kind = dice.choice(KINDS)
    statuses = ["Réalisé"] * 6 + ["Annulé", "Planifié"]
    if kind in KINDS[:5]:
        statuses += ["Locataire absent"] * 2
    status = dice.choice(statuses)
    start, end, _ = dice.choice(who[0].parts)
    low, high = max(start, date(dice.year - 1, 11, 1)), min(end or dice.horizon, dice.horizon)
    if low > high or dice.chance(0.2):  # anywhere: before the start, after the end
        low, high = date(dice.year - 1, 11, 1), date(dice.year + 1, 2, 28)
    day = dice.day(low, high)
    if status == "Réalisé" and not all(life.alive(day) for life in who):
        return
    numbers = list(dict.fromkeys(life.number for life in who))
    world["Rencontres"].append(
        {
            "N°": numbers[0] if len(numbers) == 1 else "; ".join(map(str, numbers)),
            "Date": day,
            "Heure": dice.choice((None, time(9), time(0, 10), time(23, 50), time(14, 30))),
            "Type": kind,
            "Statut": status,
            "Durée (min)": dice.choice((None, 15, 25, 45, 60, 72.5, 600)),
            "Trajet (min)": dice.choice((None, None, 5, 20, 37.5)),
            "Intervenants": "; ".join(dice.some(("AAB", "BCD", "EFG"), 2)),
            "Domaines": "; ".join(dice.some(TOPICS, 4)),
        }
    )
