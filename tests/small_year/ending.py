"""What ends in the small year, by the pages that end it."""

from __future__ import annotations

from typing import Any

from filrouge.housing.models import Stay

from .changes import ENDED, TEAMS_ENDED, Edit
from .changing import correct
from .desk import told
from .office import Office
from .rows import Row, Rows
from .where import FILE

KEPT = "La personne garde son logement"
FROM_A_STAY = {("Titres", 1), ("Titres", 7), ("Occupations", 7)}
"""Ends that another end brings: a departure ends the title, a death the stay and the title."""


def end_year(office: Office, rows: Rows) -> None:
    """End by pages what `ENDED` ends in the rows."""
    slug, fields = FILE["Équipes"]
    for row in TEAMS_ENDED:
        said = told(row, fields)
        office["direction"].write("dossiers:new_record", office.person(row["N°"]), slug, said=said)
    for edit in ENDED:
        row = edit.row(rows)
        if (edit.sheet, row.get("N°")) not in FROM_A_STAY:
            _end(office, edit, row, rows)


def _end(office: Office, edit: Edit, row: Row, rows: Rows) -> None:
    match edit.sheet:
        case "Occupations":
            _leave(office, row, edit.change)
        case "Reprises":
            _end_follow_up(office, row, edit.change["Fin"], edit.change["Motif de fin"])
        case "Locataires":
            day = edit.change["Fin d'accompagnement"]
            _end_follow_up(office, row, day, edit.change["Motif de fin"])
        case _:
            correct(office, edit, rows)


def _leave(office: Office, row: Row, change: Row) -> None:
    person = office.person(row["N°"])
    stay = Stay.objects.get(person=person, start=row["Entrée"])
    said: dict[str, Any] = {
        "end": change["Sortie"],
        "destination": change["Destination"],
        "reason": change["Motif de sortie"],
        "end_titles": True,
    }
    office["logement"].write("housing:leave", person, stay.pk, said=said)


def _end_follow_up(office: Office, row: Row, day: str, reason: str) -> None:
    said = {"reason": reason, "day": day}
    if reason != "Décès":
        said["destination"] = KEPT
    office["accompagnement"].write("dossiers:end", office.person(row["N°"]), said=said)
