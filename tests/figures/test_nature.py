"""Which figures are stocks, which count persons accompanied: examples over the whole catalogue."""

from __future__ import annotations

import pytest

from filrouge.figures.definitions import catalogue
from filrouge.figures.nature import (
    counts_people,
    is_of_people,
    is_share,
    share_of_people,
    time_of,
)

STOCKS = (
    "hf.tenants.active_year_end",
    "hf.tenants.in_preparation",
    "hf.staff.load.tenants",
    "hf.staff.total.fte",
    "support.mobile.staff.workers",
    "inst.ga.members.total",
    "inst.board.total",
    "connect.linkedin.followers",
    "connect.newsletter.subscribers",
)
FLOWS = (
    "hf.tenants.followed",
    "hf.tenants.new_housed",
    "hf.encounters.home_visits",
    "hf.moves.total",
    "hf.harm_reduction.injection.total",
    "support.mobile.requests.new",
    "support.training.participants",
    "funding.total.amount",
    "x.hf.staff.accompaniment.fte_days",
)
NEITHER = (
    "hf.retention.rate",
    "hf.encounters.total.change",
    "hf.egf.current.mean",
    "hf.communes.list",
    "hf.target.ideal_size",
    "hf.age.max",
)
PEOPLE = (
    "hf.tenants.followed",
    "hf.tenants.carried_over",
    "hf.paid_work",
    "hf.deaths",
    "x.hf.deaths.by_month",
    "hf.income.salary",
    "hf.use.injection",
    "x.hf.egf.lower",
)
NOT_PEOPLE = (
    "hf.encounters.total",
    "hf.moves.exit",
    "hf.landlord.units.total",
    "hf.age.max",
    "x.hf.days_followed",
    "hf.staff.total.fte",
    "support.mobile.staff.workers",
    "support.training.participants",
    "inst.board.total",
    "funding.total.amount",
    "hf.retention.rate",
)


@pytest.mark.parametrize(
    ("ids", "time"), [(STOCKS, "stock"), (FLOWS, "flow"), (NEITHER, "")], ids=str
)
def test_a_count_at_a_date_is_a_stock_and_one_over_the_period_a_flow(
    ids: tuple[str, ...], time: str
) -> None:
    assert {id_: time_of(catalogue()[id_]) for id_ in ids} == dict.fromkeys(ids, time)


def test_every_figure_has_one_nature_and_no_other_word_is_used() -> None:
    assert {time_of(indicator) for indicator in catalogue().values()} == {"stock", "flow", ""}


def test_only_figures_of_housing_first_count_persons_accompanied() -> None:
    found = {id_ for id_, indicator in catalogue().items() if counts_people(indicator)}

    assert set(PEOPLE) <= found
    assert found.isdisjoint(NOT_PEOPLE)
    assert {catalogue()[id_].programme for id_ in found} == {"housing_first"}


def test_a_share_is_of_people_when_its_numerator_and_its_base_are() -> None:
    def asked(id_: str) -> bool:
        return share_of_people(catalogue()[id_])

    assert asked("hf.retention.rate")
    assert asked("hf.deaths.rate")
    assert asked("hf.use.abstinent.ratio")
    assert not asked("hf.encounters.missed.share")
    assert not asked("hf.caseload.per_fte")
    assert not asked("funding.cocom.share")
    assert not asked("hf.tenants.followed")


def test_a_change_and_a_mean_of_rates_are_no_shares() -> None:
    def asked(id_: str) -> bool:
        return is_share(catalogue()[id_])

    assert asked("hf.retention.rate")
    assert asked("funding.cocom.share")
    assert not asked("hf.encounters.total.change")
    assert not asked("connect.newsletter.open_rate.mean")
    assert not asked("hf.encounters.mean_per_tenant_month")


def test_a_few_moves_point_to_somebody_though_they_count_no_person() -> None:
    assert is_of_people(catalogue()["x.hf.moves.exit.institution"])
    assert is_of_people(catalogue()["hf.paid_work"])
    assert not is_of_people(catalogue()["hf.landlord.units.total"])
