"""The institution's chapter of a year, as written. Every number is a figure of the catalogue."""

from collections.abc import Mapping

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .drawings import Chart, Labels, bars, members
from .prose import Section

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
        (
            (
                _(
                    "The general assembly has [inst.ga.members.total] members: "
                    "[inst.ga.members.organisations] organisations and "
                    "[inst.ga.members.persons] natural persons."
                ),
                _(
                    "The board has [inst.board.total]: [inst.board.copresidents] co-presidents "
                    "and [inst.board.administrators] administrators."
                ),
            ),
            (
                _(
                    "The work is organised in [inst.programmes.count] programmes, of which "
                    "Support has [inst.support.axes.count] axes."
                ),
            ),
        ),
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
        (
            (
                _(
                    "The income of the year comes to [funding.total.amount], from "
                    "[funding.lines.count] sources."
                ),
                _(
                    "Cocom gives [funding.cocom.share] of it, Cocof [funding.cocof.share] and SPF "
                    "Santé publique [funding.spf_sante.share]."
                ),
                _(
                    "Own income adds to it: [funding.service_income.amount] of services, "
                    "[funding.membership_fees.amount] of membership fees and "
                    "[funding.donations.amount] of donations."
                ),
            ),
            (
                _(
                    "[x.funding.programme.housing_first.amount] go to Housing First, "
                    "[x.funding.programme.support.amount] to Support and "
                    "[x.funding.programme.connect.amount] to Connect."
                ),
            ),
            (
                _(
                    "The association thanks [inst.funders.thanked.count] funders: "
                    "[inst.funders.thanked.list]."
                ),
            ),
        ),
        ("sources", "programmes"),
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
        (
            (
                _(
                    "At the end of the year Housing First has [hf.staff.total.fte] full-time "
                    "equivalents: [hf.staff.accompaniment.fte] who accompany, "
                    "[hf.staff.housing.fte] for housing, [hf.staff.admin.fte] for administration "
                    "and [hf.staff.direction.fte] for direction."
                ),
                _(
                    "The mobile team has [support.mobile.staff.workers] workers for "
                    "[support.mobile.staff.fte] full-time equivalents, and PAT "
                    "[support.pat.staff.peer_workers] peer workers."
                ),
            ),
            (
                _(
                    "Departures of the year: [support.mobile.staff.departures] from the mobile "
                    "team, [support.pat.staff.departures] from PAT."
                ),
            ),
        ),
        ("teams",),
    ),
    Section(
        "quality",
        _("Quality"),
        ("hf.quality.axes_per_year", "hf.quality.plan.general_objectives"),
        (
            (
                _(
                    "The quality plan has [hf.quality.plan.general_objectives] general "
                    "objectives and [hf.quality.plan.specific_objectives] specific ones; "
                    "[hf.quality.axes_per_year] axes were worked on during the year."
                ),
            ),
        ),
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
