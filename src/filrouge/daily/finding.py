"""The quick search: persons whose file is open, dwellings, institutions; files opened lately."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from filrouge.access.files import Compartment, doors, open_to
from filrouge.access.models import User
from filrouge.access.policy import Capability, can
from filrouge.audit.models import JournalEntry
from filrouge.common.text import label_key
from filrouge.directory.models import Organisation
from filrouge.dossiers.finding import found as found_files
from filrouge.housing.models import Dwelling
from filrouge.vocabulary import lists

MOST = 8
"""Of each sort: more letters find the rest."""
READINGS = 60
"""Lines of one's own journal looked at for the files opened lately."""


@dataclass(frozen=True, slots=True)
class Found:
    """A line of the palette."""

    what: str
    name: str
    url: str


def persons(user: User, letters: str) -> list[int]:
    """Keys of the open files with these letters; the reader writes them down before any name."""
    return found_files(user, letters)[:MOST]


def recent(user: User) -> list[int]:
    """Keys of the files that the reader opened last and that are still open, latest first."""
    lines = JournalEntry.objects.filter(actor=user, action="dossiers.read_file").order_by("-pk")
    read = [one for some in lines.values_list("persons", flat=True)[:READINGS] for one in some]
    latest = list(dict.fromkeys(read))
    still = set(open_to(user).filter(pk__in=latest).values_list("pk", flat=True))
    return [one for one in latest if one in still][:MOST]


def files(keys: list[int], names: dict[int, str]) -> list[Found]:
    """Files as lines, in the order of their keys."""
    return [Found(_("Person"), names[key], reverse("dossiers:file", args=[key])) for key in keys]


def places(user: User, letters: str) -> list[Found]:
    """Dwellings and institutions with these letters, for whoever reads them."""
    return [*_dwellings(user, letters), *_institutions(user, letters)]


def _dwellings(user: User, letters: str) -> list[Found]:
    if Compartment.HOUSING not in doors(user):
        return []
    # By the code and the commune only: an address says where somebody lives.
    rows = Dwelling.objects.filter(code__icontains=letters).order_by("code")[:MOST]
    communes = lists.get("commune")
    return [
        Found(
            _("Dwelling"),
            f"{code} · {communes.label(commune)}",
            reverse("records:page", args=["logements", key]),
        )
        for key, code, commune in rows.values_list("pk", "code", "commune")
    ]


def _institutions(user: User, letters: str) -> list[Found]:
    if not can(user, Capability.VIEW_OPEN_RECORDS):
        return []
    key = label_key(letters)
    rows = Organisation.objects.filter(Q(key__icontains=key) | Q(name__icontains=letters))
    return [
        Found(_("Institution"), one.name, reverse("directory:institution", args=[one.pk]))
        for one in rows.order_by("name")[:MOST]
    ]
