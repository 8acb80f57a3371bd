"""The demonstration enters by the door of the users' workbooks."""

import pytest

from filrouge.demo import api
from filrouge.demo.accounts import ACCOUNTS, DIRECTOR, PASSWORD
from filrouge.imports.diagnostics import Diagnostic
from filrouge.imports.messages import WARNING
from filrouge.imports.models import ImportRun

# Awkward rows put there on purpose: they are told, and stored.
WARNINGS = {
    ("Financements", "negative_amount"): 1,
    ("Dons", "repeated_row"): 1,
    ("Participants aux événements", "blank_yes_no"): 1,
    ("Interventions", "single_worker"): 1,
    ("Interventions", "repeated_row"): 1,
    ("Intervisions présences", "blank_yes_no"): 1,
    ("Locataires", "start_not_first_entry"): 1,
    ("EGF", "not_multiple_of_5"): 1,
    ("Problématiques", "blank_yes_no"): 1,
    ("Rencontres", "missing_topic"): 2,
    ("Rencontres", "encounter_outside_followup"): 2,
    ("Matériel RdR", "repeated_row"): 1,
}


@pytest.mark.django_db
def test_demonstration_is_stored_once_in_the_name_of_the_director() -> None:
    listed = api.prepare()
    assert [(name, password) for name, password, _ in listed] == [
        (account.username, PASSWORD) for account in ACCOUNTS
    ]
    run = ImportRun.objects.get()
    assert run.state == ImportRun.State.STORED
    assert run.actor is not None
    assert run.actor.username == DIRECTOR.username
    assert run.error_count == 0
    found: dict[tuple[str, str], int] = {}
    for problem in map(Diagnostic.load, run.problems):
        if problem.severity == WARNING:
            key = (problem.sheet, problem.code)
            found[key] = found.get(key, 0) + 1
    assert found == WARNINGS
    assert api.prepare(progress=True) == listed
    assert ImportRun.objects.count() == 1
