"""Every declared kind of record: listed, shown, created, corrected, disputed, deleted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from filrouge.access.policy import ROLES
from filrouge.audit.models import JournalEntry
from filrouge.records import sentences
from filrouge.records.declaration import Kind, kinds
from filrouge.records.display import name_of, shown
from filrouge.records.domain import correct_record, held, same, version_of
from tests.harness.client import StrictClient
from tests.records.factory import make, typed, values_of

pytestmark = pytest.mark.django_db
every_kind = pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.slug)


def writer(kind: Kind) -> str:
    """A role that may write the kind."""
    return next(code for code, role in ROLES.items() if role.capabilities & set(kind.editors))


@pytest.fixture
def actor(user_of: Callable[[str], Any]) -> Any:
    return user_of("finance_director")


def change(kind: Kind, actor: Any) -> tuple[str, Any]:
    """The last field whose value of the second record differs from that of the first."""
    first, second = values_of(kind, 1, actor), values_of(kind, 2, actor)
    names = [
        name for name in first if first[name] != second[name] and not kind.fields[name].many_to_many
    ]
    return names[-1], second[names[-1]]


@every_kind
def test_every_name_of_a_declaration_is_a_field_with_its_word(kind: Kind) -> None:
    named = {*kind.heading, *kind.columns, *kind.filters, *kind.months, *kind.shapes}
    named |= {*kind.lists, *kind.suggests, *kind.several, *kind.labels}
    assert named | ({kind.year} if kind.year else set()) <= set(kind.fields)
    assert all(kind.label(name) for name in kind.fields)


@every_kind
def test_every_rule_of_the_database_has_its_sentence(kind: Kind) -> None:
    for constraint in kind.model._meta.constraints:
        name, sentence = sentences.sentence_of(kind, constraint)
        assert name in kind.fields
        assert sentence


@every_kind
def test_created_by_the_form_then_listed_and_shown(
    kind: Kind, actor: Any, client_of: Callable[[str], StrictClient]
) -> None:
    values = values_of(kind, 1, actor)
    client = client_of(writer(kind))
    response = client.post(reverse("records:new", args=[kind.slug]), typed(kind, values))
    assert response.status_code == 302, response.context["form"].errors
    record = kind.model._default_manager.get()
    stored = held(kind, record)
    assert {name for name in values if not same(stored[name], values[name])} == set()
    entry = JournalEntry.objects.get(action=kind.action("create"), subject=kind.subject(record.pk))
    assert entry.actor_name == f"{writer(kind)}.test"
    listing = client.get(reverse("records:list", args=[kind.slug])).content.decode()
    assert reverse("records:page", args=[kind.slug, record.pk]) in listing
    page = client.get(reverse("records:page", args=[kind.slug, record.pk]))
    texts = [text for _label, text, _url in page.context["facts"]]
    assert texts == [shown(kind, record, name) for name in kind.fields]
    assert page.context["name"] == name_of(record)


@every_kind
def test_corrected_once_seen_by_the_second(
    kind: Kind, actor: Any, client_of: Callable[[str], StrictClient]
) -> None:
    """A correction raises the revision; one written meanwhile meets both texts, then stores."""
    record = make(kind, 1, actor)
    name, value = change(kind, actor)
    before, old_version = held(kind, record), version_of(record)
    url = reverse("records:edit", args=[kind.slug, record.pk])
    client = client_of(writer(kind))
    mine = typed(kind, {**before, name: value})
    response = client.post(url, {**mine, "version": old_version})
    assert response.status_code == 302, response.context["form"].errors
    record.refresh_from_db()
    assert getattr(record, name) == value
    assert version_of(record) != old_version
    entry = JournalEntry.objects.get(action=kind.action("correct"))
    assert list(entry.detail["changed"]) == [name]

    theirs = client.post(url, {**typed(kind, before), "version": old_version})
    assert theirs.status_code == 409
    assert [str(label) for label, _now, _mine in theirs.context["conflict"]] == [
        str(kind.label(name))
    ]
    again = {**typed(kind, before), "version": theirs.context["form"]["version"].value()}
    assert client.post(url, again).status_code == 302
    record.refresh_from_db()
    assert getattr(record, name) == before[name]


@every_kind
def test_a_form_sent_back_as_it_was_changes_nothing(
    kind: Kind, actor: Any, client_of: Callable[[str], StrictClient]
) -> None:
    record = make(kind, 1, actor)
    data = {**typed(kind, held(kind, record)), "version": version_of(record)}
    url = reverse("records:edit", args=[kind.slug, record.pk])
    assert client_of(writer(kind)).post(url, data).status_code == 302
    assert version_of(kind.model._default_manager.get(pk=record.pk)) == version_of(record)
    assert not JournalEntry.objects.filter(action=kind.action("correct")).exists()


@every_kind
def test_deleted_with_a_typed_word_and_a_trace(
    kind: Kind, actor: Any, client_of: Callable[[str], StrictClient]
) -> None:
    record = make(kind, 1, actor)
    url = reverse("records:delete", args=[kind.slug, record.pk])
    client, version = client_of(writer(kind)), version_of(record)
    assert client.get(url).status_code == 200
    assert client.post(url, {"word": "oui", "version": version}).status_code == 422
    response = client.post(url, {"word": "Supprimer", "version": version})
    assert response.status_code == 302
    assert not kind.model._default_manager.filter(pk=record.pk).exists()
    entry = JournalEntry.objects.get(action=kind.action("delete"))
    assert entry.subject == kind.subject(record.pk)
    assert client.get(url).status_code == 404


@every_kind
def test_as_many_queries_for_three_lines_as_for_one(
    kind: Kind, actor: Any, client_of: Callable[[str], StrictClient]
) -> None:
    client, url = client_of(writer(kind)), reverse("records:list", args=[kind.slug])
    counts = []
    for numbers in ((1,), (2, 3)):
        for number in numbers:
            make(kind, number, actor)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 12


def test_a_correction_of_nothing_is_not_a_conflict_of_everything(actor: Any) -> None:
    kind = next(kind for kind in kinds() if kind.slug == "demandes")
    record = make(kind, 1, actor)
    corrected = correct_record(
        actor=actor,
        kind=kind,
        key=record.pk,
        values={"team": "Équipe des Mésanges"},
        version=version_of(record),
    )
    assert (corrected.revision, corrected.team) == (2, "Équipe des Mésanges")  # type: ignore[attr-defined]
    [entry] = JournalEntry.objects.filter(action=kind.action("correct"))
    assert entry.detail == {"changed": {"team": [None, None]}}  # a text may be a name
