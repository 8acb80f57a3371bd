"""Pages of the institution: members, mandates, money, approvals, quality plan.

Members and donors may be persons: their names are not searched, so that no address holds one.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from filrouge.records.declaration import INSTITUTION, Kind, register

from .models import (
    Approval,
    Donation,
    Due,
    Funder,
    FundingLine,
    Mandate,
    Member,
    QualityAxis,
    QualityObjective,
)

PROGRAMMES = (INSTITUTION,)
EXCLUDED_DAY = _("End (no longer a member on that day)")

register(
    Kind(
        slug="membres",
        model=Member,
        programmes=PROGRAMMES,
        plural=_("Members"),
        singular=_("Member"),
        heading=("name",),
        columns=("kind", "start", "end"),
        filters=("kind",),
        order=("name",),
        labels={"end": EXCLUDED_DAY},
        lists={"kind": "member_kind"},
    ),
    Kind(
        slug="mandats",
        model=Mandate,
        programmes=PROGRAMMES,
        plural=_("Mandates"),
        singular=_("Mandate"),
        heading=("name",),
        columns=("kind", "start", "end"),
        filters=("kind",),
        order=("name",),
        labels={"end": _("End (no longer in office on that day)"), "kind": _("Mandate")},
        lists={"kind": "mandate_kind"},
    ),
    Kind(
        slug="bailleurs-de-fonds",
        model=Funder,
        programmes=PROGRAMMES,
        plural=_("Funders"),
        singular=_("Funder"),
        heading=("organisation",),
        columns=("thanked",),
        filters=("thanked",),
        search=("organisation__key",),
        order=("organisation__name",),
        labels={"thanked": _("Thanked on the first page")},
    ),
    Kind(
        slug="financements",
        model=FundingLine,
        programmes=PROGRAMMES,
        plural=_("Funding"),
        singular=_("Funding line"),
        heading=("funder", "year"),
        columns=("programme", "axis", "received_on", "amount_cents"),
        filters=("programme", "axis"),
        year="year",
        search=("funder__organisation__key",),
        order=("-year", "funder__organisation__name"),
        labels={
            "year": _("Year financed"),
            "received_on": _("Received on"),
            "own_report": _("Report of its own"),
        },
        lists={"programme": "programme", "axis": "support_axis"},
    ),
    Kind(
        slug="cotisations",
        model=Due,
        programmes=PROGRAMMES,
        plural=_("Dues"),
        singular=_("Due"),
        heading=("member", "year"),
        columns=("paid_on", "amount_cents"),
        year="year",
        order=("-year", "member"),
        labels={"member": _("Member"), "paid_on": _("Paid on")},
    ),
    Kind(
        slug="dons",
        model=Donation,
        programmes=PROGRAMMES,
        plural=_("Donations"),
        singular=_("Donation"),
        heading=("day", "donor"),
        columns=("amount_cents",),
        year="day",
        order=("-day",),
        labels={"donor": _("Donor")},
    ),
    Kind(
        slug="agrements",
        model=Approval,
        programmes=PROGRAMMES,
        plural=_("Approvals"),
        singular=_("Approval"),
        heading=("name",),
        columns=("authority", "programme", "start_year", "end_year"),
        filters=("programme",),
        search=("name", "authority"),
        order=("name",),
        labels={"authority": _("Authority"), "min_years": _("Minimal duration (years)")},
        suggests={"programme": "programme"},
    ),
    Kind(
        slug="axes-qualite",
        model=QualityAxis,
        programmes=PROGRAMMES,
        plural=_("Quality axes"),
        singular=_("Quality axis"),
        heading=("text",),
        columns=("year", "position"),
        year="year",
        order=("-year", "position"),
        labels={"position": _("Place in the plan")},
    ),
    Kind(
        slug="plan-qualite",
        model=QualityObjective,
        programmes=PROGRAMMES,
        plural=_("Quality objectives"),
        singular=_("Quality objective"),
        heading=("text",),
        columns=("level", "start_year", "end_year"),
        filters=("level",),
        order=("-start_year", "level"),
        lists={"level": "plan_level"},
    ),
)
