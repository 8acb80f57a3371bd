"""The dashboard of each programme, and the figures it takes for a period."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .. import engine
from ..facts.scope import Scope
from . import (
    connect,
    housing_first,
    housing_first_charts,
    institution,
    support_mobile,
    support_pat,
    support_training,
)
from .drawings import Chart, of_year
from .sections import Section


@dataclass(frozen=True)
class Dashboard:
    """Sections, and the charts they call by name. `dimension` is how it is read by team."""

    sections: Sequence[Section]
    charts: Mapping[str, Chart]
    dimension: str = ""

    @property
    def patterns(self) -> list[str]:
        """Every figure named, as written: `*` is any member, `{ending}` a cycle."""
        keys = [id_ for section in self.sections for id_ in section.keys]
        drawn = [id_ for chart in self.charts.values() for id_ in chart.ids]
        return list(dict.fromkeys([*keys, *drawn]))

    def ids(self, scope: Scope) -> list[str]:
        """The figures that exist in the period among those named."""
        asked = [of_year(pattern, scope.period) for pattern in self.patterns]
        known = engine.known(scope, asked)
        found: dict[str, None] = {}
        for pattern in asked:
            if "*" in pattern:
                place = re.compile(re.escape(pattern).replace(r"\*", "[a-z0-9_]+"))
                found.update(dict.fromkeys(id_ for id_ in known if place.fullmatch(id_)))
            elif pattern in known:
                found[pattern] = None
        return list(found)


DASHBOARDS: Mapping[str, Dashboard] = {
    "housing_first": Dashboard(
        housing_first.SECTIONS, housing_first_charts.CHARTS, dimension="team"
    ),
    "support": Dashboard(
        (*support_mobile.SECTIONS, *support_pat.SECTIONS, *support_training.SECTIONS),
        {**support_mobile.CHARTS, **support_pat.CHARTS, **support_training.CHARTS},
    ),
    "connect": Dashboard(connect.SECTIONS, connect.CHARTS),
    "institution": Dashboard(institution.SECTIONS, institution.CHARTS),
}
"""In the order in which they are offered."""
