"""Entering a dwelling, leaving it, changing the title: three verbs, the same rules as an import.

A stay is a person in a dwelling; its last day is the first day no longer there. A title is what
allows it, last day included. A change of title never touches the stay, so it is no move.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import formats
from django.utils.translation import gettext as _

from filrouge.people.models import Person
from filrouge.records.declaration import Kind, kind_of
from filrouge.records.domain import correct_record, create_record, version_of

from .models import Dwelling, HeadLease, Stay, Title

DAY = timedelta(days=1)


@transaction.atomic
def enter_stay(
    *,
    actor: Any,
    person: Person,
    dwelling: Dwelling,
    start: date,
    title_kind: str = "",
    title_end: date | None = None,
    rolling: bool | None = None,
) -> Stay:
    """A person enters a dwelling, with the title that allows it when it is known.

    Refused, by field: another stay on these days, a day after the person's death. A dwelling that
    is full only warns (`full_dwelling`): a couple lives in one dwelling.
    """
    values = {
        "dwelling": dwelling,
        "start": start,
        "end": None,
        "exit_reason": "",
        "destination": "",
    }
    stay = cast("Stay", create_record(actor=actor, kind=_kind(Stay), values=values, person=person))
    if title_kind:
        _add_title(actor, stay, kind=title_kind, start=start, end=title_end, rolling=rolling)
    return stay


@transaction.atomic
def end_stay(
    *,
    actor: Any,
    stay: Stay,
    end: date,
    destination: str,
    reason: str = "",
    end_titles: bool = True,
    version: str = "",
) -> Stay:
    """A person no longer lives there from `end` on; titles of that dwelling end the day before.

    `end_titles=False` when the lease goes on after the departure. A death ends the stay on its
    very day. Raises `ValidationError` by field, `Conflict` when the stay changed since `version`.
    """
    if stay.end is not None:
        raise ValidationError({"end": _("This stay is already ended.")})
    if end < stay.start:
        raise ValidationError({"end": _("The end is not before the entry.")})
    values = {"end": end, "destination": destination, "exit_reason": reason}
    changed = correct_record(
        actor=actor,
        kind=_kind(Stay),
        key=stay.pk,
        values=values,
        version=version or version_of(stay),
    )
    if end_titles:
        for title in running_titles(stay.person_id, stay.dwelling_id, end):
            _end_title(actor, title, max(end - DAY, title.start))
    return cast("Stay", changed)


@transaction.atomic
def change_title(
    *,
    actor: Any,
    stay: Stay,
    kind: str,
    start: date,
    end: date | None = None,
    rolling: bool | None = None,
    end_lease: bool = False,
) -> Title:
    """Another title from a day on, in the same dwelling: the stay is not touched, nobody moves.

    The title that ran ends the day before. Refused outside the stay, and when a title of the
    dwelling already starts on that day or later. `end_lease`: the tenant takes the place of the
    association, whose own lease ends the day before too.
    """
    if start < stay.start or (stay.end is not None and start >= stay.end):
        raise ValidationError({"start": _("The person does not live there on that day.")})
    later = Title.objects.filter(
        person=stay.person_id, dwelling=stay.dwelling_id, start__gte=start
    ).order_by("start")
    found = later.first()
    if found is not None:
        day = formats.date_format(found.start, "j N Y")
        said = _("A title of this dwelling already starts on %(day)s: correct it.") % {"day": day}
        raise ValidationError({"start": said})
    for title in running_titles(stay.person_id, stay.dwelling_id, start):
        _end_title(actor, title, start - DAY)
    lease = running_lease(stay.dwelling_id, start) if end_lease else None
    if lease is not None:
        if rolling:
            said = _("A rolling title rests on the lease of the association: keep it.")
            raise ValidationError({"end_lease": said})
        _end_title(actor, lease, max(start - DAY, lease.start))
    return _add_title(actor, stay, kind=kind, start=start, end=end, rolling=rolling)


def running_lease(dwelling_id: int, day: date) -> HeadLease | None:
    """The lease of the association that runs on a dwelling on a day."""
    found = HeadLease.objects.filter(dwelling=dwelling_id, start__lte=day)
    return found.filter(Q(end__isnull=True) | Q(end__gte=day)).first()


def running_titles(person_id: int, dwelling_id: int, day: date) -> list[Title]:
    """The titles of a person in a dwelling that have not ended before a day."""
    found = Title.objects.filter(person=person_id, dwelling=dwelling_id)
    return list(found.filter(Q(end__isnull=True) | Q(end__gte=day)).order_by("start"))


def full_dwelling(dwelling: Dwelling, day: date) -> str:
    """A sentence when more persons live there on a day than it can house; nothing otherwise."""
    living = Stay.objects.filter(dwelling=dwelling, start__lte=day)
    count = living.filter(Q(end__isnull=True) | Q(end__gt=day)).values("person").distinct().count()
    if count <= dwelling.capacity:
        return ""
    words = {"code": dwelling.code, "count": count, "capacity": dwelling.capacity}
    return _("%(code)s now has %(count)s persons, for a capacity of %(capacity)s.") % words


def current_stay(person_id: int, day: date) -> Stay | None:
    """The stay that runs on a day."""
    found = Stay.objects.filter(person=person_id, start__lte=day).select_related("dwelling")
    return found.filter(Q(end__isnull=True) | Q(end__gt=day)).order_by("-start").first()


def _add_title(actor: Any, stay: Stay, **values: Any) -> Title:
    values |= {"dwelling": stay.dwelling}
    try:
        made = create_record(actor=actor, kind=_kind(Title), values=values, person=stay.person)
    except ValidationError as refused:
        raise ValidationError(_as_title(refused)) from refused
    return cast("Title", made)


def _as_title(refused: ValidationError) -> dict[str, Any]:
    """The fields of a title under the names that the forms of a stay give them."""
    names = {"end": "title_end", "kind": "title_kind"}
    return {names.get(name, name): said for name, said in refused.message_dict.items()}


def _end_title(actor: Any, title: Title | HeadLease, last: date) -> None:
    correct_record(
        actor=actor,
        kind=_kind(type(title)),
        key=title.pk,
        values={"end": last},
        version=version_of(title),
    )


def _kind(model: Any) -> Kind:
    found = kind_of(model)
    assert found is not None
    return found
