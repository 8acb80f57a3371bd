"""Persons, follow-ups, incomes, reviews, encounters, network."""

from collections.abc import Iterator
from typing import Any

from filrouge.common.text import label_key
from filrouge.directory.models import OrganisationRole
from filrouge.imports.sheets import housing_first as hf
from filrouge.imports.sheets.base import ParsedWorkbook, Row
from filrouge.people.models import Person

from .base import Draft, Ids
from .names import organisation, referrers, staff


def person_of(ids: Ids, number: int) -> int:
    return ids.get(Person, (number,))


def persons(book: ParsedWorkbook, ids: Ids) -> Iterator[Draft]:
    known = referrers(book, ids)
    for row in book.rows(hf.TENANTS.name):
        values = {
            "number": row["tenant"],
            "first_name": row["first_name"],
            "last_name": row["last_name"],
            "sex": row["sex"],
            "birth_date": row["birth"],
            "street_months_total": row["months_total"],
            "has_administrator": row["administrator"],
            **_referral(row, known),
        }
        yield Draft((row["tenant"],), values, hf.TENANTS.name, row.number)


def _referral(row: Row, known: dict[str, int]) -> dict[str, Any]:
    return {
        "referrer_id": known.get(label_key(row["referrer"])),
        "referred_on": row["referred_on"],
        "ethos": row["ethos"],
        "street_months_24": row["months_24"],
        "street_months_36": row["months_36"],
    }


def follow_ups(book: ParsedWorkbook, ids: Ids) -> Iterator[Draft]:
    for spec, resumed in ((hf.TENANTS, False), (hf.RESUMPTIONS, True)):
        for row in book.rows(spec.name):
            values = {
                "person_id": person_of(ids, row["tenant"]),
                "start": row["start"],
                "end": row["end"],
                "end_reason": row["end_reason"],
                "resumed": resumed,
            }
            again = (row["start"],) if resumed else ()
            yield Draft((row["tenant"], *again), values, spec.name, row.number)


def terms(book: ParsedWorkbook, ids: Ids) -> Iterator[Draft]:
    """Team and funding at the start, then each dated change."""
    for spec, initial in ((hf.TENANTS, True), (hf.TERMS, False)):
        for row in book.rows(spec.name):
            values = {
                "person_id": person_of(ids, row["tenant"]),
                "effective_on": row["start"],
                "team": row["team"],
                "funding": row["funding"],
                "initial": initial,
            }
            change = () if initial else (row["start"],)
            yield Draft((row["tenant"], *change), values, spec.name, row.number)


def referring_roles(book: ParsedWorkbook, ids: Ids) -> Iterator[Draft]:
    for row in book.rows(hf.REFERRERS.name):
        values = {
            "organisation_id": organisation(ids, row, "name"),
            "role": OrganisationRole.REFERRER,
            "kind": row["kind"],
            "start": row["start"],
            "end": row["end"],
        }
        identity = (OrganisationRole.REFERRER, label_key(row["name"]))
        yield Draft(identity, values, hf.REFERRERS.name, row.number)


def candidates(book: ParsedWorkbook, ids: Ids) -> Iterator[Draft]:
    known = referrers(book, ids)
    for row in book.rows(hf.CANDIDATES.name):
        values = {
            "code": row["code"],
            "state": row["state"],
            "planned_entry": row["planned_entry"],
            **_referral(row, known),
        }
        yield Draft((label_key(row["code"]),), values, hf.CANDIDATES.name, row.number)


def incomes(book: ParsedWorkbook, ids: Ids) -> Iterator[Draft]:
    for row in book.rows(hf.INCOMES.name):
        values = {
            "person_id": person_of(ids, row["tenant"]),
            "kind": row["kind"],
            "start": row["start"],
            "end": row["end"],
        }
        identity = (row["tenant"], row["kind"], row["start"])
        yield Draft(identity, values, hf.INCOMES.name, row.number)


def scores(book: ParsedWorkbook, ids: Ids) -> Iterator[Draft]:
    for row in book.rows(hf.SCORES.name):
        values = {
            "person_id": person_of(ids, row["tenant"]),
            "day": row["day"],
            "score": row["score"],
            "moment": row["moment"],
        }
        identity = (row["tenant"], row["day"], row["moment"])
        yield Draft(identity, values, hf.SCORES.name, row.number)


def symptom_reviews(book: ParsedWorkbook, ids: Ids) -> Iterator[Draft]:
    for row in book.rows(hf.SYMPTOMS.name):
        values = {
            "person_id": person_of(ids, row["tenant"]),
            "day": row["day"],
            **{name: row[name] for name in hf.SYMPTOMS.blank_yes_no},
        }
        yield Draft((row["tenant"], row["day"]), values, hf.SYMPTOMS.name, row.number)


def use_reviews(book: ParsedWorkbook, ids: Ids) -> Iterator[Draft]:
    for row in book.rows(hf.USES.name):
        values = {
            "person_id": person_of(ids, row["tenant"]),
            "day": row["day"],
            "crack_smoked": row["crack"],
            "injection": row["injection"],
            "overdose_ever": row["overdose"],
        }
        used = [(substance, False) for substance in row["products"]]
        stopped = [(substance, True) for substance in row["stopped"]]
        parts = {"substances": tuple(sorted([*used, *stopped]))}
        identity = (row["tenant"], row["day"])
        yield Draft(identity, values, hf.USES.name, row.number, parts)


def encounters(book: ParsedWorkbook, ids: Ids) -> Iterator[Draft]:
    people = ids.all(Person)
    for row in book.rows(hf.ENCOUNTERS.name):
        persons = [people[(number,)] for number in row["tenant"]]
        values = {
            "kind": row["kind"],
            "status": row["status"],
            "day": row["day"],
            "time": row["time"],
            "duration_min": row["duration"],
            "travel_min": row["travel"],
            "note": row["note"],
            "outside_follow_up": row["outside"],
            "lead_id": persons[0],
            "person_count": len(persons),
        }
        parts = {
            "persons": tuple((person,) for person in persons),
            "workers": staff(ids, row["workers"]),
            "topics": tuple((topic,) for topic in row["topics"]),
        }
        identity = (tuple(sorted(row["tenant"])), row["day"], row["time"], row["kind"])
        yield Draft(identity, values, hf.ENCOUNTERS.name, row.number, parts)


def network_links(book: ParsedWorkbook, ids: Ids) -> Iterator[Draft]:
    for row in book.rows(hf.NETWORK.name):
        values = {
            "person_id": person_of(ids, row["tenant"]),
            "partner_id": organisation(ids, row, "partner"),
            "detail": row["detail"],
            "commune": row["commune"],
            "function": row["function"],
            "start": row["start"],
            "end": row["end"],
        }
        identity = (
            row["tenant"],
            label_key(row["partner"]),
            label_key(row["detail"]),
            row["function"],
            row["start"],
        )
        yield Draft(identity, values, hf.NETWORK.name, row.number)
