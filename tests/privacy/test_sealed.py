"""Whatever is said of somebody in words is ciphertext in the database, or says why it is not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import models

from filrouge.privacy import registry
from filrouge.privacy.registry import Class
from filrouge.vault.fields import SealedText

LONGEST_CODE = 40
SEALED = {
    "access.breakglass.reason",
    "followup.encounter.note",
    "followup.networklink.detail",
    "housing.stay.exit_reason",
    "privacy.statement.text",
}

SERVICE_KEY = {
    "dossiers.askedopening.reason",
    "followup.encounterdraft.service_typed",
    "followup.task.service_text",
}
"""Written before a person is chosen, or about nobody: the key of the service seals them."""


def field_of(path: str) -> models.Field[object, object]:
    label, _dot, name = path.rpartition(".")
    found = registry.stored_models()[label]._meta.get_field(name)
    assert isinstance(found, models.Field)
    return found


def sealed() -> set[str]:
    return {
        f"{label}.{field.name}"
        for label, model in registry.stored_models().items()
        for field in model._meta.concrete_fields
        if isinstance(field, SealedText)
    }


def test_every_text_about_somebody_is_sealed_or_says_why_not() -> None:
    assert registry.unsealed() == set(registry.in_clear())


def test_free_texts_are_sealed() -> None:
    assert sealed() >= SEALED
    narratives = {
        f"{kind.model}.{name}"
        for kind in registry.kinds().values()
        for name in kind.of(Class.NARRATIVE)
    }
    assert narratives - sealed() == SERVICE_KEY | {"housing.inspection.note"}


def test_a_text_of_nobody_is_refused_by_the_database_once_a_person_is_named() -> None:
    """What stands instead of a person's key, for words about walls and errands."""
    rules = {
        rule.name
        for path in ("housing.inspection.note", "followup.task.service_text")
        for rule in registry.stored_models()[path.rpartition(".")[0]]._meta.constraints
    }
    assert {"inspection_note_of_nobody", "task_sealed_once"} <= rules


def test_what_stays_in_clear_is_a_name_or_the_code_of_a_list() -> None:
    for path, why in registry.in_clear().items():
        field = field_of(path)
        if why.startswith("code "):
            assert field.max_length is not None, path
            assert field.max_length <= LONGEST_CODE, path


def test_a_sealed_text_belongs_to_the_person_that_the_registry_names() -> None:
    for path in sealed():
        label, _dot, name = path.rpartition(".")
        field = field_of(path)
        assert isinstance(field, SealedText)
        assert registry.kinds()[label].person == field.person, name


@pytest.mark.parametrize("cls", [Class.NARRATIVE, Class.SENSITIVE, Class.THIRD_PARTY])
def test_a_text_added_in_clear_would_be_seen(cls: Class) -> None:
    """Negative control: a column of words in a person's file, whatever its class."""
    kind = registry.kinds()["audit.provenance"]
    workbook = replace(kind.entries["workbook"], cls=cls)
    leaky = replace(kind, person="x", entries={**kind.entries, "workbook": workbook})
    found = registry.unsealed({**registry.kinds(), kind.model: leaky})
    assert found - set(registry.in_clear()) == {"audit.provenance.workbook"}
