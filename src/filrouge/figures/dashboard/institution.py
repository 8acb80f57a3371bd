"""The dashboard of the institution: members, money, staff, quality."""

from collections.abc import Mapping

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .drawings import Chart, Labels, bars, members
from .sections import Section

_SOURCES: Labels = {
    "funding.cocom.share": lambda: "Cocom",
    "funding.cocof.share": lambda: "Cocof",
    "funding.spf_sante.share": lambda: "SPF Santé publique",
    "funding.febi_maribel.share": lambda: "FeBi (Maribel)",
    "funding.aviq.share": lambda: "AViQ",
    "funding.iriscare.share": lambda: "Iriscare",
    "funding.spp_is.share": lambda: "SPP Intégration sociale",
    "funding.frb.share": lambda: "Fondation Roi Baudouin",
    "funding.service_income.share": lambda: gettext("Services"),
    "funding.membership_fees.share": lambda: gettext("Membership fees"),
    "funding.donations.share": lambda: gettext("Donations"),
}
_PROGRAMMES = ("housing_first", "support", "connect")
_TEAMS: Labels = {
    "hf.staff.accompaniment.fte": lambda: gettext("Housing First, accompaniment"),
    "hf.staff.housing.fte": lambda: gettext("Housing First, housing"),
    "hf.staff.admin.fte": lambda: gettext("Housing First, administration"),
    "hf.staff.direction.fte": lambda: gettext("Housing First, direction"),
    "support.mobile.staff.fte": lambda: gettext("Mobile team"),
}

SECTIONS = (
    Section(
        "governance",
        _("Members and board"),
        ("inst.ga.members.total", "inst.board.total", "inst.programmes.count"),
    ),
    Section(
        "funding",
        _("Funding"),
        (
            "funding.total.amount",
            "funding.cocom.share",
            "funding.lines.count",
            "inst.funders.thanked.count",
        ),
        ("sources", "programmes"),
        whole_year=True,
    ),
    Section(
        "staff",
        _("Staff"),
        (
            "hf.staff.total.fte",
            "support.mobile.staff.fte",
            "support.pat.staff.peer_workers",
            "support.training.trainers.pool",
        ),
        ("teams",),
    ),
    Section(
        "quality",
        _("Quality"),
        ("hf.quality.axes_per_year", "hf.quality.plan.general_objectives"),
    ),
)

CHARTS: Mapping[str, Chart] = {
    "sources": bars(
        lambda: gettext("Sources of income, share of the total"),
        lambda: gettext("Source"),
        _SOURCES,
    ),
    "programmes": bars(
        lambda: gettext("Funding by programme"),
        lambda: gettext("Programme"),
        members("x.funding.programme.{code}.amount", "programme", _PROGRAMMES),
    ),
    "teams": bars(
        lambda: gettext("Full-time equivalents at the end of the year, by team"),
        lambda: gettext("Team"),
        _TEAMS,
    ),
}
