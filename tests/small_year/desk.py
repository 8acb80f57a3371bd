"""The small year by pages: directory, landlords, dwellings, trainings, lists, candidates."""

from __future__ import annotations

from typing import Any

from filrouge.people.models import Candidate

from .office import Office
from .rows import Row, Rows
from .where import CARDS, REFERRAL

REASONS = {
    "En préparation": "À son tour dans la liste",
    "Sélectionné": "Prioritaire",
    "En attente": "Pas de place pour le moment",
    "Refusé": "La personne a renoncé",
}
"""What the page asks beside a decision; the workbook does not hold it."""
DECIDED = "2024-12-20"


def write_desk(office: Office, rows: Rows) -> None:
    """Whatever is about nobody, in the order in which one thing names another."""
    for name in _organisations(rows):
        card(office, "organisations", {"name": name})
    for row in rows["Envoyeurs"]:
        for alias in filter(None, (part.strip() for part in row["Alias"].split("|"))):
            card(office, "autres-noms", {"organisation": row["Nom"], "name": alias})
    for sheet, (slug, fields) in CARDS.items():
        for row in rows[sheet]:
            card(office, slug, told(row, fields))
    for row in rows["Candidats"]:
        write_candidate(office, row)


def _organisations(rows: Rows) -> list[str]:
    """Every organisation that a row names, once; aliases are no name of their own."""
    places = (("Envoyeurs", "Nom"), ("Bailleurs", "Nom"), ("Réseau", "Partenaire"))
    named = [row[header] for sheet, header in places for row in rows[sheet]]
    return list(dict.fromkeys([*named, *(row["Partenaire"] for row in rows["Conventions"])]))


def told(row: Row, fields: dict[str, str]) -> dict[str, Any]:
    """What a row says in the words of a form."""
    return {field: row[header] for header, field in fields.items() if header in row}


def card(office: Office, slug: str, said: dict[str, Any]) -> None:
    """Add a record that is in no file. The direction types them; the housing team its own."""
    pen = office["logement" if slug in {"bailleurs", "logements", "loyers"} else "direction"]
    more = {"owner": "Housing First"} if slug == "formations" else {}
    pen.write("records:new", slug, said=said | more)


def write_candidate(office: Office, row: Row) -> None:
    """A candidate is noted, then decided on."""
    note_candidate(office, row["N° candidat"], row)
    decide(office, row["N° candidat"], row["État"], row["Entrée prévue le"])


def note_candidate(office: Office, code: str, row: Row) -> None:
    office["accompagnement"].write(
        "people:new_candidate", said={"code": code, **told(row, REFERRAL)}
    )


def decide(office: Office, code: str, state: str, planned: str, day: str = DECIDED) -> None:
    candidate = Candidate.objects.get(code=code)
    office["direction"].write(
        "people:decide_candidate",
        candidate.pk,
        said={"state": state, "reason": REASONS[state], "day": day, "planned_entry": planned},
    )
