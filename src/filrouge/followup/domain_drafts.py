"""Drafts of encounters: kept while somebody types, offered back, gone once stored.

A draft is its owner's alone. It holds what the form holds, without what was typed to find a person.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from filrouge.access.models import User
from filrouge.audit import journal
from filrouge.records.domain import Conflict

from .domain_encounters import Stored, correct_encounter, note_encounter, same
from .encounter_said import Said
from .models import Encounter, EncounterDraft

MOST_TYPED = 60_000
"""Characters; more is no form of ours."""
TURN = "turn"
"""What a page says with each text it sends: its own mark and a count, "k3f9.12"."""


class Deleted(Exception):
    """The encounter that a form was about was deleted meanwhile."""


def drafts_of(owner: User) -> QuerySet[EncounterDraft]:
    """What somebody began and did not store, newest first."""
    return EncounterDraft.objects.filter(owner=owner, stored_as=None).order_by("-saved_at", "-pk")


@transaction.atomic
def save_draft(
    *, actor: User, key: UUID, sent: Mapping[str, list[str]], person_id: int | None
) -> bool:
    """Keep a form as it stands; whether it was. One already stored, or another's, is left alone.

    `person_id`: the first person chosen, whose key seals it. Not in the journal: nothing about
    anybody is read or stored. A text that another of the same page overtook on its way (the one
    sent as the phone was put away) does not replace it.
    """
    if too_long(sent):
        return False
    draft = _taken(actor, key)
    if draft.owner_id != actor.pk or draft.stored_as is not None:
        return False
    if not _overtaken(draft, sent):
        draft.say(dict(sent), person_id)
        draft.saved_at = timezone.now()
        draft.save()
    return True


def _overtaken(draft: EncounterDraft, sent: Mapping[str, list[str]]) -> bool:
    """Whether a later text of the same page is there already."""
    page, count = _turn(sent)
    page_there, count_there = _turn(draft.said()) if page else ("", 0)
    return bool(page) and page == page_there and count < count_there


def _turn(sent: Mapping[str, list[str]]) -> tuple[str, int]:
    page, _dot, count = "".join(sent.get(TURN, [])).partition(".")
    return (page, int(count)) if count.isascii() and count.isdigit() else ("", 0)


def too_long(sent: Mapping[str, list[str]]) -> bool:
    """Whether a form holds more than a draft keeps."""
    return sum(len(one) for values in sent.values() for one in values) > MOST_TYPED


def drop_draft(*, actor: User, key: UUID) -> bool:
    """Throw a draft away; whether there was one."""
    with transaction.atomic():
        deleted, _each = drafts_of(actor).filter(key=key).delete()
        if deleted:
            journal.record(actor=actor, action="followup.drop_draft")
    return bool(deleted)


@transaction.atomic
def store_draft(
    *, actor: User, key: UUID, said: Said, encounter_id: int | None = None, version: str = ""
) -> Stored:
    """Store the encounter that a form says, once, however often it is sent; the draft is emptied.

    Raises `ValidationError` by field, `Conflict` when the encounter changed since `version`, or
    when this form was stored already and now says something else (the page was turned back),
    `Deleted` when there is no such encounter any more.
    """
    draft = _taken(actor, key)
    if draft.owner_id != actor.pk:
        raise ValidationError({"persons": _("This form is somebody else's: begin again.")})
    if draft.stored_as is not None:
        done = Encounter.objects.filter(pk=draft.stored_as).first()
        if done is None:
            raise Deleted
        if not same(done, said):
            raise Conflict(done)
        return Stored(done)
    if encounter_id is None:
        stored = note_encounter(actor=actor, said=said)
    else:
        try:
            stored = correct_encounter(actor=actor, key=encounter_id, version=version, said=said)
        except Encounter.DoesNotExist:
            raise Deleted from None
    draft.person, draft.typed, draft.service_typed = None, "", ""
    draft.stored_as, draft.saved_at = stored.encounter.pk, timezone.now()
    draft.save()
    return stored


def _taken(actor: User, key: UUID) -> Any:
    """The draft of a form, made when there is none, nobody else writing it meanwhile."""
    EncounterDraft.objects.get_or_create(key=key, defaults={"owner": actor})
    return EncounterDraft.objects.select_for_update().get(key=key)
