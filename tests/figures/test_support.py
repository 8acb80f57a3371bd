"""The Support workbook through the users' door: every figure against values from elsewhere."""

import csv
from fractions import Fraction
from pathlib import Path

import pytest

from filrouge.common.periods import Period
from filrouge.directory.models import Organisation
from filrouge.figures import engine, explain, making
from filrouge.figures.facts import Scope
from filrouge.institution.models import Funder, FundingLine
from tests.oracle import compute as oracle
from tests.oracle.cases import Case, rows
from tests.oracle.cases_requests import other_request, request, support
from tests.oracle.hand_counted import PROGRAMME_CASES
from tests.oracle.variants import variant_year
from tests.oracle.variants_all import variant_all

from .test_expected import DATA, same, store

SOURCE = DATA / "2024" / "support_2024.xlsx"
CASES = [case for case in PROGRAMME_CASES if case.workbook == "support"]

TEAMS = ("la_fontaine", "cpas_bxl_acal")

pytestmark = pytest.mark.django_db


def expected_2024() -> dict[str, dict[str, str]]:
    with (DATA / "2024" / "expected_2024.csv").open(encoding="utf-8", newline="") as lines:
        return {row["id"]: row for row in csv.DictReader(lines) if row["workbook"] == "support"}


def differences(expected: dict[str, str | None], year: int) -> dict[str, tuple[str | None, str]]:
    """What is expected and what is computed, where they differ; an id not met has no value."""
    report = engine.compute(Period.year(year), programme="support")
    found = {id_: figure.text for id_, figure in report.items()}
    return {
        id_: (value, found.get(id_, ""))
        for id_, value in expected.items()
        if not same(value, found.get(id_, ""))
    }


def made_of_nothing(expected: dict[str, str], year: int) -> set[str]:
    """Ids with a value that the second reading of the format does not give, `x.` left out."""
    report = engine.compute(Period.year(year), programme="support")
    return {
        id_
        for id_, figure in report.items()
        if figure.text and id_ not in expected and not id_.startswith("x.")
    }


def test_every_expected_value_of_2024_and_the_way_back(subtests: pytest.Subtests) -> None:
    store(SOURCE)
    rows, period = expected_2024(), Period.year(2024)
    with subtests.test("values"):
        assert differences({id_: row["value"] for id_, row in rows.items()}, 2024) == {}
        assert made_of_nothing({id_: row["value"] for id_, row in rows.items()}, 2024) == set()
    scope, report = Scope(period), engine.compute(period, programme="support")
    with subtests.test("units"):
        units = {id_: row["unit"] for id_, row in rows.items()}
        assert {id_: report[id_].unit for id_ in rows} == units
    with subtests.test("the records behind a count are as many as the count says"):
        for id_, figure in report.items():
            if figure.indicator.measure == "count":
                records = explain.records(id_, period, scope=scope)
                assert records and records.count == figure.value, id_
    with subtests.test("quarters add up to the year"):
        quarters = [
            engine.compute(Period.parse(f"2024-T{n}"), programme="support") for n in range(1, 5)
        ]
        for id_ in (
            "support.mobile.requests.new",
            "support.mobile.supervision.meetings.total",
            "support.pat.training.days.total",
            "support.training.days",
            "support.pat.leads_intervision.sessions",
            "support.pat.representation.actions",
            "x.support.mobile.interventions",
        ):
            total = sum(quarter[id_].result.number or 0 for quarter in quarters)
            assert total == report[id_].result.number, id_


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_hand_counted(case: Case, tmp_path: Path) -> None:
    path = tmp_path / case.file_name
    case.write(path)
    store(path)
    assert differences(dict(case.expected), case.year) == {}


@pytest.mark.parametrize("seed", range(3))
def test_workbooks_nobody_has_seen(seed: int, tmp_path: Path) -> None:
    year = variant_year(seed)
    (path,) = variant_all([SOURCE], tmp_path, seed)
    store(path)
    expected = oracle(path, year)
    assert len(expected) > 100
    assert differences(dict(expected), year) == {}
    assert made_of_nothing(expected, year) == set()
    assert parts_that_do_not_add_up(year) == {}


def parts_that_do_not_add_up(year: int) -> dict[str, tuple[object, object]]:
    """Totals that differ from the sum of their parts."""
    report = engine.compute(Period.year(year), programme="support")

    def added(start: str, end: str) -> Fraction:
        ids = (id_ for id_ in report if id_.removeprefix("x.").startswith(start))
        counts = (report[id_].result.number for id_ in ids if id_.endswith(end))
        return sum((Fraction(count or 0) for count in counts), Fraction(0))

    root = "support.mobile"
    sums = {
        f"{root}.requests.new": added(f"{root}.requests.motive.", ".count"),
        f"{root}.supervision.meetings.total": added(f"{root}.supervision.", ".meetings"),
        "support.pat.teams.since_creation": added("support.pat.teams.since_creation.", ""),
    }
    found = {id_: (report[id_].result.number, total) for id_, total in sums.items()}
    return {id_: pair for id_, pair in found.items() if pair[0] != pair[1]}


DELAYS = support(
    "days to the first contact, motives and requests for supervision that do not start",
    {
        "Demandes": [
            request("1", "2024-03-01", "Téléphone seul", answered="2024-03-01"),
            request("2", "2024-03-02", "Téléphone seul", answered="2024-03-09"),
            request("3", "2024-12-28", "En attente", answered="2025-01-05"),  # eight days
            request("4", "2024-12-30", "En attente", motive="Risque d'expulsion"),
            request("5", "2025-01-02", "En attente", answered="2025-03-01"),
            other_request("6", "Supervision", "2024-05-01", "Sans suite", team="A"),
            other_request("7", "Supervision", "2024-05-02", "En attente", team="B"),
            other_request("8", "Supervision", "2024-05-03", "Engagée", team="C"),
            other_request("9", "Supervision", "2023-05-03", "Sans suite", team="D"),
            other_request("10", "Formation", "2024-05-04", "Programmée", answered="2024-09-01"),
        ],
        "Temps de travail": rows(
            "Équipe | Mois | Activité | Heures",
            ("PAT", "2024-01", "accompagnement", "10,5"),
            ("PAT", "2024-12", "formation", 4),
            ("PAT", "2023-12", "formation", 4),
            ("Équipe Mobile", "2024-01", "formation", 99),
        ),
    },
    {
        "support.mobile.response.max_days": "8",
        "x.support.mobile.response.late": "1",
        "x.support.mobile.response.mean_days": "5.0",
        "x.support.mobile.response.median_days": "7.0",
        "x.support.mobile.response.within_week.share": "66.7",
        "x.support.mobile.response.unanswered": "1",
        "x.support.mobile.requests.motive.psychological_worry.count": "3",
        "x.support.mobile.requests.motive.eviction_risk.count": "1",
        "x.support.mobile.supervision.requests.engaged": "1",
        "x.support.mobile.supervision.requests.not_pursued": "1",
        "x.support.mobile.supervision.requests.waiting": "1",
        "x.support.mobile.supervision.requests.not_pursued.share": "33.3",
        "x.support.pat.worktime.accompaniment.hours": "10.5",
        "x.support.pat.worktime.training.hours": "4",
        "x.support.pat.worktime.network.hours": "0",
        "support.pat.worktime.accompaniment.share": "72",
        "x.support.training.cost_per_day": None,
    },
)


@pytest.fixture
def delays(tmp_path: Path) -> None:
    path = tmp_path / DELAYS.file_name
    DELAYS.write(path)
    store(path)


@pytest.mark.usefixtures("delays")
def test_what_directors_ask() -> None:
    assert differences(dict(DELAYS.expected), 2024) == {}


@pytest.mark.usefixtures("delays")
def test_motives_over_time() -> None:
    period = Period.year(2024)
    worry = engine.find("x.support.mobile.requests.motive.psychological_worry.count", period)
    months = [point.display for point in making.months(worry, period)]
    assert months == ["0", "0", "2", *["0"] * 8, "1"]


@pytest.mark.usefixtures("delays")
def test_the_point_of_2022_belongs_to_the_report_of_2024() -> None:
    assert engine.compute(Period.year(2024))["support.pat.2022.hired"].text == "0"
    later = engine.compute(Period.year(2025))["support.pat.2022.hired"]
    assert (later.text, bool(later.empty_reason)) == ("", True)


@pytest.mark.usefixtures("delays")
def test_the_services_of_a_public_centre_are_one_institution() -> None:
    asked = "support.mobile.institutions.requesting"
    assert engine.compute(Period.year(2024))[asked].text == "1"
    nest = Organisation.objects.get(name="Nichoir")
    pond = Organisation.objects.create(name="Étang d'hiver")
    row = nest.support_requests.get(code="1")
    row.organisation = pond
    row.save()
    assert engine.compute(Period.year(2024))[asked].text == "2"
    pond.parent = nest
    pond.save()
    assert engine.compute(Period.year(2024))[asked].text == "1"


def test_what_a_training_day_costs(tmp_path: Path) -> None:
    case = support(
        "two days and a half",
        {
            "Formations séances": rows(
                "Action | Date | Durée (jours) | Propriétaire | Contexte | Statut",
                ("F1", "2024-03-01", 2, "Formation", "Ouverte", "Donnée"),
                ("F2", "2024-03-03", 0.5, "Formation", "Sur demande", "Donnée"),
                ("F3", "2024-03-04", 1, "PAT", "Ouverte", "Donnée"),
            )
        },
        {},
    )
    path = tmp_path / case.file_name
    case.write(path)
    store(path)
    funder = Funder.objects.create(organisation=Organisation.objects.create(name="Mésange"))
    for axis, year, cents in (("training", 2024, 100_001), ("pat", 2024, 7), ("training", 2023, 9)):
        FundingLine.objects.create(
            funder=funder, programme="support", axis=axis, year=year, amount_cents=cents
        )
    report = engine.compute(Period.year(2024), programme="support")
    assert report["x.support.training.funding.amount"].text == "1000.01"
    assert report["x.support.training.cost_per_day"].text == "400.00"  # 400,004
    assert report["x.support.training.days.open"].text == "2"
    assert report["x.support.training.days.on_demand"].text == "0.5"


def test_a_year_is_no_quantity_and_a_team_has_its_institution() -> None:
    store(SOURCE)
    report = engine.compute(Period.year(2024), programme="support")
    assert report["support.pat.since"].display == "2020"
    assert report["support.pat.intervision.since"].display == "2018"
    labels = {report[f"support.mobile.supervision.{n}.meetings"].label for n in TEAMS}
    assert labels == {
        "Rencontres de supervision\u00a0: La Fontaine",
        "Rencontres de supervision\u00a0: Cellule ACAL (CPAS Bruxelles)",
    }
    sectors = report["support.mobile.requests.by_sector"].display
    assert sectors.startswith("aide sociale générale (11), aide aux personnes sans-abri (10), ")
