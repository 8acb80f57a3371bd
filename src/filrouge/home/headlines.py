"""The few figures of the home page."""

from __future__ import annotations

from dataclasses import replace

from filrouge.common.periods import Period
from filrouge.figures import engine, lines
from filrouge.web.components import Number

HEADLINES = (
    "hf.tenants.followed",
    "hf.tenants.new_housed",
    "hf.retention.rate",
    "hf.moves.total",
    "hf.encounters.home_visits",
    "hf.encounters.missed.share",
)


def headlines(period: Period) -> list[Number]:
    """Compute the headline figures of a period in one call; those without a value are left out.

    Choices and differences are told on the page of each figure, not here.
    """
    report = engine.compute(period, ids=HEADLINES)
    return [
        replace(lines.number(figure, {}), flag="", programme="hf")
        for figure in report.values()
        if not figure.empty_reason
    ]
