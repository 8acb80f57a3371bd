"""The figures of the demonstration look like those of a real team, by an independent reading."""

import pytest

from filrouge.demo import api
from tests import oracle

BANDS = {
    "hf.tenants.followed": (84, 90),
    "hf.retention.rate": (85, 93),
    "hf.deaths": (3, 8),
    "hf.age.mean": (45, 52),
    "hf.sex.women.share": (30, 42),
    "hf.encounters.missed.share": (18, 26),
    "hf.encounters.mean_per_tenant_month": (2.3, 3.2),
    "hf.encounters.max_per_month": (7, 12),
    "hf.egf.gain.mean": (10, 18),
    "hf.egf.current.mean": (50, 60),
    "hf.street_time.mean_years": (4, 7),
    "hf.communes.count": (14, 18),
    "hf.moves.total": (20, 36),
    "hf.harm_reduction.total": (3500, 4600),
    "hf.network.partners.announced": (85, 100),
    "x.hf.rent.mean_year_end": (440, 540),
}
EDGES = ("x.hf.moves.exit.street", "x.hf.moves.exit.institution", "x.hf.moves.exit.death",
         "hf.moves.reentry", "hf.lost_housing.reentry_planned", "hf.closures.other",
         "hf.lease.rolling", "x.hf.encounters.couple", "hf.income.none", "hf.income.pension",
         "hf.tenants.in_preparation")  # fmt: skip


@pytest.fixture(scope="module")
def figures() -> dict[str, str]:
    (path,) = api.workbooks()
    return oracle.compute(path, 2024)


@pytest.mark.parametrize("indicator", BANDS)
def test_figure_is_believable(figures: dict[str, str], indicator: str) -> None:
    low, high = BANDS[indicator]
    assert low <= float(figures[indicator]) <= high


@pytest.mark.parametrize("indicator", EDGES)
def test_edge_is_counted(figures: dict[str, str], indicator: str) -> None:
    assert int(figures[indicator]) > 0


def test_topics_come_in_the_usual_order(figures: dict[str, str]) -> None:
    order = ("admin_justice", "daily_life", "housing", "medical", "network_relay", "substance_use",
             "mental_health", "crisis", "case_conference")  # fmt: skip
    counts = [int(figures[f"hf.topics.{topic}.count"]) for topic in order]
    assert counts == sorted(counts, reverse=True)


def test_irregular_deaths_have_no_monthly_figure(figures: dict[str, str]) -> None:
    assert figures["x.hf.deaths.by_month"] == "0; 1; 0; 2; 0; 0; 0; 0; 1; 0; 1; 0"
    assert "hf.deaths.per_month" not in figures
