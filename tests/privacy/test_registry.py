"""The privacy registry is complete, says only what is true, and prints the register."""

from collections.abc import Iterator

import pytest
from django.core.exceptions import FieldDoesNotExist
from django.db import models

from filrouge.access.files import Compartment
from filrouge.access.policy import Capability
from filrouge.common.models import Record
from filrouge.people.models import Person
from filrouge.privacy import register, registry
from filrouge.privacy.registry import Class
from tests.architecture.tree import ROOT

READERS = {"nobody", *Compartment, *Capability}
BY_COMPARTMENT = {
    "identity": {"identity"},
    "housing": {"housing"},
    "care": {"psychosocial", "health"},
}


def test_every_field_has_an_entry_and_every_entry_a_field() -> None:
    assert registry.gaps() == []


def test_a_field_left_out_and_one_too_many_are_seen() -> None:
    """Negative control."""
    known = dict(registry.kinds())
    person = known.pop("people.person")
    said = {name: entry for name, entry in person.entries.items() if name != "last_name"}
    fewer = registry.Kind("people.person", "accompaniment", "x", "self", said | {"shoe": object()})  # type: ignore[dict-item]
    found = [gap for gap in registry.gaps(known | {"people.person": fewer}) if "people" in gap]
    assert found == [
        "people.person.last_name: no entry",
        "people.person.shoe: no such field",
    ]


def test_a_field_in_two_classes_is_refused() -> None:
    said = {"processing": "x", "purpose": "x", "reader": "nobody", "retention": "x", "report": "x"}
    with pytest.raises(registry.RegistryError, match="two classes"):
        registry.read_kind("people.person", said | {"plain": "sex", "identity": "sex"})
    del said["reader"]
    with pytest.raises(registry.RegistryError, match="no 'reader'"):
        registry.read_kind("people.person", said | {"plain": "sex"})


def test_words_of_the_registry_are_known() -> None:
    texts = registry.processings()
    for kind in registry.kinds().values():
        assert kind.processing in texts["processings"], kind.model
        for entry in kind.entries.values():
            assert entry.reader in READERS, entry
            assert entry.retention in texts["retentions"], entry
            assert entry.report in registry.REPORTS, entry
            assert entry.purpose, entry


def test_readers_agree_with_the_compartment_of_the_record() -> None:
    for label, model in registry.stored_models().items():
        compartment = getattr(model, "compartment", "open")
        if not issubclass(model, Record) or compartment not in BY_COMPARTMENT:
            continue
        readers = {entry.reader for entry in registry.kinds()[label].entries.values()}
        assert readers <= BY_COMPARTMENT[compartment], label


def test_free_text_about_persons_is_narrative_and_in_no_report() -> None:
    for model, kind in registry.of_persons():
        for field in model._meta.concrete_fields:
            entry = kind.entries[field.name]
            if isinstance(field, models.TextField):
                assert entry.cls in {Class.NARRATIVE, Class.THIRD_PARTY}, entry
            if entry.cls in {Class.NARRATIVE, Class.THIRD_PARTY}:
                assert entry.report == "none", entry


def _paths_to_person(model: type[models.Model], depth: int = 2) -> Iterator[str]:
    for field in model._meta.concrete_fields:
        target = field.related_model
        if isinstance(target, type) and issubclass(target, Person):
            yield field.name
        elif depth > 1 and isinstance(target, type) and target is not model:
            yield from (f"{field.name}__{rest}" for rest in _paths_to_person(target, depth - 1))


def test_every_model_that_leads_to_a_person_says_whose_file_it_is() -> None:
    for label, model in registry.stored_models().items():
        paths = list(_paths_to_person(model))
        said = registry.kinds()[label].person
        if said == "self":
            assert model is Person
        else:
            assert (said in paths) if paths else not said, (label, said, paths)


def test_lookups_to_a_person_are_real() -> None:
    for model, kind in registry.of_persons():
        try:
            registry.records_of(model, kind, 1).query.sql_with_params()
        except FieldDoesNotExist:  # pragma: no cover
            pytest.fail(kind.model)


def test_the_register_in_the_documents_is_what_the_program_prints() -> None:
    assert (ROOT / "docs" / "privacy.md").read_text("utf-8") == register.markdown()


def test_the_register_names_every_processing_and_every_field_about_somebody() -> None:
    text = register.markdown()
    for said in registry.processings()["processings"].values():
        assert f"### {said['name']}" in text
    assert "| followup.encounter | note | récit |" in text
    assert "Vide" not in text
