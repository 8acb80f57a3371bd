"""Corner cases brought into a support workbook."""

from __future__ import annotations

from datetime import date, timedelta

from .books import Cell, Record, Sheets
from .dice import Dice
from .variants_connect import SECTORS
from .world import redate, toggle


def alter(world: Sheets, dice: Dice) -> None:
    names = [str(row["Nom"]) for row in world["Institutions"]]
    _requests(world, names, dice)
    _supervision(world, names, dice)
    _peer_support(world, names, dice)
    _groups(world, names, dice)
    _training(world, names, dice)
    _others(world, dice)


def _requests(world: Sheets, names: list[str], dice: Dice) -> None:
    toggle(world["Demandes"], "Institution", tuple(dice.sample(names, 8)), dice)
    toggle(world["Demandes"], "Secteur", SECTORS, dice)
    for number in range(dice.randint(0, 12)):
        received = dice.near(date(dice.year - 1, 11, 1))
        opened = received + timedelta(days=dice.choice((0, 5, 15, 40)))
        closed = dice.choice((None, None, opened, dice.last, opened + timedelta(days=90)))
        outcome = dice.choice(("Dossier ouvert", "Téléphone seul", "Réorientée", "En attente"))
        row: Record = {
            "N° demande": f"V-{number:03}",
            "Type": "Intervention",
            "Reçue le": received,
            "Première réponse le": received + timedelta(days=dice.choice((0, 7, 8))),
            "Institution": dice.choice(names),
            "Secteur": dice.choice(SECTORS),
            "Canal": dice.choice(("Autre", "Collègue")),
            "Motif principal": dice.choice(("Suivi psychologique", "Risque d'expulsion")),
            "Suite": outcome,
            "Dossier": None,
        }
        if dice.chance(0.2):
            row["Première réponse le"] = None
        if outcome == "Dossier ouvert":
            row |= {
                "Dossier": f"DV-{number:03}",
                "Dossier ouvert le": opened,
                "Dossier clôturé le": max(closed, opened) if closed else None,
            }
        world["Demandes"].append(row)
    files = [row["Dossier"] for row in world["Demandes"] if row["Dossier"]]
    for _ in range(dice.randint(0, 25) if files else 0):
        workers = dice.choice((None, "PSY1; PSY2", "PSY1; PSY2; EDU1", "PSY1"))
        day = dice.near(date(dice.year - 1, 12, 1))
        row = {"Date": day, "Dossier": dice.choice(files), "Intervenants": workers}
        world["Interventions"].append(row)


def _supervision(world: Sheets, names: list[str], dice: Dice) -> None:
    toggle(world["Séances de supervision"], "Statut", ("Tenue", "Annulée"), dice)
    toggle(world["Supervisions"], "Souhaite continuer", ("oui", "non", None), dice, 0.2)
    for number in range(dice.randint(0, 5)):
        place = dice.choice(names)
        start = dice.near(date(dice.year - 1, 6, 1))
        ended = dice.choice((None, start + timedelta(days=dice.choice((30, 200)))))
        if ended == dice.last:  # an end on 31/12 itself is not told by the format
            ended = None
        code, team = f"SV{number}", f"Équipe Colvert {number}"
        world["Supervisions"].append(
            {
                "Code": code,
                "Institution": place,
                "Équipe": team,
                "Début": start,
                "Fin": ended,
                "État": "Terminée" if ended else "En cours",
                "Souhaite continuer": dice.choice(("oui", "non")),
            }
        )
        days = {start, dice.near(start), start + timedelta(days=31)}
        for day in sorted(days):
            status = dice.choice(("Tenue", "Tenue", "Annulée"))
            world["Séances de supervision"].append({"Code": code, "Date": day, "Statut": status})
        if dice.chance(0.7):
            _ask_supervision(world, number, place, team, dice)


def _ask_supervision(world: Sheets, number: int, place: str, team: str, dice: Dice) -> None:
    planned = dice.choice((None, date(dice.year + 1, 1, 1), date(dice.year + 1, 12, 31), dice.last))
    world["Demandes"].append(
        {
            "N° demande": f"VS-{number}",
            "Type": "Supervision",
            "Reçue le": dice.near(date(dice.year - 1, 10, 1)),
            "Institution": place,
            "Équipe": team,
            "Suite": dice.choice(("Engagée", "Sans suite", "En attente")),
            "Dossier": None,
            "Début prévu le": planned,
        }
    )


def _peer_support(world: Sheets, names: list[str], dice: Dice) -> None:
    rows = world["PAT accompagnements"]
    toggle(rows, "Institution", tuple(dice.sample(names, 5)), dice, 0.05)
    toggle(rows, "Secteur", SECTORS[2:], dice, 0.05)
    toggle(rows, "Région", ("Bruxelles", "Wallonie"), dice, 0.05)
    toggle(rows, "Financement", ("Cocom", "TSI", "FRB"), dice, 0.1)
    toggle(world["PAT activités"], "Statut", ("Réalisée", "Annulée"), dice)
    redate(world["PAT activités"], "Date", dice)
    for row in world["PAT activités"]:
        if dice.chance(0.15):
            row["Intervenants"] = dice.choice((None, "PA1; PA2; PA3", "PA1"))
        if row["Type"] == "Jour de formation" and dice.chance(0.4):
            row["Durée (jours)"] = dice.choice((0.5, 1.5, 2))
    for row in world["PAT engagements"]:
        if dice.chance(0.2) and row["Date de contrat"]:
            row["Date de contrat"] = dice.near(date(dice.year - 1, 6, 1))
            row["État"] = dice.choice(("Signé", "Débuté", "Quitté", "Abandonné"))
        if row["État"] == "Prévu" and dice.chance(0.3):
            row["Année visée"] = dice.choice((dice.year, dice.year + 1, dice.year + 2))
    redate(world["PAT formations"], "Date", dice)
    toggle(world["PAT formations"], "Statut", ("Donnée", "Annulée"), dice)
    toggle(world["PAT formations"], "Public", ("École des Cygnes", "CRIT"), dice)


def _groups(world: Sheets, names: list[str], dice: Dice) -> None:
    enrolled = world["Intervisions inscriptions"]
    toggle(enrolled, "Statut", ("Accepté", "Refusé", "Liste d'attente"), dice)
    toggle(enrolled, "Secteur", SECTORS, dice)
    toggle(enrolled, "Institution", tuple(dice.sample(names, 4)), dice)
    toggle(world["Intervisions séances"], "Statut", ("Tenue", "Annulée"), dice)
    toggle(world["Intervisions présences"], "Présent", ("oui", "non", None), dice)


def _training(world: Sheets, names: list[str], dice: Dice) -> None:
    sessions: tuple[Cell, ...] = ("Donnée", "Annulée")
    toggle(world["Formations séances"], "Statut", sessions, dice)
    toggle(world["Formations séances"], "Durée (jours)", (0.5, 1, 1.5), dice)
    people = world["Formations participants"]
    toggle(people, "Présent", ("oui", "non", None), dice)
    toggle(people, "Institution", (None, *dice.sample(names, 4)), dice, 0.05)
    sector: dict[tuple[Cell, Cell], Cell] = {}
    for row in people:  # one sector for a person and an action
        key = (row["Participant"], row["Action"])
        sector.setdefault(key, dice.choice(SECTORS) if dice.chance(0.1) else row["Secteur"])
        row["Secteur"] = sector[key]
    for row in world["Modules"]:
        if dice.chance(0.15):
            row["Actif depuis"] = dice.near(date(dice.year - 1, 10, 1))
        if dice.chance(0.15):
            ends = (date(dice.year - 1, 12, 31), dice.first, dice.last, date(dice.year + 20, 1, 1))
            row["Actif jusqu'au"] = dice.choice(ends)
        start, end = row["Actif depuis"], row["Actif jusqu'au"]
        if isinstance(start, date) and isinstance(end, date) and end < start:
            row["Actif jusqu'au"] = None
    toggle(world["Modules"], "Thème", ("chant des oiseaux", "violences"), dice, 0.05)
    toggle(world["Modules"], "Fiche", ("oui", "non", None), dice)


def _others(world: Sheets, dice: Dice) -> None:
    redate(world["Représentation"], "Date", dice)
    redate(world["Contacts responsables"], "Date", dice, 0.4)
    for row in world["Temps de travail"]:
        if dice.chance(0.2):
            row["Heures"] = dice.randint(0, 4000) / 4
        if dice.chance(0.05):
            row["Équipe"] = "Formation"
