"""Speed of all the figures of a year, beside SQL written by hand that gives the same numbers."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from django.db import connection
from django.test.utils import CaptureQueriesContext

from filrouge.access.models import User
from filrouge.common.periods import Period
from filrouge.demo import accounts
from filrouge.demo import api as demo
from filrouge.figures import engine
from filrouge.imports import api as imports

from . import by_hand
from .database import fresh
from .multiply import COPIED, multiply

YEAR = Period.year(2024)
LIMIT_SECONDS, LIMIT_RATIO = 1.0, 1.3


@dataclass
class Measure:
    """Seconds (medians) at one size of the data.

    `engine` is for every figure, `same` for those that the SQL written by hand gives too.
    """

    times: int
    records: int
    build: float
    engine: float
    same: float
    hand: float
    queries: int
    statements: int
    figures: int
    compared: int

    @property
    def ratio(self) -> float:
        return self.same / self.hand


class WrongNumber(Exception):
    """The engine and the SQL written by hand disagree."""


def compare() -> tuple[list[str], int, int]:
    """Check figures against the SQL; return their ids, of how many, by how many statements.

    Every figure of Housing First made of records must be among them.
    """
    report = engine.compute(YEAR)
    values, statements = by_hand.compute(YEAR)
    wrong = [
        f"{id_}: {report[id_].value} by the engine, {value} by hand"
        for id_, value in values.items()
        if id_ in report and report[id_].value != value
    ]
    wrong += [f"{id_}: no such figure" for id_ in values if id_ not in report]
    outside = {"context", "list_count", "list_items", "years_since", "vocabulary_size"}
    wrong += [
        f"{figure.id}: not computed by hand"
        for figure in report.values()
        if figure.indicator.programme == "housing_first"
        and figure.id not in values
        and figure.indicator.measure not in outside
    ]
    if wrong:
        raise WrongNumber("\n".join(wrong))
    return list(values), len(report), statements


def measure(times: int, runs: int, build: float) -> Measure:
    """Time each way in turn, so that a busy machine slows both."""
    ids, figures, statements = compare()
    with CaptureQueriesContext(connection) as captured:
        engine.compute(YEAR)
    rounds = [
        (
            _seconds(lambda: engine.compute(YEAR)),
            _seconds(lambda: engine.compute(YEAR, ids=ids)),
            _seconds(lambda: by_hand.compute(YEAR)),
        )
        for _run in range(runs)
    ]
    return Measure(
        times=times,
        records=sum(model._default_manager.count() for model in COPIED),
        build=build,
        engine=median(one[0] for one in rounds),
        same=median(one[1] for one in rounds),
        hand=median(one[2] for one in rounds),
        queries=len(captured),
        statements=statements,
        figures=figures,
        compared=len(ids),
    )


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def prepare() -> None:
    """Every workbook of the demonstration, those of all programmes included."""
    demo.create_accounts()
    actor = User.objects.get(username=accounts.DIRECTOR.username)
    outcome = imports.run_import(sorted(demo.workbooks()[0].parent.glob("*.xlsx")), actor=actor)
    if not outcome.ok:
        raise RuntimeError(outcome.sentence)


def run(folder: Path, times: int, runs: int) -> list[Measure]:
    """Measure at the size of the demonstration, then with `times` copies of its records."""
    with fresh(folder):
        build = _seconds(prepare)
        once = measure(1, 3 * runs, build)
        build = _seconds(lambda: multiply(times))
        return [once, measure(times, runs, build)]


def table(measures: list[Measure]) -> str:
    """The measures as text, with what was aimed at."""
    once, large = measures
    lines = [
        f"{once.figures} figures of a year in one call, {once.compared} of them equal to SQL "
        "written by hand",
        f"{'data':>6} {'records':>10} {'built in':>9} {'figures':>8} {'all':>9} {'queries':>8} "
        f"{'compared':>9} {'engine':>9} {'by hand':>9} {'queries':>8} {'ratio':>6}",
    ]
    lines += [
        f"{f'{m.times}x':>6} {m.records:>10,} {m.build:>7.1f} s {m.figures:>8} {m.engine:>7.3f} s "
        f"{m.queries:>8} {m.compared:>9} {m.same:>7.3f} s {m.hand:>7.3f} s {m.statements:>8} "
        f"{m.ratio:>6.2f}"
        for m in measures
    ]
    growth = large.engine / once.engine / large.times
    lines += [
        _aim("all figures at 1x, seconds", once.engine, LIMIT_SECONDS),
        _aim(f"time x{large.engine / once.engine:.0f} for data x{large.times}", growth, 1.0),
        _aim(f"engine / SQL by hand at {large.times}x", large.ratio, LIMIT_RATIO),
    ]
    return "\n".join(lines)


def _aim(name: str, value: float, limit: float) -> str:
    verdict = "reached" if value <= limit else "MISSED"
    return f"  {verdict:8} {name}: {value:.2f} (aim {limit} at most)"
