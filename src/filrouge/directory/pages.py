"""Pages of the directory: organisations, their other names, sectors and partnerships."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from filrouge.common.text import label_key
from filrouge.records.declaration import (
    CONNECT,
    HOUSING_FIRST,
    INSTITUTION,
    SUPPORT,
    Finder,
    Kind,
    register,
    register_finder,
)

from .models import (
    Agreement,
    DirectoryEntry,
    Organisation,
    OrganisationAlias,
    OrganisationRole,
    Partnership,
    SectorPeriod,
)

HOUSING_FIRST_BOOK = "housing_first"
"""The programme as agreements write it."""
EVERYONE = (CONNECT, SUPPORT, INSTITUTION, HOUSING_FIRST)


def find(names: Iterable[str]) -> dict[str, Organisation]:
    """Organisations by any of their names, the directory's first. At most two queries."""
    keys = {name: label_key(name) for name in names}
    known = {one.key: one for one in Organisation.objects.filter(key__in=keys.values())}
    missing = set(keys.values()) - set(known)
    if missing:
        aliases = OrganisationAlias.objects.filter(key__in=missing).select_related("organisation")
        known |= {alias.key: alias.organisation for alias in aliases}
    return {name: known[key] for name, key in keys.items() if key in known}


def _key(record: Any, values: Mapping[str, Any]) -> None:
    record.key = label_key(record.name)


def _referrer(record: Any, values: Mapping[str, Any]) -> None:
    record.role = OrganisationRole.REFERRER


def _of_housing_first(record: Any, values: Mapping[str, Any]) -> None:
    record.programme = HOUSING_FIRST_BOOK


_TAKEN = {"key": ("name", _("This name already stands in the directory."))}

register_finder(
    Organisation,
    Finder(
        find,
        lambda: list(Organisation.objects.order_by("name").values_list("name", flat=True)),
        lambda organisation: organisation.name,
    ),
)
register(
    Kind(
        slug="organisations",
        model=Organisation,
        programmes=EVERYONE,
        plural=_("Organisations"),
        singular=_("Organisation"),
        heading=("name",),
        columns=("commune", "parent"),
        filters=("commune",),
        search=("key", "aliases__key"),
        order=("name",),
        lists={"commune": "commune"},
        labels={"parent": _("Service of")},
        prepare=_key,
        refusals=_TAKEN,
    ),
    Kind(
        slug="autres-noms",
        model=OrganisationAlias,
        programmes=EVERYONE,
        plural=_("Other names"),
        singular=_("Other name"),
        heading=("name",),
        columns=("organisation",),
        search=("key", "organisation__key"),
        order=("name",),
        hidden=("merged",),
        prepare=_key,
        refusals=_TAKEN,
    ),
    Kind(
        slug="secteurs",
        model=SectorPeriod,
        programmes=EVERYONE,
        plural=_("Sectors of organisations"),
        singular=_("Sector of an organisation"),
        heading=("organisation", "sector"),
        columns=("directory", "start"),
        filters=("sector", "directory"),
        search=("organisation__key",),
        order=("organisation__name", "start"),
        lists={"sector": "sector", "directory": "directory"},
        labels={"start": _("Since")},
    ),
    Kind(
        slug="annuaires",
        model=DirectoryEntry,
        programmes=EVERYONE,
        plural=_("Names in the directories"),
        singular=_("Name in a directory"),
        heading=("name",),
        columns=("directory", "commune"),
        filters=("directory", "commune"),
        search=("organisation__key", "name"),
        order=("name",),
        lists={"commune": "commune", "directory": "directory"},
    ),
    Kind(
        slug="partenariats",
        model=Partnership,
        programmes=(SUPPORT,),
        plural=_("Partnerships"),
        singular=_("Partnership"),
        heading=("organisation", "kind"),
        columns=("start", "end"),
        filters=("kind",),
        year="start",
        search=("organisation__key",),
        order=("organisation__name", "start"),
        lists={"kind": "partnership_kind"},
    ),
    Kind(
        slug="envoyeurs",
        model=OrganisationRole,
        programmes=(HOUSING_FIRST,),
        plural=_("Referring services"),
        singular=_("Referring service"),
        heading=("organisation",),
        columns=("kind", "start", "end"),
        filters=("kind",),
        search=("organisation__key",),
        order=("organisation__name", "start"),
        hidden=("role",),
        lists={"kind": "referrer_kind"},
        labels={"start": _("Active since"), "end": _("Last day (included)")},
        prepare=_referrer,
    ),
    Kind(
        slug="conventions",
        model=Agreement,
        programmes=(HOUSING_FIRST,),
        plural=_("Agreements with partners"),
        singular=_("Agreement with a partner"),
        heading=("organisation",),
        columns=("evaluated_on",),
        year="evaluated_on",
        search=("organisation__key",),
        order=("organisation__name", "-evaluated_on"),
        hidden=("programme",),
        labels={"evaluated_on": _("Evaluated on")},
        prepare=_of_housing_first,
    ),
)
