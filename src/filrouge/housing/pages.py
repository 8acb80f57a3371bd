"""Pages of housing: landlords and dwellings in the indexes; stays and titles in the files."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from filrouge.records.declaration import HOUSING_FIRST, Finder, Kind, register, register_finder

from .models import (
    Dwelling,
    DwellingState,
    HeadLease,
    KeyHandover,
    Landlord,
    LandlordAgreement,
    LandlordStage,
    RentLine,
    Stay,
    Title,
)
from .rules import stay_in_a_life


def find(codes: Iterable[str]) -> dict[str, Dwelling]:
    """Dwellings by their code, whatever its case; one may type the address behind it."""
    wanted = {code: code.split(" · ")[0].strip().upper() for code in codes}
    known = {one.code.upper(): one for one in Dwelling.objects.filter(code__in=_cases(wanted))}
    return {typed: known[code] for typed, code in wanted.items() if code in known}


def _cases(wanted: dict[str, str]) -> set[str]:
    return {*wanted.values(), *(typed.split(" · ")[0].strip() for typed in wanted)}


register_finder(
    Dwelling,
    Finder(
        find,
        lambda: list(Dwelling.objects.order_by("code").values_list("code", flat=True)),
        lambda dwelling: dwelling.code,
    ),
)
register(
    Kind(
        slug="bailleurs",
        model=Landlord,
        programmes=(HOUSING_FIRST,),
        plural=_("Landlords"),
        singular=_("Landlord"),
        heading=("organisation",),
        columns=("kind", "intermediary", "project"),
        filters=("kind", "intermediary"),
        search=("organisation__key",),
        order=("organisation__name",),
        lists={"kind": "landlord_kind"},
        suggests={"intermediary": "intermediary", "project": "housing_project"},
        labels={"intermediary": _("Intermediary"), "project": _("Project")},
    ),
    Kind(
        slug="logements",
        model=Dwelling,
        programmes=(HOUSING_FIRST,),
        reserved=True,
        plural=_("Dwellings"),
        singular=_("Dwelling"),
        heading=("code", "commune"),
        columns=("landlord", "address", "capacity", "rent_cents"),
        filters=("commune", "landlord"),
        search=("code", "address", "landlord__organisation__key"),
        order=("code",),
        lists={"commune": "commune"},
        suggests={"intermediary": "intermediary+no_intermediary"},
        labels={
            "address": _("Address"),
            "landlord": _("Landlord"),
            "intermediary": _("Intermediary (blank: the landlord's)"),
            "capacity": _("Persons it can house"),
            "rent_cents": _("Rent (€ a month)"),
            "charges_cents": _("Charges (€ a month)"),
        },
    ),
    Kind(
        slug="loyers",
        model=RentLine,
        programmes=(HOUSING_FIRST,),
        reserved=True,
        plural=_("Rents"),
        singular=_("Rent"),
        heading=("dwelling", "start"),
        columns=("rent_cents", "charges_cents"),
        year="start",
        search=("dwelling__code",),
        order=("dwelling__code", "-start"),
        labels={
            "dwelling": _("Dwelling"),
            "rent_cents": _("Rent (€ a month)"),
            "charges_cents": _("Charges (€ a month)"),
        },
    ),
    Kind(
        slug="sejours",
        model=Stay,
        of="person",
        plural=_("Stays"),
        singular=_("Stay"),
        heading=("dwelling", "start"),
        columns=("end", "destination"),
        order=("-start",),
        lists={"destination": "stay_destination"},
        labels={
            "dwelling": _("Dwelling (code)"),
            "end": _("First day no longer there"),
            "exit_reason": _("Reason of leaving"),
            "destination": _("Where the person goes"),
        },
        checks=stay_in_a_life,
        refusals={
            "stay_end_has_destination": (
                "destination",
                _("A stay that ends says where the person goes."),
            ),
            "stay_no_overlap": (
                "start",
                _("The person already lives somewhere on these days: end that stay first."),
            ),
        },
    ),
    Kind(
        slug="titres",
        model=Title,
        of="person",
        plural=_("Titles of occupation"),
        singular=_("Title of occupation"),
        heading=("kind", "start"),
        columns=("dwelling", "end"),
        order=("-start",),
        lists={"kind": "title_kind"},
        labels={
            "dwelling": _("Dwelling (code)"),
            "end": _("Last day (included)"),
            "rolling": _("Rolling lease (the association holds it first)"),
        },
    ),
)
register(
    Kind(
        slug="conventions-bailleurs",
        model=LandlordAgreement,
        programmes=(HOUSING_FIRST,),
        plural=_("Agreements with landlords"),
        singular=_("Agreement with a landlord"),
        heading=("landlord", "start"),
        columns=("end", "evaluation_due"),
        filters=("landlord",),
        year="start",
        order=("-start",),
        labels={
            "landlord": _("Landlord"),
            "end": _("Last day (included)"),
            "evaluation_due": _("To be evaluated by"),
        },
        hidden=("evaluated_on",),
        refusals={
            "landlord_agreement_evaluated_after_start": (
                "start",
                _("This agreement was evaluated before that day."),
            ),
        },
    ),
    Kind(
        slug="etapes-bailleurs",
        model=LandlordStage,
        programmes=(HOUSING_FIRST,),
        reserved=True,
        plural=_("Stages with landlords"),
        singular=_("Stage with a landlord"),
        heading=("landlord", "stage"),
        columns=("day",),
        filters=("stage", "landlord"),
        year="day",
        order=("-day",),
        lists={"stage": "landlord_stage"},
        labels={
            "landlord": _("Landlord"),
            "stage": _("Stage"),
            "day": _("Day"),
            "note": _("Remark about the landlord"),
        },
    ),
    Kind(
        slug="etats-logements",
        model=DwellingState,
        programmes=(HOUSING_FIRST,),
        reserved=True,
        plural=_("States of empty dwellings"),
        singular=_("State of an empty dwelling"),
        heading=("dwelling", "state"),
        columns=("start", "end"),
        filters=("state",),
        year="start",
        search=("dwelling__code",),
        order=("dwelling__code", "-start"),
        lists={"state": "dwelling_state"},
        labels={
            "dwelling": _("Dwelling"),
            "state": _("State"),
            "end": _("Last day (included)"),
        },
        refusals={
            "dwelling_state_no_overlap": (
                "start",
                _("Another state is recorded on these days: end it first."),
            ),
        },
    ),
    Kind(
        slug="baux-principaux",
        model=HeadLease,
        programmes=(HOUSING_FIRST,),
        reserved=True,
        plural=_("Leases of the association"),
        singular=_("Lease of the association"),
        heading=("dwelling", "start"),
        columns=("end", "transfer_on"),
        year="start",
        search=("dwelling__code",),
        order=("dwelling__code", "-start"),
        labels={
            "dwelling": _("Dwelling"),
            "end": _("Last day (included)"),
            "transfer_on": _("To be taken over by the tenant on"),
        },
        refusals={
            "head_lease_no_overlap": (
                "start",
                _("Another lease is recorded on these days: end it first."),
            ),
        },
    ),
    Kind(
        slug="cles",
        model=KeyHandover,
        of="person",
        plural=_("Keys"),
        singular=_("Keys handed over"),
        heading=("holder", "day"),
        columns=("dwelling", "count", "returned_on"),
        order=("-day",),
        lists={"holder": "key_holder"},
        labels={
            "dwelling": _("Dwelling (code)"),
            "day": _("Day"),
            "holder": _("Held by"),
            "count": _("Number of keys"),
            "returned_on": _("Returned on"),
        },
        refusals={"key_count_positive": ("count", _("One key at least."))},
    ),
)
