"""Corrections, deletions and ends of the small year, by the pages that make them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from filrouge.followup.models import Encounter, FollowUp, FollowUpTerm
from filrouge.harm_reduction.models import MaterialIssue
from filrouge.people.models import Candidate
from filrouge.records.declaration import kind_at
from filrouge.vocabulary import lists

from . import care
from .changes import Edit
from .desk import decide, told
from .forms import form_with
from .office import Office, Pen
from .rows import Row, Rows
from .where import CARDS, FILE, REFERRAL

IDENTITY = {
    "Genre": "sex",
    "Date de naissance": "birth_date",
    "Mois de rue cumulés": "street_months_total",
    "Administrateur de biens": "has_administrator",
    **REFERRAL,
}
FOLLOWED = {
    "Début d'accompagnement": "start",
    "Fin d'accompagnement": "end",
    "Motif de fin": "end_reason",
}
TERMS = {"Équipe": "team", "Financement": "funding"}
WORDS = {"M": "homme", "F": "femme", "X": "autre (X)"}
DAYS = ("day", "start", "effective_on")
KNOWN_BY = {
    "Envoyeurs": {"Nom": "organisation__name"},
    "Bailleurs": {"Nom": "organisation__name"},
    "Logements": {"Code": "code"},
    "Loyers": {"Code logement": "dwelling__code"},
    "Formations HF": {"Session": "session", "Date": "day"},
    "Conventions": {"Partenaire": "organisation__name", "Évaluée le": "evaluated_on"},
    "Historique": {"Indicateur": "indicator", "Année": "year"},
    "Contexte": {"Indicateur": "indicator", "Année": "year"},
    "Listes": {"Liste": "name", "Élément": "text"},
}
"""The columns by which a page of records is found again."""
ALSO = {"Réseau": ("Partenaire", "partner__name"), "Titres": ("Code logement", "dwelling__code")}
MISTAKE, WORD = "Noté par erreur", "supprimer"


def correct(office: Office, edit: Edit, rows: Rows) -> None:
    """Correct a fact by the page that corrects it."""
    row = edit.row(rows)
    if edit.sheet in CARDS:
        _correct_card(office, edit, row)
    elif edit.sheet in OWN:
        OWN[edit.sheet](office, row, edit.change)
    else:
        _correct_in_file(office, edit.sheet, row, edit.change)


def delete(office: Office, edit: Edit, rows: Rows) -> None:
    """Delete what was typed by mistake."""
    row = edit.row(rows)
    if edit.sheet in CARDS:
        slug, key = _card(edit.sheet, row)
        _writer(office, slug).write("records:delete", slug, key, said={"word": WORD})
    elif edit.sheet == "Rencontres":
        said = {"reason": MISTAKE, "word": WORD}
        office[care.NOTER].write("daily:delete_encounter", _encounter(row).pk, said=said)
    elif edit.sheet == "Matériel RdR":
        take_back(office, row)
    else:
        slug, key = _in_file(office, edit.sheet, row)
        pen, person = _writer(office, slug), office.person(row["N°"])
        said = {"reason": MISTAKE, "word": WORD}
        pen.write("dossiers:delete_record", person, slug, key, said=said)


def _writer(office: Office, slug: str) -> Pen:
    if slug in {"bailleurs", "logements", "loyers", "sejours", "titres"}:
        return office["logement"]
    return office[care.NOTER if kind_at(slug, of_files=True) else "direction"]


def _card(sheet: str, row: Row) -> tuple[str, int]:
    slug, _fields = CARDS[sheet]
    kind = kind_at(slug)
    assert kind is not None
    known = {path: row[header] or None for header, path in KNOWN_BY[sheet].items()}
    return slug, kind.model._default_manager.get(**known).pk


def _correct_card(office: Office, edit: Edit, row: Row) -> None:
    slug, key = _card(edit.sheet, row)
    said = told(edit.change, CARDS[edit.sheet][1])
    _writer(office, slug).write("records:edit", slug, key, said=said)


def _in_file(office: Office, sheet: str, row: Row) -> tuple[str, int]:
    slug, fields = FILE.get(sheet, ("consommations", {"Date": "day"}))
    kind = kind_at(slug, of_files=True)
    assert kind is not None
    known: dict[str, Any] = {kind.of: office.person(row["N°"])}
    known |= {field: row[header] for header, field in fields.items() if field in DAYS}
    if sheet in ALSO:
        header, path = ALSO[sheet]
        known[path] = row[header]
    if sheet == "Équipes":
        known["initial"] = False
    return slug, kind.model._default_manager.get(**known).pk


def _correct_in_file(office: Office, sheet: str, row: Row, change: Row) -> None:
    slug, key = _in_file(office, sheet, row)
    pen, person = _writer(office, slug), office.person(row["N°"])
    said = told(change, FILE[sheet][1])
    pen.write("dossiers:edit_record", person, slug, key, said=said)


def _tenant(office: Office, row: Row, change: Row) -> None:
    """The identity, the team at the start and the follow-up are three records."""
    pen, person = office[care.NOTER], office.person(row["N°"])
    if said := told(change, IDENTITY):
        said |= {"sex": WORDS[said["sex"]]} if "sex" in said else {}
        pen.write("dossiers:edit_record", person, "identite", person, said=said)
    if said := told(change, TERMS):
        term = FollowUpTerm.objects.get(person=person, initial=True)
        pen.write("dossiers:edit_record", person, "equipes", term.pk, said=said)
    if said := told(change, FOLLOWED):
        first = FollowUp.objects.get(person=person, start=row["Début d'accompagnement"])
        pen.write("dossiers:edit_record", person, "suivis", first.pk, said=said)


def _candidate(office: Office, row: Row, change: Row) -> None:
    code, after = row["N° candidat"], {**row, **change}
    if said := told(change, REFERRAL):
        candidate = Candidate.objects.get(code=code)
        office[care.NOTER].write("people:edit_candidate", candidate.pk, said=said)
    if {"État", "Entrée prévue le"} & set(change):
        decide(office, code, after["État"], after["Entrée prévue le"])


def _reviewed(office: Office, row: Row, change: Row) -> None:
    """A review is corrected by reviewing the same day again."""
    care.REVIEWS["Consommations"](office, {**row, **change})


def _met(office: Office, row: Row, change: Row) -> None:
    """Another day, other words, somebody less."""
    pen, after = office[care.NOTER], {**row, **change}
    page = pen.open("daily:note", query=f"?rencontre={_encounter(row).pk}")
    form = form_with(page, "key")
    for number in care.numbers_of(row):
        if number not in care.numbers_of(after):
            away = form.sent() | {"act": f"drop-{office.person(number)}"}
            form = form_with(pen.client.post(form.action, away, follow=True).text, "key")
    care.fill_encounter(office, form, after)
    pen.send(form, form.action, ("act", "store"))


def _encounter(row: Row) -> Encounter:
    return Encounter.objects.get(
        lead__number=care.numbers_of(row)[0],
        day=row["Date"],
        kind=lists.get("encounter_kind").resolve(row["Type"]),
    )


def _handed(office: Office, row: Row, change: Row) -> None:
    """A wrong quantity is taken back and handed out again."""
    take_back(office, row)
    care.hand_out(office, {**row, **change})


def take_back(office: Office, row: Row) -> None:
    item = lists.get("material").resolve(row["Matériel"])
    person = office.person(row["N°"]) if row["N°"] else None
    found = MaterialIssue.objects.get(day=row["Date"], item=item, person=person)
    pen = office[care.NOTER]
    pen.write("harm_reduction:take_back", found.handout, said={"reason": MISTAKE})


OWN: dict[str, Callable[[Office, Row, Row], None]] = {
    "Locataires": _tenant,
    "Candidats": _candidate,
    "Consommations": _reviewed,
    "Rencontres": _met,
    "Matériel RdR": _handed,
}
