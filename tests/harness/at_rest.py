"""Words written through the product's own verbs, then looked for in every byte it left on disk.

Run in a process of its own (`python -m tests.harness.at_rest FOLDER [leak]`) that ends without
closing anything, as a crash would: database, journal files, key store, sessions, cache, uploads and
what was logged are all there to be searched. `leak` stores one note in clear, to be found.
"""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path
from typing import Any

NAME = "Zqbergeronnette"
"""A name stays in clear, as said in the registry: the search must find it, or it searches badly."""
WORDS = {
    "note": "Zqtroglodyte confie un secret",
    "exit_reason": "Zqsittelle dit pourquoi",
    "detail": "Zqmésange au téléphone",
    "opening": "Zqrouge-gorge en danger ce soir",
    "asked": "Zqpinson à ouvrir tout de suite",
    "statement": "Zqgrimpereau conteste ce récit",
    "held": "Zqalouette écrite trop tard",
    "logged": "Zqfauvette dans une erreur",
}


def found_in(folder: Path) -> dict[str, list[str]]:
    """The files of a folder that hold each canary, in UTF-8 or UTF-16, whole or by its first
    word."""
    hits: dict[str, list[str]] = {}
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        content = file.read_bytes()
        for place, text in {**WORDS, "name": NAME}.items():
            word = text.split()[0]
            if any(word.encode(code) in content for code in ("utf-8", "utf-16-le")):
                hits.setdefault(place, []).append(str(file.relative_to(folder)))
    return hits


def main(folder: Path, leak: bool) -> None:
    from .crash import start

    start(folder / "data")
    _write()
    if leak:
        _leak()
    sys.stderr.flush()
    os._exit(0)


def _write() -> None:
    from filrouge.access.domain_openings import break_glass
    from filrouge.access.models import User
    from filrouge.directory.models import Organisation
    from filrouge.dossiers.domain import ask_agreement
    from filrouge.followup.models import Encounter, FollowUp, NetworkLink
    from filrouge.housing.models import Dwelling, Landlord, Stay
    from filrouge.people.models import Person
    from filrouge.privacy.models import Statement

    worker = User.objects.get(username="merle0")
    person = Person.objects.get(number=1)
    Person.objects.filter(pk=person.pk).update(first_name=NAME)
    FollowUp.objects.create(person=person, start=date(2023, 1, 1))
    day = date(2024, 3, 1)
    Encounter.objects.create(
        kind="home_visit", status="held", day=day, lead=person, note=WORDS["note"]
    )
    partner = Organisation.objects.create(name="Régie du Héron")
    landlord = Landlord.objects.create(organisation=partner, kind="private")
    dwelling = Dwelling.objects.create(code="L1", commune="21004", capacity=1, landlord=landlord)
    Stay.objects.create(
        person=person, dwelling=dwelling, start=date(2023, 1, 1), end=day, destination="street",
        exit_reason=WORDS["exit_reason"],
    )  # fmt: skip
    NetworkLink.objects.create(
        person=person, partner=partner, function="health", start=day, detail=WORDS["detail"]
    )
    break_glass(actor=worker, person_id=person.pk, reason=WORDS["opening"])
    ask_agreement(actor=worker, number=1, reason=WORDS["asked"], narratives=False)
    Statement.objects.create(person=person, text=WORDS["statement"])
    _held(worker)
    _logged()


def _held(worker: Any) -> None:
    """A form sent after the session ended."""
    from django.contrib.sessions.backends.db import SessionStore
    from django.test import RequestFactory

    from filrouge.access import sessions

    request = RequestFactory().post("/personnes/1/", {"note": WORDS["held"]})
    request.session = SessionStore()
    assert sessions.hold(request, str(worker.pk))
    request.session.save()


def _logged() -> None:
    """An error whose message quotes what was written."""
    import logging

    try:
        raise ValueError(WORDS["logged"])
    except ValueError:
        logging.getLogger("filrouge").exception("Something failed.")


def _leak() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("UPDATE followup_encounter SET note = %s", [WORDS["note"]])


if __name__ == "__main__":
    main(Path(sys.argv[1]), "leak" in sys.argv)
