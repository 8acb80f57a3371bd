"""Rows imported per second, from the demonstration's workbook up to 50 times its size."""

import resource
import time
from dataclasses import dataclass
from pathlib import Path

from filrouge.access.models import User
from filrouge.demo import accounts, generator, workbooks
from filrouge.demo import api as demo
from filrouge.imports import api

from .database import fresh

SEED = 7
NOISE = 1.1


@dataclass
class Measure:
    """One import into an empty database."""

    times: int
    rows: int
    megabytes: float
    seconds: float
    processor: float
    peak: int


class Refused(Exception):
    """A workbook of the generator was refused."""


def workbook(folder: Path, times: int) -> Path:
    """The workbook of a size, made once for all databases: the largest takes half a minute."""
    made = sorted((folder / f"{times}x").glob("*.xlsx"))
    if made:
        return made[0]
    path, _counts = workbooks.write_workbook(
        folder / f"{times}x", "housing_first", year=generator.YEAR, seed=SEED, scale=times
    )
    return path


def measure(folder: Path, times: int) -> Measure:
    """Import a workbook of the generator, `times` the demonstration; Refused when it is."""
    path = workbook(folder, times)
    with fresh(folder):
        demo.create_accounts()
        actor = User.objects.get(username=accounts.DIRECTOR.username)
        start, worked = time.perf_counter(), time.process_time()
        outcome = api.run_import([path], actor=actor)
        seconds, processor = time.perf_counter() - start, time.process_time() - worked
    if not outcome.ok:
        raise Refused(outcome.sentence)
    rows = sum(sum(count.values()) for count in outcome.counts.values())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return Measure(times, rows, path.stat().st_size / 1e6, seconds, processor, peak)


def run(folder: Path, scales: list[int]) -> list[Measure]:
    return [measure(folder, times) for times in scales]


def table(measures: list[Measure]) -> str:
    """The measures as text, with what was aimed at."""
    lines = [
        "Import of one workbook into an empty database",
        f"{'data':>6} {'rows':>9} {'file':>8} {'time':>9} {'rows/s':>8} {'processor':>10} "
        f"{'per row':>9} {'memory':>8}",
    ]
    lines += [
        f"{f'{m.times}x':>6} {m.rows:>9,} {m.megabytes:>5.1f} MB {m.seconds:>7.1f} s "
        f"{m.rows / m.seconds:>8,.0f} {m.processor:>8.1f} s {1e6 * m.processor / m.rows:>6.0f} µs "
        f"{m.peak:>5} MB"
        for m in measures
    ]
    first, last = measures[0], measures[-1]
    rows = last.rows / first.rows
    clock = last.seconds / first.seconds / rows
    processor = last.processor / first.processor / rows
    reached = "reached" if min(clock, processor) <= NOISE else "MISSED"
    lines.append(
        f"  {reached:8} cost of a row, {last.times}x against 1x: {clock:.2f} by the clock, "
        f"{processor:.2f} of processor (aim 1, up to {NOISE} is noise)"
    )
    return "\n".join(lines)
