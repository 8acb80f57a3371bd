"""The small year by pages: reviews, incomes, encounters, material, partners."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from typing import Any

import time_machine

from filrouge.imports.sheets import housing_first as sheets
from filrouge.vocabulary import lists

from .desk import told
from .forms import Absent, form_with, forms_of
from .moments import CARE, Act, before
from .office import Office, Pen
from .rows import Row, Rows
from .where import FILE

NOTER = "accompagnement"
ALONE = 6
"""A person whom the peer worker meets alone and notes."""


def acts_of_care(office: Office, rows: Rows) -> Iterator[Act]:
    """Each fact on its day, but never before the file of the person exists."""
    entered = {row["N°"]: row["Début d'accompagnement"] for row in rows["Locataires"]}

    def act(day: str, numbers: list[int], run: Callable[[], None]) -> Act:
        return Act(max([day, *(entered[number] for number in numbers)]), CARE, run)

    for sheet in ("Revenus", "Réseau"):
        for row in rows[sheet]:
            yield act(row["Début"], [row["N°"]], partial(record, office, sheet, row))
    for sheet, review in REVIEWS.items():
        for row in rows[sheet]:
            yield act(row["Date"], [row["N°"]], partial(review, office, row))
    for row in rows["Rencontres"]:
        yield act(row["Date"], numbers_of(row), partial(meet, office, row))
    for row in rows["Matériel RdR"]:
        yield act(row["Date"], [row["N°"]] if row["N°"] else [], partial(hand_out, office, row))


def numbers_of(row: Row) -> list[int]:
    """The persons of an encounter, in order."""
    return [int(text) for text in str(row["N°"]).split(";")]


def listed(cell: str) -> list[str]:
    """The words of a cell that holds a list."""
    return [word.strip() for word in cell.split(";") if word.strip()]


def record(office: Office, sheet: str, row: Row, pen: str = NOTER) -> None:
    """Add a record of a file."""
    slug, fields = FILE[sheet]
    person = office.person(row["N°"])
    office[pen].write("dossiers:new_record", person, slug, said=told(row, fields))


def review(office: Office, row: Row, part: str, said: dict[str, Any]) -> None:
    """One part of the review of a person, on a day."""
    pen, person = office[NOTER], office.person(row["N°"])
    page = pen.open("dossiers:review", person, query=f"?jour={row['Date']}")
    form = form_with(page, "day", part=part)
    for name, words in said.items():
        form.fill(name, words)
    form.fill("day", row["Date"])
    pen.send(form, form.action)


def score(office: Office, row: Row) -> None:
    """Scores by steps of five are tapped; another number is typed in its record."""
    pen, person = office[NOTER], office.person(row["N°"])
    page = pen.open("dossiers:review", person, query=f"?jour={row['Date']}")
    form = form_with(page, "day", part="score")
    entry = row["Moment"] == "Entrée"
    if row["Score"] % 5 or (entry and "moment" not in form.fields):
        record(office, "EGF", row)
        return
    form.fields["score"].held = [str(row["Score"])]
    assert str(row["Score"]) in form.fields["score"].offered.values()
    if "moment" in form.fields:
        form.fill("moment", row["Moment"])
    form.fill("day", row["Date"])
    pen.send(form, form.action)


def symptoms(office: Office, row: Row) -> None:
    said = {
        column.name: row[column.header] or "pas demandé"
        for column in sheets.SYMPTOMS.columns
        if column.name in sheets.SYMPTOMS.blank_yes_no
    }
    review(office, row, "symptoms", said)


def use(office: Office, row: Row) -> None:
    none = row["Produits"] == "aucun"
    used, stopped = ([] if none else listed(row["Produits"])), listed(row["Produits arrêtés"])
    codes = lists.get("substance")
    said: dict[str, Any] = {
        f"product_{term.code}": "consommé en ce moment"
        if term.fr in used
        else ("arrêté" if term.fr in stopped else "non, ou pas dit")
        for term in codes.terms
    }
    said["overall"] = "aucun produit" if none else "comme répondu ci-dessus"
    for header, name in (
        ("Crack fumé", "crack_smoked"),
        ("Injection", "injection"),
        ("Overdose", "overdose_ever"),
    ):
        said[name] = row[header] or "pas demandé"
    review(office, row, "use", said)


REVIEWS: dict[str, Callable[[Office, Row], None]] = {
    "EGF": score,
    "Problématiques": symptoms,
    "Consommations": use,
}
STATES = {
    "Réalisé": "Faite",
    "Locataire absent": "Absent·e",
    "Annulé": "Annulée par nous",
    "Planifié": "Prévue",
}


def meet(office: Office, row: Row) -> None:
    """Note an encounter; what is only planned, on the eve of its day."""
    if row["Statut"] != "Planifié":
        _noted(office, row)
        return
    with time_machine.travel(datetime.fromisoformat(f"{before(row['Date'])}T10:00:00+01:00")):
        _noted(office, row)


def _noted(office: Office, row: Row) -> None:
    """The persons one after the other, then the rest, then store."""
    numbers = numbers_of(row)
    pen = office["pair" if numbers == [ALONE] and row["Intervenants"] == "GHI" else NOTER]
    first, *others = (office.person(number) for number in numbers)
    page = pen.open("daily:note", query=f"?personne={first}")
    form = form_with(page, "key")
    for person in others:
        form = _add(pen, form, person)
    fill_encounter(office, form, row)
    pen.send(form, form.action, ("act", "store"))


def _add(pen: Pen, form: Any, person: int) -> Any:
    """Find somebody by the letters of their name, and add them to the form."""
    from filrouge.people.models import Person

    name = Person.objects.get(pk=person).last_name
    found = pen.client.post(form.action, form.sent() | {"letters": name[:4], "act": "find"})
    form = form_with(found.text, "key")
    if ("act", f"add-{person}") not in form.buttons:
        raise Absent(f"{name}: not found by letters")
    added = pen.client.post(form.action, form.sent() | {"act": f"add-{person}"}, follow=True)
    return form_with(added.text, "key")


def fill_encounter(office: Office, form: Any, row: Row) -> None:
    """What is tapped and typed of an encounter."""
    form.fill("kind", row["Type"])
    form.fill("status", STATES[row["Statut"]])
    form.fill("day", row["Date"])
    form.fill("time", row["Heure"])
    for header, name in (("Durée (min)", "duration"), ("Trajet (min)", "travel")):
        form.fields[name].held = ["other"] if row[header] else []
        form.fill(f"{name}_other", row[header])
    form.fill("topics", [word[0].upper() + word[1:] for word in listed(row["Domaines"])])
    office.tick_workers(form, listed(row["Intervenants"]))
    form.fill("note", row["Note"])


def hand_out(office: Office, row: Row) -> None:
    """Material, without a name or from a file."""
    code = lists.get("material").resolve(row["Matériel"])
    pen = office[NOTER]
    where = ("hand_to", office.person(row["N°"])) if row["N°"] else ("hand",)
    pen.write(
        f"harm_reduction:{where[0]}",
        *where[1:],
        said={f"i-{code}": row["Quantité"], "day": row["Date"]},
        button=("store", "1"),
    )


__all__ = ["acts_of_care", "fill_encounter", "forms_of", "meet", "record", "review"]
