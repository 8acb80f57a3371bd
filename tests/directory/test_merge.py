"""Merging two institutions moves all that names them; the undo restores exactly."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.apps import apps

from filrouge.access.models import User
from filrouge.audit.models import JournalEntry, Provenance
from filrouge.directory.domain import (
    MergeRefusedError,
    merge_organisations,
    preview_merge,
    undo_merge,
)
from filrouge.directory.models import (
    DirectoryEntry,
    Organisation,
    OrganisationAlias,
    OrganisationMerge,
    OrganisationRole,
    SectorPeriod,
)
from filrouge.directory.references import references
from filrouge.directory.views import _words
from filrouge.exchange.models import Event
from filrouge.followup.models import EncounterPartner
from filrouge.harm_reduction.models import Order
from filrouge.housing.models import Landlord
from filrouge.mobile_team.models import Request
from tests.dossiers import lives

pytestmark = pytest.mark.django_db
Users = Callable[[str], User]
APART = {"directory.organisationmerge", "audit.journalentry", "sessions.session", "access.user"}


def stored() -> dict[str, list[dict[str, Any]]]:
    """Every row of every table, links included, but for the merges and the journal."""
    models = [one for one in apps.get_models(include_auto_created=True) if one._meta.managed]
    return {
        one._meta.label_lower: list(one._base_manager.order_by("pk").values())
        for one in models
        if one._meta.label_lower not in APART
    }


def institution(name: str, **more: Any) -> Organisation:
    return Organisation.objects.create(name=name, **more)


def asked(organisation: Organisation, code: str) -> Request:
    return Request.objects.create(
        code=code,
        kind="intervention",
        received_on=date(2024, 3, 1),
        organisation=organisation,
        outcome="phone_only",
        sector="housing",
    )


def event(code: str, *organisations: Organisation) -> Event:
    made = Event.objects.create(
        code=code, kind="study_day", title="Journée", start=date(2024, 5, 2)
    )
    made.co_organisers.set(organisations)
    return made


@pytest.fixture
def pair() -> tuple[Organisation, Organisation]:
    """The Merle house written twice, each with records, some that both hold."""
    kept = institution("Maison du Merle")
    merged = institution("Merle (maison)", commune="21004")
    OrganisationAlias.objects.create(organisation=merged, name="Le Merle")
    for one, name in ((kept, "Maison du Merle"), (merged, "Merle")):
        DirectoryEntry.objects.create(organisation=one, directory="connect", name=name)
        SectorPeriod.objects.create(organisation=one, directory="connect", sector="housing")
    SectorPeriod.objects.create(
        organisation=merged, directory="support", sector="migration", start=date(2024, 1, 1)
    )
    OrganisationRole.objects.create(organisation=merged, role="referrer")
    institution("Merle, service du jour", parent=merged)
    asked(kept, "D001")
    for number in range(2, 5):
        asked(merged, f"D00{number}")
    event("E1", kept, merged)
    event("E2", merged)
    who = lives.person(1, followed=True)
    visit, other = lives.encounter(who), lives.encounter(who)
    for met, one in ((visit, kept), (visit, merged), (other, merged)):
        EncounterPartner.objects.create(encounter=met, organisation=one)
    Order.objects.create(day=date(2024, 5, 5), supplier=merged)
    Provenance.objects.create(
        table="directory_organisation",
        object_id=merged.pk,
        run_id=1,
        workbook="connect_2024.xlsx",
        sheet="Institutions",
        row=7,
    )
    return kept, merged


def test_every_record_names_the_kept_one(
    pair: tuple[Organisation, Organisation], user_of: Users
) -> None:
    kept, merged = pair
    merge_organisations(actor=user_of("connect_officer"), kept=kept.pk, merged=merged.pk)
    for reference in references():
        assert not reference.rows(merged.pk).exists(), reference.key
    assert Request.objects.filter(organisation=kept).count() == 4
    assert [one.co_organisers.get() for one in Event.objects.all()] == [kept, kept]
    assert Order.objects.get().supplier == kept
    assert set(EncounterPartner.objects.values_list("organisation", flat=True)) == {kept.pk}
    assert EncounterPartner.objects.count() == 2
    names = kept.aliases.order_by("name").values_list("name", "merged")
    assert list(names) == [("Le Merle", False), ("Merle (maison)", True)]
    assert Organisation.objects.get(pk=kept.pk).commune == "21004"
    assert not Organisation.objects.filter(pk=merged.pk).exists()


def test_the_undo_restores_exactly(pair: tuple[Organisation, Organisation], user_of: Users) -> None:
    actor, before = user_of("hf_director"), stored()
    kept, merged = pair
    done = merge_organisations(actor=actor, kept=kept.pk, merged=merged.pk)
    assert stored() != before
    assert undo_merge(actor=actor, merge=done.pk) == merged
    assert stored() == before


def test_what_came_after_the_merge_stays_where_it_is(
    pair: tuple[Organisation, Organisation], user_of: Users
) -> None:
    actor, (kept, merged) = user_of("hf_director"), pair
    done = merge_organisations(actor=actor, kept=kept.pk, merged=merged.pk)
    third = institution("Foyer du Geai")
    Request.objects.filter(code="D002").update(organisation=third)
    Request.objects.filter(code="D003").delete()
    asked(kept, "D009")
    undo_merge(actor=actor, merge=done.pk)
    owners = dict(Request.objects.values_list("code", "organisation_id"))
    assert owners == {"D001": kept.pk, "D002": third.pk, "D004": merged.pk, "D009": kept.pk}


def test_merges_are_undone_last_first(
    pair: tuple[Organisation, Organisation], user_of: Users
) -> None:
    actor, (kept, merged) = user_of("hf_director"), pair
    before = stored()
    first = merge_organisations(actor=actor, kept=kept.pk, merged=merged.pk)
    third = institution("Foyer du Geai")
    second = merge_organisations(actor=actor, kept=third.pk, merged=kept.pk)
    with pytest.raises(MergeRefusedError):
        undo_merge(actor=actor, merge=first.pk)
    undo_merge(actor=actor, merge=second.pk)
    undo_merge(actor=actor, merge=first.pk)
    with pytest.raises(MergeRefusedError):
        undo_merge(actor=actor, merge=first.pk)
    third.delete()
    assert stored() == before


def test_a_merge_forgets_no_column_of_the_database() -> None:
    """A relation without a way back from the organisation is one too: it would block the merge."""
    known = {(ref.model, ref.field) for ref in references()}
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.concrete_fields:
            if field.related_model is Organisation:
                assert (model, field.name) in known, f"{model.__name__}.{field.name}"


def test_the_preview_has_a_word_for_each() -> None:
    for ref in references():
        assert _words(ref) not in {ref.name, "+"} or ref.source._meta.app_label == "directory"


def test_refused_with_itself_with_its_service_and_where_both_are_landlords(
    pair: tuple[Organisation, Organisation], user_of: Users
) -> None:
    actor, (kept, merged) = user_of("hf_director"), pair
    service = Organisation.objects.get(parent=merged)
    before = stored()
    for one, other in ((kept, kept), (merged, service), (service, merged)):
        with pytest.raises(MergeRefusedError):
            merge_organisations(actor=actor, kept=one.pk, merged=other.pk)
    assert stored() == before
    for one in pair:
        Landlord.objects.create(organisation=one, kind="private")
    assert preview_merge(kept, merged).refused
    with pytest.raises(MergeRefusedError):
        merge_organisations(actor=actor, kept=kept.pk, merged=merged.pk)


def test_the_journal_holds_numbers_and_no_name(
    pair: tuple[Organisation, Organisation], user_of: Users
) -> None:
    actor, (kept, merged) = user_of("hf_director"), pair
    done = merge_organisations(actor=actor, kept=kept.pk, merged=merged.pk)
    undo_merge(actor=actor, merge=done.pk)
    entries = JournalEntry.objects.filter(action__startswith="directory.").order_by("pk")
    assert [one.action for one in entries] == [
        "directory.merge_organisations",
        "directory.undo_merge",
    ]
    assert entries[0].detail["moved"]["mobile_team.request.organisation"] == 3
    assert "Merle" not in str([one.detail for one in entries])


def test_the_preview_counts_what_the_merge_moves(
    pair: tuple[Organisation, Organisation], user_of: Users
) -> None:
    kept, merged = pair
    preview = preview_merge(kept, merged)
    said = {ref.key: count for ref, count in preview.counts}
    assert said["mobile_team.request.organisation"] == 3
    assert preview.names == ["Merle (maison)", "Le Merle"]
    done = merge_organisations(actor=user_of("hf_director"), kept=kept.pk, merged=merged.pk)
    moved = OrganisationMerge.objects.get(pk=done.pk).before["moved"]
    assert said == {
        key: count for key, rows in moved.items() if (count := len(rows["ids"]) + len(rows["out"]))
    }
