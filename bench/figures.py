"""Speed of all the figures of a year, beside SQL written by hand that gives the same numbers."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from django.db import connection
from django.test.utils import CaptureQueriesContext

from filrouge.common.periods import Period
from filrouge.demo import api as demo
from filrouge.figures import engine
from filrouge.followup.models import Encounter

from . import by_hand
from .database import fresh
from .multiply import multiply

YEAR = Period.year(2024)
LIMIT_SECONDS, LIMIT_RATIO = 0.5, 1.3


@dataclass
class Measure:
    """Seconds (medians) at one size of the data."""

    times: int
    encounters: int
    build: float
    engine: float
    hand: float
    queries: int
    statements: int
    figures: int
    compared: int

    @property
    def ratio(self) -> float:
        return self.engine / self.hand


class WrongNumber(Exception):
    """The engine and the SQL written by hand disagree."""


def compare() -> tuple[int, int, int]:
    """Check every figure made of records; return how many, of how many, by how many statements."""
    report = engine.compute(YEAR)
    values, statements = by_hand.compute(YEAR)
    wrong = [
        f"{id_}: {report[id_].value} by the engine, {value} by hand"
        for id_, value in values.items()
        if report[id_].value != value
    ]
    outside = {"context", "list_count", "list_items", "years_since", "vocabulary_size"}
    wrong += [
        f"{figure.id}: not computed by hand"
        for figure in report.values()
        if figure.id not in values and figure.indicator.measure not in outside
    ]
    if wrong:
        raise WrongNumber("\n".join(wrong))
    return len(values), len(report), statements


def measure(times: int, runs: int, build: float) -> Measure:
    """Time both ways in turn, so that a busy machine slows both."""
    compared, figures, statements = compare()
    with CaptureQueriesContext(connection) as captured:
        engine.compute(YEAR)
    pairs = [
        (_seconds(lambda: engine.compute(YEAR)), _seconds(lambda: by_hand.compute(YEAR)))
        for _run in range(runs)
    ]
    return Measure(
        times=times,
        encounters=Encounter.objects.count(),
        build=build,
        engine=median(pair[0] for pair in pairs),
        hand=median(pair[1] for pair in pairs),
        queries=len(captured),
        statements=statements,
        figures=figures,
        compared=compared,
    )


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def run(folder: Path, times: int, runs: int) -> list[Measure]:
    """Measure at the size of the demonstration, then with `times` copies of its persons."""
    with fresh(folder):
        build = _seconds(demo.prepare)
        once = measure(1, 3 * runs, build)
        build = _seconds(lambda: multiply(times))
        return [once, measure(times, runs, build)]


def table(measures: list[Measure]) -> str:
    """The measures as text, with what was aimed at."""
    once, large = measures
    lines = [
        f"{once.figures} figures of a year, {once.compared} of them made of records and "
        "equal to SQL written by hand",
        f"{'data':>6} {'encounters':>11} {'built in':>9} {'engine':>9} {'queries':>8} "
        f"{'by hand':>9} {'queries':>8} {'ratio':>6}",
    ]
    lines += [
        f"{f'{m.times}x':>6} {m.encounters:>11,} {m.build:>7.1f} s {m.engine:>7.3f} s "
        f"{m.queries:>8} {m.hand:>7.3f} s {m.statements:>8} {m.ratio:>6.2f}"
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
