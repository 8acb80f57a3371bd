"""The figures of the demonstration look like those of a real team, by an independent reading."""

import pytest

from tests import oracle
from tests.demo.conftest import committed
from tests.demo.sample import expected_ids

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
    "funding.total.amount": (1_950_000, 2_250_000),
    "funding.cocom.share": (60, 72),
    "funding.lines.count": (11, 13),
    "hf.staff.accompaniment.fte": (10, 12),
    "support.mobile.staff.fte": (1.6, 2.4),
    "inst.ga.members.total": (38, 48),
    "connect.intervision.2023_2024.participants": (32, 42),
    "connect.intervision.2024_2025.participants": (32, 42),
    "connect.intervision.group.typical_size": (8, 10.5),
    "connect.intervision.sessions.total": (28, 36),
    "connect.roundtable.participants": (55, 75),
    "connect.representation.all.meetings.total": (65, 95),
    "connect.newsletter.open_rate.mean": (34, 48),
    "connect.newsletter.items.total": (180, 220),
    "connect.social.posts_per_week": (2, 3),
    "connect.linkedin.followers.growth": (150, 400),
    "support.mobile.requests.new": (50, 65),
    "support.mobile.requests.with_file": (36, 52),
    "support.mobile.institutions.requesting": (40, 52),
    "support.mobile.files.carried_over": (3, 6),
    "support.mobile.supervision.meetings.total": (30, 45),
    "support.pat.accompaniments.count": (7, 11),
    "support.pat.teams.since_creation": (38, 50),
    "support.pat.activities.total": (40, 60),
    "support.pat.hires.since_creation": (28, 42),
    "support.pat.worktime.accompaniment.share": (52, 66),
    "support.training.days": (22, 32),
    "support.training.participants_per_day": (12, 18),
    "support.training.sector.homeless_aid.share": (20, 45),
}
EDGES = ("x.hf.moves.exit.street", "x.hf.moves.exit.institution", "x.hf.moves.exit.death",
         "hf.moves.reentry", "hf.lost_housing.reentry_planned", "hf.closures.other",
         "hf.lease.rolling", "x.hf.encounters.couple", "hf.income.none", "hf.income.pension",
         "hf.tenants.in_preparation", "x.support.mobile.requests.pending",
         "x.support.mobile.requests.referred", "x.support.mobile.response.late",
         "support.mobile.supervision.teams.waiting", "support.mobile.supervision.teams.dropped",
         "support.mobile.supervision.new_requests_next_year", "support.pat.staff.departures",
         "support.mobile.staff.departures", "connect.intervision.2024_2025.sector.unknown",
         "connect.intervision.2024_2025.animators.new", "support.pat.hires.planned_next_year",
         "support.pat.tsi.institutions", "x.support.training.sector.unknown")  # fmt: skip
# Made from the data: the deaths of the demonstration are not regular.
NOT_MET = {"hf.deaths.per_month"}
WORKBOOKS = ("housing_first", "institution", "connect", "support")


@pytest.fixture(scope="module")
def figures() -> dict[str, str]:
    return oracle.compute_all([committed(name) for name in WORKBOOKS], 2024)


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


@pytest.mark.parametrize("workbook", WORKBOOKS)
def test_every_published_figure_has_a_value(figures: dict[str, str], workbook: str) -> None:
    missing = expected_ids(workbook) - figures.keys() - NOT_MET
    assert missing == set()
