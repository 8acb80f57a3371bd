"""Pages of peer support: accompaniments, activities, hires, contacts with team leads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from filrouge.records.declaration import SUPPORT, Kind, register

from .models import Accompaniment, Activity, Hire, LeadContact


def _count_workers(record: Any, values: Mapping[str, Any]) -> None:
    if "workers" in values:
        record.worker_count = len(values["workers"])


register(
    Kind(
        slug="accompagnements",
        model=Accompaniment,
        programmes=(SUPPORT,),
        plural=_("Accompaniments"),
        singular=_("Accompaniment"),
        heading=("code", "organisation"),
        columns=("state", "region", "funding", "start"),
        filters=("state", "region", "funding", "sector"),
        year="start",
        search=("code", "team", "organisation__key"),
        order=("-start", "code"),
        lists={
            "sector": "sector",
            "region": "region",
            "funding": "pat_funding",
            "state": "accompaniment_state",
        },
    ),
    Kind(
        slug="activites",
        model=Activity,
        programmes=(SUPPORT,),
        plural=_("Activities with teams"),
        singular=_("Activity with a team"),
        heading=("accompaniment", "day"),
        columns=("kind", "workers", "status", "duration_days"),
        filters=("kind", "status"),
        year="day",
        search=("accompaniment__code", "accompaniment__organisation__key"),
        order=("-day",),
        lists={"kind": "pat_activity_kind", "status": "activity_status"},
        hidden=("worker_count",),
        prepare=_count_workers,
    ),
    Kind(
        slug="engagements",
        model=Hire,
        programmes=(SUPPORT,),
        plural=_("Hires of peer workers"),
        singular=_("Hire of a peer worker"),
        heading=("code",),
        columns=("accompaniment", "state", "region", "contract_on"),
        filters=("state", "region"),
        year="contract_on",
        search=("code", "accompaniment__code", "accompaniment__organisation__key"),
        order=("code",),
        labels={"contract_on": _("Contract date"), "target_year": _("Year aimed at")},
        lists={"state": "hire_state", "region": "region"},
        refusals={
            "hire_contract_dated": ("contract_on", _("A signed contract has its date.")),
        },
    ),
    Kind(
        slug="contacts-responsables",
        model=LeadContact,
        programmes=(SUPPORT,),
        plural=_("Contacts with team leads"),
        singular=_("Contact with a team lead"),
        heading=("day", "mode"),
        columns=("organisation",),
        year="day",
        search=("organisation__key", "mode"),
        order=("-day",),
        labels={"mode": _("Mode")},
    ),
)
