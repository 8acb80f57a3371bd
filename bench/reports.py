"""How long the whole report of the demonstration takes to compose, read and print."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.core.cache import cache
from django.utils import translation

from filrouge.common.periods import Period
from filrouge.demo import api as demo
from filrouge.figures.facts.scope import Scope
from filrouge.reports.guard.check import check
from filrouge.reports.models import Edition
from filrouge.reports.outputs.as_json import as_json
from filrouge.reports.outputs.docx import docx
from filrouge.reports.outputs.html import html
from filrouge.reports.outputs.pdf import pdf
from filrouge.reports.outputs.xlsx import xlsx
from filrouge.reports.text.compose import compose_edition
from filrouge.reports.text.values import all_values

from .database import fresh

AIM_ALL, AIM_PDF = 10.0, 5.0
"""Seconds on two cores: everything, and the print alone."""


@dataclass
class Measure:
    """One step and how long it took."""

    name: str
    seconds: float
    bytes: int = 0


def run(folder: Path) -> list[Measure]:
    """Make the report of the demonstration once, from its records to its files."""
    with fresh(folder), translation.override("fr"):
        demo.prepare()
        edition = Edition.objects.get(year=2024)
        measured: list[Measure] = []

        def timed[T](name: str, act: Callable[[], T]) -> T:
            start = time.perf_counter()
            made = act()
            size = len(made) if isinstance(made, bytes) else 0
            measured.append(Measure(name, time.perf_counter() - start, size))
            return made

        cache.clear()  # publishing it drew the charts: here they are drawn again
        document = timed("compose", lambda: compose_edition(edition))
        period = Period.year(edition.year)
        figures = timed("every figure", lambda: all_values(period, Scope(period)))
        timed("guard", lambda: check(document, figures))
        timed("web", lambda: html(document))
        timed("PDF", lambda: pdf(document))
        timed("DOCX", lambda: docx(document))
        timed("XLSX", lambda: xlsx(document, figures))
        timed("JSON", lambda: as_json(document, figures))
        return measured


def table(measured: list[Measure]) -> str:
    """The steps, the total and how they stand to the aims, as ratios."""
    lines = ["Whole report of the demonstration"]
    lines += [f"  {one.name:<14}{one.seconds:8.2f} s{one.bytes / 1e6:9.2f} MB" for one in measured]
    total = sum(one.seconds for one in measured)
    printed = next(one.seconds for one in measured if one.name == "PDF")
    lines.append(f"  {'total':<14}{total:8.2f} s   {total / AIM_ALL:.2f} of the aim")
    lines.append(f"  {'PDF alone':<14}{printed:8.2f} s   {printed / AIM_PDF:.2f} of the aim")
    return "\n".join(lines)
