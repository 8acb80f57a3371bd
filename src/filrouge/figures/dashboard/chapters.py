"""The chapter of each programme, and the figures it takes for a period."""

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
from .prose import Section, ids_in


@dataclass(frozen=True)
class Chapter:
    """What a programme says of its year: sections, and the charts they call by name."""

    sections: Sequence[Section]
    charts: Mapping[str, Chart]

    @property
    def patterns(self) -> list[str]:
        """Every figure named, as written: `*` is any member, `{ending}` a cycle."""
        drawn = [id_ for chart in self.charts.values() for id_ in chart.ids]
        return list(dict.fromkeys([*ids_in(self.sections), *drawn]))

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


CHAPTERS: Mapping[str, Chapter] = {
    "housing_first": Chapter(housing_first.SECTIONS, housing_first_charts.CHARTS),
    "support": Chapter(
        (*support_mobile.SECTIONS, *support_pat.SECTIONS, *support_training.SECTIONS),
        {**support_mobile.CHARTS, **support_pat.CHARTS, **support_training.CHARTS},
    ),
    "connect": Chapter(connect.SECTIONS, connect.CHARTS),
    "institution": Chapter(institution.SECTIONS, institution.CHARTS),
}
"""In the order in which they are offered."""
