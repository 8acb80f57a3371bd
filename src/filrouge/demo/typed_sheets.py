"""The three sheets that every workbook has, from the tables of its file of typed data."""

from collections.abc import Iterator
from typing import Any

from filrouge.demo.words import table

Rows = Iterator[tuple[object, ...]]


def history(name: str, year: int, scale: int) -> Rows:
    """Published values of earlier years, most recent first in the table; they follow the scale."""
    for indicator, series in table(name)["history"].items():
        for back, value in enumerate(series, start=1):
            yield indicator.format(**_cycles(year)), year - back, round(value * scale, 2)


def context(name: str, year: int) -> Rows:
    for item in table(name)["context"]:
        yield item["id"], year + item.get("offset", 0), _value(item, year), item["source"]


def lists(name: str, year: int) -> Rows:
    for title, items in table(name)["lists"].items():
        for item in items:
            yield title, year, item


def _cycles(year: int) -> dict[str, str]:
    """Names of school years as indicators write them: the one that ended the year before."""
    return {"before": f"{year - 2}_{year - 1}"}


def _value(item: dict[str, Any], year: int) -> object:
    """The typed value; a start is a year, or a month as text, counted from the year."""
    if "value" in item:
        return item["value"]
    start = year + item["start_offset"]
    return f"{start}-{item['start_month']:02d}" if "start_month" in item else start
