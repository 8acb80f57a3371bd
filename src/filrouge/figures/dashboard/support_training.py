"""Training in the Support chapter. Every number is a figure of the catalogue."""

from collections.abc import Mapping

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .drawings import Chart, Labels, bars, family
from .prose import Section

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
        (
            (
                _(
                    "[support.training.days] of training were given: "
                    "[x.support.training.days.open] open to all and "
                    "[x.support.training.days.on_demand] at the request of a team."
                ),
                _(
                    "They had [support.training.participants] participants, that is "
                    "[support.training.participants_per_day] a day."
                ),
            ),
            (
                _(
                    "The catalogue has [support.training.modules.offered] modules, given by a "
                    "pool of [support.training.trainers.pool] trainers."
                ),
                _(
                    "A day of training costs [x.support.training.cost_per_day], which comes to "
                    "[x.support.training.cost_per_participant] for each participant."
                ),
            ),
            (
                _(
                    "The sector is known for [support.training.sector_base] participants: "
                    "[support.training.sector.homeless_aid.share] work in homeless aid, "
                    "[support.training.sector.general_social_aid.share] in general social aid and "
                    "[support.training.sector.mental_health.share] in mental health."
                ),
                _("[support.training.organisations.listed] organisations sent participants."),
            ),
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
