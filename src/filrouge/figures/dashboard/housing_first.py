"""The Housing First dashboard: what is read of each part of the work."""

from django.utils.translation import gettext_lazy as _

from .sections import Section

SECTIONS = (
    Section(
        "persons",
        _("The persons accompanied"),
        (
            "hf.tenants.followed",
            "hf.tenants.new_housed",
            "hf.tenants.active_year_end",
            "hf.sex.women.share",
        ),
        ("ages", "incomes"),
    ),
    Section(
        "homes",
        _("The homes"),
        ("hf.retention.rate", "hf.moves.total", "hf.communes.count", "hf.lease.rolling"),
        ("communes", "moves", "sustained"),
    ),
    Section(
        "health",
        _("Health"),
        ("hf.symptoms.depression", "hf.use.abstinent.ratio", "hf.egf.gain.mean"),
        ("symptoms", "products", "scores"),
    ),
    Section(
        "encounters",
        _("The encounters"),
        (
            "hf.encounters.total",
            "hf.encounters.home_visits",
            "hf.encounters.missed.share",
            "hf.encounters.mean_per_tenant_month",
        ),
        ("months", "topics"),
    ),
    Section(
        "harm_reduction",
        _("Harm reduction"),
        (
            "hf.harm_reduction.total",
            "hf.harm_reduction.injection.total",
            "hf.harm_reduction.inhalation.total",
        ),
        ("material",),
    ),
    Section(
        "network",
        _("The network"),
        ("hf.network.partners.announced", "hf.network.cpas.count", "hf.training.days"),
        ("functions",),
    ),
    Section(
        "context",
        _("The context"),
        ("hf.target.next_year", "hf.target.ideal_size", "hf.project.years"),
    ),
)
