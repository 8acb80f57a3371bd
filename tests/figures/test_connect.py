"""Connect through the users' door: expected values, the second reading, cases counted by hand."""

import csv
from fractions import Fraction
from pathlib import Path

import pytest

from filrouge.common.periods import Period
from filrouge.directory.models import Organisation
from filrouge.exchange.models import Attendance, Enrolment, Group, Session
from filrouge.figures import definitions, engine, explain
from filrouge.figures.facts import Scope
from filrouge.imports import api
from tests.oracle import compute as oracle
from tests.oracle.cases import Case
from tests.oracle.hand_counted import PROGRAMME_CASES
from tests.oracle.variants import variant_year
from tests.oracle.variants_all import variant_all

DATA = Path(__file__).parents[1] / "data" / "2024"
SOURCE = DATA / "connect_2024.xlsx"
CASES = [case for case in PROGRAMME_CASES if case.workbook == "connect"]

pytestmark = pytest.mark.django_db


def store(path: Path) -> None:
    outcome = api.run_import([path], actor=None)
    assert outcome.ok, [d.message for d in outcome.diagnostics if d.severity == "error"]


def expected_2024() -> dict[str, dict[str, str]]:
    with (DATA / "expected_2024.csv").open(encoding="utf-8", newline="") as lines:
        return {row["id"]: row for row in csv.DictReader(lines) if row["workbook"] == "connect"}


def same(expected: str, text: str) -> bool:
    try:
        return Fraction(expected) == Fraction(text)
    except ValueError:
        return sorted(expected.split("; ")) == sorted(text.split("; "))


def differences(expected: dict[str, str], year: int) -> dict[str, tuple[str, str]]:
    """What the product says otherwise, ids that it does not know included."""
    report = engine.compute(Period.year(year))
    found = {id_: report[id_].text if id_ in report else "unknown" for id_ in expected}
    return {
        id_: (value, found[id_]) for id_, value in expected.items() if not same(value, found[id_])
    }


def made_up(expected: dict[str, str], year: int) -> dict[str, str]:
    """Values of Connect where the second reading has none; further figures (x.) set aside."""
    return {
        id_: figure.text
        for id_, figure in engine.compute(Period.year(year)).items()
        if figure.indicator.programme == "connect"
        and figure.text
        and id_ not in expected
        and not id_.startswith("x.")
    }


def test_every_expected_value_of_2024_and_the_way_back(subtests: pytest.Subtests) -> None:
    store(SOURCE)
    expected, period = expected_2024(), Period.year(2024)
    scope, report = Scope(period), engine.compute(period)
    with subtests.test("values"):
        assert differences({id_: row["value"] for id_, row in expected.items()}, 2024) == {}
    with subtests.test("units"):
        assert {
            (id_, report[id_].unit, row["unit"])
            for id_, row in expected.items()
            if report[id_].unit != row["unit"]
        } == set()
    with subtests.test("the records behind a count are as many as the count says"):
        for id_, figure in report.items():
            if figure.indicator.programme != "connect":
                continue
            if figure.indicator.measure == "count":
                assert figure.value == _count(id_, period, "numerator", scope), id_
            elif figure.indicator.measure in ("share", "mean"):
                assert (figure.base or 0) == _count(id_, period, "denominator", scope), id_
    with subtests.test("quarters add up to the year"):
        quarters = [engine.compute(Period.parse(f"2024-T{n}")) for n in range(1, 5)]
        dated = {"public_action", "body_meeting", "newsletter_item", "edition", "news"}
        for id_, figure in report.items():
            if figure.indicator.fact in dated and figure.indicator.measure == "count":
                assert sum(quarter[id_].result.number or 0 for quarter in quarters) == figure.value


def _count(id_: str, period: Period, part: str, scope: Scope) -> int:
    found = explain.records(id_, period, part, scope=scope)
    assert found is not None
    return found.count


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_hand_counted(case: Case, tmp_path: Path) -> None:
    path = tmp_path / case.file_name
    case.write(path)
    store(path)
    expected = {id_: value for id_, value in case.expected.items() if value is not None}
    assert differences(expected, case.year) == {}
    report = engine.compute(Period.year(case.year))
    absent = [id_ for id_, value in case.expected.items() if value is None and id_ in report]
    assert {id_: report[id_].text for id_ in absent if report[id_].text} == {}


@pytest.mark.parametrize("seed", range(6))
def test_workbooks_nobody_has_seen(seed: int, tmp_path: Path) -> None:
    year = variant_year(seed)
    (path,) = variant_all([SOURCE], tmp_path, seed)
    store(path)
    expected = oracle(path, year)
    assert len(expected) > 100
    assert differences(expected, year) == {}
    assert made_up(expected, year) == {}


def test_an_organisation_without_records_has_no_number_made_up() -> None:
    report = engine.compute(Period.year(2024))
    assert report["connect.intervision.sessions.total"].text == "0"
    assert report["connect.representation.rezone.meetings"].text == "0"
    for id_ in (
        "connect.intervision.group.typical_size",
        "connect.newsletter.open_rate.mean",
        "connect.newsletter.sector.housing.share",
        "connect.roundtable.day.attendance.connect",
        "connect.linkedin.followers.growth",
        "connect.linkedin.post.top1.reach",
        "x.intervision.peer_workers.attendance.share",
    ):
        assert report[id_].text == "", id_
    assert not any("{" in id_ for id_ in report)


def test_attendance_and_drop_out() -> None:
    """Four held sessions, one cancelled: presences count at held sessions only, each once."""
    nest = Organisation.objects.create(name="Le Nichoir")
    group = Group.objects.create(
        programme="support", code="P1", cycle="2023-2024", audience="peer_workers"
    )
    days = [f"2024-0{month}-05" for month in range(1, 6)]
    for day in days:
        status = "cancelled" if day == days[4] else "held"
        Session.objects.create(group=group, day=day, status=status)
    for name, status, gone in (
        ("Merle", "accepted", None),
        ("Pinson", "accepted", None),
        ("Geai", "withdrawn", "2024-02-01"),
        ("Huppe", "withdrawn", "2023-12-01"),
        ("Loriot", "waiting_list", None),
    ):
        Enrolment.objects.create(
            group=group,
            participant=name,
            organisation=nest,
            sector="housing",
            status=status,
            withdrawn_on=gone,
        )
    notes = {"Merle": "1111", "Pinson": "1100", "Geai": "1000"}
    for name, marks in notes.items():
        for day, mark in zip(days, marks, strict=False):
            Attendance.objects.create(group=group, day=day, participant=name, present=mark == "1")
    Attendance.objects.create(group=group, day=days[0], participant=" MERLE ", present=True)
    Attendance.objects.create(group=group, day=days[4], participant="Pinson", present=True)
    report = engine.compute(Period.year(2024))
    values = {
        "attendance.mean": "1.8",  # 7 presences / 4 sessions
        "attendance.share": "58.3",  # 7 / 12
        "dropouts": "1",  # Huppe left before the first session
        "dropouts.share": "33.3",  # of Merle, Pinson, Geai
        "stopped_coming.share": "66.7",  # Pinson and Geai missed the last two
        "waiting": "1",
        "sessions.cancelled": "1",
        "sectors.largest_share": "100.0",
    }
    root = "x.intervision.peer_workers"
    assert {k: report[f"{root}.{k}"].text for k in values} == values


def test_words_of_a_figure_made_from_the_data_follow_the_reader(tmp_path: Path) -> None:
    store(SOURCE)
    period = Period.year(2024)
    slot = engine.find("connect.intervision.2023_2024.thursday_pm_nl.sessions", period)
    assert "jeudi après-midi en néerlandais" in slot.texts["fr"].label
    assert "donderdag namiddag in het Nederlands" in slot.texts["nl"].label
    assert "Thursday afternoon in Dutch" in slot.texts["en"].label
    sector = engine.find("connect.intervision.2023_2024.sector.elderly_aid", period)
    assert "ouderenzorg" in sector.texts["nl"].label
    assert sector.id not in definitions.catalogue()
