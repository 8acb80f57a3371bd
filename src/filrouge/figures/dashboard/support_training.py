"""Training in the Support dashboard."""

from collections.abc import Mapping

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .drawings import Chart, Labels, bars, family
from .sections import Section

_DAYS: Labels = {
    "x.support.training.days.open": lambda: gettext("Open to all"),
    "x.support.training.days.on_demand": lambda: gettext("On demand"),
}

SECTIONS = (
    Section(
        "training",
        _("Training"),
        (
            "support.training.days",
            "support.training.participants",
            "support.training.modules.offered",
            "x.support.training.cost_per_day",
        ),
        ("trained_sectors", "training_days"),
    ),
)

CHARTS: Mapping[str, Chart] = {
    "trained_sectors": family(
        lambda: gettext("Sectors of the participants in training, share"),
        lambda: gettext("Sector"),
        "support.training.sector.*.share",
        "sector",
    ),
    "training_days": bars(
        lambda: gettext("Days of training given"), lambda: gettext("Context"), _DAYS, by_size=False
    ),
}
