"""Reading the directory: who is in it, in which part, and when a record last named them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Count, Max, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from filrouge.common.text import label_key
from filrouge.records.declaration import kind_of

from .models import Organisation
from .references import Reference, references

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

ROLES: Mapping[str, StrPromise] = {
    "memberships": _("Member"),
    "funder": _("Funder"),
    "landlord": _("Landlord"),
    "roles": _("Referrer"),
    "network_links": _("Network partner"),
    "partnerships": _("Partner"),
    "support_requests": _("Requester"),
    "accompaniments": _("Accompanied by PAT"),
    "enrolments": _("In intervision"),
    "trainingparticipant": _("In training"),
    "session": _("Host"),
}
"""The parts an institution can play, by the relation that says so."""
WORDS: Mapping[str, StrPromise] = {
    "roles": _("Roles"),
    "agreements": _("Agreements"),
    "person": _("Persons referred"),
    "candidate": _("Candidates referred"),
    "network_links": _("Places in networks of care"),
    "landlord": _("Landlord"),
    "public_requests": _("Public actions it asked for"),
    "public_actions": _("Public actions it took part in"),
    "encounterpartner": _("Encounters"),
    "groupactivity": _("Group activities"),
    "order": _("Orders of material"),
}
"""What to call records that have no page of their own, or that name it in two ways."""
DATES: Mapping[str, str] = {
    "eventparticipant": "event__start",
    "candidate": "referred_on",
    "agreements": "evaluated_on",
    "network_links": "start",
}
"""Where the date of a record is, when its pages do not say."""


@dataclass(frozen=True, slots=True)
class Naming:
    """The records of a kind that name an institution: how many, the last one's day."""

    reference: Reference
    count: int
    last: date | None


def organisations(asked: Mapping[str, str]) -> QuerySet[Organisation]:
    """Those under the filters `secteur`, `commune`, `role` and the words `q`."""
    found = Organisation.objects.order_by("key")
    if sector := asked.get("secteur", ""):
        found = found.filter(sectors__sector=sector)
    if commune := asked.get("commune", ""):
        found = found.filter(Q(commune=commune) | Q(entries__commune=commune))
    if (role := asked.get("role", "")) in ROLES and role in _names():
        found = found.filter(**{f"{role}__isnull": False})
    for word in asked.get("q", "").split()[:5]:
        key = label_key(word)
        found = found.filter(Q(key__contains=key) | Q(aliases__key__contains=key))
    return found.distinct()


def named(ids: Collection[int]) -> dict[int, list[Naming]]:
    """By institution, the kinds of records that name it. As many queries as there are kinds."""
    found: dict[int, list[Naming]] = {id_: [] for id_ in ids}
    for reference in references():
        if reference.hidden:
            continue
        if reference.source._meta.app_label == "directory" and reference.name not in WORDS:
            continue
        rows = Organisation.objects.filter(pk__in=ids, **{f"{reference.name}__isnull": False})
        counted = rows.order_by().annotate(number=Count(reference.name, distinct=True))
        path = _date_of(reference)
        if path:
            counted = counted.annotate(last=Max(f"{reference.name}__{path}"))
        for row in counted.values("pk", "number", *(["last"] if path else [])):
            found[row["pk"]].append(Naming(reference, row["number"], row.get("last")))
    return found


def freshness(namings: Iterable[Naming]) -> date | None:
    """The last day on which a record names the institution; None when none is dated."""
    return max((one.last for one in namings if one.last), default=None)


def _date_of(reference: Reference) -> str:
    kind = kind_of(reference.source)
    path = DATES.get(reference.name) or (kind.year if kind else "")
    if not path or "__" in path:
        return path
    field = reference.source._meta.get_field(path)
    return path if field.get_internal_type() == "DateField" else ""


def _names() -> set[str]:
    return {reference.name for reference in references()}
